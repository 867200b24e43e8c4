import DelimitedText
import Glibc

/// Puts files in the place of a folder: beside it first, then in one step.
struct FolderReplacement {
  /// The path as it was given, for errors.
  let path: String
  /// The folder to be made or replaced, links followed.
  let target: String
  /// The folder above it, with its slash.
  let parent: String
  /// The folder that is there now.
  let existing: stat?

  /// Looks at the place, and refuses what may not be replaced.
  init(_ path: String, inputs: [String]) throws(OutputError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .cannotCreate(path: path, code: ENOENT)
    }
    self.path = path
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    var found = stat()
    if stat(String(trimmed), &found) == 0 {
      guard found.st_mode & S_IFMT == S_IFDIR else {
        throw .cannotCreate(path: path, code: EEXIST)
      }
      target = try FolderReplacement.resolved(String(trimmed), path)
      existing = found
    } else {
      guard errno == ENOENT else { throw .cannotCreate(path: path, code: errno) }
      // The last part is new; what is above it must be there.
      let slash = trimmed.lastIndex(of: "/")
      let name = slash.map { trimmed[trimmed.index(after: $0)...] } ?? trimmed
      guard name != ".", name != ".." else { throw .cannotCreate(path: path, code: ENOENT) }
      let above = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
      let folder = try FolderReplacement.resolved(above, path)
      target = (folder == "/" ? "" : folder) + "/" + name
      existing = nil
    }
    guard target != "/", let slash = target.lastIndex(of: "/") else {
      throw .cannotCreate(path: path, code: EBUSY)
    }
    parent = String(target[...slash])
    for input in inputs where input != "-" && holds(input) { throw .isInput(path: path) }
    if existing != nil {
      if access(parent, W_OK) != 0 { throw .cannotCreate(path: path, code: errno) }
      if let stranger = try FolderContents(target, path).stranger() {
        throw .isForeign(path: path, file: stranger)
      }
    }
  }

  private static func resolved(_ folder: String, _ path: String) throws(OutputError) -> String {
    guard let real = realpath(folder, nil) else { throw .cannotCreate(path: path, code: errno) }
    defer { free(real) }
    return String(cString: real)
  }

  /// Whether an input is the folder, or lies in it.
  private func holds(_ input: String) -> Bool {
    guard let real = realpath(input, nil) else { return false }
    defer { free(real) }
    let place = String(cString: real)
    return place == target || place.hasPrefix(target + "/")
  }

  /// Writes the files and takes the place.
  func run(_ files: [OutputFolder.File]) throws(OutputError) {
    let fresh = try create()
    do throws(OutputError) {
      try fill(fresh, files)
      try takePlace(fresh)
    } catch {
      FolderContents.remove(fresh)
      throw error
    }
    FolderReplacement.synchronize(parent)
  }

  /// A new folder of a name that nothing has, beside the target.
  private func create() throws(OutputError) -> String {
    for _ in 0..<100 {
      let name = unusedName()
      if mkdir(name, 0o777) == 0 { return name }
      if errno != EEXIST, errno != EINTR { break }
    }
    throw .cannotCreate(path: path, code: errno)
  }

  private func unusedName() -> String {
    var generator = SystemRandomNumberGenerator()
    return parent + ".new-" + String(generator.next(), radix: 36)
  }

  private func fill(_ folder: String, _ files: [OutputFolder.File]) throws(OutputError) {
    var made: Set<String> = []
    for file in files {
      let parts = file.path.split(separator: "/")
      for count in parts.indices.dropFirst() {
        let name = parts[..<count].joined(separator: "/")
        guard made.insert(name).inserted else { continue }
        if mkdir(folder + "/" + name, 0o777) != 0 { throw .failed(path: path, code: errno) }
      }
      try write(file.bytes, to: folder + "/" + file.path)
    }
    for name in made.sorted().reversed() { FolderReplacement.synchronize(folder + "/" + name) }
    if let existing {
      _ = chown(folder, existing.st_uid, existing.st_gid)
      if chmod(folder, existing.st_mode & 0o7777) != 0 { throw .failed(path: path, code: errno) }
    }
    FolderReplacement.synchronize(folder)
  }

  private func write(_ bytes: [UInt8], to file: String) throws(OutputError) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed(path: path, code: errno) }
    var code: Int32 = 0
    do throws(OutputError) {
      try OutputFile.writeToDescriptor(descriptor, bytes)
    } catch {
      if case .failed(_, let found) = error { code = found } else { code = EPIPE }
    }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code != 0 { throw .failed(path: path, code: code) }
  }

  /// Puts the new folder where the old one is, and removes the old one.
  private func takePlace(_ fresh: String) throws(OutputError) {
    // An empty folder gives way to another; one that is not has to change places with it.
    if rename(fresh, target) == 0 { return }
    guard existing != nil, errno == ENOTEMPTY || errno == EEXIST else {
      throw .failed(path: path, code: errno)
    }
    switch FolderReplacement.exchange(fresh, target) {
    case 0:
      FolderContents.remove(fresh)
      return
    case EINVAL, ENOSYS, ENOTSUP: break
    case let code: throw .failed(path: path, code: code)
    }
    // A file system that cannot exchange: two steps, the first undone if the second fails.
    let aside = unusedName()
    if rename(target, aside) != 0 { throw .failed(path: path, code: errno) }
    if rename(fresh, target) != 0 {
      let code = errno
      _ = rename(aside, target)
      throw .failed(path: path, code: code)
    }
    FolderContents.remove(aside)
  }

  /// Lets two folders change places in one step; the system's error number, or 0.
  private static func exchange(_ first: String, _ second: String) -> Int32 {
    // The header hides this call from programs that do not ask for GNU's own.
    typealias Call =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else { return ENOSYS }
    let call = unsafeBitCast(symbol, to: Call.self)
    let exchanging: UInt32 = 2
    return call(AT_FDCWD, first, AT_FDCWD, second, exchanging) == 0 ? 0 : errno
  }

  /// Asks that names survive a power cut; a file system that cannot is left in peace.
  private static func synchronize(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}

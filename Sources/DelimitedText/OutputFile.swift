import Glibc

/// Writing files whole or not at all.
public enum OutputFile {
  /// Writes a file in one step as seen from outside: its old content, or all of the new.
  ///
  /// The bytes go to a new file in the same folder, down to the disk, and then take the place of
  /// the old one; where any of that fails the new file is removed and the old one stays. A
  /// symbolic link is followed, and the file it leads to is replaced. The permissions of a file
  /// replaced are kept, and its owner where the system allows it. What is no regular file (a pipe,
  /// a terminal, `/dev/stdout`) is written to directly.
  ///
  /// - Throws: ``OutputError``.
  public static func writeWhole(_ bytes: [UInt8], to path: String) throws(OutputError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .cannotCreate(path: path, code: ENOENT)
    }
    var existing = stat()
    let isThere = stat(path, &existing) == 0
    if !isThere, errno != ENOENT { throw .cannotCreate(path: path, code: errno) }
    if isThere {
      switch existing.st_mode & S_IFMT {
      case S_IFDIR: throw .isDirectory(path: path)
      case S_IFREG: break
      default: return try writeDirectly(bytes, to: path)
      }
      // Renaming asks leave of the folder only; a file marked read-only is still to be respected.
      if access(path, W_OK) != 0 { throw .cannotCreate(path: path, code: errno) }
    }
    let target = try destination(of: path)
    try replace(target, by: bytes, like: isThere ? existing : nil, path: path)
  }

  /// Writes all bytes to a descriptor, such as 1 for standard output.
  ///
  /// - Throws: ``OutputError``: `closedPipe` where the reader went away (if `SIGPIPE` is ignored;
  ///   otherwise the signal ends the program, with the same exit code), else `failed`.
  public static func writeToDescriptor(
    _ descriptor: Int32, _ bytes: [UInt8]
  ) throws(OutputError) {
    let code = Descriptor.writeAll(bytes, to: descriptor)
    if code == 0 { return }
    throw code == EPIPE ? .closedPipe : .failed(path: name(of: descriptor), code: code)
  }

  /// Whether two paths lead to one file, by whatever links: an output must not be an input.
  public static func isSameFile(_ first: String, _ second: String) -> Bool {
    var one = stat()
    var other = stat()
    guard stat(first, &one) == 0, stat(second, &other) == 0 else { return false }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  private static func name(of descriptor: Int32) -> String {
    switch descriptor {
    case 1: "<standard output>"
    case 2: "<standard error>"
    default: "<descriptor \(descriptor)>"
    }
  }

  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    var code = Descriptor.writeAll(bytes, to: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == EPIPE { throw .closedPipe }
    if code != 0 { throw .failed(path: path, code: code) }
  }

  /// The path after its symbolic links, the last of which may lead to nothing yet.
  private static func destination(of path: String) throws(OutputError) -> String {
    var path = path
    for _ in 0..<40 {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = readlink(path, &target, target.count)
      guard length >= 0 else { return path }
      let link = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = link.hasPrefix("/") ? link : folder(of: path) + link
    }
    throw .cannotCreate(path: path, code: ELOOP)
  }

  /// The folder of a path with its slash; empty for the current one.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  private static func replace(
    _ target: String, by bytes: [UInt8], like existing: stat?, path: String
  ) throws(OutputError) {
    let (temporary, descriptor) = try create(
      in: folder(of: target), mode: existing == nil ? 0o666 : 0o600, path: path)
    var code = Descriptor.writeAll(bytes, to: descriptor)
    if code == 0, let existing {
      // Another's file can keep its owner only if we may give files away; its mode it keeps always.
      _ = fchown(descriptor, existing.st_uid, existing.st_gid)
      if fchmod(descriptor, existing.st_mode & 0o777) != 0 { code = errno }
    }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, target) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw .failed(path: path, code: code)
    }
    synchronizeFolder(of: target)
  }

  /// A new file of a name that nothing has.
  private static func create(
    in folder: String, mode: mode_t, path: String
  ) throws(OutputError) -> (name: String, descriptor: Int32) {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      let name = folder + ".new-" + String(generator.next(), radix: 36)
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      if descriptor >= 0 { return (name, descriptor) }
      if errno != EEXIST, errno != EINTR { break }
    }
    throw .cannotCreate(path: path, code: errno)
  }

  /// Asks that the new name survive a power cut too; a file system that cannot is left in peace.
  private static func synchronizeFolder(of path: String) {
    let name = folder(of: path)
    let descriptor = open(name.isEmpty ? "." : name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}

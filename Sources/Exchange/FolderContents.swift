import DelimitedText
import Glibc

/// What is in a folder.
struct FolderContents {
  private let folder: String
  /// The paths of all that is no folder, within the folder, sorted; and the folders without any.
  private let names: [String]

  /// Lists a folder and all below it; links are listed, not followed.
  ///
  /// - Parameter path: what errors call the folder.
  init(_ folder: String, _ path: String) throws(OutputError) {
    self.folder = folder
    var names: [String] = []
    guard FolderContents.list(folder, "", into: &names) else {
      throw .cannotCreate(path: path, code: errno)
    }
    self.names = names.sorted()
  }

  /// What other programs leave beside our files and nobody misses.
  private static let droppings: Set<String> = [".ipynb_checkpoints", ".DS_Store", "__pycache__"]

  /// A file that an earlier run of this program did not write; nil where the folder is empty or
  /// holds the files of its manifest alone.
  func stranger() -> String? {
    guard !names.isEmpty else { return nil }
    guard names.contains(Manifest.fileName),
      let manifest = try? Manifest.read(folder: folder)
    else { return names.first }
    let known = Set(manifest.outputs.map(\.path)).union([Manifest.fileName])
    return names.first { name in
      !known.contains(name)
        && !name.split(separator: "/").contains { FolderContents.droppings.contains(String($0)) }
    }
  }

  private static func list(
    _ folder: String, _ prefix: String, into names: inout [String]
  ) -> Bool {
    guard let entries = entries(folder) else { return false }
    for entry in entries {
      let place = folder + "/" + entry
      guard isFolder(place) else {
        names.append(prefix + entry)
        continue
      }
      let count = names.count
      guard list(place, prefix + entry + "/", into: &names) else { return false }
      if names.count == count { names.append(prefix + entry) }
    }
    return true
  }

  /// The names in a folder, unsorted; nil where it cannot be read.
  static func entries(_ folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func isFolder(_ path: String) -> Bool {
    var found = stat()
    return lstat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a folder and all below it, following no link. What cannot be removed stays.
  static func remove(_ folder: String) {
    for entry in entries(folder) ?? [] {
      let place = folder + "/" + entry
      if isFolder(place) { remove(place) } else { unlink(place) }
    }
    rmdir(folder)
  }
}

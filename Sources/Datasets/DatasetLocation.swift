import DatasetFiles
import DelimitedText
import Glibc

/// Where the bundled data package is.
public enum DatasetLocation {
  /// The folder of the bundled package: beside the program, in `share` of its prefix, or in the
  /// build folder.
  ///
  /// - Throws: ``DatasetError/noBundledPackage(searched:)`` with the folders looked in.
  public static func bundled() throws(DatasetError) -> String {
    var searched: [String] = []
    if let program = programFolder() {
      // Installed: PREFIX/bin/aftermath finds PREFIX/share/aftermath/datasets, wherever PREFIX is.
      searched.append(parent(of: program) + "/share/aftermath/datasets")
      searched.append(program + "/" + DatasetFiles.bundleName)
    }
    searched.append(DatasetFiles.folder)
    for folder in searched where InputPath.exists(folder + "/datapackage.json") {
      return folder
    }
    throw .noBundledPackage(searched: searched)
  }

  /// The folder of the running program, links followed.
  private static func programFolder() -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map {
        readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count)
      } ?? -1
    }
    guard length > 0, length < buffer.count else { return nil }
    return parent(of: String(decoding: buffer[..<length], as: UTF8.self))
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "" : String(path[..<slash])
  }
}

extension DataPackage {
  /// The package that comes with the program.
  ///
  /// - Throws: ``DatasetError`` where it is not found or not sound.
  public static func bundled() throws(DatasetError) -> DataPackage {
    try load(folder: DatasetLocation.bundled())
  }
}

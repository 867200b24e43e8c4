import Comparison
import Datasets
import DelimitedText
import Exchange
import Foundation
import Reporting
import Tables
import TimeSeries

/// A folder that goes away after the test.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer {
    try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    try? FileManager.default.removeItem(at: folder)
  }
  try body(folder.path)
}

/// All names below a folder, sorted, hidden ones too.
func names(_ folder: String) -> [String] {
  ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
}

/// The text of a file, or nil.
func text(_ path: String) -> String? {
  FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}

/// The value of a JSON text under Foundation's reader, which shares nothing with our writer.
func parsed(_ text: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(text.utf8))
}

/// A manifest of nothing in particular.
let plainManifest = Manifest(version: "0", verb: "export", arguments: ["x"])

/// A folder of one file.
func folder(_ path: String, _ text: String) throws -> OutputFolder {
  var folder = OutputFolder()
  try folder.add(path, text)
  return folder
}

/// The series of the bundled package, for exports.
func items(_ ids: [String], of package: DataPackage) throws -> [PackageExport.Item] {
  try ids.map { id in
    let archive = try package.archive(id)
    return PackageExport.Item(
      id: id, info: try package.info(id), archive: archive, resolved: try archive.resolved())
  }
}

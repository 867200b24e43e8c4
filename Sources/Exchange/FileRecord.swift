public import DelimitedText
import Reporting

/// A file as a manifest lists it: its path, size and SHA-256 sum.
public struct FileRecord: Hashable, Sendable, Decodable {
  /// Where it is: within its folder, or as it was given.
  public let path: String
  /// Its size.
  public let bytes: Int
  /// Its SHA-256 sum, in hexadecimal digits.
  public let sha256: String

  /// The record of a file of this content.
  public init(_ path: String, _ content: [UInt8]) {
    self.path = path
    bytes = content.count
    sha256 = Checksum.sha256(content)
  }

  /// The record of a file on the disk.
  ///
  /// - Parameters:
  ///   - place: where the file is.
  ///   - path: what the record calls it; its place unless given.
  /// - Throws: ``DelimitedText/DelimitedTextError`` where the file cannot be read.
  public init(reading place: String, as path: String? = nil) throws(DelimitedTextError) {
    self.init(path ?? place, try InputPath.bytes(place))
  }

  var json: JSONValue {
    ["path": .string(path), "bytes": .integer(bytes), "sha256": .string(sha256)]
  }
}

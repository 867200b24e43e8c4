import DelimitedText
import TimeSeries

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the program reads of a package's `datapackage.json`.
struct Descriptor: Decodable {
  let name: String
  let title: String
  let version: String
  let asOf: Day?
  let resources: [Resource]

  /// One file of a package, with what its descriptor says of it.
  struct Resource: Decodable, Hashable {
    let name: String
    let path: String
    let bytes: Int?
    let hash: String?
  }

  private enum Key: String, CodingKey {
    case name, title, version, resources
    case asOf = "aftermath:asOf"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
    title = try container.decodeIfPresent(String.self, forKey: .title) ?? ""
    version = try container.decodeIfPresent(String.self, forKey: .version) ?? ""
    asOf = try container.decodeIfPresent(Day.self, forKey: .asOf)
    resources = try container.decode([Resource].self, forKey: .resources)
  }

  /// Reads the descriptor of a folder.
  static func read(folder: String) throws(DatasetError) -> Descriptor {
    let path = folder + "/datapackage.json"
    let bytes: [UInt8]
    do {
      bytes = try InputPath.bytes(path)
    } catch {
      throw error.kind == .unreadable
        ? .noPackage(folder: folder, reason: error.message) : .file(error)
    }
    do {
      return try JSONDecoder().decode(Descriptor.self, from: Data(bytes))
    } catch DecodingError.dataCorrupted(let context)
      where context.codingPath.last?.stringValue == Key.asOf.rawValue
    {
      throw .descriptor(path: path, reason: "\(Key.asOf.rawValue): \(context.debugDescription)")
    } catch {
      throw .descriptor(
        path: path, reason: "this is not the descriptor of a data package, or not JSON")
    }
  }
}

import Foundation
import Testing

/// A file of golden values, beside the script that made it.
struct GoldenFile {
  private let root: GoldenRow

  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"))
    root = GoldenRow(
      object: try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]))
  }

  func number(_ name: String) throws -> Double { try root.number(name) }
  func row(_ name: String) throws -> GoldenRow { try root.row(name) }

  func numbers(_ name: String) throws -> [Double] {
    try #require(root.object[name] as? [NSNumber]).map(\.doubleValue)
  }

  func lists(_ name: String) throws -> [[Double]] {
    try #require(root.object[name] as? [[NSNumber]]).map { $0.map(\.doubleValue) }
  }

  func rows(_ name: String) throws -> [GoldenRow] {
    let list = try #require(root.object[name] as? [[String: Any]])
    try #require(!list.isEmpty)
    return list.map(GoldenRow.init)
  }
}

/// One row of golden values.
struct GoldenRow {
  let object: [String: Any]

  func number(_ name: String) throws -> Double {
    try #require(object[name] as? NSNumber).doubleValue
  }

  func row(_ name: String) throws -> GoldenRow {
    GoldenRow(object: try #require(object[name] as? [String: Any]))
  }
}

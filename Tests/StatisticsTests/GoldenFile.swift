import Foundation
import Testing

/// A file of golden values, beside the script that made it.
struct GoldenFile {
  private let object: [String: Any]

  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"))
    object = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
  }

  /// The rows of a list.
  func rows(_ name: String) throws -> [GoldenRow] {
    let list = try #require(object[name] as? [[String: Any]])
    try #require(!list.isEmpty)
    return list.map(GoldenRow.init)
  }

  /// A single row.
  func row(_ name: String) throws -> GoldenRow {
    GoldenRow(object: try #require(object[name] as? [String: Any]))
  }

  /// A list of numbers.
  func numbers(_ name: String) throws -> [Double] { try GoldenRow(object: object).numbers(name) }
}

/// One row of golden values.
struct GoldenRow {
  let object: [String: Any]

  /// A number, or the first of a list; nil where it is null.
  func optional(_ name: String) throws -> Double? {
    let value = try #require(object[name])
    if let list = value as? [Any] { return (list.first as? NSNumber)?.doubleValue }
    return (value as? NSNumber)?.doubleValue
  }

  /// A number.
  func number(_ name: String) throws -> Double { try #require(try optional(name)) }

  /// A list of numbers; a lone number is a list of one, null is infinite.
  func numbers(_ name: String) throws -> [Double] {
    let value = try #require(object[name])
    if let number = value as? NSNumber { return [number.doubleValue] }
    return try #require(value as? [Any]).map { ($0 as? NSNumber)?.doubleValue ?? .infinity }
  }

  /// A row within.
  func row(_ name: String) throws -> GoldenRow {
    GoldenRow(object: try #require(object[name] as? [String: Any]))
  }

  /// Whether there is a value of this name.
  func has(_ name: String) -> Bool { object[name] != nil }
}

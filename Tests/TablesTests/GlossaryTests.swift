import Foundation
import Tables
import Testing

/// The glossary is read as text: there is no list of its columns to keep beside them.
@Suite("The glossary")
struct GlossaryTests {
  private struct Entry {
    let name: String
    /// The literals among the arguments; literals joined by + are one.
    let texts: [String]
    let style: String
  }

  private static func source() throws -> String {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Tables/Glossary.swift")
    return try String(decoding: Data(contentsOf: file), as: UTF8.self)
  }

  private static func entries() throws -> [Entry] {
    // Inside a literal anything may stand, parentheses and commas too.
    let definition = /static let (\w+)(?:: Column)? = Column\(((?:"(?:[^"\\]|\\.)*"|[^"()])*)\)/
    let literal = /"((?:[^"\\]|\\.)*)"/
    return try source().matches(of: definition).map { match in
      let arguments = match.2.replacing(/"\s*\+\s*"/, with: "")
      let style = arguments.firstMatch(of: /[,:]\s*(?:Column\.Style)?\.(\w+)\s*,?\s*$/)
      return Entry(
        name: String(match.1), texts: arguments.matches(of: literal).map { String($0.1) },
        style: style.map { String($0.1) } ?? "")
    }
  }

  @Test("every definition is found")
  func found() throws {
    let entries = try Self.entries()
    let definitions = try Self.source().matches(of: /\bColumn\s*\(|: Column = \.init\(/)
    #expect(entries.count == definitions.count)
    #expect(entries.count > 50)
  }

  @Test("keys are unique and snake_case")
  func keys() throws {
    let keys = try Self.entries().map { $0.texts.first ?? "" }
    #expect(Set(keys).count == keys.count)
    for key in keys { #expect(key.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, "\(key)") }
  }

  @Test("every column has a heading, a meaning that is a sentence, and a style")
  func meanings() throws {
    for entry in try Self.entries() {
      #expect(entry.texts.count == 3, "\(entry.name)")
      #expect(!(entry.texts.dropFirst().first ?? "").isEmpty, "\(entry.name)")
      #expect(entry.texts.last?.hasSuffix(".") == true, "\(entry.name)")
      #expect(Column.Style(rawValue: entry.style) != nil, "\(entry.name)")
    }
  }

  @Test("the keys that the command promises are there")
  func promised() {
    let columns: [Column] = [
      .method, .term, .estimate, .standardError, .statistic, .degreesOfFreedom, .pValue,
      .intervalLow, .intervalHigh, .basis, .count, .unit, .period, .time, .value, .low, .high,
      .kind, .coverage, .source,
    ]
    #expect(
      columns.map(\.key) == [
        "method", "term", "estimate", "std_error", "statistic", "df", "p_value", "conf_low",
        "conf_high", "basis", "n", "unit", "period", "time", "value", "low", "high", "kind",
        "coverage", "source",
      ])
  }
}

import Foundation
import Tables
import Testing

/// The glossary is read as text: there is no list of its columns to keep beside them.
@Suite("The glossary")
struct GlossaryTests {
  private struct Entry {
    let name: String
    let arguments: [String]
  }

  private static let entries: [Entry] = {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Tables/Glossary.swift")
    guard let data = try? Data(contentsOf: file) else { return [] }
    let source = String(decoding: data, as: UTF8.self)
    let definition = /static let (\w+) = Column\(\s*([^)]*(?:\([^)]*\)[^)]*)*)\)/
    return source.matches(of: definition).map { match in
      let texts = match.2.matches(of: /"([^"]*)"/).map { String($0.1) }
      return Entry(name: String(match.1), arguments: texts)
    }
  }()

  @Test("every definition is found")
  func found() throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Tables/Glossary.swift")
    let source = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(Self.entries.count == source.components(separatedBy: "= Column(").count - 1)
    #expect(Self.entries.count > 50)
  }

  @Test("keys are unique and snake_case")
  func keys() {
    let keys = Self.entries.map { $0.arguments.first ?? "" }
    #expect(Set(keys).count == keys.count)
    for key in keys { #expect(key.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, "\(key)") }
  }

  @Test("every column has a heading and a meaning that is a sentence")
  func meanings() {
    for entry in Self.entries {
      #expect(entry.arguments.count == 3, "\(entry.name)")
      #expect(!(entry.arguments.dropFirst().first ?? "").isEmpty, "\(entry.name)")
      #expect(entry.arguments.last?.hasSuffix(".") == true, "\(entry.name)")
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

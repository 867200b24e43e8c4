import Foundation
import TestSupport
import Testing

/// A row of the manifest of bad input: what `trend` must do with a file.
struct BadInput: Decodable, CustomTestStringConvertible, Sendable {
  var id: String
  var file: String?
  var expect: String
  var errorLine: Int?
  var errorColumn: String?
  var mustName: [String]?
  var sameResultAs: String?
  var expectedValues: [String: Double]?
  var testDescription: String { id }

  enum CodingKeys: String, CodingKey {
    case id, file, expect
    case errorLine = "error_line"
    case errorColumn = "error_column"
    case mustName = "message_must_name"
    case sameResultAs = "same_result_as"
    case expectedValues = "expected_values"
  }

  static let all: [BadInput] = {
    struct Manifest: Decodable { var cases: [BadInput] }
    guard let data = try? Data(contentsOf: own.appendingPathComponent("manifest.json")) else {
      return []
    }
    return (try? JSONDecoder().decode(Manifest.self, from: data))?.cases ?? []
  }()

  static var own: URL { Bundle.module.bundleURL.appendingPathComponent("BadInput") }

  /// The files of one's own, and those that the tests of delimited text have.
  static var folders: [URL] {
    [
      own,
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("DelimitedTextTests/BadInput"),
    ]
  }

  static func url(_ name: String) throws -> URL {
    try #require(
      folders.map { $0.appendingPathComponent(name) }
        .first { FileManager.default.fileExists(atPath: $0.path) }, "\(name) is not there")
  }

  static let withFiles = all.filter { $0.file != nil }
  static let options = ["--method", "ols,mann-kendall,theil-sen", "--format", "json"]

  /// The folder and the name of the file; the two large ones are made.
  func place(_ scratch: Folder) throws -> URL {
    let file = try #require(file)
    switch id {
    case "wide_1e6_columns":
      let header = (0..<1_000_000).map { "c\($0)" }.joined(separator: ",")
      return try scratch.write(
        file, header + "\n" + String(repeating: "1,", count: 999_999) + "1\n")
    case "long_cell":
      let rows = (2001...2005).map { "\($0),3.1\n" }.joined()
      return try scratch.write(
        file, "year,value\n" + rows + "2006," + String(repeating: "9", count: 3_000_000) + "\n")
    default: return try Self.url(file)
    }
  }
}

@Suite("Bad input through the command")
struct BadInputTests {
  @Test func manifestIsThere() { #expect(BadInput.all.count == 65) }

  private func trend(_ url: URL) throws -> Command.Run {
    // The folder is the place of the file, so that messages name the file alone.
    try Command.run(
      ["trend"] + BadInput.options + ["--", url.lastPathComponent],
      in: url.deletingLastPathComponent())
  }

  @Test("as the manifest says", arguments: BadInput.withFiles)
  func manifest(_ row: BadInput) throws {
    let scratch = try Folder()
    let url = try row.place(scratch)
    let run = try trend(url)
    if run.exit == 0 {
      #expect(row.expect != "error", "read without an error")
      let result = try run.json()
      if let values = row.expectedValues { expect(result, values) }
      if let twin = row.sameResultAs {
        let other = try trend(try BadInput.url(twin + ".csv")).json()
        for key in ["estimate", "std_error", "p_value"] {
          #expect(
            result["estimates"]?.rows.map { $0[key]?.number }
              == other["estimates"]?.rows.map { $0[key]?.number }, "\(key)")
        }
      }
      if row.id == "na_tokens" { #expect(run.out.contains("2 of 10 values are missing")) }
      if row.id == "desc_years" { #expect(run.out.contains("put in order")) }
      if row.id == "year_gap_20055" { #expect(run.out.contains("\"missing-years\"")) }
      #expect(!run.out.lowercased().contains("nan,"))
      return
    }
    #expect(row.expect != "accept", "\(run.err)")
    #expect(run.exit == 65)
    expectPresentable(run)
    let name = url.lastPathComponent
    if let line = row.errorLine {
      #expect(run.err.hasPrefix("\(name):\(line):"), "\(run.err)")
    } else {
      #expect(run.err.hasPrefix(name), "\(run.err)")
    }
    if row.errorColumn == "value" {
      #expect(run.err.hasPrefix("\(name):\(row.errorLine ?? 0):6:"), "\(run.err)")
    }
    for word in row.mustName ?? [] where !["file", "line", "column"].contains(word) {
      #expect(run.err.contains(word), "\(word) is not in \(run.err)")
    }
  }

  private func expect(_ result: JSON, _ values: [String: Double]) {
    let squares = result.row("estimates", where: "method", is: "ols")
    let kendall = result.row("estimates", where: "method", is: "mann-kendall")
    let slope = result.row("estimates", where: "method", is: "theil-sen")
    let fit = result.row("overview", where: "method", is: "ols")
    let score = result.row("overview", where: "method", is: "mann-kendall")
    let found: [String: Double?] = [
      "n": squares?["n"]?.number, "ols_slope": squares?["estimate"]?.number,
      "ols_slope_se": squares?["std_error"]?.number,
      "ols_slope_t": squares?["statistic"]?.number, "ols_slope_p": squares?["p_value"]?.number,
      "r2": fit?["r_squared"]?.number, "mk_S": kendall?["statistic"]?.number,
      "mk_varS": score?["var_s"]?.number, "mk_z": score?["z"]?.number,
      "mk_p": score?["p_normal"]?.number, "theil_sen_slope": slope?["estimate"]?.number,
    ]
    for (name, value) in values {
      guard let known = found[name], let number = known else {
        Issue.record("\(name) is not there")
        continue
      }
      #expect(agreement(number, value) >= 9, "\(name): \(number), expected \(value)")
    }
  }

  @Test func everyFaultOfAFileIsListed() throws {
    let folder = try Folder()
    try folder.write("bad.csv", "year,value\n2001,x\n2002,2\n2003,y\n2004,\n2005,1e999\n")
    let run = try Command.run(["check", "bad.csv"], in: folder.url)
    #expect(run.exit == 1)
    #expect(run.out.isEmpty)
    let lines = run.err.split(separator: "\n").filter { $0.hasPrefix("bad.csv:") }
    #expect(lines.map { $0.split(separator: ":")[1] } == ["2", "4", "6"])
    let rows = try Command.run(["check", "bad.csv", "--format", "json"], in: folder.url).json()
    #expect(rows["rows"]?.rows.count == 3)
    #expect(rows["rows"]?.rows.first?["line"]?.number == 2)
    try folder.write("ragged.csv", "year,value\n2001,1,2\n2002\n2003,z\n2004,4\n")
    let ragged = try Command.run(["check", "ragged.csv"], in: folder.url)
    #expect(
      ragged.err.split(separator: "\n").filter { $0.hasPrefix("ragged.csv:") }
        .map { $0.split(separator: ":")[1] } == ["2", "3", "4"])
    #expect(
      try Command.run(["trend", "ragged.csv"], in: folder.url).err.hasPrefix("ragged.csv:2:"))
    let cut = try Command.run(["check", "bad.csv", "--max-errors", "1"], in: folder.url)
    #expect(cut.exit == 1)
    #expect(cut.err.contains("more than 1 fault"))
  }

  @Test func aBadCellAtTheTopIsTheFault() throws {
    let folder = try Folder()
    try folder.write("a.csv", "year,attacks\n2001,about 20k\n2002,12\n2003,13\n")
    let run = try Command.run(["trend", "a.csv"], in: folder.url)
    #expect(run.exit == 65)
    expectPresentable(run)
    #expect(run.err.hasPrefix("a.csv:2:6: error: 'about 20k' is not a number"), "\(run.err)")
  }

  @Test("what check finds sound, trend reads", arguments: BadInput.withFiles)
  func check(_ row: BadInput) throws {
    let scratch = try Folder()
    let url = try row.place(scratch)
    let run = try Command.run(
      ["check", "--", url.lastPathComponent], in: url.deletingLastPathComponent())
    // Two rows are a sound file, and too few for a trend.
    if row.expect == "accept" || row.id == "two_rows" {
      #expect(run.exit == 0, "\(run.err)")
    } else if row.expect == "error" {
      #expect(run.exit == 1, "\(run.out)\(run.err)")
    }
    if run.exit == 1, let line = row.errorLine {
      #expect(run.err.contains("\(url.lastPathComponent):\(line):"), "\(run.err)")
    }
  }
}

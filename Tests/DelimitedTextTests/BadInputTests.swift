import DelimitedText
import Foundation
import Testing

/// One row of the manifest of bad input.
struct BadInputCase: Decodable, CustomTestStringConvertible, Sendable {
  var id: String
  var file: String
  var expect: String
  var errorLine: Int?
  var errorColumn: String?
  var sameResultAs: String?
  var testDescription: String { id }

  enum CodingKeys: String, CodingKey {
    case id, file, expect
    case errorLine = "error_line"
    case errorColumn = "error_column"
    case sameResultAs = "same_result_as"
  }

  static let all: [BadInputCase] = {
    struct Manifest: Decodable { var cases: [BadInputCase] }
    let url = folder.appending(path: "manifest.json")
    guard let data = try? Data(contentsOf: url),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else { return [] }
    return manifest.cases
  }()

  static var folder: URL { Bundle.module.bundleURL.appending(path: "BadInput") }
}

@Suite("Files with something wrong in them")
struct BadInputTests {
  private func values(of file: String) throws(DelimitedTextError) -> [[Double?]] {
    let path = BadInputCase.folder.appending(path: file).path
    let table = try RecordFile.read(path: path)
    let columns = [try table.column(named: "year"), try table.column(named: "value")]
    return [try table.numbers(column: columns[0]), try table.numbers(column: columns[1])]
  }

  @Test func manifestIsThere() {
    #expect(BadInputCase.all.count == 41)
  }

  @Test("as the manifest says", arguments: BadInputCase.all)
  func manifest(_ row: BadInputCase) throws {
    do throws(DelimitedTextError) {
      let found = try values(of: row.file)
      #expect(row.expect != "error", "read without an error")
      if let twin = row.sameResultAs { #expect(found == (try? values(of: twin + ".csv"))) }
    } catch {
      #expect(row.expect == "error", "\(error)")
      expectPresentable(error)
      #expect(error.exitCode == 65)
      #expect(error.file.hasSuffix(row.file))
      if let line = row.errorLine { #expect(error.position?.line == line, "\(error)") }
      // In all these files the column called value is the second, after a year of four digits.
      if row.errorColumn == "value" { #expect(error.position?.column == 6, "\(error)") }
      #expect(error.description.contains(row.file))
    }
  }

  @Test func missingColumnSuggestsTheNearest() {
    #expect(throws: DelimitedTextError.self) { try values(of: "missing_column.csv") }
    let error = error { () throws(DelimitedTextError) in _ = try values(of: "missing_column.csv") }
    #expect(error?.message.contains("'value'") == true)
    #expect(error?.hint?.contains("'valeu'") == true)
    #expect(error?.position == Position(line: 1, column: 1))
  }

  private func error(_ body: () throws(DelimitedTextError) -> Void) -> DelimitedTextError? {
    do throws(DelimitedTextError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func stringsInJSONNameTheirColumn() {
    let error = error { () throws(DelimitedTextError) in
      _ = try values(of: "json_string_number.json")
    }
    #expect(error?.description.contains("'value'") == true)
    #expect(error?.position?.line == 1)
  }

  @Test func missingValuesAreNoZeros() throws {
    let values = try values(of: "na_tokens.csv")[1]
    #expect(values.count == 10)
    #expect(values[2] == nil && values[7] == nil)
    #expect(values.compactMap(\.self) == [3.1, 2.8, 4.0, 3.9, 4.4, 4.1, 4.8, 5.3])
    #expect(try self.values(of: "json_null_missing.json")[1][4] == nil)
  }

  @Test func numbersAreExact() throws {
    #expect(try values(of: "subnormal.csv")[1][4] == 0x1p-1074)
    #expect(try values(of: "round_25digits.csv")[1][4] == 3.9)
  }

  @Test func aCellOfThreeMegabytesOverflowsBriefly() throws {
    let text = "year,value\n2001,3.1\n2006," + String(repeating: "9", count: 3_000_000) + "\n"
    let error = fault(text)
    #expect(error?.position == Position(line: 3, column: 6))
    #expect(error?.message.contains("beyond the range") == true)
  }

  @Test func aMillionColumnsAreRefused() {
    let header = (0..<1_000_000).map { "c\($0)" }.joined(separator: ",")
    let error = fault(header + "\n" + String(repeating: "1,", count: 999_999) + "1\n")
    #expect(error?.kind == .tooLarge)
    #expect(error?.message.contains("16384 columns") == true)
    #expect(error?.position?.line == 1)
  }
}

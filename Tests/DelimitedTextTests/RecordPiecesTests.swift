import DelimitedText
import Foundation
import Testing

@Suite("Files in pieces")
struct RecordPiecesTests {
  private func file(_ text: String) throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("pieces-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    return url
  }

  /// The texts of all cells, and the number of pieces.
  private func cells(_ url: URL, size: Int) throws -> (cells: [[String?]], pieces: Int) {
    var cells: [[String?]] = []
    var pieces = 0
    try RecordPieces(path: url.path, size: size).read { file, _ in
      pieces += 1
      for record in file.records.indices {
        cells.append(file.header.indices.map { file.text(record: record, column: $0) })
      }
    }
    return (cells, pieces)
  }

  @Test(
    "pieces hold what the whole holds", arguments: ["\n", "\r\n", "\r"], [40, 100_000, 700_000])
  func same(end: String, size: Int) throws {
    var lines = ["\u{FEFF}year,name", "2001,\"a \"\"quoted\"\" one, with a comma\""]
    for row in 0..<30_000 {
      lines.append(row % 7 == 0 ? "\(row),\"two\(end)lines\"" : "\(row), plain ")
      if row % 1_000 == 999 { lines.append("") }
    }
    let url = try file(lines.joined(separator: end) + end)
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try RecordFile.read(path: url.path)
    let expected = whole.records.indices.map { record in
      whole.header.indices.map { whole.text(record: record, column: $0) }
    }
    let found = try cells(url, size: size)
    #expect(found.cells == expected)
    #expect(size > 600_000 ? found.pieces <= 2 : found.pieces > 1)
  }

  @Test func faultsHaveTheLineOfTheFile() throws {
    var lines = ["y,x"] + (0..<100_000).map { "\($0),1" }
    lines[90_000] = "3,4,5"
    let url = try file(lines.joined(separator: "\n"))
    defer { try? FileManager.default.removeItem(at: url) }
    var places: [Position?] = []
    for size in [50, 10_000_000] {
      do { _ = try cells(url, size: size) } catch let error as DelimitedTextError {
        places.append(error.position)
      }
    }
    #expect(places == [Position(line: 90_001, column: 1), Position(line: 90_001, column: 1)])
  }

  @Test func aQuoteThatIsNeverClosedIsFound() throws {
    let url = try file("y,x\n1,2\n3,\"4\n" + String(repeating: "5,6\n", count: 100_000))
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(throws: DelimitedTextError.self) { _ = try cells(url, size: 1_000) }
    #expect(throws: DelimitedTextError.self) {
      _ = try cells(url.appendingPathExtension("no"), size: 9)
    }
  }
}

import DelimitedText
import Testing

@Suite("Writing delimited text")
struct WriterTests {
  private func written(_ row: [WritableCell], _ dialect: Dialect = .standard) -> String {
    var writer = DelimitedWriter(dialect: dialect)
    writer.write(row: row)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func dialects() {
    let row: [WritableCell] = [.number(1.5), .integer(-3), .text("a;b,c"), .empty, .flag(true)]
    #expect(written(row) == "1.5,-3,\"a;b,c\",,true\n")
    #expect(written(row, .excel) == "\u{FEFF}1.5,-3,\"a;b,c\",,true\r\n")
    #expect(written(row, .excelEU) == "\u{FEFF}1,5;-3;\"a;b,c\";;true\r\n")
    #expect(written(row, .tsv) == "1.5\t-3\ta;b,c\t\ttrue\n")
    #expect(Dialect.allCases.map(\.name) == ["standard", "excel", "excel-eu", "tsv"])
  }

  @Test func numbersAreNeverTouched() {
    for value in [-1.5, -0.0, 1e-300, -3e200, 0x1p-1074] {
      #expect(written([.number(value)]) == NumberText.text(value) + "\n")
    }
    #expect(written([.number(.nan), .number(.infinity)]) == ",\n")
  }

  @Test func formulasAreGuarded() {
    for dialect in Dialect.allCases {
      for text in [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{A0}=1", "＝1",
        "＋1", "－1", "＠x", "-", "+44", "-1.5", "\u{200B}=1", "\n=1",
      ] {
        #expect(FormulaGuard.guarded(text) == "'" + text)
        #expect(written([.text(text), .empty], dialect).contains("'" + text))
      }
    }
    for text in ["a=b", "Al-Qa'im", "'=1", "-49", "–5", "", " x", "1-2"] {
      #expect(FormulaGuard.guarded(text) == text)
    }
  }

  @Test func controlCharactersAreVisible() {
    #expect(
      written([.text("a\u{0}b\u{7}c\u{1B}[31m\u{85}"), .empty])
        == #"a\u{0}b\u{7}c\u{1B}[31m\u{85},"# + "\n")
  }

  @Test func aLoneEmptyCellIsNoBlankLine() throws {
    #expect(written([.empty]) == "\"\"\n")
    #expect(texts(try table("a\n\"\"\n")) == [[""]])
  }

  @Test("what is written is read", arguments: Dialect.allCases)
  func roundTrip(_ dialect: Dialect) throws {
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array(
      "ab,;\t\"'\n\r |=+-@.é–𝄞\u{301}\u{FEFF}\u{A0}\u{202E}0019e#{[\\".unicodeScalars)
    for _ in 0..<400 {
      let width = Int.random(in: 1...5, using: &generator)
      let height = Int.random(in: 1...6, using: &generator)
      var rows: [[String]] = []
      for _ in 0..<height {
        rows.append(
          (0..<width).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...7, using: &generator) {
              text.append(alphabet.randomElement(using: &generator) ?? "x")
            }
            return String(text)
          })
      }
      var writer = DelimitedWriter(dialect: dialect)
      writer.write(row: (0..<width).map { "column \($0)" })
      for row in rows { writer.write(row: row.map(WritableCell.text)) }
      let file = try RecordFile(
        bytes: writer.bytes, name: "t", options: ReadingOptions(dialect: dialect))
      let expected = rows.map { $0.map { Array(FormulaGuard.guarded($0).unicodeScalars) } }
      #expect(texts(file).map { $0.map { Array($0.unicodeScalars) } } == expected)
    }
  }

  @Test("numbers come back to the bit", arguments: Dialect.allCases)
  func numbers(_ dialect: Dialect) throws {
    var generator = SeededGenerator(seed: 4)
    let values = (0..<5000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    var writer = DelimitedWriter(dialect: dialect)
    writer.write(row: ["x", "y"])
    for value in values { writer.write(row: [.number(value), .empty]) }
    let file = try RecordFile(
      bytes: writer.bytes, name: "t", options: ReadingOptions(dialect: dialect))
    #expect(try file.numbers(column: 0) == values)
    #expect(try file.numbers(column: 1).allSatisfy { $0 == nil })
  }
}

import DelimitedText
import Tables
import Testing

@testable import Reporting

@Suite("Table formats")
struct TableFormatTests {
  @Test("every format has a table with every kind of cell", arguments: TableFormats.all)
  func everyCell(format: TableFormats) throws {
    var text = ""
    format.make(DisplayOptions()).write(Samples.everyCell, to: &text)
    try expectSnapshot(text, "every-cell.\(format.fileExtensions[0])")
    #expect(text.hasSuffix("\n"))
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{7}"))
  }

  @Test("every format has a document", arguments: TableFormats.all)
  func document(format: TableFormats) throws {
    var text = ""
    format.make(DisplayOptions()).write(Samples.document, to: &text)
    try expectSnapshot(text, "document.\(format.fileExtensions[0])")
  }

  @Test("the console in colour, and narrow")
  func console() throws {
    try expectSnapshot(
      Samples.everyCell.formatted(.console(width: 100, color: true)), "every-cell-color.txt")
    try expectSnapshot(Samples.trend.formatted(.console(width: 56)), "trend-narrow.txt")
  }

  @Test("no line of the console is wider than asked", arguments: [24, 40, 60, 80, 120])
  func consoleWidth(width: Int) {
    for table in [Samples.everyCell, Samples.trend] {
      for line in table.formatted(.console(width: width)).split(separator: "\n") {
        #expect(DisplayWidth.of(line) <= width, "\(line)")
      }
    }
  }

  @Test("the catalogue knows formats by name and by ending")
  func catalogue() {
    #expect(
      TableFormats.all.map(\.name)
        == ["console", "csv", "tsv", "json", "markdown", "html", "latex"])
    #expect(TableFormats.named("latex")?.fileExtensions == ["tex"])
    #expect(TableFormats.named("pdf") == nil)
    #expect(TableFormats.forFileExtension(".CSV")?.name == "csv")
    #expect(TableFormats.forFileExtension("md")?.name == "markdown")
    #expect(TableFormats.forFileExtension("docx") == nil)
    let endings = TableFormats.all.flatMap(\.fileExtensions)
    #expect(Set(endings).count == endings.count)
  }

  @Test("CSV keeps dialects and full precision")
  func dialects() {
    let table = Table(
      "t", columns: [.estimate, .remark],
      rows: [[.number(0.1 + 0.2), .text("a;b")], [.absent(because: "x"), .text("-cmd")]])
    #expect(table.formatted(.csv) == "estimate,remark\n0.30000000000000004,a;b\n,'-cmd\n")
    #expect(
      table.formatted(.csv(.excelEU))
        == "\u{FEFF}estimate;remark\r\n0,30000000000000004;\"a;b\"\r\n;'-cmd\r\n")
    #expect(Table("t", columns: [], rows: []).formatted(.csv).isEmpty)
  }

  @Test("equal reasons share a footnote, and a number that is not finite is an absence")
  func footnotes() {
    let table = Table(
      "t", columns: [.term, .estimate, .pValue],
      rows: [
        [.text("a"), .absent(because: "one"), .absent(because: "two")],
        [.text("b"), .absent(because: "one"), .number(.nan)],
      ])
    let text = table.formatted(.console)
    #expect(
      text == """
        t
        Term  Estimate   p
        ──────────────────
        a           —¹  —²
        b           —¹  —³
        ¹ one
        ² two
        ³ not finite

        """)
    #expect(table.formatted(.json).contains("not finite"))
  }

  @Test("a table without rows or without columns is written by every format")
  func empty() {
    for format in TableFormats.all {
      var text = ""
      format.make(DisplayOptions()).write(
        Table("Nothing", columns: [.term, .estimate], rows: []), to: &text)
      #expect(!text.isEmpty)
      format.make(DisplayOptions()).write(Table("Nothing", columns: [], rows: []), to: &text)
    }
  }
}

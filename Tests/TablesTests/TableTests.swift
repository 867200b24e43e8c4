import Foundation
import Tables
import Testing

@Suite("Tables")
struct TableTests {
  private struct Row {
    var name: String?
    var value: Double?
    var count: Int?
  }

  private let fields: [Field<Row>] = [
    .text(.term, \.name), .number(.estimate, \.value), .integer(.count, \.count),
    .cell(.remark) { $0.value == nil ? .absent(because: "no value") : .flag(true) },
  ]

  @Test("fields read rows, and what is not there or not finite is absent")
  func readingRows() {
    let rows = [
      Row(name: "a", value: 1.5, count: 3), Row(name: nil, value: .nan, count: nil),
      Row(name: "c", value: nil, count: 0),
    ]
    let table = Table("t", rows, self.fields)
    #expect(table.columns == [.term, .estimate, .count, .remark])
    #expect(table.rows[0] == [.text("a"), .number(1.5), .integer(3), .flag(true)])
    #expect(table.rows[1][0] == .absent(because: nil))
    #expect(table.rows[1][1] == .absent(because: "not finite"))
    #expect(table.cell(2, .remark) == .absent(because: "no value"))
    #expect(table.cell(2, .pValue) == nil)
  }

  @Test("cells know their numbers")
  func cells() {
    #expect(Cell(2).double == 2)
    #expect(Cell(2.5).double == 2.5)
    #expect(Cell("2.5").double == nil)
    #expect(Cell(Double.infinity, because: "diverges") == .absent(because: "diverges"))
    #expect(Cell(Double.infinity).isAbsent)
    #expect(Cell(nil as Int?, because: "none").isAbsent)
    #expect(!Cell("").isAbsent)
  }

  @Test("stacking unites columns and keeps equal notes once")
  func stacked() {
    let note = Note(.caveat, "c", "text")
    let first = Table(
      "a", columns: [.term, .estimate], rows: [[.text("x"), .number(1)]], notes: [note])
    let second = Table(
      "b", columns: [.pValue, .term], rows: [[.number(0.5), .text("y")]],
      notes: [note, Note(.method, "m", "other")])
    let table = Table.stacked("both", [first, second])
    #expect(table.columns == [.term, .estimate, .pValue])
    #expect(
      table.rows == [
        [.text("x"), .number(1), .absent(because: nil)],
        [.text("y"), .absent(because: nil), .number(0.5)],
      ])
    #expect(table.notes.map(\.code) == ["c", "m"])
    #expect(Table.stacked("none", []).columns.isEmpty)
  }

  @Test("a key goes in front, empty columns go away")
  func columns() {
    let table = Table(
      "t", columns: [.term, .estimate], rows: [[.text("x"), .absent(because: nil)]])
    #expect(
      table.prefixed(by: .series, .text("s")).rows == [
        [.text("s"), .text("x"), .absent(because: nil)]
      ])
    #expect(table.withoutEmptyColumns.columns == [.term])
    #expect(table.withoutEmptyColumns.rows == [[.text("x")]])
  }

  @Test("a table survives being coded")
  func coding() throws {
    let table = Table(
      "t", columns: [.term, .estimate, .time],
      rows: [
        [.text("x"), .number(0.1), .integer(2014)],
        [.absent(because: "r"), .flag(true), .absent(because: nil)],
      ], notes: [Note(.refusal, "r", "why")])
    let data = try JSONEncoder().encode(table)
    #expect(try JSONDecoder().decode(Table.self, from: data) == table)
  }
}

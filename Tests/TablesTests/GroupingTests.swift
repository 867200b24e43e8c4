import Tables
import Testing

@Suite("What tells results apart")
struct GroupingTests {
  private func part(_ value: Double) -> Table {
    Table("", columns: [.term, .estimate], rows: [[.text("time"), .number(value)]])
  }

  @Test("several series have their names in front, one has none")
  func series() {
    let two = Grouping.series.stacked("t", [("a", part(1)), ("b", part(2))])
    #expect(two.columns == [.series, .term, .estimate])
    #expect(two.rows.map { $0[0] } == [.text("a"), .text("b")])
    #expect(Grouping.series.stacked("t", [("a", part(1))]).columns == [.term, .estimate])
    // Several tables of one series are still one series.
    let same = Grouping.series.stacked("t", [("a", part(1)), ("a", part(2))])
    #expect(same.columns == [.term, .estimate])
  }

  @Test("a panel has its key in front, under the column's own name, even where there is one")
  func key() {
    let one = Grouping.key(named: "District").stacked("t", [("North", part(1))])
    #expect(one.columns.map(\.key) == ["District", "term", "estimate"])
    #expect(Grouping.key(named: "series").column == .series)
    // A name the table has itself would stand there twice.
    let taken = Grouping.key(named: "term").stacked("t", [("North", part(1))])
    #expect(taken.columns.map(\.key) == ["key", "term", "estimate"])
  }

  @Test("a table that names its series has the key in that place")
  func marking() {
    let table = part(1).prefixed(by: .series, .text("North"))
    #expect(
      Grouping.key(named: "district").marking(table).columns.map(\.key)
        == ["district", "term", "estimate"])
    #expect(Grouping.series.marking(table) == table)
  }

  @Test("a column goes in after another, or at the end")
  func inserting() {
    let table = part(1)
    #expect(
      table.inserting(.pValue, [.number(0.5)], after: .term).rows[0]
        == [.text("time"), .number(0.5), .number(1)])
    #expect(
      table.inserting(.pValue, [.number(0.5)], after: .basis).columns.last == .pValue)
  }

  @Test("tables stacked keep equal notes once")
  func stacked() {
    var (first, second) = (part(1), part(2))
    first.notes = [Note(.method, "a", "A."), Note(.method, "b", "B.")]
    second.notes = [Note(.method, "b", "B."), Note(.method, "c", "C.")]
    #expect(Table.stacked("t", [first, second]).notes.map(\.code) == ["a", "b", "c"])
  }
}

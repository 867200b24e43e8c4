/// Rows of cells under columns of the glossary, with a title and notes: the one currency between
/// results and formats. A result lays itself out as a table; every format writes a table.
public struct Table: Hashable, Sendable, Codable {
  /// What the table shows.
  public var title: String
  /// Its columns, left to right.
  public private(set) var columns: [Column]
  /// Its rows, each with as many cells as there are columns.
  public private(set) var rows: [[Cell]]
  /// Remarks on the table, in order.
  public var notes: [Note]

  /// A table of given cells.
  ///
  /// - Precondition: each row has as many cells as there are columns.
  public init(_ title: String, columns: [Column], rows: [[Cell]], notes: [Note] = []) {
    for row in rows {
      precondition(
        row.count == columns.count, "\(row.count) cells cannot fill \(columns.count) columns")
    }
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// A table with one row for each element, read by fields.
  public init<Row>(_ title: String, _ rows: [Row], _ fields: [Field<Row>], notes: [Note] = []) {
    self.init(
      title, columns: fields.map(\.column),
      rows: rows.map { row in fields.map { $0.cell(row) } }, notes: notes)
  }

  /// The cell of a row under a column, or nil where the table has no such column.
  public func cell(_ row: Int, _ column: Column) -> Cell? {
    columns.firstIndex(of: column).map { rows[row][$0] }
  }

  /// This table with a column of one repeated cell in front, as the key of a panel stands.
  public func prefixed(by column: Column, _ cell: Cell) -> Table {
    Table(
      title, columns: [column] + columns, rows: rows.map { [cell] + $0 }, notes: notes)
  }

  /// This table with its columns cut to those that hold a value somewhere.
  public var withoutEmptyColumns: Table {
    let kept = columns.indices.filter { index in rows.contains { !$0[index].isAbsent } }
    return Table(
      title, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } },
      notes: notes)
  }

  /// The tables one below the other, under the union of their columns in order of appearance.
  ///
  /// A row has an absence under a column its own table does not have. Equal notes are kept once.
  public static func stacked(_ title: String, _ tables: [Table]) -> Table {
    var columns: [Column] = []
    for table in tables {
      for column in table.columns where !columns.contains(column) { columns.append(column) }
    }
    var rows: [[Cell]] = []
    var notes: [Note] = []
    for table in tables {
      let places = columns.map { table.columns.firstIndex(of: $0) }
      for row in table.rows {
        rows.append(places.map { place in place.map { row[$0] } ?? .absent(because: nil) })
      }
      for note in table.notes where !notes.contains(note) { notes.append(note) }
    }
    return Table(title, columns: columns, rows: rows, notes: notes)
  }
}

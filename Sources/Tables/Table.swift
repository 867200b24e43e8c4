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

  /// This table with another column in the place of one of its own, the cells unchanged.
  public func renaming(_ column: Column, to other: Column) -> Table {
    Table(title, columns: columns.map { $0 == column ? other : $0 }, rows: rows, notes: notes)
  }

  /// This table with a column of given cells, one a row, after one of its own; at the end where it
  /// has none such.
  ///
  /// - Precondition: there are as many cells as rows.
  public func inserting(_ column: Column, _ cells: [Cell], after place: Column) -> Table {
    precondition(cells.count == rows.count, "\(cells.count) cells for \(rows.count) rows")
    let index = columns.firstIndex(of: place).map { $0 + 1 } ?? columns.count
    var columns = columns
    columns.insert(column, at: index)
    return Table(
      title, columns: columns,
      rows: zip(rows, cells).map { row, cell in
        var row = row
        row.insert(cell, at: index)
        return row
      }, notes: notes)
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
    for table in tables where table.columns != columns {
      for column in table.columns where !columns.contains(column) { columns.append(column) }
    }
    var rows: [[Cell]] = []
    rows.reserveCapacity(tables.reduce(0) { $0 + $1.rows.count })
    var notes: [Note] = []
    var seen: Set<Note> = []
    for table in tables {
      for note in table.notes where seen.insert(note).inserted { notes.append(note) }
      if table.columns == columns {
        rows += table.rows
        continue
      }
      let places = columns.map { table.columns.firstIndex(of: $0) }
      for row in table.rows {
        rows.append(places.map { place in place.map { row[$0] } ?? .absent(because: nil) })
      }
    }
    return Table(title, columns: columns, rows: rows, notes: notes)
  }
}

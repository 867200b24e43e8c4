/// What tells the results of several inputs apart: the column that stands before all others.
///
/// Several series have the column `series`. A panel has its key: the column of the file that it was
/// divided by, under its own name.
public struct Grouping: Hashable, Sendable {
  /// The column in front.
  public let column: Column
  /// Whether it stands even where there is only one.
  public let isAlwaysShown: Bool

  /// Several series: their names, where there is more than one.
  public static let series = Grouping(column: .series, isAlwaysShown: false)

  /// A panel divided by a column of a file: its keys, even where there is only one.
  public static func key(named name: String) -> Grouping {
    Grouping(column: .key(named: name), isAlwaysShown: true)
  }

  /// Whether results of so many inputs have the column.
  public func isShown(count: Int) -> Bool { isAlwaysShown || count > 1 }

  /// The tables of several inputs one below the other, each row with its name in front where names
  /// are shown; under `key` where a table has a column of that name itself.
  public func stacked(_ title: String, _ parts: [(name: String, table: Table)]) -> Table {
    let names = Set(parts.map(\.name))
    guard isShown(count: names.count) else { return Table.stacked(title, parts.map(\.table)) }
    let isTaken = parts.contains { part in
      part.table.columns.contains { $0.key == column.key }
    }
    let front = isTaken ? Column.key : column
    return Table.stacked(title, parts.map { $0.table.prefixed(by: front, .text($0.name)) })
  }

  /// A table that names its series itself, with this grouping's column in that place.
  public func marking(_ table: Table) -> Table {
    isAlwaysShown ? table.renaming(.series, to: column) : table
  }
}

extension Column {
  /// The column of a file that a panel was divided by, under the name it has there.
  ///
  /// The one column that is not of the glossary: its name is the user's, and results go back to the
  /// data by it.
  fileprivate static func key(named name: String) -> Column {
    name == series.key ? .series : Column(name, name, key.meaning, .text)
  }
}

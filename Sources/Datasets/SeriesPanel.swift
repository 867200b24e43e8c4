public import DelimitedText
public import Tables
public import TimeSeries

/// A user's file as a panel: one series for each value of a column.
///
/// The rows of a series need not stand together; series come in the order in which their keys first
/// appear. A key whose values are all missing is a series without observations, not left out.
public struct SeriesPanel: Sendable {
  /// A series of the panel.
  public struct Member: Sendable {
    /// The key: what stands in the column that divides the file.
    public let key: String
    /// The series, as if it had a file of its own; its faults and notes are told by the panel's.
    public let file: SeriesFile
  }

  /// The file's name as it was given.
  public let name: String
  /// The column the file is divided by.
  public let keyColumn: String
  /// The series, in the order of their keys' first rows.
  public let members: [Member]
  /// What was noticed of the whole file.
  public let notes: [Note]

  /// Divides the records of a file.
  ///
  /// - Parameters:
  ///   - columns: which column holds what; ``SeriesFile/Columns/key`` is the one to divide by.
  ///   - unit: the unit of the values where the file has no unit column.
  ///   - accrual: flow or stock, for all series.
  /// - Throws: ``DatasetError/file(_:)`` with file, line, column and what to do: for the first fault
  ///   in the order of the rows, for a key that is missing, and where no series has a value.
  /// - Cost: O(rows) beside what ``SeriesFile`` costs.
  public init(
    _ file: RecordFile, by keyColumn: String, columns: SeriesFile.Columns = SeriesFile.Columns(),
    unit: Unit? = nil, accrual: Accrual? = nil
  ) throws(DatasetError) {
    var columns = columns
    columns.key = keyColumn
    let layout = try SeriesFileLayout(file, columns)
    var rows = SeriesPanelRows(file: file, layout: layout)
    try rows.read()
    guard let last = rows.parts.flatMap(\.rows.claims).map(\.period.last).max() else {
      throw SeriesFile.nothing(in: file, missing: rows.missing)
    }
    name = file.name
    self.keyColumn = keyColumn
    members = rows.parts.map { part in
      Member(
        key: part.key,
        file: SeriesFile(file, part.rows, unit: unit, accrual: accrual, packagedOn: last))
    }
    notes = SeriesFile.readingNotes(file)
  }
}

public import DelimitedText
public import Tables
public import TimeSeries

/// A user's file as claims: one table with a time, a value and, where present, its bounds, kind,
/// exposure, unit and source.
public struct SeriesFile: Sendable {
  /// Which column holds what; a name left out is looked for under its usual names.
  public struct Columns: Hashable, Sendable {
    /// The time; else the first of `period`, `date`, `month`, `quarter`, `year`.
    public var time: String?
    /// The value; else `value`, or the only other column of numbers.
    public var value: String?
    /// The lower bound.
    public var low = "low"
    /// The upper bound.
    public var high = "high"
    /// The kind of statement.
    public var kind = "kind"
    /// Years observed.
    public var exposure = "exposure"
    /// The unit.
    public var unit = "unit"
    /// The source.
    public var source = "source"
    /// What divides a panel into its series; nil where the file is one series.
    public var key: String?

    /// The usual names.
    public init() {}
  }

  /// The file's name as it was given.
  public let name: String
  /// Its claims as they stand.
  public let archive: Archive<AnyMeasure>
  /// What was read past, converted or assumed.
  public private(set) var notes: [Note]
  /// Rows whose value is missing.
  public let missingCount: Int
  /// The column the values came from.
  public let valueColumn: String

  /// Reads a file, or standard input for `-`.
  ///
  /// - Parameters:
  ///   - unit: the unit of the values where the file has no unit column.
  ///   - accrual: flow or stock; a file does not say, so a flow unless the unit is of persons, a
  ///     rate or a price.
  /// - Throws: ``DatasetError/file(_:)`` with file, line, column and what to do.
  public static func read(
    path: String, columns: Columns = Columns(), unit: Unit? = nil, accrual: Accrual? = nil,
    options: ReadingOptions = ReadingOptions()
  ) throws(DatasetError) -> SeriesFile {
    let file: RecordFile
    do { file = try RecordFile.read(path: path, options: options) } catch { throw .file(error) }
    return try SeriesFile(file, columns: columns, unit: unit, accrual: accrual)
  }

  /// Reads the records of a file.
  ///
  /// - Throws: as ``read(path:columns:unit:accrual:options:)``.
  public init(
    _ file: RecordFile, columns: Columns = Columns(), unit: Unit? = nil, accrual: Accrual? = nil
  ) throws(DatasetError) {
    let layout = try SeriesFileLayout(file, columns)
    var rows = SeriesFileRows(file: file, layout: layout)
    try rows.read()
    guard !rows.claims.isEmpty else { throw SeriesFile.nothing(in: file, missing: rows.missing) }
    self.init(
      file, rows, unit: unit, accrual: accrual,
      packagedOn: rows.claims.map(\.period.last).max() ?? Day(number: 0))
    notes = SeriesFile.readingNotes(file) + notes
  }

  /// The series of the rows that were read.
  ///
  /// - Parameter packagedOn: the day that stands for today.
  init(
    _ file: RecordFile, _ rows: SeriesFileRows, unit: Unit?, accrual: Accrual?, packagedOn: Day
  ) {
    let stated = rows.unit ?? unit ?? .unstated
    let measure = AnyMeasure(
      name: rows.layout.valueName, unit: stated, accrual: accrual ?? SeriesFile.accrual(of: stated))
    name = file.name
    valueColumn = rows.layout.valueName
    missingCount = rows.missing
    archive = Archive(
      measure: measure, claims: rows.claims, calendar: .asStated, packagedOn: packagedOn)
    notes = SeriesFile.notes(rows: rows, saysAccrual: accrual != nil, measure: measure)
  }

  /// That a file has no value.
  static func nothing(in file: RecordFile, missing: Int) -> DatasetError {
    .file(
      DelimitedTextError(
        file: file.name,
        message: missing == 0
          ? "there is no row of data" : "all \(missing) values are missing",
        hint: "a usable file has a time and a number in at least one row"))
  }

  /// What was noticed in reading a file.
  static func readingNotes(_ file: RecordFile) -> [Note] {
    file.notes.map { Note(.exclusion, "reading", "\(file.name): \($0).") }
  }

  private static func accrual(of unit: Unit) -> Accrual {
    switch unit.dimension {
    case .persons, .price, .volumePerDay, .share, .area: .stock
    case .events, .deaths, .money, .mass, .volume, .other: .flow
    }
  }

  private static func notes(
    rows: SeriesFileRows, saysAccrual: Bool, measure: AnyMeasure
  ) -> [Note] {
    var notes: [Note] = []
    if rows.missing > 0 {
      notes.append(
        Note(
          .exclusion, "missing-values",
          "\(rows.missing) of \(rows.missing + rows.claims.count) values are missing and left out; "
            + "none was taken as zero."))
    }
    if rows.wasUnsorted {
      notes.append(Note(.method, "sorted", "The rows were put in order of time."))
    }
    if !saysAccrual {
      notes.append(
        Note(
          .method, "accrual-assumed",
          "Values are taken as a \(measure.accrual.rawValue); --accrual says otherwise."))
    }
    return notes
  }
}

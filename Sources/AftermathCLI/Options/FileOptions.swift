import ArgumentParser
import Aftermath

/// What a file of one's own does not say of itself.
struct FileOptions: ParsableArguments {
  @Option(help: "The column of time (default: period, date, month, quarter or year).")
  var time: String?

  @Option(help: "The column of values (default: value, or the only other numbers).")
  var value: String?

  @Option(help: "The column of lower bounds.")
  var low: String = "low"

  @Option(help: "The column of upper bounds.")
  var high: String = "high"

  @Option(help: "The column with the kind of statement.")
  var kind: String = "kind"

  @Option(help: "The column of exposures, in years.")
  var exposure: String = "exposure"

  @Option(help: "The column of units, or the unit: 'thousand persons'.")
  var unit: String?

  @Option(help: "The column of sources.")
  var source: String = "source"

  @Option(help: "Whether values add up over time: flow or stock.")
  var accrual: String?

  @Option(help: "The column that divides a file into series: one result for each key.")
  var by: String?

  @OptionGroup var form: FormOptions

  func validate() throws {
    if let accrual, Accrual(rawValue: accrual) == nil {
      throw ValidationError("--accrual \(accrual) is not one of flow, stock")
    }
  }

  /// Which column holds what, the unit apart.
  private var namedColumns: SeriesFile.Columns {
    var columns = SeriesFile.Columns()
    columns.time = time
    columns.value = value
    columns.low = low
    columns.high = high
    columns.kind = kind
    columns.exposure = exposure
    columns.source = source
    return columns
  }

  /// Checks a file, or the folder of a package.
  func check(_ path: String, limit: Int) throws -> DatasetCheck {
    var columns = namedColumns
    if let unit { columns.unit = unit }
    columns.key = by
    return try DatasetCheck.check(path, limit: limit, columns: columns, options: form.reading(path))
  }

  /// Reads a file as a series of claims.
  func read(_ path: String) throws -> SeriesFile {
    let (file, columns, unit) = try records(path)
    return try SeriesFile(
      file, columns: columns, unit: unit, accrual: accrual.flatMap { Accrual(rawValue: $0) })
  }

  /// Reads a file as a panel of series.
  func readPanel(_ path: String, by key: String) throws -> SeriesPanel {
    let (file, columns, unit) = try records(path)
    return try SeriesPanel(
      file, by: key, columns: columns, unit: unit,
      accrual: accrual.flatMap { Accrual(rawValue: $0) })
  }

  /// The records of a file, which column holds what, and the unit that was named.
  private func records(
    _ path: String
  ) throws -> (file: RecordFile, columns: SeriesFile.Columns, unit: Unit?) {
    let file = try RecordFile.read(path: path, options: form.reading(path))
    var columns = namedColumns
    guard let unit else { return (file, columns, nil) }
    if file.column(ifNamed: unit) != nil {
      columns.unit = unit
      return (file, columns, nil)
    }
    guard let stated = Unit(unit) else {
      throw CommandFailure.usage(
        "--unit \(VisibleText.quoted(unit)) is neither a column nor a unit",
        hint: "write it as 'persons', 'thousand persons' or 'million USD (2015)'")
    }
    return (file, columns, stated)
  }
}

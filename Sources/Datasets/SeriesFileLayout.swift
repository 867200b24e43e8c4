import DelimitedText

/// Which column of a user's file holds what.
struct SeriesFileLayout {
  /// One column with the period, or two with its first and last day.
  enum Time {
    case period(Int, mayMixShapes: Bool)
    case span(first: Int, last: Int)
  }

  let time: Time
  let value: Int?
  let valueName: String
  let low: Int?
  let high: Int?
  let kind: Int?
  let exposure: Int?
  let unit: Int?
  let source: Int?
  let status: Int?
  let concept: Int?
  let hedge: Int?
  /// What divides a panel.
  let key: Int?

  private static let timeNames = ["period", "date", "month", "quarter", "year"]
  /// Columns that never are the value, as this program's own exports and common files name them.
  private static let otherNames: Set<String> = [
    "period", "date", "month", "quarter", "year", "period_start", "period_end", "time", "low",
    "high", "kind", "exposure", "unit", "source", "coverage", "status", "concept", "hedge",
    "claim", "note", "notes", "series", "published", "line", "id",
  ]

  init(_ file: RecordFile, _ names: SeriesFile.Columns) throws(DatasetError) {
    do {
      time = try SeriesFileLayout.time(file, names)
      low = try SeriesFileLayout.column(names, \.low, file)
      high = try SeriesFileLayout.column(names, \.high, file)
      kind = try SeriesFileLayout.column(names, \.kind, file)
      exposure = try SeriesFileLayout.column(names, \.exposure, file)
      unit = try SeriesFileLayout.column(names, \.unit, file)
      source = try SeriesFileLayout.column(names, \.source, file)
      key = try names.key.map { (name) throws(DelimitedTextError) in try file.column(named: name) }
      value = try SeriesFileLayout.value(file, names, hasBounds: low != nil || high != nil)
    } catch { throw .file(error) }
    valueName = value.map { file.columnNames[$0] } ?? "value"
    status = file.column(ifNamed: "status")
    concept = file.column(ifNamed: "concept")
    hedge = file.column(ifNamed: "hedge")
  }

  /// A column that need not be there under its usual name, but must be under one asked for.
  private static func column(
    _ names: SeriesFile.Columns, _ name: KeyPath<SeriesFile.Columns, String>, _ file: RecordFile
  ) throws(DelimitedTextError) -> Int? {
    let asked = names[keyPath: name]
    return asked == SeriesFile.Columns()[keyPath: name]
      ? file.column(ifNamed: asked) : try file.column(named: asked)
  }

  private static func time(
    _ file: RecordFile, _ names: SeriesFile.Columns
  ) throws(DelimitedTextError) -> Time {
    if let name = names.time {
      return .period(try file.column(named: name), mayMixShapes: name == "period")
    }
    if let first = file.column(ifNamed: "period_start"),
      let last = file.column(ifNamed: "period_end")
    {
      return .span(first: first, last: last)
    }
    for name in timeNames {
      if let column = file.column(ifNamed: name) {
        return .period(column, mayMixShapes: name == "period")
      }
    }
    throw DelimitedTextError(
      kind: .unknownColumn, file: file.name, position: Position(line: 1, column: 1),
      message: "there is no column of time: none of \(timeNames.joined(separator: ", "))",
      hint: "name it with --time; the columns are " + listed(file))
  }

  private static func value(
    _ file: RecordFile, _ names: SeriesFile.Columns, hasBounds: Bool
  ) throws(DelimitedTextError) -> Int? {
    if let name = names.value { return try file.column(named: name) }
    if let column = file.column(ifNamed: "value") { return column }
    let taken = Set([names.low, names.high, names.kind, names.exposure, names.unit, names.source])
    let others = file.header.indices.filter { column in
      let name = file.header[column].text
      return !name.isEmpty && name != names.time && name != names.key && !taken.contains(name)
        && !otherNames.contains(name)
    }
    // A slip of the pen is not another column: `valeu` must not pass for what was meant.
    if let slip = NearestName.of("value", among: others.map { file.columnNames[$0] }),
      slip.count == "value".count
    {
      _ = try file.column(named: "value")
    }
    var numeric = others.filter { column in isNumeric(file, column) }
    if numeric.isEmpty {
      // One bad cell at the top does not make words of a column of numbers: the cell is the fault.
      numeric = others.filter { column in holdsNumbers(file, column) }
    }
    if numeric.count == 1 { return numeric.first }
    if numeric.isEmpty, hasBounds { return nil }
    let found = numeric.map { VisibleText.quoted(file.columnNames[$0]) }
    throw DelimitedTextError(
      kind: .unknownColumn, file: file.name, position: Position(line: 1, column: 1),
      message: numeric.isEmpty
        ? "there is no column 'value', and no other column of numbers"
        : "there is no column 'value', and \(found.count) others hold numbers",
      hint: "name it with --value; the columns are " + listed(file))
  }

  /// Whether the first value that is not missing is a number.
  private static func isNumeric(_ file: RecordFile, _ column: Int) -> Bool {
    for record in file.records.indices where !file.isMissing(record: record, column: column) {
      return (try? file.number(record: record, column: column)) != nil
    }
    return false
  }

  /// Whether most of the first hundred values that are not missing are numbers.
  private static func holdsNumbers(_ file: RecordFile, _ column: Int) -> Bool {
    var (seen, numbers) = (0, 0)
    for record in file.records.indices where !file.isMissing(record: record, column: column) {
      seen += 1
      numbers += (try? file.number(record: record, column: column)) == nil ? 0 : 1
      if seen == 100 { break }
    }
    return 2 * numbers > seen
  }

  private static func listed(_ file: RecordFile) -> String {
    let names = file.columnNames.filter { !$0.isEmpty }
    let shown = names.prefix(6).map { VisibleText.shortened($0, to: 24) }.joined(separator: ", ")
    return names.count > 6 ? shown + " and \(names.count - 6) more" : shown
  }
}

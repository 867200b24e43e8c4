import DelimitedText
import TimeSeries

/// Reads the rows of a user's file into claims.
struct SeriesFileRows {
  let file: RecordFile
  let layout: SeriesFileLayout
  private(set) var claims: [Claim] = []
  private(set) var missing = 0
  private(set) var wasUnsorted = false
  private(set) var unit: Unit?

  private var shape: Period.Shape?
  private var lines: [Key: Int] = [:]
  private var unitText: String?

  private struct Key: Hashable {
    let period: Period
    let source: String
  }

  init(file: RecordFile, layout: SeriesFileLayout) {
    self.file = file
    self.layout = layout
  }

  mutating func read() throws(DatasetError) {
    do {
      for row in file.records.indices { try read(row) }
      try refuseOverlaps()
    } catch { throw .file(error) }
  }

  /// Reads a row into a claim.
  mutating func read(_ row: Int) throws(DelimitedTextError) {
    let (period, cell) = try self.period(row)
    let source = layout.source.flatMap { text(row, $0) }
    let line = file.records[row][cell].position.line
    if let first = lines.updateValue(line, forKey: Key(period: period, source: source ?? "")) {
      throw file.error(
        record: row, column: cell, "\(period) is here twice, on lines \(first) and \(line)",
        hint: source != nil || layout.key != nil
          ? "keep one of them"
          : "keep one of them; figures of several sources need a column 'source', several series "
            + "--by the column that names them")
    }
    guard let reading = try self.reading(row) else {
      missing += 1
      return
    }
    try checkUnit(row)
    if let last = claims.last, period < last.period { wasUnsorted = true }
    claims.append(
      Claim(
        id: "line \(line)", period: period, reading: reading,
        concept: layout.concept.flatMap { text(row, $0) } ?? "",
        source: source, status: try status(row),
        hedge: layout.hedge.flatMap { text(row, $0) } ?? "",
        exposure: try exposure(row)))
  }

  /// The text of a cell, nil where it is missing, without the apostrophe that writers of tables put
  /// before what a spreadsheet would run as a formula: `'-0044-03-15` is a day of 45 BC.
  private func text(_ row: Int, _ column: Int) -> String? {
    guard let text = file.text(record: row, column: column) else { return nil }
    let rest = String(text.dropFirst())
    return text.hasPrefix("'") && FormulaGuard.guarded(rest) == text ? rest : text
  }

  private mutating func period(_ row: Int) throws(DelimitedTextError) -> (Period, cell: Int) {
    switch layout.time {
    case .span(let first, let last):
      let start = try day(row, first)
      let end = try day(row, last)
      guard let period = Period.span(from: start, through: end) else {
        throw file.error(
          record: row, column: last, "\(end) comes before \(start)",
          hint: "a period ends with its last day, which is part of it")
      }
      return (period, first)
    case .period(let column, let mayMixShapes):
      guard let text = text(row, column) else {
        throw file.error(
          record: row, column: column, "the time is missing", hint: "every row needs its time")
      }
      guard let period = Period(text) else {
        throw file.error(
          record: row, column: column, "\(VisibleText.quoted(text)) is not a period",
          hint: "write it as 2014, 2014-06, 2014-Q2 or 2014-06-18")
      }
      if let shape, shape != period.shape, !mayMixShapes {
        throw file.error(
          record: row, column: column,
          "\(VisibleText.quoted(text)) is a \(period.shape.rawValue), the rows before are "
            + "\(shape.rawValue)s",
          hint: "write all times in one form")
      }
      shape = period.shape
      return (period, column)
    }
  }

  private func day(_ row: Int, _ column: Int) throws(DelimitedTextError) -> Day {
    guard let text = text(row, column), let day = Day(text) else {
      throw file.error(
        record: row, column: column,
        "\(VisibleText.quoted(file.records[row][column].text)) is not a date",
        hint: "write it as 2014-06-18")
    }
    return day
  }

  private func reading(_ row: Int) throws(DelimitedTextError) -> Reading? {
    let value = try layout.value.map { (column) throws(DelimitedTextError) in
      try file.number(record: row, column: column)
    }
    let low = try layout.low.map { (column) throws(DelimitedTextError) in
      try file.number(record: row, column: column)
    }
    let high = try layout.high.map { (column) throws(DelimitedTextError) in
      try file.number(record: row, column: column)
    }
    var kind: Reading.Kind?
    if let column = layout.kind, let word = text(row, column) {
      kind = Reading.Kind(rawValue: word)
      if kind == nil {
        throw file.error(
          record: row, column: column, "\(VisibleText.quoted(word)) is not a kind",
          hint: "use " + Reading.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      }
    }
    if value ?? nil == nil, low ?? nil == nil, high ?? nil == nil { return nil }
    do {
      return try StatedReading.reading(
        kind: kind, value: value ?? nil, low: low ?? nil, high: high ?? nil)
    } catch {
      let column: Int? =
        switch error.cell {
        case .kind: layout.kind
        case .value: layout.value
        case .low: layout.low
        case .high: layout.high
        }
      throw file.error(
        record: row, column: column ?? layout.kind ?? 0, error.message, hint: error.hint)
    }
  }

  private func exposure(_ row: Int) throws(DelimitedTextError) -> Double? {
    guard let column = layout.exposure,
      let exposure = try file.number(record: row, column: column)
    else { return nil }
    guard exposure > 0 else {
      throw file.error(
        record: row, column: column, "the exposure \(exposure) is not positive",
        hint: "an exposure is the time observed, in years")
    }
    return exposure
  }

  private func status(_ row: Int) throws(DelimitedTextError) -> Claim.Status {
    guard let column = layout.status, let word = text(row, column) else {
      return .final
    }
    guard let status = Claim.Status(rawValue: word) else {
      throw file.error(
        record: row, column: column, "\(VisibleText.quoted(word)) is not a status",
        hint: "use " + Claim.Status.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return status
  }

  private mutating func checkUnit(_ row: Int) throws(DelimitedTextError) {
    guard let column = layout.unit, let text = text(row, column) else {
      return
    }
    if let unitText {
      guard unitText == text else {
        throw file.error(
          record: row, column: column,
          "the unit is \(VisibleText.quoted(text)), the rows before are in "
            + VisibleText.quoted(unitText),
          hint: "convert the values to one unit")
      }
      return
    }
    guard let read = Unit(text) else {
      throw file.error(
        record: row, column: column, "\(VisibleText.quoted(text)) is not a unit",
        hint: "write it as 'persons', 'thousand persons' or 'million USD (2015)'")
    }
    unit = read
    unitText = text
  }

  /// Rows whose periods overlap without being the same: half a year beside its year.
  func refuseOverlaps() throws(DelimitedTextError) {
    guard layout.source == nil else { return }
    let order = claims.indices.sorted { claims[$0].period < claims[$1].period }
    for (first, second) in zip(order, order.dropFirst())
    where claims[first].period.overlaps(claims[second].period) {
      throw DelimitedTextError(
        file: file.name,
        message: "the periods \(claims[first].period) (\(claims[first].id)) and "
          + "\(claims[second].period) (\(claims[second].id)) overlap",
        hint: "a series counts each day once: keep the whole or its parts")
    }
  }
}

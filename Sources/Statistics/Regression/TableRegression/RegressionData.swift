import Tables

/// What a regression reads of a table: complete rows, in the order that is wanted.
struct RegressionData {
  /// The rows of the table, from 0.
  var rows: [Int]
  /// One for each row; zeros where the method reads ranges.
  var response: [Double]
  var design: Design
  var weights: [Double]?
  var offset: [Double]?
  var exposures: [Double]?
  var labels: [Int]?
  var ranges: CensoredResponse?
  /// The times of the rows; nil where the table has none, or not for all.
  var times: [Double]?
  var missingCount: Int
  var notes: [Note]
}

/// What names a group of rows.
enum GroupLabel: Hashable, Sendable {
  case number(Double)
  case text(String)
}

extension TableRegression {
  /// Reads what it needs of a table.
  func read(_ table: FormulaTable) throws(TableRegressionError) -> RegressionData {
    let formula = method == .interval ? try withoutResponse() : self.formula
    var needed = try hasWhatIsBesideTheFormula(table)
    let usesTimes = readsOrder && table.times != nil
    var ends: (low: [Double?], high: [Double?])?
    if method == .interval {
      let found = try self.ends(table)
      for row in needed.indices where found.low[row] == nil && found.high[row] == nil {
        needed[row] = false
      }
      ends = found
    }
    let read: FormulaDesign
    do { read = try formula.design(on: table, whereComplete: needed) } catch {
      throw .formula(error)
    }
    let order = usesTimes ? try timeOrder(read.rows, table) : Array(read.rows.indices)
    let rows = order.map { read.rows[$0] }
    let isMoved = rows != read.rows
    var notes = read.notes
    if isMoved {
      notes.append(Note(.method, "sorted", "The rows were put in the order of their times."))
    } else if readsOrder, table.times == nil {
      notes.append(Self.orderOfRowsNote)
    }
    let found = rows.compactMap { table.times?[$0] }
    var data = RegressionData(
      rows: rows, response: rows.map { _ in 0 },
      design: isMoved ? read.design.rows(order) : read.design,
      times: found.count == rows.count ? found : nil, missingCount: read.missingCount,
      notes: notes)
    if let response = read.response { data.response = order.map { response[$0] } }
    try readRoles(&data, table)
    data.labels = try labels(table, rows)
    if let ends { data.ranges = try ranges(ends, rows) }
    try checkResponse(data)
    return data
  }

  /// Reads what it needs of complete rows of a table that is a part of a longer one, in their order.
  func read(
    _ part: FormulaTable, rows: [Int], levels: FormulaLevels?
  ) throws(TableRegressionError) -> RegressionData {
    let read: FormulaDesign
    do { read = try formula.design(on: part, rows: rows, levels: levels) } catch {
      throw .formula(error)
    }
    var data = RegressionData(
      rows: rows, response: read.response ?? [], design: read.design, missingCount: 0, notes: [])
    try readRoles(&data, part)
    try checkResponse(data)
    return data
  }

  static let orderOfRowsNote = Note(
    .method, "order-of-rows",
    "The table has no times: rows are taken in their order, one step apart.")

  /// Whether each row has what is read of it beside the formula: weights, groups, times.
  func hasWhatIsBesideTheFormula(
    _ table: FormulaTable
  ) throws(TableRegressionError) -> [Bool] {
    var needed = [Bool](repeating: true, count: table.count)
    for column in roles.map(\.column) + [clusterColumn].compactMap({ $0 }) {
      let values = try self.column(column, of: table)
      for row in needed.indices where values.isMissing(row) { needed[row] = false }
    }
    if readsOrder, let times = table.times {
      for row in needed.indices where !(times[row]?.isFinite ?? false) { needed[row] = false }
    }
    return needed
  }

  private func readRoles(
    _ data: inout RegressionData, _ table: FormulaTable
  ) throws(TableRegressionError) {
    data.weights = try positive(weights, "weight", table, data.rows)
    data.exposures = try positive(exposure, "exposure", table, data.rows)
    if let offset { data.offset = try numbers(offset, table, data.rows) }
  }

  private func column(
    _ name: String, of table: FormulaTable
  ) throws(TableRegressionError) -> FormulaTable.Column {
    guard let column = table.column(name) else {
      throw .choice(message: "there is no column \(name)", hint: nil)
    }
    return column
  }

  private func numbers(
    _ name: String, _ table: FormulaTable, _ rows: [Int]
  ) throws(TableRegressionError) -> [Double] {
    guard case .numbers(let values) = try column(name, of: table) else {
      throw .choice(message: "the column \(name) holds texts, not numbers", hint: nil)
    }
    return rows.map { values[$0] ?? .nan }
  }

  private func positive(
    _ name: String?, _ role: String, _ table: FormulaTable, _ rows: [Int]
  ) throws(TableRegressionError) -> [Double]? {
    guard let name else { return nil }
    let values = try numbers(name, table, rows)
    if let index = values.firstIndex(where: { !($0 > 0) }) {
      throw .cell(
        row: rows[index], column: name,
        message: "the \(role) \(FormulaExpression.text(values[index])) is not positive",
        hint: "leave the row out, or correct the \(role)")
    }
    return values
  }

  /// The rows in the order of their times, as places among them.
  private func timeOrder(
    _ rows: [Int], _ table: FormulaTable
  ) throws(TableRegressionError) -> [Int] {
    let times = rows.map { table.times?[$0] ?? .nan }
    let order = rows.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    guard method.readsOrder else { return order }
    for (first, second) in zip(order, order.dropFirst()) where times[first] == times[second] {
      throw .time(
        row: rows[second], message: "the time is that of another row, too",
        hint: "with \(method.name) each row needs a time of its own")
    }
    return order
  }

  private func labels(
    _ table: FormulaTable, _ rows: [Int]
  ) throws(TableRegressionError) -> [Int]? {
    guard let clusterColumn else { return nil }
    var places: [GroupLabel: Int] = [:]
    return try groupLabels(clusterColumn, table, rows).map { label in
      let place = places[label] ?? places.count
      places[label] = place
      return place
    }
  }

  /// The group of each row.
  func groupLabels(
    _ name: String, _ table: FormulaTable, _ rows: [Int]
  ) throws(TableRegressionError) -> [GroupLabel] {
    switch try column(name, of: table) {
    case .numbers(let values): return rows.map { .number(values[$0] ?? .nan) }
    case .texts(let values): return rows.map { .text(values[$0] ?? "") }
    }
  }

  // MARK: The response

  /// The formula without its left side, which for ranges is one column of exact values, a name for
  /// the ranges where the table has no such column, or nothing.
  private func withoutResponse() throws(TableRegressionError) -> Formula {
    if let response = formula.response {
      guard case .name = response else {
        throw .formula(
          FormulaError(
            response.column, "for ranges the left side is one column, or nothing",
            hint: "write the column of exact values, or begin with ~"))
      }
    }
    return Formula(withoutResponseOf: formula)
  }

  /// The ends of each row: those of the bounds, else an exact value.
  private func ends(
    _ table: FormulaTable
  ) throws(TableRegressionError) -> (low: [Double?], high: [Double?]) {
    let every = Array(0..<table.count)
    func read(_ name: String) throws(TableRegressionError) -> [Double?]? {
      guard table.column(name) != nil else { return nil }
      return try numbers(name, table, every).map { $0.isNaN ? nil : $0 }
    }
    let low = try read(bounds.low)
    let high = try read(bounds.high)
    var exact: [Double?]?
    if case .name(let name, _) = formula.response { exact = try read(name) }
    guard low != nil || high != nil else {
      throw .choice(
        message: "there are no columns \(bounds.low) and \(bounds.high) with the ends of ranges",
        hint: "name them with --low and --high")
    }
    var ends: (low: [Double?], high: [Double?]) = ([], [])
    for row in every {
      let own = (low?[row], high?[row])
      let isOpen = (own.0 ?? nil) == nil && (own.1 ?? nil) == nil
      ends.low.append(isOpen ? exact?[row] ?? nil : own.0 ?? nil)
      ends.high.append(isOpen ? exact?[row] ?? nil : own.1 ?? nil)
    }
    return ends
  }

  private func ranges(
    _ ends: (low: [Double?], high: [Double?]), _ rows: [Int]
  ) throws(TableRegressionError) -> CensoredResponse {
    for row in rows {
      if let low = ends.low[row], let high = ends.high[row], low > high {
        throw .cell(
          row: row, column: bounds.low, message: "the lower end \(low) is above the upper, \(high)",
          hint: "exchange them")
      }
    }
    do {
      return try CensoredResponse(low: rows.map { ends.low[$0] }, high: rows.map { ends.high[$0] })
    } catch { throw .statistics(error) }
  }

  /// Refuses a value the family does not speak of, by its cell.
  private func checkResponse(_ data: RegressionData) throws(TableRegressionError) {
    guard method == .leastSquares else { return }
    for (index, value) in data.response.enumerated() {
      let fault: (String, String)?
      switch family {
      case .gaussian: return
      case .poisson, .negativeBinomial:
        let isCount = value >= 0 && value == value.rounded() && value < 0x1p53
        fault =
          isCount
          ? nil
          : ("is not a count (a whole number from 0)", "quasi-poisson takes any number from 0")
      case .quasiPoisson:
        fault = value >= 0 && value < 0x1p53 ? nil : ("is negative", "counts and rates are from 0")
      case .binomial:
        fault =
          value >= 0 && value <= 1
          ? nil
          : (
            "is not a share, from 0 to 1",
            "divide successes by trials, and name the column of trials with --weights"
          )
      }
      if let fault {
        throw .cell(
          row: data.rows[index], column: formula.response?.names.first ?? "",
          message: "\(FormulaExpression.text(value)) \(fault.0)", hint: fault.1)
      }
    }
  }
}

import Tables

extension TrendMethod {
  /// A straight line by least squares.
  public static let leastSquares = TrendMethod(
    MethodCard(
      name: "ols", title: "Least squares line",
      summary: "The slope of the straight line that leaves the smallest squares.",
      assumptions: [
        "a straight line, errors independent and of one variance (for the p-value and interval)"
      ],
      leastCount: 3, advisedCount: 5, instead: "the values themselves, in a table and a plot",
      references: ["Draper & Smith 1998, Applied Regression Analysis, 3rd ed., ch. 1"]),
    takesCovariance: true
  ) { (sample, settings) throws(StatisticsError) in
    try line(sample, settings, name: "ols")
  }

  /// The slope of a line, with the covariance asked for.
  static func line(
    _ sample: Sample, _ settings: TrendSettings, name: String
  ) throws(StatisticsError) -> TrendAnswer {
    if case .neweyWest(let lags, _) = settings.covariance, lags < sample.count,
      sample.count < 30, !settings.isForced
    {
      // Newey–West errors reject a true null 9 to 66 % of the time at these lengths.
      throw .misleadingBelow(
        observations: 30, have: sample.count, instead: "gls-ar1, or --force")
    }
    let design = Design.trend(sample.times)
    let fit = try LeastSquares().fit(sample.values, on: design)
    let coefficients = try fit.coefficients(settings.covariance, level: settings.level)
    guard let slope = coefficients.last else { throw .noVariation }
    let row = SlopeRow(slope, settings)
    let table = Table(
      "Trend", [row], SlopeRow.fields(method: name, count: sample.count),
      notes: fit.notes + [settings.covariance.note].compactMap { $0 })
    return TrendAnswer(
      estimates: table, overview: renamed(fit.overview, name),
      observations: fit.observations.map { timed($0, sample.times) })
  }

  /// An overview under the name of the method that was asked for.
  static func renamed(_ table: Table, _ name: String) -> Table {
    guard let place = table.columns.firstIndex(of: .method) else {
      return table.prefixed(by: .method, .text(name))
    }
    let rows = table.rows.map { row in
      var row = row
      row[place] = .text(name)
      return row
    }
    return Table(table.title, columns: table.columns, rows: rows, notes: table.notes)
  }

  /// A table of observations with their times in front.
  static func timed(_ table: Table, _ times: [Double]) -> Table {
    guard !table.columns.contains(.time) else { return table }
    return Table(
      table.title, columns: [.time] + table.columns,
      rows: zip(times, table.rows).map { [Cell.number($0)] + $1 }, notes: table.notes)
  }
}

/// The one row of a slope, whatever estimated it.
struct SlopeRow: Sendable {
  let slope: Coefficient
  let pValue: Double?
  let interval: ConfidenceInterval?

  /// The slope with its p-value and interval for the direction asked for.
  init(_ slope: Coefficient, _ settings: TrendSettings) {
    self.slope = slope
    pValue = settings.alternative.pValue(twoSided: slope.pValue, statistic: slope.statistic)
    interval = slope.interval
  }

  static func fields(method: String, count: Int) -> [Field<SlopeRow>] {
    [
      .text(.method) { _ in method },
      .text(.term) { _ in "time" },
      .number(.estimate) { $0.slope.estimate },
      .cell(.standardError) { Cell($0.slope.standardError, because: $0.slope.absence) },
      .cell(.statistic) { Cell($0.slope.statistic, because: $0.slope.absence) },
      .number(.degreesOfFreedom) { $0.slope.degreesOfFreedom },
      .cell(.pValue) { Cell($0.pValue, because: $0.slope.absence) },
      .cell(.intervalLow) { Cell($0.interval?.low, because: $0.slope.absence) },
      .cell(.intervalHigh) { Cell($0.interval?.high, because: $0.slope.absence) },
      .text(.basis) { _ in Basis.exact.name },
      .integer(.count) { _ in count },
    ]
  }
}

extension Alternative {
  /// The p-value for this direction where that for both is known, of a statistic whose law is
  /// symmetric about zero.
  func pValue(twoSided p: Double?, statistic: Double?) -> Double? {
    guard let p, let statistic else { return p }
    return switch self {
    case .twoSided: p
    case .greater: statistic > 0 ? p / 2 : 1 - p / 2
    case .less: statistic > 0 ? 1 - p / 2 : p / 2
    }
  }
}

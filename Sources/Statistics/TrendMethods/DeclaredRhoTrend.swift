import Tables

extension TrendMethod {
  /// A line by generalised least squares at declared autocorrelations, the worst of them, and the
  /// average over them.
  public static let declaredRho = TrendMethod(
    MethodCard(
      name: "gls-ar1", title: "Line under declared autocorrelation",
      summary: "The slope at each autocorrelation declared possible, the worst, and the average.",
      assumptions: [
        "a straight line with normal errors, whose autocorrelation falls with the years between",
        "an autocorrelation within the declared range",
      ],
      leastCount: 5, instead: "theil-sen and mann-kendall, which take years as exchangeable",
      references: [
        "Aitken 1936, doi:10.1017/S0370164600014346",
        "Zellner & Tiao 1964, doi:10.1080/01621459.1964.10480726",
      ])
  ) { (sample, settings) throws(StatisticsError) in
    let design = Design.trend(sample.times)
    let declared = try DeclaredRho(grid: settings.declaredRho)
      .contrast("time", in: sample, on: design, level: settings.level)
    let averaged = try AveragedRho()
      .contrast("time", in: sample, on: design, level: settings.level)
    let rows = Row.rows(declared, averaged, settings.alternative)
    return TrendAnswer(
      estimates: Table(
        "Trend under declared autocorrelation", rows, Row.fields(count: sample.count),
        notes: declared.overview.notes + averaged.notes),
      overview: Table(
        "gls-ar1", [declared],
        [
          .text(.method) { _ in "gls-ar1" },
          .integer(.count) { $0.count },
          .cell(.breakdownRho) {
            Cell($0.breakdown, because: "the verdict does not turn up to 0.99")
          },
        ]))
  }
}

/// One row of the answer: at one autocorrelation, the worst, or the average.
private struct Row: Sendable {
  let variant: String
  let rho: Double?
  let estimate: Double?
  let standardError: Double?
  let statistic: Double?
  let degreesOfFreedom: Double?
  let pValue: Double?
  let interval: ConfidenceInterval?
  let basis: Basis

  static func rows(
    _ declared: DeclaredRhoFit, _ averaged: TestResult, _ alternative: Alternative
  ) -> [Row] {
    var rows = declared.rows.map { row in
      Row(
        variant: "declared", rho: row.rho, estimate: row.estimate,
        standardError: row.standardError, statistic: row.statistic,
        degreesOfFreedom: row.degreesOfFreedom,
        pValue: alternative.pValue(twoSided: row.pValue, statistic: row.statistic),
        interval: row.interval, basis: .exact)
    }
    if let worst = declared.worst {
      // One-sided, the worst row may be another than two-sided.
      let row =
        alternative == .twoSided
        ? nil : rows.max { ($0.pValue ?? 0) < ($1.pValue ?? 0) }
      rows.append(
        Row(
          variant: "worst", rho: row?.rho ?? worst.rho, estimate: row?.estimate ?? worst.estimate,
          standardError: nil, statistic: nil,
          degreesOfFreedom: declared.rows.first?.degreesOfFreedom,
          pValue: row?.pValue ?? worst.pValue, interval: worst.interval, basis: .exact))
    }
    let averagedP =
      switch alternative {
      case .twoSided: averaged.pValue
      case .greater: averaged.detail("share_below_zero")
      case .less: averaged.detail("share_above_zero")
      }
    rows.append(
      Row(
        variant: "averaged", rho: nil, estimate: averaged.estimate?.value,
        standardError: averaged.standardError, statistic: averaged.statistic?.value,
        degreesOfFreedom: averaged.degreesOfFreedom.first, pValue: averagedP,
        interval: averaged.interval, basis: averaged.basis))
    return rows
  }

  static func fields(count: Int) -> [Field<Row>] {
    let exact = "the fit is exact"
    return [
      .text(.method) { _ in "gls-ar1" },
      .text(.term) { _ in "time" },
      .text(.variant) { $0.variant },
      .number(.rho) { $0.rho },
      .number(.estimate) { $0.estimate },
      .number(.standardError) { $0.standardError },
      .number(.statistic) { $0.statistic },
      .number(.degreesOfFreedom) { $0.degreesOfFreedom },
      .cell(.pValue) { Cell($0.pValue, because: exact) },
      .cell(.intervalLow) { Cell($0.interval?.low, because: exact) },
      .cell(.intervalHigh) { Cell($0.interval?.high, because: exact) },
      .text(.basis) { $0.basis.name },
      .integer(.count) { _ in count },
    ]
  }
}

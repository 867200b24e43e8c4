import Tables

/// One row of a coefficient under declared autocorrelation: at one of them, the worst, or the
/// average over all. At one alone there is no worst, unless there is an average.
struct DeclaredRhoRow: Sendable {
  let term: String
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
    _ declared: DeclaredRhoFit, _ averaged: TestResult?, _ alternative: Alternative,
    basis: Basis = .exact
  ) -> [DeclaredRhoRow] {
    var rows = declared.rows.map { row in
      DeclaredRhoRow(
        term: declared.term, variant: "declared", rho: row.rho, estimate: row.estimate,
        standardError: row.standardError, statistic: row.statistic,
        degreesOfFreedom: row.degreesOfFreedom,
        pValue: alternative.pValue(twoSided: row.pValue, statistic: row.statistic),
        interval: row.interval, basis: basis)
    }
    if let worst = declared.worst, averaged != nil || declared.rows.count > 1 {
      // One-sided, the worst row may be another than two-sided.
      let row =
        alternative == .twoSided
        ? nil : rows.max { ($0.pValue ?? 0) < ($1.pValue ?? 0) }
      rows.append(
        DeclaredRhoRow(
          term: declared.term, variant: "worst", rho: row?.rho ?? worst.rho,
          estimate: row?.estimate ?? worst.estimate,
          standardError: nil, statistic: nil,
          degreesOfFreedom: declared.rows.first?.degreesOfFreedom,
          pValue: row?.pValue ?? worst.pValue, interval: worst.interval, basis: basis))
    }
    guard let averaged else { return rows }
    let averagedP =
      switch alternative {
      case .twoSided: averaged.pValue
      case .greater: averaged.detail("share_below_zero")
      case .less: averaged.detail("share_above_zero")
      }
    rows.append(
      DeclaredRhoRow(
        term: declared.term, variant: "averaged", rho: nil, estimate: averaged.estimate?.value,
        standardError: averaged.standardError, statistic: averaged.statistic?.value,
        degreesOfFreedom: averaged.degreesOfFreedom.first, pValue: averagedP,
        interval: averaged.interval, basis: averaged.basis))
    return rows
  }

  static func fields(
    _ method: String = "gls-ar1", count: Int
  ) -> [Field<DeclaredRhoRow>] {
    let exact = "the fit is exact"
    return [
      .text(.method) { _ in method },
      .text(.term) { $0.term },
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

extension DeclaredRhoRow {
  /// The coefficient that takes observations as independent.
  init(independent coefficient: Coefficient, _ alternative: Alternative) {
    term = coefficient.term
    variant = "independent"
    rho = nil
    estimate = coefficient.estimate
    standardError = coefficient.standardError
    statistic = coefficient.statistic
    degreesOfFreedom = coefficient.degreesOfFreedom
    pValue = alternative.pValue(twoSided: coefficient.pValue, statistic: coefficient.statistic)
    interval = coefficient.interval
    basis = .asymptotic
  }
}

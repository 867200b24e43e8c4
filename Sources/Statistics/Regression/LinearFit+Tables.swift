public import Tables

extension LinearFit: Tabular {
  /// The coefficients with classical errors, one row a term.
  public var estimates: Table { table(coefficients: classicalCoefficients(0.95), .classical) }

  /// The coefficients with errors of a kind, one row a term.
  ///
  /// - Throws: as ``coefficients(_:level:)``.
  public func table(
    _ covariance: CovarianceEstimator, level: Double = 0.95
  ) throws(StatisticsError) -> Table {
    table(coefficients: try coefficients(covariance, level: level), covariance)
  }

  func table(coefficients: [Coefficient], _ covariance: CovarianceEstimator) -> Table {
    let method = weights == nil ? "least-squares" : "weighted-least-squares"
    let count = count
    return Table(
      "Coefficients, \(covariance.name) errors", coefficients,
      [
        .text(.method) { _ in method },
        .text(.term) { $0.term },
        .number(.estimate) { $0.estimate },
        .cell(.standardError) { Cell($0.standardError, because: $0.absence) },
        .cell(.statistic) { Cell($0.statistic, because: $0.absence) },
        .number(.degreesOfFreedom) { $0.degreesOfFreedom },
        .cell(.pValue) { Cell($0.pValue, because: $0.absence) },
        .cell(.intervalLow) { Cell($0.interval?.low, because: $0.absence) },
        .cell(.intervalHigh) { Cell($0.interval?.high, because: $0.absence) },
        .text(.basis) { _ in (covariance == .classical ? Basis.exact : .asymptotic).name },
        .integer(.count) { _ in count },
      ], notes: notes + (covariance.note.map { [$0] } ?? []))
  }

  /// Size, fit and criteria, in one row.
  public var overview: Table {
    let still = "the values do not vary"
    let exact = "the fit is exact"
    let reason = rSquared == nil ? still : isExact ? exact : "nothing but a constant"
    let fields: [Field<LinearFit>] = [
      .text(.method) { $0.weights == nil ? "least-squares" : "weighted-least-squares" },
      .integer(.count) { $0.count },
      .cell(.rSquared) { Cell($0.rSquared, because: still) },
      .cell(.adjustedRSquared) { Cell($0.adjustedRSquared, because: still) },
      .number(.sigma) { $0.sigma },
      .cell(.fStatistic) { Cell($0.fStatistic?.value, because: reason) },
      .cell(.fPValue) { Cell($0.fPValue, because: reason) },
      .cell(.logLikelihood) { Cell($0.logLikelihood, because: exact) },
      .cell(.aic) { Cell($0.aic, because: exact) },
      .cell(.bic) { Cell($0.bic, because: exact) },
      .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
      .integer(.rank) { $0.rank },
      .number(.condition) { $0.condition },
      .text(.solver) { $0.solver },
    ]
    return Table("Fit", [self], fields, notes: notes)
  }

  /// Value, fitted value, residual and leverage of each observation, in the order of the rows.
  public var observations: Table? {
    let fitted = fitted
    let residuals = residuals
    let leverages = leverages
    let fields: [Field<Int>] = [
      .number(.value) { response[$0] },
      .number(.fitted) { fitted[$0] },
      .number(.residual) { residuals[$0] },
      .number(.leverage) { leverages[$0] },
    ]
    return Table("Observations", Array(0..<count), fields, notes: notes)
  }
}

import Tables

extension ForecastMethod {
  /// A level and a trend that learn from errors.
  public static let holt = ForecastMethod(ExponentialSmoothing.card, allowsGaps: false) {
    (values, steps) throws(StatisticsError) in
    try smoothed(values, steps, ExponentialSmoothing(), ExponentialSmoothing.card.name)
  }

  /// The same with a trend that fades.
  public static let dampedHolt = ForecastMethod(
    ExponentialSmoothing.dampedCard, allowsGaps: false
  ) { (values, steps) throws(StatisticsError) in
    try smoothed(
      values, steps, ExponentialSmoothing(isDamped: true), ExponentialSmoothing.dampedCard.name)
  }

  private static func smoothed(
    _ values: [Double?], _ steps: Int, _ model: ExponentialSmoothing, _ name: String
  ) throws(StatisticsError) -> ForecastAnswer {
    let fit = try model.fit(values.compactMap { $0 })
    let forecasts = fit.forecasts(steps)
    return ForecastAnswer(
      normal: forecasts, fitted: fit.fitted, overview: overview(fit, name), notes: fit.notes)
  }

  private static func overview(_ fit: SmoothedSeries, _ name: String) -> Table {
    Table(
      name, [fit],
      [
        .text(.method) { _ in name },
        .number(.levelShare) { $0.parameters.alpha },
        .number(.trendShare) { $0.parameters.beta },
        .number(.damping) { $0.parameters.phi },
        .number(.sigma) { $0.errorVariance?.squareRoot() },
        .cell(.logLikelihood) { Cell($0.logLikelihood, because: "the fit is exact") },
        .cell(.aic) { Cell($0.aic, because: "the fit is exact") },
        .cell(.bic) { Cell($0.bic, because: "the fit is exact") },
        .integer(.iterations) { $0.convergence?.iterations },
        .number(.lastChange) { $0.convergence?.change },
        .text(.stopped) { $0.convergence?.reason.rawValue },
        .integer(.count) { $0.values.count },
      ])
  }
}

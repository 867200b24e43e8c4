import Tables

extension ForecastMethod {
  /// The level and the slope the series has wandered to.
  public static let localTrend = ForecastMethod(LocalTrend.card, allowsGaps: true) {
    (values, steps) throws(StatisticsError) in
    let fit = try LocalTrend().fit(values)
    return ForecastAnswer(
      normal: fit.forecasts(steps), fitted: fit.predictions.map { $0?.mean },
      overview: fit.overview.withoutNotes, notes: fit.notes)
  }
}

import Tables

extension ForecastMethod {
  /// The level the series has wandered to.
  public static let localLevel = ForecastMethod(LocalLevel.card, allowsGaps: true) {
    (values, steps) throws(StatisticsError) in
    let fit = try LocalLevel().fit(values)
    return ForecastAnswer(
      normal: fit.forecasts(steps), fitted: fit.predictions.map { $0?.mean },
      overview: fit.overview.withoutNotes, notes: fit.notes)
  }
}

extension Table {
  /// The rows alone: what is said of them is said beside the forecast.
  var withoutNotes: Table { Table(title, columns: columns, rows: rows) }
}

import Tables

extension ForecastMethod {
  /// The first differences as a moving average of order one after an autoregression of order one:
  /// `arima:1,1,1`.
  public static let integratedMovingAverage = arima(Arima(1, 1, 1))

  /// An autoregressive integrated moving average: `arima:p,d,q` by name.
  public static func arima(_ model: Arima) -> ForecastMethod {
    let card = Arima.card
    let name = "\(card.name):\(model.autoregression),\(model.differences),\(model.movingAverage)"
    let terms = model.autoregression + model.movingAverage + (model.differences == 0 ? 1 : 0)
    return ForecastMethod(
      MethodCard(
        name: name, title: card.title, summary: card.summary, assumptions: card.assumptions,
        leastCount: max(card.leastCount, terms + model.differences + 3),
        advisedCount: card.advisedCount, instead: "local-level, or trend",
        references: card.references), allowsGaps: model.differences == 0
    ) { (values, steps) throws(StatisticsError) in
      let fit = try model.fit(values)
      return ForecastAnswer(
        normal: fit.forecasts(steps).map { StateEstimate(mean: $0.value, variance: $0.variance) },
        fitted: fit.predictions.map { $0?.mean }, overview: overview(fit, name), notes: fit.notes)
    }
  }

  /// The model of a name `arima:p,d,q` with orders up to 5, 2 and 5; nil for any other name.
  static func arima(named name: String) -> ForecastMethod? {
    guard name.hasPrefix("arima:") else { return nil }
    let orders = name.dropFirst(6).split(separator: ",", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard orders.count == 3, let first = orders[0], let second = orders[1], let third = orders[2],
      (0...5).contains(first), (0...2).contains(second), (0...5).contains(third)
    else { return nil }
    return arima(Arima(first, second, third))
  }

  /// Coefficients in a row, to the last digit.
  private static func list(_ coefficients: [Double]) -> String? {
    coefficients.isEmpty ? nil : coefficients.map { "\($0)" }.joined(separator: ", ")
  }

  private static func overview(_ fit: ArimaFit, _ name: String) -> Table {
    Table(
      Arima.card.title, [fit],
      [
        .text(.method) { _ in name },
        .text(.autoregression) { list($0.autoregression) },
        .text(.movingAverage) { list($0.movingAverage) },
        .number(.mean) { $0.mean },
        .number(.sigma) { $0.shockVariance.squareRoot() },
        .number(.logLikelihood) { $0.logLikelihood },
        .number(.aic) { $0.aic },
        .number(.bic) { $0.bic },
        .integer(.iterations) { $0.convergence.iterations },
        .number(.lastChange) { $0.convergence.change },
        .text(.stopped) { $0.convergence.reason.rawValue },
        .integer(.count) { $0.count },
      ])
  }
}

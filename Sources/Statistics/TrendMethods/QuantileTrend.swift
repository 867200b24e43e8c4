import Tables

extension TrendMethod {
  /// The line that leaves half of the values below it.
  public static let median = quantile(0.5)

  /// The line that leaves a share of the values below it: `quantile:0.5` by name.
  public static func quantile(_ tau: Double) -> TrendMethod {
    let card = QuantileFit.card
    let name = "\(card.name):\(tau)"
    return TrendMethod(
      MethodCard(
        name: name, title: "Quantile line",
        summary: "The slope of the line that leaves a share of the values below it.",
        assumptions: card.assumptions, leastCount: card.leastCount,
        advisedCount: card.advisedCount, instead: card.instead, references: card.references)
    ) { (sample, settings) throws(StatisticsError) in
      let fit = try QuantileRegression(tau).fit(sample.values, on: .trend(sample.times))
      let slope = try fit.coefficients(level: settings.level)[1]
      return TrendAnswer(name, slope: slope, settings, basis: .asymptotic, fit: fit, sample: sample)
    }
  }

  /// The quantile line of a name `quantile:Q` with 0 < Q < 1; nil for any other name.
  static func quantile(named name: String) -> TrendMethod? {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "quantile", let tau = Double(parts[1]), tau > 0, tau < 1
    else { return nil }
    return quantile(tau)
  }
}

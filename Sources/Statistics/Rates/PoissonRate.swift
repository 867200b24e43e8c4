import Distributions
import Tables

/// The rate of independent events, with the exact interval of Garwood.
///
/// - Assumes: independent events at a constant rate; counts of deaths or persons, which come in
///   clusters, vary more, and the interval is then too short.
/// - Units: events a unit of exposure.
/// - Exact when: always, and conservative: the interval holds the truth at least as often as its
///   level says.
/// - Edge cases: with no events the lower end is 0 and the upper one that of a two-sided interval.
/// - Cost: two quantiles of the gamma distribution.
/// - References: Garwood 1936, doi:10.1093/biomet/28.3-4.437.
/// - Checked against: R 4.2 `poisson.test`, `Golden/rates.json`.
public struct PoissonRate: Hashable, Sendable, Codable {
  /// The confidence level.
  public var level: Double

  /// The estimator with 95 % intervals unless asked otherwise.
  public init(level: Double = 0.95) { self.level = level }

  /// The rate of a count and its interval.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1.
  public func estimate(_ events: EventCount) throws(StatisticsError) -> TestResult {
    try Validation.requireLevel(level)
    let tail = (1 - level) / 2
    let low = events.count == 0 ? 0 : Gamma(shape: events.count, scale: 1).quantile(tail)
    let high = Gamma(shape: events.count + 1, scale: 1).upperQuantile(tail)
    return TestResult(
      method: Self.card.name, statistic: Named("events", events.count), pValue: nil,
      estimate: Named("rate", events.rate),
      interval: ConfidenceInterval(
        low: low / events.exposure, high: high / events.exposure, level: level),
      basis: .exact, count: 1, details: [Named("exposure", events.exposure)],
      notes: [Note(.method, "garwood", "Exact Poisson interval (Garwood), equal tails.")])
  }
}

extension PoissonRate {
  /// The card of the method.
  public static let card = MethodCard(
    name: "poisson-rate", title: "Poisson rate with Garwood's interval",
    summary: "Events a year with an exact interval, for counts however small.",
    assumptions: [
      "independent events at a constant rate", "events, not deaths or persons, which cluster",
    ],
    leastCount: 1, instead: "the rate widened by the dispersion of the years",
    references: ["Garwood 1936, Biometrika 28: 437–442, doi:10.1093/biomet/28.3-4.437"])
}

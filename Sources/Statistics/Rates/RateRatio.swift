import Distributions
import Tables

/// The ratio of two rates of events, exactly, by conditioning on their sum: given N events in all,
/// the first count is binomial.
///
/// The ratio is the first rate over the second. The central p-value agrees with the interval of
/// Clopper and Pearson (it excludes 1 just when p falls below 1 − level); `minlike` is R's
/// `poisson.test`, whose p and interval can disagree; `midP` is less conservative, with the
/// interval that inverts it.
///
/// - Assumes: independent events at a constant rate within each window. Deaths and persons cluster
///   and are not events: give ``test(_:_:widenedBy:)`` the dispersion of years.
/// - Exact when: always (`midP`: nearly, by design).
/// - Edge cases: no event in the second window gives an infinite ratio and upper end, none in the
///   first a ratio and lower end of 0; none at all gives p = 1, no ratio, and 0 … ∞.
/// - Cost: tails and quantiles of the binomial; a bisection for `minlike` and `midP`.
/// - References: Przyborowski & Wilenski 1940, doi:10.1093/biomet/31.3-4.313; Clopper & Pearson
///   1934, doi:10.1093/biomet/26.4.404; Fay 2010, doi:10.1093/biostatistics/kxp050.
/// - Checked against: R 4.2 `poisson.test`, 40-digit arithmetic (reference cases).
public struct RateRatio: Hashable, Sendable, Codable {
  /// How both tails make one p-value.
  public enum TwoSidedRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// Twice the smaller tail.
    case central
    /// The outcomes no likelier than the one observed, with R's fuzz of 1e-7.
    case minlike
    /// Twice the smaller tail, the observed outcome counting half.
    case midP = "mid-p"
  }

  /// The confidence level.
  public var level: Double
  /// The direction tested, of the first rate against the second.
  public var alternative: Alternative
  /// How both tails make one p-value.
  public var rule: TwoSidedRule

  /// The test, two-sided and central with 95 % intervals unless asked otherwise.
  public init(
    level: Double = 0.95, alternative: Alternative = .twoSided, rule: TwoSidedRule = .central
  ) {
    self.level = level
    self.alternative = alternative
    self.rule = rule
  }

  /// The ratio of the first rate to the second, its interval and its p-value against 1.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1.
  public func test(
    _ first: EventCount, _ second: EventCount
  ) throws(StatisticsError) -> TestResult {
    try Validation.requireLevel(level)
    let split = ConditionalSplit(first, second)
    return TestResult(
      method: Self.card.name, statistic: Named("first", first.count),
      pValue: split.pValue(alternative, rule), alternative: alternative,
      estimate: Self.ratio(first, second),
      interval: split.interval(level: level, alternative, rule), basis: .exact, count: 2,
      details: Self.details(first, second), notes: notes(first, second))
  }

  static func ratio(_ first: EventCount, _ second: EventCount) -> Named? {
    guard first.count + second.count > 0 else { return nil }
    return Named("rate_ratio", second.count == 0 ? .infinity : first.rate / second.rate)
  }

  static func details(_ first: EventCount, _ second: EventCount) -> [Named] {
    [
      Named("first_rate", first.rate), Named("second_rate", second.rate),
      Named("first_exposure", first.exposure), Named("second_exposure", second.exposure),
    ]
  }

  func notes(_ first: EventCount, _ second: EventCount) -> [Note] {
    var notes = [
      Note(
        .method, "rate-ratio",
        "Conditional binomial test, \(rule.rawValue) p; interval "
          + (rule == .midP ? "inverts mid-p." : "of Clopper and Pearson."))
    ]
    if first.count + second.count == 0 {
      notes.append(
        Note(.caveat, "no-events", "No events in either window: the ratio does not exist."))
    } else if second.count == 0 {
      notes.append(
        Note(.caveat, "zero-count", "No events in the second window: the ratio has no upper end."))
    } else if first.count == 0 {
      notes.append(
        Note(.caveat, "zero-count", "No events in the first window: the ratio may be 0."))
    }
    return notes
  }
}

extension RateRatio {
  /// The card of the method.
  public static let card = MethodCard(
    name: "rate-ratio", title: "Exact conditional rate ratio",
    summary: "How many times as often events come in one window as in another.",
    assumptions: [
      "independent events at a constant rate in each window",
      "events, not deaths or persons, which cluster",
    ],
    leastCount: 2, instead: "the ratio widened by the dispersion of the years, or mean-ratio",
    references: [
      "Przyborowski & Wilenski 1940, Biometrika 31: 313–323, doi:10.1093/biomet/31.3-4.313",
      "Clopper & Pearson 1934, Biometrika 26: 404–413, doi:10.1093/biomet/26.4.404",
      "Fay 2010, Biostatistics 11: 373–374, doi:10.1093/biostatistics/kxp050",
    ])
}

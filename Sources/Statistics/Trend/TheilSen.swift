import Distributions

/// The slope of Theil and Sen: the median of the slopes of all pairs of observations, on their
/// true times.
///
/// - Assumes: for the interval, exchangeable errors about a line; the slope needs nothing.
/// - Units: slope in the unit of the values a year, intercept in the unit of the values.
/// - Exact when: the interval is `exact`, values are without ties and n ≤ 60.
/// - Edge cases: equal values give slope 0. With so few values that no interval reaches the level
///   the exact one is unbounded.
/// - Cost: O(n² log n) time, n²/2 doubles.
/// - References: Theil 1950; Sen 1968, doi:10.1080/01621459.1968.10480934; Gilbert 1987,
///   Statistical Methods for Environmental Pollution Monitoring, ch. 16; Hollander & Wolfe 1999,
///   ch. 9 (exact ranks).
/// - Checked against: SciPy 1.17 `theilslopes`, 40-digit arithmetic (reference cases).
public struct TheilSen: Hashable, Sendable, Codable {
  /// Which slopes are taken for the ends of the interval.
  public enum IntervalRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// Exact to 60 values without ties, interpolated beyond.
    case automatic
    /// Ranks from the exact law of Kendall's score; values without ties, at most 60.
    case exact
    /// Sen's ranks from the normal law, rounded, as SciPy.
    case rounded
    /// Gilbert's ranks from the normal law, interpolated, as EnvStats.
    case interpolated
  }

  /// The confidence level.
  public var level: Double
  /// Which slopes are taken for the ends of the interval.
  public var rule: IntervalRule

  /// The estimator with 95 % intervals unless asked otherwise.
  public init(level: Double = 0.95, rule: IntervalRule = .automatic) {
    self.level = level
    self.rule = rule
  }

  /// The slope, the intercepts and the interval of a sample.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1 or exact
  ///   ranks where there are none; ``StatisticsError/overflow`` where the slope is beyond the
  ///   doubles.
  public func fit(_ sample: Sample) throws(StatisticsError) -> TheilSenFit {
    try Validation.require(Self.card.leastCount, of: sample.values)
    try Validation.requireLevel(level)
    let slopes = try PairwiseSlopes(sample)
    let median = slopes.scaled.median
    let ends = try interval(slopes, KendallCount(sample.values))
    return TheilSenFit(
      line: try ResistantLine(sample, slopes.values, slope: median, slopes.scale),
      slopeCount: slopes.count, interval: ends.interval, achievedLevel: ends.achieved,
      rule: ends.rule, sample: sample)
  }

  private typealias Ends = (
    interval: ConfidenceInterval, achieved: Double?, rule: IntervalRule
  )

  private func interval(
    _ slopes: PairwiseSlopes, _ count: KendallCount
  ) throws(StatisticsError) -> Ends {
    let hasExact = count.tieGroups.isEmpty && count.count <= MannKendall.exactLimit
    switch rule {
    case .exact where !hasExact:
      throw .invalidOption(
        name: "interval", found: "exact", needed: "at most 60 values without ties")
    case .automatic where hasExact, .exact: return exactInterval(slopes, count)
    case .rounded: return roundedInterval(slopes, count)
    case .automatic, .interpolated: return interpolatedInterval(slopes, count)
    }
  }

  /// The slopes that a two-sided exact test of Kendall does not reject.
  private func exactInterval(_ slopes: PairwiseSlopes, _ count: KendallCount) -> Ends {
    let law = KendallScore(count: count.count)
    let pairs = slopes.count
    // The least score, of the parity of n(n−1)/2, that is rejected; beyond all there are, none is.
    var critical = pairs % 2 == 0 ? 2 : 1
    while critical <= pairs, law.twoSided(score: critical) > 1 - level { critical += 2 }
    let rank = (pairs - critical) / 2 + 1
    let isBounded = critical <= pairs
    let interval = ConfidenceInterval(
      low: isBounded ? slopes.slope(rank: rank) : -.infinity,
      high: isBounded ? slopes.slope(rank: pairs + 1 - rank) : .infinity, level: level)
    let achieved = isBounded ? 1 - law.twoSided(score: critical) : 1
    return (interval, achieved, .exact)
  }

  private func roundedInterval(_ slopes: PairwiseSlopes, _ count: KendallCount) -> Ends {
    let reach = normalReach(count)
    let pairs = Double(slopes.count)
    let low = ((pairs - reach) / 2).rounded(.toNearestOrEven)
    let high = ((pairs + reach) / 2).rounded(.toNearestOrEven)
    let interval = ConfidenceInterval(
      low: slopes.slope(rank: max(1, Int(low))),
      high: slopes.slope(rank: min(slopes.count, Int(high) + 1)), level: level)
    return (interval, nil, .rounded)
  }

  private func interpolatedInterval(_ slopes: PairwiseSlopes, _ count: KendallCount) -> Ends {
    let reach = normalReach(count)
    let pairs = Double(slopes.count)
    let interval = ConfidenceInterval(
      low: slopes.slope(interpolated: (pairs - reach) / 2),
      high: slopes.slope(interpolated: (pairs + reach) / 2 + 1), level: level)
    return (interval, nil, .interpolated)
  }

  /// z √var S: how many pairs the score may miss either way.
  private func normalReach(_ count: KendallCount) -> Double {
    Normal.standard.upperQuantile((1 - level) / 2) * count.variance.squareRoot()
  }
}

extension TheilSen {
  /// The card of the method.
  public static let card = MethodCard(
    name: "theil-sen", title: "Theil–Sen slope",
    summary: "The median of the slopes between all pairs of years: a slope outliers cannot move.",
    assumptions: [
      "for the interval, errors exchangeable about a line: independent years, or nearly"
    ],
    leastCount: 2, advisedCount: 5,
    instead: "the difference of two periods, in a table and a plot",
    references: [
      "Theil 1950, Proc. Kon. Ned. Akad. Wetensch. A 53: 386–392, 521–525, 1397–1412",
      "Sen 1968, JASA 63: 1379–1389, doi:10.1080/01621459.1968.10480934",
      "Gilbert 1987, Statistical Methods for Environmental Pollution Monitoring, ch. 16",
    ])
}

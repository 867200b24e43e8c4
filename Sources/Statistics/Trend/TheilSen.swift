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
    let moments = ScoreMoments(KendallCount(sample.values))
    let shared = SlopeEnds.Shared(self, count: sample.count, tied: moments.hasTies)
    let ends = try ends(moments, shared)
    return TheilSenFit(
      line: try ResistantLine(sample, slopes.values, slope: median, slopes.scale),
      slopeCount: slopes.count,
      interval: ConfidenceInterval(
        low: slopes.slope(at: ends.low), high: slopes.slope(at: ends.high), level: level),
      achievedLevel: ends.achieved, rule: ends.rule, sample: sample)
  }

  /// Which of the ordered slopes are the ends of the interval.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for exact ranks where there are
  ///   none.
  func ends(
    _ moments: ScoreMoments, _ shared: SlopeEnds.Shared
  ) throws(StatisticsError) -> SlopeEnds {
    if let exact = shared.exact, !moments.hasTies { return exact }
    switch rule {
    case .exact:
      throw .invalidOption(
        name: "interval", found: "exact", needed: "at most 60 values without ties")
    case .rounded: return SlopeEnds(rounded: moments, deviate: shared.deviate)
    case .automatic, .interpolated:
      return SlopeEnds(interpolated: moments, deviate: shared.deviate)
    }
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

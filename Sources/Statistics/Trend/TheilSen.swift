/// The slope of Theil and Sen: the median of the slopes of all pairs of observations, on their
/// true times.
///
/// - Assumes: for the interval, exchangeable errors about a line; the slope needs nothing.
/// - Units: slope in the unit of the values a year, intercept in the unit of the values.
/// - Exact when: the interval is `exact`, values are without ties and n ≤ 60.
/// - Edge cases: equal values give slope 0. With so few values that no interval reaches the level
///   the exact one is unbounded.
/// - Cost: O(n log n) time and O(n) memory: slopes are selected by their rank, not sorted. Data made
///   against it, or with millions of pairs on one slope, may take O(n²) time, never the memory.
/// - References: Cole, Salowe, Steiger & Szemerédi 1989, doi:10.1137/0218055, and Dillencourt, Mount &
///   Netanyahu 1992, doi:10.1142/S0218195992000020, for the selection; Theil 1950; Sen 1968, doi:10.1080/01621459.1968.10480934; Gilbert 1987,
///   Statistical Methods for Environmental Pollution Monitoring, ch. 16; Hollander & Wolfe 1999,
///   ch. 9 (exact ranks).
/// - Checked against: SciPy 1.17 `theilslopes`, 40-digit arithmetic (reference cases); a sorted list of
///   all slopes, to the bit, on ties, gaps and lines.
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
    let moments = ScoreMoments(KendallCount(sample.values))
    let ends = try slopeEnds(moments, SlopeEnds.Shared(self, count: sample.count))
    let count = slopes.count
    let ranked = slopes.ranked(
      slopes.medianRanks + ends.low.ranks(count: count) + ends.high.ranks(count: count))
    let unit = slopes.scale.inverse
    let interval = ConfidenceInterval(
      low: ends.low.slope(count: count, ranked.scaled) * unit,
      high: ends.high.slope(count: count, ranked.scaled) * unit, level: level)
    return TheilSenFit(
      line: try ResistantLine(sample, slopes.values, slope: ranked.scaledMedian, slopes.scale),
      slopeCount: count, interval: interval, achievedLevel: ends.achieved,
      rule: ends.rule, sample: sample)
  }

  /// The slope alone, without intercepts and interval, in a third of the time: for resampling.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2;
  ///   ``StatisticsError/overflow`` where the slope is beyond the doubles.
  public func slope(of sample: Sample) throws(StatisticsError) -> Double {
    try Validation.require(Self.card.leastCount, of: sample.values)
    let slopes = try PairwiseSlopes(sample)
    return try Validation.finite(
      slopes.ranked(slopes.medianRanks).scaledMedian * slopes.scale.inverse)
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

import Distributions

/// The few times after an event, set against what the times before it lead one to expect: each
/// against its prediction interval, all of them in one test, and the rank of their change among those
/// at moved events.
///
/// For one to five times after, where a change of level says little or nothing yet.
///
/// - Assumes: independent normal errors about the mean of the times before, or about the line through
///   them. At an autocorrelation of .6 an interval of 95 % misses 7 to 8 % the first time
///   after, 12 % the fifth and beside a trend up to 20 %, and the joint test rejects 7 to 14 %.
/// - Edge cases: fewer than eight times before are refused unless forced. For one time after the joint
///   test is that of its interval, and not repeated.
/// - Checked against: ``Prediction`` and ``ChowPrediction``, whose numbers these are; ``PlaceboRank``.
public struct FirstTimesAfter: Hashable, Sendable {
  /// One time after, against its prediction interval.
  public struct Departure: Hashable, Sendable {
    /// The time.
    public let time: Double
    /// The value there.
    public let value: Double
    /// What was expected.
    public let expected: Double
    /// Value less expected, with the error of a new observation; its interval holds zero where the
    /// value is inside the prediction interval.
    public let difference: Coefficient
  }

  /// The most times after that are shown one by one.
  public static let most = 5
  /// The fewest times before that do not mislead.
  public static let leastBefore = 8

  /// The event's name where there are several.
  public let event: String
  /// Whether the times before have a straight trend.
  public let hasTrend: Bool
  /// The number of times before, since the event before it.
  public let beforeCount: Int
  /// The number of times after, up to the next event.
  public let afterCount: Int
  /// Each time after; none where refused.
  public let departures: [Departure]
  /// Chow's prediction test of them all; nil for one alone, and where refused.
  public let joint: TestResult?
  /// The rank among moved events; nil where the series has no other place for it.
  public let placebo: PlaceboRank?
  /// Why there is nothing.
  public let refusal: StatisticsError?
  /// Whether it was computed though it misleads.
  public let isForced: Bool

  /// The times after an event in a sample that reaches from the event before to the one after.
  ///
  /// - Parameter before: the number of times before the event.
  /// - Throws: what ``LeastSquares/fit(_:on:)`` throws.
  init(
    _ event: Interruption, in sample: Sample, before: Int, hasTrend: Bool, level: Double,
    isForced: Bool
  ) throws(StatisticsError) {
    self.event = event.name
    self.hasTrend = hasTrend
    let after = sample.count - before
    beforeCount = before
    afterCount = after
    let least = isForced ? (hasTrend ? 3 : 2) : Self.leastBefore
    guard before >= least else {
      refusal = .tooFewObservations(needed: least, have: before)
      departures = []
      joint = nil
      placebo = nil
      self.isForced = false
      return
    }
    refusal = nil
    self.isForced = before < Self.leastBefore
    let ones = Design.intercept(count: sample.count)
    let design =
      hasTrend ? ones.adding("time", sample.times.map { $0 - event.lastBefore }) : ones
    let fit = try LeastSquares().fit(
      Array(sample.values[..<before]), on: design.rows(0..<before))
    let rows = try fit.prediction(
      at: design.rows(before..<sample.count), of: .observation, level: level
    ).rows
    departures = zip(before..<sample.count, rows).map { place, row in
      Departure(
        time: sample.times[place], value: sample.values[place], expected: row.value,
        difference: Coefficient(
          term: event.term("departure"), estimate: sample.values[place] - row.value,
          standardError: row.standardError, degreesOfFreedom: Double(fit.degreesOfFreedom),
          level: level, absence: "the fit is exact"))
    }
    joint = after > 1 ? try ChowPrediction().test(sample.values, on: design, from: before) : nil
    placebo = try? PlaceboRank(ofLast: after, in: sample, hasTrend: hasTrend)
  }
}

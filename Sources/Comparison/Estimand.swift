import Statistics
public import TimeSeries

/// What is compared: a quantity that can be had around one event, between two aftermaths, or both.
///
/// A catalogue of values: each has a file of its own under `Estimands`, and is named once in
/// ``allCases``.
public struct Estimand: Sendable, CaseIterable {
  /// The years before and after one event.
  public struct AroundEvent: Sendable {
    /// What is measured.
    public let measure: AnyMeasure
    /// The window.
    public let window: EventWindow
    /// The baseline.
    public let before: WindowValues
    /// Complete, final years after.
    public let after: WindowValues
    /// The choices in force.
    public let plan: ComparisonPlan
    /// The breaks that divide the baseline.
    public let breaksBefore: [Break]
    /// The breaks that divide the years after.
    public let breaksAfter: [Break]

    /// The values before and after as level changes take them, and whether through logarithms:
    /// where the scale is logarithmic and every value has one.
    ///
    /// The middle of a range is taken on the scale of the analysis.
    func scaled() -> (before: WindowValues, after: WindowValues, isLog: Bool) {
      var rule = plan.reading
      rule.scale = .log
      guard plan.scale(for: measure) == .log,
        let before = try? WindowValues(before.observations, of: measure, rule),
        let after = try? WindowValues(after.observations, of: measure, rule),
        (before.values + after.values).allSatisfy({ $0 > 0 })
      else { return (before, after, false) }
      return (before, after, true)
    }

    /// Refuses fewer complete years than an estimand needs.
    ///
    /// Forced, as many as can be computed with are enough.
    func require(before: Int, after: Int) throws(Refusal) {
      let before = plan.isForced ? min(before, 2) : before
      let after = plan.isForced ? min(after, 1) : after
      if self.after.count < after {
        throw .tooFewYears(
          window: "after \(window.anchor.label)", needed: after, have: self.after.count,
          beside: window.beside)
      }
      if self.before.count < before {
        throw .tooFewYears(
          window: "in the baseline \(window.baseline)", needed: before, have: self.before.count,
          beside: nil)
      }
    }
  }

  /// The years after one event beside the years after another, over the time both have.
  public struct BetweenWindows: Sendable {
    /// What is measured.
    public let measure: AnyMeasure
    /// The two windows.
    public let windows: (first: EventWindow, second: EventWindow)
    /// The shared elapsed time.
    public let horizon: CommonHorizon
    /// The values after the first event, within it.
    public let first: WindowValues
    /// The values after the second event, within it.
    public let second: WindowValues
    /// The baselines of both, for the dispersion of years.
    public let baselines: [WindowValues]
    /// The choices in force.
    public let plan: ComparisonPlan

    /// Whether the shared time is made of whole years, each with one value.
    var isOfYears: Bool {
      (first.observations + second.observations).allSatisfy { $0.period.shape == .year }
    }

    /// Refuses to set observations of different lengths against one another one by one: months
    /// vary more than the half year they add up to.
    func requireEqualLengths() throws(Refusal) {
      let lengths = (first.observations + second.observations).map(\.period.dayCount)
      guard let shortest = lengths.min(), let longest = lengths.max(),
        longest * 5 > shortest * 6
      else { return }
      throw .notApplicable(
        "the observations are of different lengths, \(shortest) to \(longest) days; only their "
          + "totals can be compared")
    }

    /// The level of a window and what it is: the mean of whole years; else of a flow the total over
    /// the shared time, which is never scaled up to a year, and of a stock the mean over its days.
    func level(_ values: WindowValues) -> (value: Double, word: String)? {
      if isOfYears { return values.mean.map { ($0, "mean") } }
      if measure.accrual == .flow { return values.count == 0 ? nil : (values.total, "total") }
      return values.meanByDays.map { ($0, "mean") }
    }

    /// Why a description has no interval.
    var whyNoInterval: String {
      isOfYears
        ? "no interval below three observations in each"
        : "parts of years, over the same elapsed time; no interval"
    }

    /// Refuses fewer observations in either window than an estimand needs.
    func require(_ needed: Int) throws(Refusal) {
      for (values, window) in [(second, windows.second), (first, windows.first)]
      where values.count < needed {
        throw .tooFewYears(
          window: "after \(window.anchor.label)", needed: needed, have: values.count,
          beside: window.beside)
      }
    }
  }

  /// How it is had around one event.
  public typealias EventBody = @Sendable (AroundEvent) throws(Refusal) -> [Effect]
  /// How it is had between two aftermaths.
  public typealias WindowsBody = @Sendable (BetweenWindows) throws(Refusal) -> [Effect]

  /// The name in options and tables.
  public let name: String
  /// What it answers, in a sentence.
  public let summary: String
  /// What to use where it is refused.
  public let instead: String
  let aroundEvent: EventBody?
  let betweenWindows: WindowsBody?

  init(
    name: String, summary: String, instead: String, aroundEvent: EventBody? = nil,
    betweenWindows: WindowsBody? = nil
  ) {
    self.name = name
    self.summary = summary
    self.instead = instead
    self.aroundEvent = aroundEvent
    self.betweenWindows = betweenWindows
  }

  /// All estimands, in the order of their rows.
  public static let allCases: [Estimand] = [
    .meanLevel, .changeAtEvent, .predictiveRank, .predictionInterval, .slope, .rateRatio,
    .meanRatio, .meanDifference, .slopeDifference,
  ]

  /// The estimand of a name, or nil.
  public static func named(_ name: String) -> Estimand? { allCases.first { $0.name == name } }
}

/// Runs a procedure of statistics and turns its error into a refusal.
func refusing<Value>(
  _ body: () throws(StatisticsError) -> Value
) throws(Refusal) -> Value {
  do { return try body() } catch { throw .statistics(error) }
}

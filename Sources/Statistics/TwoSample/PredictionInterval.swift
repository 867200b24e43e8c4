import Distributions
import Tables

/// What a baseline without trend leads one to expect of one new value, or of the mean of several:
/// the mean of the baseline and an interval with the variance of a new observation.
///
/// - Assumes: old and new values independent, normal (or lognormal on the log scale) with one mean
///   and one variance. Trend or dependence makes the interval too short.
/// - Units: those of the values; on the log scale the centre is the geometric mean.
/// - Exact when: the assumptions hold, at any sample size.
/// - Edge cases: a baseline that does not vary throws.
/// - Cost: O(n).
/// - References: Hahn & Meeker 1991, Statistical Intervals, §4.
/// - Checked against: R 4.2 `predict.lm(interval = "prediction")`, `Golden/two-sample.json`.
public struct PredictionInterval: Hashable, Sendable, Codable {
  /// The scale on which values are normal.
  public enum Scale: String, Hashable, Sendable, Codable, CaseIterable {
    /// The values themselves.
    case linear
    /// Their logarithms.
    case logarithmic = "log"
  }

  /// The scale on which values are normal.
  public var scale: Scale
  /// The level.
  public var level: Double

  /// The interval at 95 % on the scale of the values unless asked otherwise.
  public init(scale: Scale = .linear, level: Double = 0.95) {
    self.scale = scale
    self.level = level
  }

  /// What is expected of one value, or of the mean of `newCount` values (the geometric mean on the
  /// log scale).
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2;
  ///   ``StatisticsError/valueNotPositive(index:)`` on the log scale;
  ///   ``StatisticsError/noVariation``; ``StatisticsError/invalidOption(name:found:needed:)``.
  public func predict(
    from baseline: [Double], meanOf newCount: Int = 1
  ) throws(StatisticsError) -> TestResult {
    let forecast = try Forecast(self, baseline, newCount)
    return forecast.result(self, method: Self.card.name)
  }

  /// The new values, or rather their mean, set against what the baseline leads one to expect: the
  /// statistic is t, the p-value that of a mean so far out.
  public func test(
    _ values: [Double], against baseline: [Double], alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> TestResult {
    try Validation.require(1, of: values)
    let forecast = try Forecast(self, baseline, values.count)
    let observed = try Moments(transformed(values))
    let t = observed.meanLess(forecast.baseline) / forecast.standardError
    var result = forecast.result(self, method: Self.card.name)
    result.statistic = Named("t", t)
    result.pValue = StudentT(degreesOfFreedom: forecast.degreesOfFreedom).tail(t, alternative)
    result.alternative = alternative
    result.details.append(
      Named("observed", scale == .linear ? observed.mean : Elementary.exp(observed.mean)))
    return result
  }

  fileprivate func transformed(_ values: [Double]) throws(StatisticsError) -> [Double] {
    try Validation.requireFinite(values)
    guard scale == .logarithmic else { return values }
    try Validation.requirePositive(values)
    return values.map(Elementary.log)
  }
}

/// The centre of a prediction, its standard error and its degrees of freedom.
private struct Forecast {
  let baseline: Moments
  let standardError: Double
  let degreesOfFreedom: Double
  let count: Int
  let newCount: Int

  /// The mean of the baseline.
  var centre: Double { baseline.mean }

  init(
    _ interval: PredictionInterval, _ baseline: [Double], _ newCount: Int
  ) throws(StatisticsError) {
    try Validation.requireLevel(interval.level)
    try Validation.require(2, of: baseline)
    guard newCount >= 1 else {
      throw .invalidOption(name: "new values", found: "\(newCount)", needed: "at least 1")
    }
    let moments = try Moments(interval.transformed(baseline))
    guard let deviation = moments.standardDeviation, deviation > 0 else { throw .noVariation }
    self.baseline = moments
    count = baseline.count
    self.newCount = newCount
    degreesOfFreedom = Double(count - 1)
    standardError = deviation * (1 / Double(newCount) + 1 / Double(count)).squareRoot()
  }

  func result(_ interval: PredictionInterval, method: String) -> TestResult {
    let student = StudentT(degreesOfFreedom: degreesOfFreedom)
    let ends = student.interval(centre, standardError, level: interval.level, .twoSided)
    let isLog = interval.scale == .logarithmic
    return TestResult(
      method: method, statistic: nil, degreesOfFreedom: [degreesOfFreedom], pValue: nil,
      estimate: Named("expected", isLog ? Elementary.exp(centre) : centre),
      standardError: isLog ? nil : standardError,
      interval: isLog
        ? ConfidenceInterval(
          low: Elementary.exp(ends.low), high: Elementary.exp(ends.high), level: ends.level) : ends,
      basis: .exact, count: count, details: [Named("new_values", Double(newCount))],
      notes: [
        Note(
          .method, "prediction-interval",
          "Interval for \(newCount == 1 ? "one new value" : "the mean of \(newCount) new values")"
            + ", not for the mean of the baseline.")
      ])
  }
}

extension PredictionInterval {
  /// The card of the method.
  public static let card = MethodCard(
    name: "prediction-interval", title: "Prediction interval of a baseline",
    summary: "Whether a new value, or the mean of several, is what the baseline leads to expect.",
    assumptions: [
      "independent, normal (or lognormal) values with one mean and one variance",
      "no trend in the baseline",
    ],
    leastCount: 2, advisedCount: 8, instead: "predictive-rank, or the values in a table",
    references: ["Hahn & Meeker 1991, Statistical Intervals, Wiley, ch. 4"])
}

import Distributions
import Tables

/// The ratio of the means of two samples, first over second.
///
/// `geometric` compares logarithms: the ratio of geometric means, by ``MeanDifference`` on the log
/// scale, for positive values. `arithmetic` is the ratio of the means themselves with Fieller's
/// interval, which is exact for normal values of one variance at any sample size, where the
/// logarithm's delta method needs large ones; where the second mean is not clear of zero it is
/// unbounded, and says so.
///
/// - Assumes: `geometric` independent values, roughly lognormal; `arithmetic` independent, roughly
///   normal values with one variance in both samples, and a positive second mean.
/// - Units: none, a ratio.
/// - Exact when: `arithmetic` and `geometric` with pooled variances, under the assumptions.
/// - Edge cases: one new value beside a baseline is enough with pooled variances. A value that is
///   not positive is refused on the log scale, never shifted.
/// - Cost: O(n).
/// - References: Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x; Welch 1947.
/// - Checked against: direct root finding on Student's t, `Golden/two-sample.json`.
public struct MeanRatio: Hashable, Sendable, Codable {
  /// Which means are compared.
  public enum Scale: String, Hashable, Sendable, Codable, CaseIterable {
    /// The ratio of geometric means, by logarithms.
    case geometric
    /// The ratio of arithmetic means, by Fieller's interval.
    case arithmetic
  }

  /// Which means are compared.
  public var scale: Scale
  /// What is taken of the variances on the log scale; arithmetic means are always pooled.
  public var variances: MeanDifference.Variances
  /// The confidence level.
  public var level: Double
  /// The direction tested, of the ratio against 1.
  public var alternative: Alternative

  /// The ratio of geometric means by Welch's method, two-sided, 95 %, unless asked otherwise.
  public init(
    scale: Scale = .geometric, variances: MeanDifference.Variances = .welch,
    level: Double = 0.95, alternative: Alternative = .twoSided
  ) {
    self.scale = scale
    self.variances = variances
    self.level = level
    self.alternative = alternative
  }

  /// The ratio of the first mean to the second, its interval, and its p-value against 1.
  ///
  /// - Throws: ``StatisticsError/valueNotPositive(index:)`` (on the log scale a value, otherwise
  ///   the second mean, index 0); ``StatisticsError/tooFewObservations(needed:have:)``;
  ///   ``StatisticsError/noVariation``; ``StatisticsError/notFinite(index:)``.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    switch scale {
    case .geometric: try geometric(first, second)
    case .arithmetic: try arithmetic(first, second)
    }
  }

  private func geometric(
    _ first: [Double], _ second: [Double]
  ) throws(StatisticsError) -> TestResult {
    try Validation.requireFinite(first)
    try Validation.requireFinite(second)
    try Validation.requirePositive(first)
    try Validation.requirePositive(second)
    let difference = MeanDifference(variances: variances, level: level, alternative: alternative)
    var result = try difference.test(first.map(Elementary.log), second.map(Elementary.log))
    result.method = Self.card.name
    if let logarithm = result.estimate?.value {
      result.estimate = Named("geometric_mean_ratio", Elementary.exp(logarithm))
      result.details = [Named("log_ratio", logarithm)]
    }
    if let standardError = result.standardError {
      result.details.append(Named("log_ratio_std_error", standardError))
      result.standardError = nil
    }
    result.interval = result.interval.map {
      ConfidenceInterval(
        low: Elementary.exp($0.low), high: Elementary.exp($0.high), level: $0.level)
    }
    result.notes = [
      Note(
        .method, "mean-ratio", "Ratio of geometric means: Student's t on logarithms, exponentiated."
      )
    ]
    return result
  }

  private func arithmetic(
    _ first: [Double], _ second: [Double]
  ) throws(StatisticsError) -> TestResult {
    let pooled = MeanDifference(variances: .pooled, level: level, alternative: alternative)
    var result = try pooled.test(first, second)
    let contrast = try MeanContrast(first, second, .pooled)
    guard contrast.second.mean > 0 else { throw .valueNotPositive(index: 0) }
    let fieller = Fieller(contrast, level: level, alternative)
    result.method = Self.card.name
    result.estimate = Named("mean_ratio", contrast.first.mean / contrast.second.mean)
    result.standardError = nil
    result.interval = fieller.interval
    result.details = [
      Named("first_mean", contrast.first.mean), Named("second_mean", contrast.second.mean),
    ]
    result.notes = [
      Note(.method, "mean-ratio", "Ratio of arithmetic means with Fieller's interval.")
    ]
    if !fieller.isBounded {
      result.notes.append(
        Note(
          .caveat, "interval-unbounded",
          "The second mean is not clear of zero at level \(level): the ratio has no upper end, "
            + "and ratios below zero, though not excluded, are left out."))
    }
    return result
  }
}

/// The ratios r for which first − r · second is not clear of zero by Student's t.
private struct Fieller {
  let interval: ConfidenceInterval
  /// Whether the set of ratios is an interval with both ends.
  let isBounded: Bool

  init(_ contrast: MeanContrast, level: Double, _ alternative: Alternative) {
    let n = Double(contrast.first.count)
    let m = Double(contrast.second.count)
    let student = StudentT(degreesOfFreedom: contrast.degreesOfFreedom)
    let t = student.upperQuantile(alternative == .twoSided ? (1 - level) / 2 : 1 - level)
    // In units of the pooled standard deviation.
    let deviation = contrast.standardError / (1 / n + 1 / m).squareRoot()
    let a = contrast.first.mean / deviation
    let b = contrast.second.mean / deviation
    // (a − r b)² ≤ t² (1/n + r²/m), a quadratic in r.
    let leading = b * b - t * t / m
    let constant = a * a - t * t / n
    let discriminant = t * t * (a * a / m + b * b / n - t * t / (n * m))
    isBounded = leading > 0
    guard isBounded else {
      // All ratios, or all outside a gap: with a positive second mean the gap, if there is one,
      // lies below; the ratios above it have a lower end.
      let hasGap = discriminant > 0 && leading < 0
      let root = max(0, discriminant).squareRoot()
      let low = hasGap ? max((a * b + root) / leading, (a * b - root) / leading) : -.infinity
      interval = ConfidenceInterval(
        low: alternative == .less ? -.infinity : low, high: .infinity, level: level)
      return
    }
    let root = max(0, discriminant).squareRoot()
    // The root farther from zero first; the other from their product, without cancellation.
    let far = a >= 0 ? (a * b + root) / leading : (a * b - root) / leading
    let near = far == 0 ? 0 : constant / leading / far
    interval = ConfidenceInterval(
      low: alternative == .less ? -.infinity : min(far, near),
      high: alternative == .greater ? .infinity : max(far, near), level: level)
  }
}

extension MeanRatio {
  /// The card of the method.
  public static let card = MethodCard(
    name: "mean-ratio", title: "Ratio of means",
    summary: "How many times as large values are in one window as in another.",
    assumptions: [
      "independent values, roughly lognormal (geometric) or normal with one variance (arithmetic)",
      "positive values (geometric) or a positive second mean (arithmetic)",
    ],
    leastCount: 3, advisedCount: 6, instead: "rate-ratio for counts of events, or a table",
    references: ["Fieller 1954, JRSS B 16: 175–185, doi:10.1111/j.2517-6161.1954.tb00159.x"])
}

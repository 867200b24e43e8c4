import Distributions

/// The difference of two means, first less second, with Student's t: by Welch's method, or with
/// one variance for both.
///
/// - Assumes: independent, roughly normal values in each sample; `pooled` one variance in both.
///   Years that depend on one another make p too small.
/// - Units: those of the values.
/// - Exact when: `pooled` with normal values of equal variance; Welch's degrees of freedom are an
///   approximation.
/// - Edge cases: `pooled` needs three values in all, so that one new value can be set beside a
///   baseline; `welch` two in each. Samples that do not vary at all throw.
/// - Cost: O(n).
/// - References: Student 1908, doi:10.1093/biomet/6.1.1; Welch 1947, doi:10.1093/biomet/34.1-2.28.
/// - Checked against: R 4.2 `t.test`, 40-digit arithmetic (reference cases).
public struct MeanDifference: Hashable, Sendable, Codable {
  /// What is taken of the variances.
  public enum Variances: String, Hashable, Sendable, Codable, CaseIterable {
    /// One for each sample; degrees of freedom by Welch and Satterthwaite.
    case welch
    /// One for both; n₁ + n₂ − 2 degrees of freedom.
    case pooled
  }

  /// What is taken of the variances.
  public var variances: Variances
  /// The confidence level.
  public var level: Double
  /// The direction tested, of the first mean against the second.
  public var alternative: Alternative

  /// The test by Welch's method, two-sided with 95 % intervals unless asked otherwise.
  public init(
    variances: Variances = .welch, level: Double = 0.95, alternative: Alternative = .twoSided
  ) {
    self.variances = variances
    self.level = level
    self.alternative = alternative
  }

  /// Tests the first sample against the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)``;
  ///   ``StatisticsError/noVariation``; ``StatisticsError/notFinite(index:)``.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.requireLevel(level)
    let contrast = try MeanContrast(first, second, variances)
    let t = contrast.difference / contrast.standardError
    let student = StudentT(degreesOfFreedom: contrast.degreesOfFreedom)
    let card = variances == .welch ? Self.card : Self.pooledCard
    return TestResult(
      method: card.name, statistic: Named("t", t),
      degreesOfFreedom: [contrast.degreesOfFreedom],
      pValue: student.tail(t, alternative), alternative: alternative,
      estimate: Named("mean_difference", contrast.difference),
      standardError: contrast.standardError,
      interval: student.interval(
        contrast.difference, contrast.standardError, level: level, alternative),
      basis: variances == .welch ? .asymptotic : .exact, count: first.count + second.count,
      details: [
        Named("first_mean", contrast.first.mean), Named("second_mean", contrast.second.mean),
        Named("first_n", Double(first.count)), Named("second_n", Double(second.count)),
      ])
  }
}

/// The means of two samples, the standard error of their difference, and its degrees of freedom.
struct MeanContrast {
  let first: Moments
  let second: Moments
  let difference: Double
  let standardError: Double
  let degreesOfFreedom: Double

  init(
    _ firstValues: [Double], _ secondValues: [Double], _ variances: MeanDifference.Variances
  ) throws(StatisticsError) {
    let needed = variances == .welch ? 2 : 1
    try Validation.require(needed, of: firstValues)
    try Validation.require(needed, of: secondValues)
    let total = firstValues.count + secondValues.count
    guard total >= 3 else { throw .tooFewObservations(needed: 3, have: total) }
    // One scale for both samples, undone at the end, keeps squares inside the doubles.
    let scale = PowerOfTwoScale(firstValues + secondValues)
    first = try Moments(firstValues)
    second = try Moments(secondValues)
    let a = try Moments(scale(firstValues))
    let b = try Moments(scale(secondValues))
    let spread = MeanSpread(a, b, variances)
    guard spread.variance > 0 else { throw .noVariation }
    difference = try Validation.finite(a.meanLess(b) * scale.inverse)
    standardError = try Validation.finite(spread.variance.squareRoot() * scale.inverse)
    guard standardError > 0 else { throw .overflow }
    degreesOfFreedom = spread.degreesOfFreedom
  }
}

/// The variance of a difference of means and its degrees of freedom.
private struct MeanSpread {
  let variance: Double
  let degreesOfFreedom: Double

  init(_ first: Moments, _ second: Moments, _ variances: MeanDifference.Variances) {
    let n = Double(first.count)
    let m = Double(second.count)
    let firstVariance = first.variance ?? 0
    let secondVariance = second.variance ?? 0
    switch variances {
    case .pooled:
      degreesOfFreedom = n + m - 2
      let sumOfSquares = (n - 1) * firstVariance + (m - 1) * secondVariance
      variance = sumOfSquares / degreesOfFreedom * (1 / n + 1 / m)
    case .welch:
      let a = firstVariance / n
      let b = secondVariance / m
      variance = a + b
      // In shares of the variance, so that nothing is squared that might vanish.
      let share = a / variance
      let rest = b / variance
      degreesOfFreedom = 1 / (share * share / (n - 1) + rest * rest / (m - 1))
    }
  }
}

extension StudentT {
  /// The probability beyond t in a direction.
  func tail(_ t: Double, _ alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: min(1, 2 * survival(at: abs(t)))
    case .less: cumulative(at: t)
    case .greater: survival(at: t)
    }
  }

  /// Estimate ∓ quantile × standard error; one end is infinite for a one-sided alternative.
  func interval(
    _ estimate: Double, _ standardError: Double, level: Double, _ alternative: Alternative
  ) -> ConfidenceInterval {
    let reach = upperQuantile(alternative == .twoSided ? (1 - level) / 2 : 1 - level)
    return ConfidenceInterval(
      low: alternative == .less ? -.infinity : estimate - reach * standardError,
      high: alternative == .greater ? .infinity : estimate + reach * standardError, level: level)
  }
}

extension MeanDifference {
  /// The card of Welch's method.
  public static let card = MethodCard(
    name: "welch", title: "Welch's t",
    summary: "How far apart two means are, each sample with a variance of its own.",
    assumptions: ["independent, roughly normal values in each sample"],
    leastCount: 4, advisedCount: 6, instead: "hodges-lehmann, or the values in a table",
    references: ["Welch 1947, Biometrika 34: 28–35, doi:10.1093/biomet/34.1-2.28"])

  /// The card of the method with one variance.
  public static let pooledCard = MethodCard(
    name: "student", title: "Student's t",
    summary: "How far apart two means are, with one variance for both samples.",
    assumptions: ["independent, roughly normal values", "the same variance in both samples"],
    leastCount: 3, advisedCount: 6, instead: "welch where the variances differ",
    references: ["Student 1908, Biometrika 6: 1–25, doi:10.1093/biomet/6.1.1"])
}

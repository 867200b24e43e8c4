import Distributions

/// The test of Brunner and Munzel of P(X > Y) + P(X = Y)/2 = 1/2, without asking that the samples
/// be of one shape or spread.
///
/// The statistic is positive where the second sample tends to be the larger, as in SciPy and R's
/// `lawstat`; the estimate is the chance that a value of the first exceeds one of the second.
///
/// - Assumes: independent values; about ten in each sample for its t approximation.
/// - Exact when: never; t with Satterthwaite's degrees of freedom.
/// - Edge cases: samples that do not overlap have no variance estimate and throw.
/// - Cost: O(N log N).
/// - References: Brunner & Munzel 2000,
///   doi:10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U.
/// - Checked against: SciPy 1.17 `brunnermunzel` (reference cases).
public struct BrunnerMunzel: Hashable, Sendable, Codable {
  /// The confidence level.
  public var level: Double

  /// The two-sided test with 95 % intervals unless asked otherwise.
  public init(level: Double = 0.95) { self.level = level }

  /// Tests the first sample against the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2 in a sample;
  ///   ``StatisticsError/notFinite(index:)``; ``StatisticsError/varianceNotPositive``.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.require(2, of: first)
    try Validation.require(2, of: second)
    try Validation.requireFinite(first)
    try Validation.requireFinite(second)
    try Validation.requireLevel(level)
    let n = Double(first.count)
    let m = Double(second.count)
    let joint = Ranks(finite: first + second).midranks
    let own = Placements(Array(joint.prefix(first.count)), within: first)
    let other = Placements(Array(joint.suffix(second.count)), within: second)
    let a = n * own.variance
    let b = m * other.variance
    guard a + b > 0 else { throw .varianceNotPositive }
    let statistic = n * m * (other.meanRank - own.meanRank) / ((n + m) * (a + b).squareRoot())
    let freedom = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1))
    let student = StudentT(degreesOfFreedom: freedom)
    let larger = 0.5 - (other.meanRank - own.meanRank) / (n + m)
    let standardError = (own.variance / n / (m * m) + other.variance / m / (n * n)).squareRoot()
    return TestResult(
      method: Self.card.name, statistic: Named("W", statistic), degreesOfFreedom: [freedom],
      pValue: student.tail(statistic, .twoSided),
      estimate: Named("probability_larger", larger), standardError: standardError,
      interval: student.interval(larger, standardError, level: level, .twoSided).clipped(to: 0...1),
      basis: .asymptotic, count: first.count + second.count)
  }
}

extension ConfidenceInterval {
  /// The part of the interval inside the range its quantity can have.
  func clipped(to range: ClosedRange<Double>) -> ConfidenceInterval {
    ConfidenceInterval(
      low: max(low, range.lowerBound), high: min(high, range.upperBound), level: level)
  }
}

/// The joint ranks of a sample less those within it, and how they vary.
private struct Placements {
  let meanRank: Double
  let variance: Double

  init(_ joint: [Double], within values: [Double]) {
    let own = Ranks(finite: values).midranks
    let placements = zip(joint, own).map { $0 - $1 }
    let centred = CentredValues(placements)
    meanRank = CentredValues(joint).mean
    variance = centred.sumOfSquares / Double(values.count - 1)
  }
}

extension BrunnerMunzel {
  /// The card of the method.
  public static let card = MethodCard(
    name: "brunner-munzel", title: "Brunner–Munzel test",
    summary: "Whether values of one sample tend to exceed those of another of other spread.",
    assumptions: ["independent values", "enough of them for a t approximation"],
    leastCount: 4, advisedCount: 20, instead: "mann-whitney, which is exact",
    references: ["Brunner & Munzel 2000, Biometrical Journal 42: 17–25"])
}

import Distributions

/// The correlation of two lists of values, by Pearson or by Spearman's ranks, with Student's t.
///
/// - Assumes: independent pairs; Pearson's interval (Fisher's z) a bivariate normal law. Two series
///   that both trend correlate whatever they measure.
/// - Units: none; −1 to 1.
/// - Exact when: Pearson's p under normality; Spearman's p is an approximation.
/// - Edge cases: a list that does not vary throws. ±1 has p = 0 and an interval of no length.
/// - Cost: O(n), O(n log n) for ranks.
/// - References: Fisher 1915, doi:10.2307/2331838; Spearman 1904, doi:10.2307/1412159.
/// - Checked against: R 4.2 `cor.test`, 40-digit arithmetic (reference cases).
public struct Correlation: Hashable, Sendable, Codable {
  /// Which correlation.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Pearson's product moment.
    case pearson
    /// Spearman's, of midranks.
    case spearman
  }

  /// Which correlation.
  public var kind: Kind
  /// The confidence level.
  public var level: Double
  /// The direction tested.
  public var alternative: Alternative

  /// Pearson's correlation, two-sided with 95 % intervals unless asked otherwise.
  public init(
    _ kind: Kind = .pearson, level: Double = 0.95, alternative: Alternative = .twoSided
  ) {
    self.kind = kind
    self.level = level
    self.alternative = alternative
  }

  /// Tests two lists of equal length.
  ///
  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``;
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` below 3;
  ///   ``StatisticsError/noVariation``; ``StatisticsError/notFinite(index:)``.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    guard first.count == second.count else {
      throw .unequalLengths(first.count, second.count)
    }
    try Validation.require(3, of: first)
    try Validation.requireLevel(level)
    try Validation.requireFinite(first)
    try Validation.requireFinite(second)
    let coefficient =
      switch kind {
      case .pearson: try Self.productMoment(first, second)
      case .spearman:
        try Self.productMoment(Ranks(finite: first).midranks, Ranks(finite: second).midranks)
      }
    let freedom = Double(first.count - 2)
    let rest = (1 - coefficient) * (1 + coefficient)
    let t = rest > 0 ? coefficient * (freedom / rest).squareRoot() : nil
    let student = StudentT(degreesOfFreedom: freedom)
    let limit = coefficient > 0 ? Double.infinity : -.infinity
    return TestResult(
      method: kind.rawValue, statistic: t.map { Named("t", $0) }, degreesOfFreedom: [freedom],
      pValue: student.tail(t ?? limit, alternative), alternative: alternative,
      estimate: Named(kind == .pearson ? "r" : "rho", coefficient),
      interval: kind == .pearson && first.count > 3
        ? fisher(coefficient, Double(first.count)) : nil,
      basis: kind == .pearson ? .exact : .asymptotic, count: first.count)
  }

  private static func productMoment(
    _ first: [Double], _ second: [Double]
  ) throws(StatisticsError) -> Double {
    let a = CentredValues(PowerOfTwoScale(first)(first))
    let b = CentredValues(PowerOfTwoScale(second)(second))
    guard a.sumOfSquares > 0, b.sumOfSquares > 0 else { throw .noVariation }
    var product = CompensatedSum()
    for (x, y) in zip(a.deviations, b.deviations) { product.addProduct(x, y) }
    // One root of the product is exact for proportional lists; two where the product overflows.
    let squares = a.sumOfSquares * b.sumOfSquares
    let scale =
      squares.isNormal
      ? squares.squareRoot() : a.sumOfSquares.squareRoot() * b.sumOfSquares.squareRoot()
    return max(-1, min(1, product.value / scale))
  }

  private func fisher(_ r: Double, _ count: Double) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? (1 - level) / 2 : 1 - level
    let reach = Normal.standard.upperQuantile(tail) / (count - 3).squareRoot()
    let z = Elementary.atanh(r)
    return ConfidenceInterval(
      low: alternative == .less ? -1 : Elementary.tanh(z - reach),
      high: alternative == .greater ? 1 : Elementary.tanh(z + reach), level: level)
  }
}

extension Correlation {
  /// The card of Pearson's correlation.
  public static let pearsonCard = MethodCard(
    name: "pearson", title: "Pearson's correlation",
    summary: "How nearly two lists of values lie on a line.",
    assumptions: ["independent pairs from a bivariate normal law", "no trend common to both"],
    leastCount: 3, advisedCount: 8, instead: "spearman, or a plot of one against the other",
    references: ["Fisher 1915, Biometrika 10: 507–521, doi:10.2307/2331838"])

  /// The card of Spearman's correlation.
  public static let spearmanCard = MethodCard(
    name: "spearman", title: "Spearman's rank correlation",
    summary: "How nearly two lists of values rise together, whatever the form.",
    assumptions: ["independent pairs", "no trend common to both"],
    leastCount: 3, advisedCount: 10, instead: "mann-kendall where one of the two is time",
    references: ["Spearman 1904, American Journal of Psychology 15: 72–101, doi:10.2307/1412159"])
}

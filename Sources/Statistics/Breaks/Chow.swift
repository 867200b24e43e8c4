import Distributions
import Tables

/// Chow's test of a break at a known place: whether the coefficients before and after it are the
/// same.
///
/// F = ((RSS of all − RSS of both parts)/k) / (RSS of both parts/(n − 2k)) for k terms, with k and
/// n − 2k degrees of freedom. The place must be known beforehand: chosen by looking, its p-value is
/// too small.
///
/// - Assumes: independent normal errors of one variance in both parts.
/// - Edge cases: parts that the terms fit exactly have no F. A part with no more rows than terms
///   throws; for it there is ``ChowPrediction``.
/// - Cost: three fits.
/// - References: Chow 1960, doi:10.2307/1910133.
/// - Checked against: R `strucchange` 1.5, gretl 2022c (reference cases).
public struct Chow: Hashable, Sendable {
  /// The test; it has no options.
  public init() {}

  /// Tests whether the rows from a place on have the coefficients of those before it.
  ///
  /// - Parameter first: the place, from 0, of the first row of the second part.
  /// - Throws: what ``LeastSquares/fit(_:on:)`` throws for all rows or for a part;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a place outside.
  public func test(
    _ response: [Double], on design: Design, from first: Int
  ) throws(StatisticsError) -> TestResult {
    guard design.count == response.count else {
      throw .unequalLengths(response.count, design.count)
    }
    guard first > 0, first < response.count else {
      throw .invalidOption(
        name: "break", found: "\(first)", needed: "from 1 to \(response.count - 1)")
    }
    try Validation.requireFinite(response)
    // Sums of squares of the scaled response neither overflow nor vanish; F is the same.
    let values = PowerOfTwoScale(response)(response)
    let count = response.count
    let all = try LeastSquares().fit(values, on: design)
    let before = try LeastSquares().fit(Array(values[..<first]), on: design.rows(0..<first))
    let after = try LeastSquares().fit(Array(values[first...]), on: design.rows(first..<count))
    let terms = Double(design.terms.count)
    let freedom = Double(before.degreesOfFreedom + after.degreesOfFreedom)
    var result = TestResult(
      method: Self.card.name, statistic: nil, degreesOfFreedom: [terms, freedom], pValue: nil,
      alternative: .greater, basis: .exact, count: count,
      details: [
        Named("n_before", Double(first)), Named("n_after", Double(count - first)),
      ])
    guard let total = all.residualSumOfSquares, let first = before.residualSumOfSquares,
      let second = after.residualSumOfSquares, !(before.isExact && after.isExact)
    else {
      result.notes = [
        Note(.caveat, "exact-fit", "The terms fit both parts exactly: there is no F.")
      ]
      return result
    }
    let apart = first + second
    let statistic = max(0, (total - apart) / terms / (apart / freedom))
    result.statistic = Named("F", statistic)
    result.pValue = FisherF(numerator: terms, denominator: freedom).survival(at: statistic)
    return result
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "chow", title: "Chow's test of a break",
    summary: "Whether coefficients differ before and after a place known beforehand.",
    assumptions: [
      "independent normal errors of one variance in both parts",
      "a place known before the values were seen",
    ],
    leastCount: 4, advisedCount: 15, instead: "chow-prediction where the second part is short",
    references: ["Chow 1960, Econometrica 28: 591–605, doi:10.2307/1910133"])
}

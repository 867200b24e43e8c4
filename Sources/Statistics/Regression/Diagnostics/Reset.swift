import Distributions
import LinearAlgebra
import Tables

/// Ramsey's RESET: whether powers of the fitted values explain what the columns leave.
///
/// - Assumes: independent normal errors of one variance.
/// - Edge cases: powers that depend on the columns (fitted values of two levels) are left out; with
///   none left the test throws ``StatisticsError/rankDeficient(terms:)``. Fitted values have their
///   mean taken off first: powers of raw ones are not told apart.
/// - Cost: one more fit.
/// - References: Ramsey 1969, doi:10.1111/j.2517-6161.1969.tb00796.x.
/// - Checked against: R lmtest 0.9 `resettest`, exact rationals (`ReferenceCases/het_tests.json`).
public struct Reset: Hashable, Sendable {
  /// The powers of the fitted values.
  public var powers: [Int]

  /// A test with the given powers.
  public init(powers: [Int] = [2, 3]) { self.powers = powers }

  /// The test of a fit.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for powers below 2 or a weighted
  ///   fit, and what ``LeastSquares/fit(_:on:)`` throws with the powers among the columns.
  public func test(_ fit: LinearFit) throws(StatisticsError) -> TestResult {
    let residuals = try fit.unweightedResiduals()
    guard !powers.isEmpty, powers.allSatisfy({ $0 >= 2 }), Set(powers).count == powers.count else {
      throw .invalidOption(
        name: "powers", found: powers.map { "\($0)" }.joined(separator: ", "),
        needed: "whole numbers from 2, each once")
    }
    let fitted = fit.fitted
    let mean = compensatedSum(fitted.span) / Double(fit.count)
    let moved = fitted.map { $0 - mean }
    let largest = moved.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { throw .noVariation }
    var design = fit.design
    for power in powers {
      let column = moved.map { value in
        (1...power).reduce(1.0) { product, _ in product * value / largest }
      }
      design = design.adding("fitted^\(power)", column)
    }
    var result = TestResult(
      method: Self.card.name, statistic: nil, pValue: nil, alternative: .greater, basis: .exact,
      count: fit.count)
    guard !fit.isExact else {
      result.notes = fit.notes
      return result
    }
    let auxiliary = try AuxiliaryRegression(residuals, on: design, dropping: true)
    let added = Double(auxiliary.terms - fit.terms.count)
    guard added > 0 else {
      throw .rankDeficient(terms: powers.map { "fitted^\($0)" })
    }
    let rest = auxiliary.rest(residuals)
    let degrees = Double(fit.count - auxiliary.terms)
    let statistic = max(0, (1 - rest) / added / (rest / degrees))
    result.degreesOfFreedom = [added, degrees]
    guard statistic.isFinite else {
      result.notes = [
        Note(.caveat, "exact-fit", "With the powers the fit is exact: there is no F.")
      ]
      return result
    }
    result.statistic = Named("F", statistic)
    result.pValue = FisherF(numerator: added, denominator: degrees).survival(at: statistic)
    return result
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "reset", title: "Ramsey's RESET",
    summary: "Whether powers of the fitted values explain what the columns leave.",
    assumptions: ["independent normal errors of one variance"],
    leastCount: 6, advisedCount: 15, instead: "a plot of residuals on fitted values",
    references: ["Ramsey 1969, doi:10.1111/j.2517-6161.1969.tb00796.x"])
}

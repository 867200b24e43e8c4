import Distributions
import LinearAlgebra
public import Tables

/// A linear regression that has met its data.
///
/// The factorisation is kept: coefficients under another covariance, predictions and influence are
/// read from it without fitting again. Residuals and leverages are made when first asked for.
public struct LinearFit: Hashable, Sendable {
  /// The response.
  public let response: [Double]
  /// The columns it was fitted on.
  public let design: Design
  /// The weights; nil for equal ones.
  public let weights: [Double]?
  let solution: LeastSquaresSolution
  private let rowCount: Int
  private let rowWeightLogarithm: Double?

  /// A fit; of rows that are not kept, their number and the sum of the logarithms of their weights.
  init(
    response: [Double], design: Design, weights: [Double]?, solution: LeastSquaresSolution,
    count: Int? = nil, weightLogarithm: Double? = nil
  ) {
    rowCount = count ?? response.count
    rowWeightLogarithm = weightLogarithm
    self.response = response
    self.design = design
    self.weights = weights
    self.solution = solution
  }

  /// The sum of the logarithms of the weights; nil for equal ones.
  var weightLogarithm: Double? { rowWeightLogarithm ?? weights.map { logarithmOfProduct($0) } }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The number of observations.
  public var count: Int { rowCount }

  /// The fitted values, in units of the response.
  public var fitted: [Double] { solution.fitted }

  /// Response less fitted, in units of the response, not weighted; all zero in an exact fit.
  public var residuals: [Double] { solution.residuals }

  /// The weight of each observation in its own fitted value, between 0 and 1.
  public var leverages: [Double] { solution.leverageComplements.map { 1 - $0 } }

  /// Observations less coefficients.
  public var degreesOfFreedom: Int { count - terms.count }

  /// Whether the columns fit the response to the rounding of the numbers: there is no error then
  /// to estimate anything from.
  public var isExact: Bool { solution.isExact }

  /// Whether a constant is in the span of the columns, so that R² is about the mean.
  public var spansConstant: Bool { solution.spansConstant }

  /// The residual standard deviation, divisor n − p; with weights that of an observation of weight
  /// one. Zero in an exact fit.
  public var sigma: Double {
    scaledSigma.scaled(byPowerOfTwo: solution.residualExponent)
  }

  /// The residual standard deviation in the solution's own unit.
  var scaledSigma: Double { solution.sigma }

  /// The sum of squared, weighted residuals; nil where that is beyond the range of doubles, as it
  /// is for a response of 10⁻²⁰⁰.
  public var residualSumOfSquares: Double? {
    let sum = solution.residualSumOfSquares
    let scaled = sum.scaled(byPowerOfTwo: 2 * solution.residualExponent)
    return scaled.isFinite && (scaled.isNormal || sum == 0) ? scaled : nil
  }

  /// The share of the squares explained: about the mean where a constant is in the span of the
  /// columns, else about zero. Nil when the response does not vary.
  public var rSquared: Double? { solution.explainedShare }

  /// R² less what as many columns of noise would explain.
  public var adjustedRSquared: Double? {
    guard solution.totalSumOfSquares > 0 else { return nil }
    let rest = solution.residualSumOfSquares / solution.totalSumOfSquares
    let total = Double(count - (spansConstant ? 1 : 0))
    return 1 - rest * total / Double(degreesOfFreedom)
  }

  /// The F statistic of all coefficients but the constant, with its degrees of freedom; nil in an
  /// exact fit and where there is nothing but a constant.
  public var fStatistic: (value: Double, numerator: Int, denominator: Int)? {
    let tested = terms.count - (spansConstant ? 1 : 0)
    guard tested > 0, solution.residualSumOfSquares > 0 else { return nil }
    let explained = solution.explainedSumOfSquares / Double(tested)
    let rest = solution.residualSumOfSquares / Double(degreesOfFreedom)
    let value = explained / rest
    return value.isFinite ? (value, tested, degreesOfFreedom) : nil
  }

  /// The probability of an F at least as large, were all those coefficients zero.
  public var fPValue: Double? {
    guard let statistic = fStatistic else { return nil }
    return FisherF(
      numerator: Double(statistic.numerator), denominator: Double(statistic.denominator)
    ).survival(at: statistic.value)
  }

  /// The condition number of the columns, about their means where there is an intercept, brought to
  /// one length.
  public var condition: Double { solution.condition }

  /// The rank of the design: the number of terms, since a lower rank is refused.
  public var rank: Int { terms.count }

  /// The solver used.
  public var solver: String { solution.solver }

  /// What a reader must know of this fit.
  public var notes: [Note] {
    var notes: [Note] = []
    if isExact {
      notes.append(
        Note(
          .caveat, "exact-fit",
          "The columns fit the values to the rounding of the numbers: there is no error to "
            + "estimate."))
    }
    if !spansConstant {
      notes.append(
        Note(
          .method, "r-squared-about-zero",
          "No constant is in the span of the columns: R² and F are about zero, not the mean."))
    }
    return notes
  }
}

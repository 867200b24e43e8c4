import LinearAlgebra

/// The likelihood of a fit under normal errors, and the criteria made of it.
extension LinearFit {
  /// The maximised log likelihood, the variance estimated with divisor n; nil in an exact fit,
  /// where it has no bound. With weights, half the sum of their logarithms is part of it.
  public var logLikelihood: Double? {
    guard solution.residualSumOfSquares > 0 else { return nil }
    let n = Double(count)
    let variance = solution.residualSumOfSquares / n
    let unit = 2 * Double(solution.residualExponent) * logarithmOfTwo
    let logVariance = Elementary.log(variance) + unit
    var result = -n / 2 * (Elementary.log(2 * Double.pi) + logVariance + 1)
    if let weightLogarithm { result += weightLogarithm / 2 }
    return result
  }

  /// Akaike's criterion, −2 log L + 2 k with k the coefficients and the variance, as in R.
  public var aic: Double? { criterion(penalty: 2, countingSigma: true) }

  /// Schwarz's criterion, −2 log L + k log n with k the coefficients and the variance, as in R.
  public var bic: Double? {
    criterion(penalty: Elementary.log(Double(count)), countingSigma: true)
  }

  /// Akaike's criterion with k the coefficients alone, as in statsmodels and gretl.
  public var aicNotCountingSigma: Double? { criterion(penalty: 2, countingSigma: false) }

  /// Schwarz's criterion with k the coefficients alone, as in statsmodels and gretl.
  public var bicNotCountingSigma: Double? {
    criterion(penalty: Elementary.log(Double(count)), countingSigma: false)
  }

  private func criterion(penalty: Double, countingSigma: Bool) -> Double? {
    let parameters = Double(terms.count + (countingSigma ? 1 : 0))
    return logLikelihood.map { -2 * $0 + penalty * parameters }
  }
}

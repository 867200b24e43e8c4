import LinearAlgebra

/// How much a fit hangs on each of its observations.
///
/// - Edge cases: an observation of leverage one has no studentized residual and no distance, and
///   neither has any in an exact fit: nil. With one degree of freedom there is no variance without
///   the observation, and no externally studentized residual.
/// - References: Belsley, Kuh & Welsch 1980, *Regression Diagnostics*, doi:10.1002/0471725153; Cook
///   1977, doi:10.1080/00401706.1977.10489493.
/// - Checked against: R `rstandard`, `rstudent`, `cooks.distance`, `dffits` and `dfbetas`
///   (`Golden/influence.json`).
public struct Influence: Hashable, Sendable {
  /// The influence of one observation.
  public struct Row: Hashable, Sendable {
    /// Its weight in its own fitted value.
    public let leverage: Double
    /// Its residual over its standard error, σ from all observations.
    public let standardizedResidual: Double?
    /// Its residual over its standard error, σ from the other observations: t with n − p − 1
    /// degrees of freedom.
    public let studentizedResidual: Double?
    /// Cook's distance.
    public let cooksDistance: Double?
    /// The change of its fitted value when it is left out, in standard errors.
    public let fitDifference: Double?
    /// The change of each coefficient when it is left out, in standard errors; nil where there is
    /// none.
    public let coefficientDifferences: [Double]?
  }

  /// One row for each observation.
  public let rows: [Row]
}

extension LinearFit {
  /// How much this fit hangs on each observation.
  ///
  /// - Cost: n p² operations.
  public var influence: Influence {
    let factor = solution.inverseFactor
    let lengths = terms.indices.map { euclideanLength(factor.row($0)) }
    return Influence(
      rows: (0..<count).map { index in
        influenceRow(index, factor, lengths)
      })
  }

  private func influenceRow(
    _ index: Int, _ factor: Matrix, _ lengths: [Double]
  ) -> Influence.Row {
    let rest = solution.leverageComplements[index]
    let leverage = 1 - rest
    guard rest > LinearFit.leverageTolerance, !isExact else {
      return Influence.Row(
        leverage: leverage, standardizedResidual: nil, studentizedResidual: nil,
        cooksDistance: nil, fitDifference: nil, coefficientDifferences: nil)
    }
    let residual = solution.transformedResiduals[index]
    let standardized = residual / (scaledSigma * rest.squareRoot())
    let degrees = Double(degreesOfFreedom)
    let cook = standardized * standardized * leverage / (rest * Double(terms.count))
    // What the other observations leave of the variance, in units of all observations' variance.
    let left = (degrees - standardized * standardized) / (degrees - 1)
    guard degrees > 1, left > 0 else {
      return Influence.Row(
        leverage: leverage, standardizedResidual: standardized, studentizedResidual: nil,
        cooksDistance: cook, fitDifference: nil, coefficientDifferences: nil)
    }
    let studentized = standardized / left.squareRoot()
    let moves = factor.times(solution.orthonormal.row(index))
    let step = studentized / rest.squareRoot()
    return Influence.Row(
      leverage: leverage, standardizedResidual: standardized, studentizedResidual: studentized,
      cooksDistance: cook, fitDifference: studentized * (leverage / rest).squareRoot(),
      coefficientDifferences: zip(moves, lengths).map { $0 / $1 * step })
  }
}

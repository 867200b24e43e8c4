import LinearAlgebra

extension LinearFit {
  /// The matrix B with (XᵀWX)⁻¹ = B Bᵀ, in the units of the coefficients and weights, and
  /// W^½ X B the orthonormal basis of the solution.
  func unitFactor() throws(StatisticsError) -> Matrix {
    var result = solution.inverseFactor
    for row in 0..<result.rows {
      let exponent = -solution.columnExponents[row] - solution.residualExponent
      for column in 0..<result.columns {
        result[row, column] = result[row, column].scaled(byPowerOfTwo: exponent)
      }
    }
    guard result.firstNonFinite == nil else { throw .overflow }
    return result
  }

  /// Σ xᵢxᵢᵀwᵢrᵢ in the coordinates of the orthonormal basis: Qᵀ diag(r) Q.
  func middle(_ ratios: [Double]) -> Matrix {
    let basis = solution.orthonormal
    if basis.rows >= CountScoring.leastRows,
      let products = weightedProducts((0..<basis.columns).map(basis.column), weights: ratios)
    {
      return products
    }
    var moved = basis
    for column in 0..<moved.columns {
      for row in 0..<moved.rows { moved[row, column] *= ratios[row] }
    }
    return basis.transposedTimes(moved)
  }
}

extension Matrix {
  /// The square roots of the diagonal, zero where rounding made it negative.
  var rootDiagonal: [Double] { diagonal.map { max(0, $0).squareRoot() } }
}

/// An information matrix, factored in double-double.
package struct InformationFactor: Sendable {
  /// B, upper triangular, with (XᵀWX)⁻¹ = B Bᵀ.
  package let inverseFactor: Matrix
  /// The square roots of the diagonal of the inverse, each rounded once.
  package let standardErrors: [Double]
  /// An estimate, from above, of the condition number of W^½X, its columns brought to one length.
  package let conditionBound: Double

  /// The factor of information + rest.
  ///
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(order:)`` where a pivot has no digits left.
  init(_ information: Matrix, rest: Matrix) throws(LinearAlgebraError) {
    let order = information.rows
    guard information.firstNonFinite == nil, information.diagonal.allSatisfy({ $0 > 0 }) else {
      throw .notPositiveDefinite(order: 1)
    }
    // Powers of two bring the diagonal to between a quarter and one.
    let exponents = information.diagonal.map { (Int($0.exponent) >> 1) + 1 }
    var scaled = DoubleDoubleMatrix(order: order) { high, low in
      let stride = DoubleDoubleMatrix.stride(order)
      for column in 0..<order {
        for row in 0...column {
          let exponent = -exponents[row] - exponents[column]
          high[row * stride + column] = information[row, column].scaled(byPowerOfTwo: exponent)
          low[row * stride + column] = rest[row, column].scaled(byPowerOfTwo: exponent)
        }
      }
    }
    let lengths = scaled.diagonal
    guard !scaled.factor(leading: order, floor: 0x1p-60, kernel: .best) else {
      throw .notPositiveDefinite(order: order)
    }
    let inverse = scaled.invertedTriangle(leading: order, kernel: .best)
    let squares = inverse.triangleRowSquares
    standardErrors = zip(squares, exponents).map {
      $0.squareRoot.high.scaled(byPowerOfTwo: -$1)
    }
    let total = zip(squares, lengths).reduce(0) { $0 + $1.0.high * $1.1 }
    conditionBound = (Double(order) * total).squareRoot()
    var factor = Matrix(rows: order, columns: order)
    for column in 0..<order {
      for row in 0...column {
        factor[row, column] = inverse[row, column].high.scaled(byPowerOfTwo: -exponents[row])
      }
    }
    inverseFactor = factor
  }

  /// (XᵀWX)⁻¹ times a vector.
  package func solve(_ vector: [Double]) -> [Double] {
    inverseFactor.times(inverseFactor.transposedTimes(vector))
  }
}

extension Matrix {
  /// The product A x.
  ///
  /// - Precondition: `x` has as many elements as this matrix has columns.
  public func times(_ x: [Double]) -> [Double] {
    precondition(x.count == columns, "\(rows)×\(columns) times \(x.count) elements")
    return LAPACK.product(self, transposed: false, x)
  }

  /// The product Aᵀ x.
  ///
  /// - Precondition: `x` has as many elements as this matrix has rows.
  public func transposedTimes(_ x: [Double]) -> [Double] {
    precondition(x.count == rows, "transpose of \(rows)×\(columns) times \(x.count) elements")
    return LAPACK.product(self, transposed: true, x)
  }

  /// The product A B.
  ///
  /// - Precondition: `other` has as many rows as this matrix has columns.
  public func times(_ other: Matrix) -> Matrix {
    precondition(
      other.rows == columns, "\(rows)×\(columns) times \(other.rows)×\(other.columns)")
    return LAPACK.product(self, transposed: false, other)
  }

  /// The product Aᵀ B.
  ///
  /// - Precondition: `other` has as many rows as this matrix.
  public func transposedTimes(_ other: Matrix) -> Matrix {
    precondition(
      other.rows == rows,
      "transpose of \(rows)×\(columns) times \(other.rows)×\(other.columns)")
    return LAPACK.product(self, transposed: true, other)
  }

  /// The product Aᵀ A, symmetric to the bit.
  public var gram: Matrix {
    var result = LAPACK.gram(self)
    for column in 0..<result.columns {
      for row in 0..<column { result[column, row] = result[row, column] }
    }
    return result
  }

  /// This matrix with each element multiplied by a number.
  public func scaled(by factor: Double) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map { $0 * factor })
  }

  /// This matrix with its columns divided by their lengths; columns of zeros stay.
  var withUnitColumns: Matrix {
    var result = self
    for column in 0..<columns {
      let length = euclideanLength(self.column(column))
      guard length > 0 else { continue }
      for row in 0..<rows { result[row, column] /= length }
    }
    return result
  }
}

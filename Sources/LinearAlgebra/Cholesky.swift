/// The factorisation A = L Lᵀ of a symmetric positive definite matrix, L lower triangular.
///
/// - Edge cases: only the lower triangle of A is read. A matrix of order 0 is positive definite.
/// - Cost: n³ / 3 operations.
/// - References: Higham 2002, *Accuracy and Stability of Numerical Algorithms*, chapter 10.
public struct Cholesky: Hashable, Sendable {
  /// The lower triangle L, zero above the diagonal.
  public let factor: Matrix

  /// The factor of a symmetric matrix.
  ///
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(order:)``,
  ///   ``LinearAlgebraError/notFinite(row:column:)``.
  /// - Precondition: the matrix is square.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(
      matrix.rows == matrix.columns, "\(matrix.rows)×\(matrix.columns) is not square")
    if let place = matrix.firstNonFinite { throw .notFinite(row: place.row, column: place.column) }
    var factor = matrix
    try LAPACK.cholesky(&factor)
    for column in 0..<factor.columns {
      for row in 0..<column { factor[row, column] = 0 }
    }
    self.factor = factor
  }

  /// The solution of L z = b: the part of `b` that the correlation A leaves new at each place.
  public func whitened(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solveTriangle(transposed: false, vector)
  }

  /// The solution of A x = b.
  public func solve(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solveTriangle(transposed: true, solveTriangle(transposed: false, vector))
  }

  /// The inverse of A.
  public func inverse() throws(LinearAlgebraError) -> Matrix {
    var halves = Matrix.identity(factor.rows)
    try LAPACK.solveLowerTriangle(factor, transposed: false, &halves)
    return halves.gram
  }

  /// The natural logarithm of the determinant of A.
  public var logDeterminant: Double {
    2 * logarithmOfProduct(factor.diagonal)
  }

  private func solveTriangle(
    transposed: Bool, _ vector: [Double]
  ) throws(LinearAlgebraError) -> [Double] {
    precondition(
      vector.count == factor.rows, "\(vector.count) elements for order \(factor.rows)")
    var right = Matrix(rows: vector.count, columns: 1, elements: vector)
    try LAPACK.solveLowerTriangle(factor, transposed: transposed, &right)
    return right.elements
  }
}

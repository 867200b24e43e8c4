/// The decomposition A = V Λ Vᵀ of a symmetric matrix into eigenvalues and orthonormal vectors.
///
/// - Edge cases: only the lower triangle of A is read. Eigenvalues that coincide have vectors that
///   are orthonormal but otherwise arbitrary; the sign of every vector is arbitrary.
/// - Cost: about 9 n³ operations.
public struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// The eigenvectors, one a column, in the order of the values.
  public let vectors: Matrix

  /// The eigenvalues and vectors of a symmetric matrix.
  ///
  /// - Throws: ``LinearAlgebraError/notConverged(routine:)``,
  ///   ``LinearAlgebraError/notFinite(row:column:)``.
  /// - Precondition: the matrix is square.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(
      matrix.rows == matrix.columns, "\(matrix.rows)×\(matrix.columns) is not square")
    if let place = matrix.firstNonFinite { throw .notFinite(row: place.row, column: place.column) }
    var vectors = matrix
    values = try LAPACK.symmetricEigen(&vectors)
    self.vectors = vectors
  }
}

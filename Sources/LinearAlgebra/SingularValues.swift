/// The decomposition A = U Σ Vᵀ into singular values and orthonormal vectors, thin.
///
/// - Edge cases: the sign of each pair of vectors is arbitrary.
/// - Cost: for m × n with m ≥ n about 6 m n² + 20 n³ operations.
public struct SingularValues: Hashable, Sendable {
  /// The left vectors, m × min(m, n), one a column.
  public let left: Matrix
  /// The singular values, descending, none negative.
  public let values: [Double]
  /// The right vectors, n × min(m, n), one a column.
  public let right: Matrix

  /// The singular values and vectors of a matrix.
  ///
  /// - Throws: ``LinearAlgebraError/notConverged(routine:)``,
  ///   ``LinearAlgebraError/notFinite(row:column:)``.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    if let place = matrix.firstNonFinite { throw .notFinite(row: place.row, column: place.column) }
    var used = matrix
    let parts = try LAPACK.singularValues(&used)
    left = parts.left
    values = parts.values
    right = parts.rightTransposed.transposed
  }

  /// The largest singular value over the smallest; infinite when that is zero, 1 for no columns.
  public var condition: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }
}

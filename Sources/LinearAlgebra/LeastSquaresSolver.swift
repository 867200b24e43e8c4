/// How a least-squares problem is factored. Each gives the same digits where the columns are not
/// nearly dependent; they differ in cost, and in how near to dependent columns may come.
///
/// Columns are refused where what is left of one is no more than rounding would leave: the rounding
/// of the numbers as they are stored for ``gram``, that of the factorisation in doubles, 8 √n times
/// as much for n rows, for the others.
public enum LeastSquaresSolver: String, Hashable, Sendable, Codable, CaseIterable {
  /// The one that suits shape and condition: ``gram``, or ``qr`` should that not settle.
  case automatic = "auto"
  /// The exact Gram matrix, with a second pass over the rows where the condition asks for it: see
  /// ``ExactGram``. The fastest, and right to the last digit at any size.
  case gram
  /// Householder QR with column pivoting, in doubles; then refined.
  case qr
  /// The singular value decomposition: slower, with the directions in which the data say little.
  case svd
}

/// What makes the first, double-precision pass: any n × p design Z, factored as Z T = Q.
struct FirstPass {
  /// Orthonormal columns, up to the condition number times rounding.
  let orthonormal: Matrix
  /// The matrix T with Z T = Q.
  let inverseFactor: Matrix
  /// The logarithm of |det T|.
  let logDeterminant: Double
  /// The condition number of Z, its columns brought to one length.
  let condition: Double

  /// - Throws: ``LinearAlgebraError/dependentColumns(_:)`` and what the factorisations throw.
  init(
    _ design: Matrix, magnitudes: [Double], solver: LeastSquaresSolver
  ) throws(LinearAlgebraError) {
    let qr = try PivotedQR(design, magnitudes: magnitudes)
    guard qr.dependentColumns.isEmpty else { throw .dependentColumns(qr.dependentColumns) }
    switch solver {
    case .automatic, .gram, .qr:
      orthonormal = qr.orthonormal
      inverseFactor = try qr.inverseFactor()
      let scale = qr.exponents.reduce(0, +)
      logDeterminant = -logarithmOfProduct(qr.upper.diagonal) - Double(scale) * logarithmOfTwo
      condition = try SingularValues(qr.upper.withUnitColumns).condition
    case .svd:
      let svd = try SingularValues(design)
      guard let smallest = svd.values.last, smallest > 0 else {
        throw .dependentColumns([design.columns - 1])
      }
      var factor = svd.right
      for column in 0..<factor.columns {
        for row in 0..<factor.rows { factor[row, column] /= svd.values[column] }
      }
      orthonormal = svd.left
      inverseFactor = factor
      logDeterminant = -logarithmOfProduct(svd.values)
      var rotated = svd.right.transposed
      for row in 0..<rotated.rows {
        for column in 0..<rotated.columns { rotated[row, column] *= svd.values[row] }
      }
      condition = try SingularValues(rotated.withUnitColumns).condition
    }
  }
}

/// The factorisation A D P = Q R of a tall matrix: D scales the columns by powers of two, P orders
/// them by what each adds, Q has orthonormal columns, R is upper triangular.
///
/// The scaling is exact and makes the result independent of the units of the columns: columns of
/// 10⁻¹⁵⁰ and 10¹⁵⁰ stand beside each other.
///
/// A column counts as dependent when what the columns taken before it leave of it is no longer than
/// the rounding of stored numbers would leave: `rankTolerance · (mₖ + Σ |aⱼ| mⱼ)`, where the aⱼ
/// express it by those others and the m are the columns' lengths (or, if given, the lengths they
/// had before they were centred).
///
/// - Edge cases: a column of zeros is dependent. A matrix without columns has rank 0.
/// - Cost: 4 m n² operations for m × n; naming dependent columns as much again.
/// - References: Golub & Van Loan 2013, *Matrix Computations*, section 5.4; Quintana-Ortí, Sun &
///   Bischof 1998, doi:10.1137/S1064827595296732.
public struct PivotedQR: Hashable, Sendable {
  /// The orthonormal columns Q, m × n.
  public let orthonormal: Matrix
  /// The triangle R, n × n, zero below the diagonal.
  public let upper: Matrix
  /// The columns of A in the order they were taken, from 0.
  public let pivots: [Int]
  /// The number of columns that are not dependent on those taken before.
  public let rank: Int
  /// The columns, from 0 and ascending, that are dependent on those standing *before* them in A;
  /// empty when the rank is full.
  public let dependentColumns: [Int]
  /// The powers of two by which the columns of A were divided.
  let exponents: [Int]

  /// The factorisation of a matrix.
  ///
  /// - Parameter magnitudes: the lengths the columns had before something was taken off them (a
  ///   mean, say), where rounding errors are in proportion to those; the columns' own unless given.
  /// - Throws: ``LinearAlgebraError/wide(rows:columns:)``,
  ///   ``LinearAlgebraError/notFinite(row:column:)``.
  public init(_ matrix: Matrix, magnitudes: [Double]? = nil) throws(LinearAlgebraError) {
    guard matrix.rows >= matrix.columns else {
      throw .wide(rows: matrix.rows, columns: matrix.columns)
    }
    if let place = matrix.firstNonFinite { throw .notFinite(row: place.row, column: place.column) }
    if let magnitudes {
      precondition(
        magnitudes.count == matrix.columns,
        "\(magnitudes.count) magnitudes for \(matrix.columns) columns")
    }
    var scaled = matrix
    exponents = PivotedQR.scaleColumns(&scaled)
    let exponents = exponents
    let lengths = (0..<matrix.columns).map { place -> Double in
      let own = euclideanLength(scaled.column(place))
      guard let magnitudes else { return own }
      return max(own, magnitudes[place].scaled(byPowerOfTwo: -exponents[place]))
    }
    let tolerance = PivotedQR.rankTolerance(rows: matrix.rows)

    var factors = scaled
    let (scalars, pivots) = try LAPACK.pivotedQR(&factors)
    var upper = Matrix(rows: matrix.columns, columns: matrix.columns)
    for column in 0..<matrix.columns {
      for row in 0...column { upper[row, column] = factors[row, column] }
    }
    let triangle = TriangleReader(upper: upper, lengths: pivots.map { lengths[$0] })
    let rank = (0..<matrix.columns).first { triangle.isDependent($0, tolerance) } ?? matrix.columns
    try LAPACK.orthonormalColumns(&factors, scalars: scalars)

    self.orthonormal = factors
    self.upper = upper
    self.pivots = pivots
    self.rank = rank
    if rank == matrix.columns {
      dependentColumns = []
    } else {
      let inOrder = OrderedBasis(scaled, lengths: lengths, tolerance: tolerance).dependent
      dependentColumns = inOrder.isEmpty ? pivots[rank...].sorted() : inOrder
    }
  }

  /// The relative size below which a remainder is taken for rounding: 8 √m units of 2⁻⁵².
  public static func rankTolerance(rows: Int) -> Double {
    8 * Double(max(rows, 1)).squareRoot() * Double.ulpOfOne
  }

  /// The matrix T with A T = Q, so that (AᵀA)⁻¹ = T Tᵀ; n × n, in the order of the columns of A.
  ///
  /// - Throws: ``LinearAlgebraError/dependentColumns(_:)``; ``LinearAlgebraError/overflow`` where
  ///   the units of a column put it beyond the range of doubles.
  public func inverseFactor() throws(LinearAlgebraError) -> Matrix {
    let scaled = try scaledInverseFactor()
    var result = scaled
    for row in 0..<result.rows {
      for column in 0..<result.columns {
        result[row, column] = scaled[row, column].scaled(byPowerOfTwo: -exponents[row])
      }
    }
    guard result.firstNonFinite == nil else { throw .overflow }
    return result
  }

  /// ``inverseFactor()`` for the scaled columns.
  func scaledInverseFactor() throws(LinearAlgebraError) -> Matrix {
    guard dependentColumns.isEmpty else { throw .dependentColumns(dependentColumns) }
    var inverse = upper
    try LAPACK.invertUpperTriangle(&inverse)
    var result = Matrix(rows: upper.rows, columns: upper.columns)
    for (row, pivot) in pivots.enumerated() {
      for column in row..<upper.columns { result[pivot, column] = inverse[row, column] }
    }
    return result
  }

  /// The x that makes the length of b − A x least.
  ///
  /// - Throws: ``LinearAlgebraError/dependentColumns(_:)``, ``LinearAlgebraError/overflow``.
  /// - Precondition: `b` has as many elements as A has rows.
  public func solve(_ b: [Double]) throws(LinearAlgebraError) -> [Double] {
    let scaled = try scaledInverseFactor().times(orthonormal.transposedTimes(b))
    let result = zip(scaled, exponents).map { $0.scaled(byPowerOfTwo: -$1) }
    guard result.allSatisfy(\.isFinite) else { throw .overflow }
    return result
  }

  /// The diagonal of the projection on the columns of A: between 0 and 1, with the rank as sum.
  public var leverages: [Double] {
    var result = [Double](repeating: 0, count: orthonormal.rows)
    for column in 0..<rank {
      for (row, value) in orthonormal.column(column).enumerated() { result[row] += value * value }
    }
    return result
  }

  /// The condition number of the scaled matrix in the Euclidean norm; infinite for a deficient one.
  public func condition() throws(LinearAlgebraError) -> Double {
    guard dependentColumns.isEmpty else { return .infinity }
    return try SingularValues(upper).condition
  }

  private static func scaleColumns(_ matrix: inout Matrix) -> [Int] {
    var exponents = [Int](repeating: 0, count: matrix.columns)
    for column in 0..<matrix.columns {
      let largest = matrix.column(column).reduce(0) { max($0, abs($1)) }
      guard largest > 0 else { continue }
      exponents[column] = Int(largest.exponent) + 1
      for row in 0..<matrix.rows {
        matrix[row, column] = matrix[row, column].scaled(byPowerOfTwo: -exponents[column])
      }
    }
    return exponents
  }
}

import CLAPACK

/// The calls into BLAS and LAPACK, and nothing else: this is the only file that sees the library.
///
/// Each call makes sure the kernels are chosen, hands over sizes that fit, and turns a status that
/// is not zero into an error. Matrices are column-major with as many leading rows as rows.
enum LAPACK {
  /// The factorisation A P = Q R in place: R above the diagonal, reflectors below.
  static func pivotedQR(
    _ a: inout Matrix
  ) throws(LinearAlgebraError) -> (scalars: [Double], pivots: [Int]) {
    prepare()
    var scalars = [Double](repeating: 0, count: min(a.rows, a.columns))
    var pivots = [Int32](repeating: 0, count: a.columns)
    let status = LAPACKE_dgeqp3(
      LAPACK_COL_MAJOR, Int32(a.rows), Int32(a.columns), &a.elements, leading(a.rows), &pivots,
      &scalars)
    try check(status, "dgeqp3")
    return (scalars, pivots.map { Int($0) - 1 })
  }

  /// The first columns of Q, in place of the reflectors of ``pivotedQR(_:)``.
  static func orthonormalColumns(
    _ a: inout Matrix, scalars: [Double]
  ) throws(LinearAlgebraError) {
    prepare()
    let status = LAPACKE_dorgqr(
      LAPACK_COL_MAJOR, Int32(a.rows), Int32(a.columns), Int32(scalars.count), &a.elements,
      leading(a.rows), scalars)
    try check(status, "dorgqr")
  }

  /// The inverse of an upper triangle, in place; what stands below the diagonal is left alone.
  static func invertUpperTriangle(_ a: inout Matrix) throws(LinearAlgebraError) {
    prepare()
    let status = LAPACKE_dtrtri(
      LAPACK_COL_MAJOR, upper, nonUnit, Int32(a.rows), &a.elements, leading(a.rows))
    if status > 0 { throw .singular(column: Int(status) - 1) }
    try check(status, "dtrtri")
  }

  /// The factor L of A = L Lᵀ in the lower triangle, in place; the upper one is left alone.
  static func cholesky(_ a: inout Matrix) throws(LinearAlgebraError) {
    prepare()
    let status = LAPACKE_dpotrf(
      LAPACK_COL_MAJOR, lower, Int32(a.rows), &a.elements, leading(a.rows))
    if status > 0 { throw .notPositiveDefinite(order: Int(status)) }
    try check(status, "dpotrf")
  }

  /// The solution of L X = B, or of Lᵀ X = B, in place of B.
  static func solveLowerTriangle(
    _ a: Matrix, transposed: Bool, _ b: inout Matrix
  ) throws(LinearAlgebraError) {
    prepare()
    let status = LAPACKE_dtrtrs(
      LAPACK_COL_MAJOR, lower, transposed ? transpose : noTranspose, nonUnit, Int32(a.rows),
      Int32(b.columns), a.elements, leading(a.rows), &b.elements, leading(b.rows))
    if status > 0 { throw .singular(column: Int(status) - 1) }
    try check(status, "dtrtrs")
  }

  /// The eigenvalues of a symmetric matrix, ascending, with the vectors in place of the matrix.
  static func symmetricEigen(_ a: inout Matrix) throws(LinearAlgebraError) -> [Double] {
    prepare()
    var values = [Double](repeating: 0, count: a.rows)
    let status = LAPACKE_dsyev(
      LAPACK_COL_MAJOR, vectors, lower, Int32(a.rows), &a.elements, leading(a.rows), &values)
    if status > 0 { throw .notConverged(routine: "dsyev") }
    try check(status, "dsyev")
    return values
  }

  /// The thin singular value decomposition; the matrix is used up.
  static func singularValues(
    _ a: inout Matrix
  ) throws(LinearAlgebraError) -> (left: Matrix, values: [Double], rightTransposed: Matrix) {
    prepare()
    let order = min(a.rows, a.columns)
    var left = Matrix(rows: a.rows, columns: order)
    var right = Matrix(rows: order, columns: a.columns)
    var values = [Double](repeating: 0, count: order)
    let status = LAPACKE_dgesdd(
      LAPACK_COL_MAJOR, thin, Int32(a.rows), Int32(a.columns), &a.elements, leading(a.rows),
      &values, &left.elements, leading(a.rows), &right.elements, leading(order))
    if status > 0 { throw .notConverged(routine: "dgesdd") }
    try check(status, "dgesdd")
    return (left, values, right)
  }

  /// A x, or Aᵀ x.
  static func product(_ a: Matrix, transposed: Bool, _ x: [Double]) -> [Double] {
    prepare()
    var result = [Double](repeating: 0, count: transposed ? a.columns : a.rows)
    guard a.rows > 0, a.columns > 0 else { return result }
    cblas_dgemv(
      CblasColMajor, transposed ? CblasTrans : CblasNoTrans, Int32(a.rows), Int32(a.columns), 1,
      a.elements, leading(a.rows), x, 1, 0, &result, 1)
    return result
  }

  /// A B, or Aᵀ B.
  static func product(_ a: Matrix, transposed: Bool, _ b: Matrix) -> Matrix {
    prepare()
    let rows = transposed ? a.columns : a.rows
    let inner = transposed ? a.rows : a.columns
    var result = Matrix(rows: rows, columns: b.columns)
    guard rows > 0, inner > 0, b.columns > 0 else { return result }
    cblas_dgemm(
      CblasColMajor, transposed ? CblasTrans : CblasNoTrans, CblasNoTrans, Int32(rows),
      Int32(b.columns), Int32(inner), 1, a.elements, leading(a.rows), b.elements, leading(b.rows),
      0, &result.elements, leading(rows))
    return result
  }

  /// The upper triangle of Aᵀ A; what stands below the diagonal is zero.
  static func gram(_ a: Matrix) -> Matrix {
    prepare()
    var result = Matrix(rows: a.columns, columns: a.columns)
    guard a.rows > 0, a.columns > 0 else { return result }
    cblas_dsyrk(
      CblasColMajor, CblasUpper, CblasTrans, Int32(a.columns), Int32(a.rows), 1, a.elements,
      leading(a.rows), 0, &result.elements, leading(a.columns))
    return result
  }

  // MARK: What the calls share

  private static let upper = CChar(UInt8(ascii: "U"))
  private static let lower = CChar(UInt8(ascii: "L"))
  private static let nonUnit = CChar(UInt8(ascii: "N"))
  private static let noTranspose = CChar(UInt8(ascii: "N"))
  private static let transpose = CChar(UInt8(ascii: "T"))
  private static let vectors = CChar(UInt8(ascii: "V"))
  private static let thin = CChar(UInt8(ascii: "S"))

  /// The first reading of the runtime chooses the kernels.
  private static func prepare() { _ = Runtime.current }

  /// LAPACK wants a leading dimension of at least one, even for nothing.
  private static func leading(_ rows: Int) -> Int32 { Int32(max(1, rows)) }

  private static func check(_ status: Int32, _ routine: String) throws(LinearAlgebraError) {
    switch status {
    case 0: return
    case LAPACK_WORK_MEMORY_ERROR, LAPACK_TRANSPOSE_MEMORY_ERROR:
      throw .outOfMemory(routine: routine)
    default: throw .invalidArgument(routine: routine, position: Int(-status))
    }
  }
}

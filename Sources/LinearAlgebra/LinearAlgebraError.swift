/// Why a factorisation or a solution does not exist for the numbers it was given.
public enum LinearAlgebraError: Error, Hashable, Sendable {
  /// An element that is not finite; row and column from 0.
  case notFinite(row: Int, column: Int)
  /// A weight that is not positive and finite; row from 0.
  case weightNotPositive(row: Int)
  /// A symmetric matrix whose leading minor of this order is not positive.
  case notPositiveDefinite(order: Int)
  /// Columns, from 0, that are linear combinations of those before them.
  case dependentColumns([Int])
  /// More columns than rows, where the procedure needs as many rows at least.
  case wide(rows: Int, columns: Int)
  /// A triangular matrix with a zero at this place of its diagonal, from 0.
  case singular(column: Int)
  /// An iteration inside the library that did not settle.
  case notConverged(routine: String)
  /// The library refused an argument: a fault of this package.
  case invalidArgument(routine: String, position: Int)
  /// Not enough memory for the library's working space.
  case outOfMemory(routine: String)
  /// A result beyond the range of doubles.
  case overflow
}

extension LinearAlgebraError: CustomStringConvertible {
  /// What was found and what was needed, in words; places count from 1.
  public var description: String {
    switch self {
    case .notFinite(let row, let column):
      "the element in row \(row + 1), column \(column + 1) is not finite"
    case .weightNotPositive(let row): "the weight of row \(row + 1) is not positive and finite"
    case .notPositiveDefinite(let order):
      "the leading minor of order \(order) is not positive: the matrix is not positive definite"
    case .dependentColumns(let columns):
      "columns \(columns.map { String($0 + 1) }.joined(separator: ", ")) "
        + "are linear combinations of those before them"
    case .wide(let rows, let columns):
      "\(columns) columns need at least as many rows, there are \(rows)"
    case .singular(let column): "the triangle has a zero at place \(column + 1) of its diagonal"
    case .notConverged(let routine): "\(routine) did not settle"
    case .invalidArgument(let routine, let position):
      "\(routine) refused its argument \(position); this is a fault of the toolkit"
    case .outOfMemory(let routine): "not enough memory for \(routine)"
    case .overflow: "the arithmetic goes beyond the range of doubles"
    }
  }
}

/// Reads from a triangle R how much each column adds to those before it.
struct TriangleReader {
  let upper: Matrix
  /// The lengths to which rounding errors are in proportion, in the order of the triangle.
  let lengths: [Double]

  /// Whether what is left of a column is no more than rounding leaves.
  func isDependent(_ column: Int, _ tolerance: Double) -> Bool {
    let rest = abs(upper[column, column])
    if rest == 0 { return true }
    var noise = lengths[column]
    for (weight, length) in zip(combination(column), lengths) { noise += abs(weight) * length }
    return rest <= tolerance * noise
  }

  /// The weights that make the column, but for its rest, out of those before it.
  private func combination(_ column: Int) -> [Double] {
    var weights = (0..<column).map { upper[$0, column] }
    for row in stride(from: column - 1, through: 0, by: -1) {
      weights[row] /= upper[row, row]
      for above in 0..<row { weights[above] -= upper[above, row] * weights[row] }
    }
    return weights
  }
}

/// The columns of a matrix taken in their own order, each made orthogonal, twice, to those kept.
///
/// Pivoting finds how many columns are dependent; only their own order tells which a reader should
/// leave out.
struct OrderedBasis {
  private(set) var dependent: [Int] = []

  init(_ matrix: Matrix, lengths: [Double], tolerance: Double) {
    var basis: [[Double]] = []
    var triangle: [[Double]] = []
    var kept: [Int] = []
    for place in 0..<matrix.columns {
      var column = matrix.column(place)
      var weights = [Double](repeating: 0, count: basis.count)
      for _ in 0..<2 {
        for (index, direction) in basis.enumerated() {
          let share = compensatedDot(direction.span, column.span)
          weights[index] += share
          for row in column.indices { column[row] -= share * direction[row] }
        }
      }
      let rest = euclideanLength(column)
      let order = triangle.count + 1
      var upper = Matrix(rows: order, columns: order)
      for (index, entries) in (triangle + [weights + [rest]]).enumerated() {
        for (row, entry) in entries.enumerated() { upper[row, index] = entry }
      }
      let reader = TriangleReader(upper: upper, lengths: (kept + [place]).map { lengths[$0] })
      if reader.isDependent(order - 1, tolerance) {
        dependent.append(place)
      } else {
        basis.append(column.map { $0 / rest })
        triangle.append(weights + [rest])
        kept.append(place)
      }
    }
  }
}

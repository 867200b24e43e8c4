extension Conditioning {
  /// The condition number in the Euclidean norm; infinite where it cannot be told.
  ///
  /// The length of a matrix and that of its inverse are each computed as a largest singular value,
  /// so neither loses digits to the other.
  var value: Double {
    switch self {
    case .known(let value): return value
    case .sums(let sums, let inverse, let intercept):
      let places = (0..<inverse.rows).filter { $0 != intercept }
      guard !places.isEmpty else { return 1 }
      var correlations = Matrix(rows: places.count, columns: places.count)
      var lengths = [Double](repeating: 0, count: places.count)
      for (column, right) in places.enumerated() {
        for (row, left) in places.enumerated() where row <= column {
          let product = Conditioning.centred(sums, left, right, intercept)
          correlations[row, column] = product
          correlations[column, row] = product
        }
        lengths[column] = max(0, correlations[column, column]).squareRoot()
      }
      var rows = Matrix(rows: places.count, columns: inverse.columns)
      for (row, place) in places.enumerated() {
        for column in 0..<inverse.columns {
          rows[row, column] = inverse[place, column] * lengths[row]
        }
        for column in 0..<places.count {
          correlations[row, column] /= lengths[row] * lengths[column]
        }
      }
      guard let length = try? SymmetricEigen(correlations).values.last,
        let inverseLength = try? SingularValues(rows).values.first
      else { return .infinity }
      return max(1, length.squareRoot() * inverseLength)
    }
  }

  /// The sum of products of two columns about their means.
  private static func centred(
    _ sums: DoubleDoubleMatrix, _ left: Int, _ right: Int, _ intercept: Int?
  ) -> Double {
    guard let intercept else { return sums[left, right].high }
    let first = sums[min(left, intercept), max(left, intercept)]
    let second = sums[min(right, intercept), max(right, intercept)]
    return (sums[left, right] - first * second / sums[intercept, intercept]).high
  }
}

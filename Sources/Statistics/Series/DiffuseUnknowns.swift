/// The linear unknowns of a structural model as far as the rows so far tell them: sums of products of
/// their innovations, one over the variance the weight.
struct DiffuseUnknowns {
  /// How many unknowns there are.
  let count: Int
  /// Row by row; the last row and column are those of the values.
  private var sums: [Double]

  init(count: Int) {
    self.count = count
    sums = Array(repeating: 0, count: (count + 1) * (count + 1))
  }

  /// Takes in the innovations of a row, those of the values last, with their variance.
  mutating func add(_ surprises: ArraySlice<Double>, variance: Double) {
    let width = count + 1
    let start = surprises.startIndex
    for row in 0..<width {
      let weighted = surprises[start + row] / variance
      for column in 0...row { sums[row * width + column] += weighted * surprises[start + column] }
    }
  }

  /// What is known of the unknowns.
  struct Solution: Hashable, Sendable {
    /// Zero where nothing tells an unknown.
    let values: [Double]
    /// The inverse information, row by row; rows of zero where nothing tells an unknown.
    let covariance: [Double]
    let isDetermined: [Bool]
    /// The logarithm of the determinant of the information.
    let logDeterminant: Double
    /// The sum of squares left.
    let rest: Double

    /// The variance of a linear combination; nil where it hangs on an unknown that nothing tells.
    func variance(of weights: [Double]) -> Double? {
      let count = weights.count
      var total = 0.0
      for row in 0..<count {
        guard isDetermined[row] || weights[row] == 0 else { return nil }
        for column in 0..<count {
          total += weights[row] * covariance[row * count + column] * weights[column]
        }
      }
      return total
    }
  }

  /// Solves for the unknowns by the factor of Cholesky, leaving out those that depend on others.
  func solution() -> Solution {
    let width = count + 1
    var lower = sums
    var isDetermined = [Bool](repeating: true, count: count)
    var logDeterminant = 0.0
    for pivot in 0..<width {
      var size = sums[pivot * width + pivot]
      for middle in 0..<pivot {
        size -= lower[pivot * width + middle] * lower[pivot * width + middle]
      }
      if pivot == count {
        lower[pivot * width + pivot] = size
        continue
      }
      guard size > 1e-12 * sums[pivot * width + pivot] else {
        isDetermined[pivot] = false
        for row in pivot..<width { lower[row * width + pivot] = 0 }
        continue
      }
      let root = size.squareRoot()
      logDeterminant += Elementary.log(size)
      lower[pivot * width + pivot] = root
      for row in pivot + 1..<width {
        var sum = sums[row * width + pivot]
        for middle in 0..<pivot {
          sum -= lower[row * width + middle] * lower[pivot * width + middle]
        }
        lower[row * width + pivot] = sum / root
      }
    }
    // The inverse of the factor, then the values and the covariance from it.
    var inverse = [Double](repeating: 0, count: count * count)
    for column in 0..<count where isDetermined[column] {
      inverse[column * count + column] = 1 / lower[column * width + column]
      for row in column + 1..<max(count, column + 1) where isDetermined[row] {
        var sum = 0.0
        for middle in column..<row {
          sum -= lower[row * width + middle] * inverse[middle * count + column]
        }
        inverse[row * count + column] = sum / lower[row * width + row]
      }
    }
    var values = [Double](repeating: 0, count: count)
    var covariance = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for middle in row..<count {
        values[row] += inverse[middle * count + row] * lower[count * width + middle]
      }
      for column in 0..<count {
        for middle in max(row, column)..<count {
          covariance[row * count + column] +=
            inverse[middle * count + row] * inverse[middle * count + column]
        }
      }
    }
    return Solution(
      values: values, covariance: covariance, isDetermined: isDetermined,
      logDeterminant: logDeterminant, rest: lower[width * width - 1])
  }
}

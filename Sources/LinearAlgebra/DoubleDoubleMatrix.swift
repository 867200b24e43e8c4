import CKernels

/// A square matrix of double-doubles, row after row, for the small algebra of regressions.
struct DoubleDoubleMatrix: Hashable, Sendable {
  /// The number of rows and columns.
  let order: Int
  /// The distance between rows, a multiple of eight.
  let stride: Int
  private(set) var high: [Double]
  private(set) var low: [Double]

  /// A matrix of zeros; `stride` is at least the order, rounded up.
  init(order: Int, stride: Int? = nil) {
    self.order = order
    self.stride = stride ?? DoubleDoubleMatrix.stride(order)
    high = Array(repeating: 0, count: order * self.stride)
    low = high
  }

  /// A matrix whose two parts are filled in by a function.
  init(
    order: Int, stride: Int? = nil,
    _ fill: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    self.init(order: order, stride: stride)
    withParts(fill)
  }

  static func stride(_ order: Int) -> Int { (order + 7) / 8 * 8 }

  subscript(row: Int, column: Int) -> DoubleDouble {
    let place = row * stride + column
    return DoubleDouble(high: high[place], low: low[place])
  }

  /// The high parts of the diagonal.
  var diagonal: [Double] { (0..<order).map { high[$0 * stride + $0] } }

  private mutating func withParts(
    _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    high.withUnsafeMutableBufferPointer { high in
      low.withUnsafeMutableBufferPointer { low in
        guard let high = high.baseAddress, let low = low.baseAddress else { return }
        body(high, low)
      }
    }
  }

  /// The Cholesky factor R of the leading rows and columns of this symmetric matrix, in place,
  /// with the Schur complement of the others; whether a pivot was below the floor, and so taken
  /// for it.
  mutating func factor(leading: Int, floor: Double, kernel: GramKernel) -> Bool {
    var weak = [UInt8](repeating: 0, count: max(1, leading))
    let order = order
    let stride = stride
    withParts { high, low in
      aftermath_cholesky(high, low, leading, order, stride, floor, &weak, kernel.code)
    }
    return weak.contains(1)
  }

  /// The inverse of the leading rows and columns of an upper triangle.
  func invertedTriangle(leading: Int, kernel: GramKernel) -> DoubleDoubleMatrix {
    DoubleDoubleMatrix(order: leading, stride: stride) { inverseHigh, inverseLow in
      aftermath_invert_triangle(
        high, low, leading, stride, inverseHigh, inverseLow, kernel.code)
    }
  }

  /// The product of an upper triangle of doubles, with this matrix's stride, and this one.
  func multiplied(fromTheLeft triangle: [Double], kernel: GramKernel) -> DoubleDoubleMatrix {
    DoubleDoubleMatrix(order: order, stride: stride) { productHigh, productLow in
      aftermath_multiply_triangles(
        triangle, high, low, order, stride, productHigh, productLow, kernel.code)
    }
  }

  /// The product of this upper triangle and a vector.
  func triangleTimes(_ vector: [DoubleDouble]) -> [DoubleDouble] {
    (0..<order).map { row in
      var total = DoubleDouble.zero
      for column in row..<order { total = total + self[row, column] * vector[column] }
      return total
    }
  }

  /// The x with this upper triangle times x = the vector.
  func solveTriangle(_ vector: [DoubleDouble]) -> [DoubleDouble] {
    var result = vector
    for row in Swift.stride(from: order - 1, through: 0, by: -1) {
      var rest = result[row]
      for column in (row + 1)..<max(row + 1, order) {
        rest = rest - self[row, column] * result[column]
      }
      result[row] = rest / self[row, row]
    }
    return result
  }

  /// The squared length of each row of an upper triangle.
  var triangleRowSquares: [DoubleDouble] {
    (0..<order).map { row in
      var total = DoubleDouble.zero
      for column in row..<order {
        let element = self[row, column]
        total = total + element * element
      }
      return total
    }
  }
}

/// What a first pass over the data knows, in the form of a triangle that makes the columns nearly
/// orthonormal and the response nearly its own residual: summed through it, they lose no digits to
/// the condition of the columns.
public struct GramPreconditioner: Hashable, Sendable {
  /// The sums of the first pass and the powers of two in them.
  let origin: DoubleDoubleMatrix
  let scales: [Int]
  /// The number of columns that are regressed on.
  let terms: Int
  /// The triangle T of the terms, in units of the scaled columns; row after row, with the stride
  /// of `origin`.
  let triangle: [Double]
  /// For each response the coefficients taken off, in the same units.
  let taken: [[Double]]
  /// For each response the power of two by which its rest is divided.
  let shifts: [Int]
  /// The number of passes that led here.
  let passes: Int
  /// All of this as the rows of data need it.
  let map: RowMap

  /// The number of columns, terms and responses.
  var columns: Int { scales.count }

  init(
    origin: DoubleDoubleMatrix, scales: [Int], weightExponent: Int, triangle: [Double],
    taken: [[Double]], shifts: [Int], passes: Int,
    isCareful: Bool
  ) {
    let order = scales.count
    let terms = order - taken.count
    let stride = origin.stride
    let own = scales.map { $0 - weightExponent }
    let outer = own.map(RowMap.exponent)
    // Columns are divided by the outer part of their power of two first, by the rest in the map.
    let inner = own.indices.map { outer[$0] - own[$0] }
    var high = [Double](repeating: 0, count: order * order)
    for column in 0..<terms {
      for row in 0...column {
        high[column * order + row] = triangle[row * stride + column].scaled(
          byPowerOfTwo: inner[row])
      }
    }
    for (response, coefficients) in taken.enumerated() {
      let column = terms + response
      for row in 0..<terms {
        high[column * order + row] = -coefficients[row].scaled(
          byPowerOfTwo: inner[row] - shifts[response])
      }
      high[column * order + column] = (1.0).scaled(byPowerOfTwo: inner[column] - shifts[response])
    }
    self.origin = origin
    self.scales = scales
    self.terms = terms
    self.triangle = triangle
    self.taken = taken
    self.shifts = shifts
    self.passes = passes
    map = RowMap(
      high: high, low: nil, exponents: outer.map(Int32.init), weightExponent: weightExponent,
      isCareful: isCareful)
  }
}

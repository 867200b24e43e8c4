/// The law of Kolmogorov's distance of the empirical distribution of n values from the true one.
enum KolmogorovOneSample {
  /// The most values for which the law is computed.
  static let mostValues = 1_000

  /// The probability of a distance of at least d among n values; nil where n is 0 or too large.
  static func survival(_ d: Double, _ n: Int) -> Double? {
    guard n >= 1, n <= mostValues else { return nil }
    if d <= 0.5 / Double(n) { return 1 }
    if d >= 1 { return 0 }
    // Both tails together exceed the distance only where it is below one half, and there so rarely,
    // if n d² is large, that doubling one tail errs in the eleventh digit.
    if d >= 0.5 || Double(n) * d * d > 4 { return min(1, 2 * oneSided(d, n)) }
    return max(0, 1 - central(d, n))
  }

  /// d Σ C(n, j) (1 − d − j/n)^(n−j) (d + j/n)^(j−1).
  private static func oneSided(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    var sum = 0.0
    var logChoices = 0.0
    for j in 0...n {
      let index = Double(j)
      let rest = 1 - d - index / size
      guard rest > 0 else { break }
      if j > 0 { logChoices += Elementary.log((size - index + 1) / index) }
      sum += Elementary.exp(
        logChoices + (size - index) * Elementary.log(rest)
          + (index - 1) * Elementary.log(d + index / size))
    }
    return d * sum
  }

  /// The probability of a distance below d: n!/nⁿ times the middle of the n-th power of a matrix whose
  /// entries are reciprocal factorials, its edge columns short of a power of what d leaves of a step.
  private static func central(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    let k = Int(size * d) + 1
    let order = 2 * k - 1
    let left = Double(k) - size * d
    var factorials = [1.0]
    for index in 1...(order + 1) { factorials.append(factorials[index - 1] * Double(index)) }
    var matrix = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0..<order where row - column + 1 >= 0 {
        var entry = 1.0
        if column == 0 { entry -= Elementary.power(left, Double(row + 1)) }
        if row == order - 1 { entry -= Elementary.power(left, Double(order - column)) }
        if column == 0, row == order - 1, 2 * left > 1 {
          entry += Elementary.power(2 * left - 1, Double(order))
        }
        matrix[row * order + column] = entry / factorials[row - column + 1]
      }
    }
    let (power, exponent) = raised(matrix, order, to: n)
    var value = power[(k - 1) * order + k - 1]
    var shift = exponent
    for index in 1...n {
      value *= Double(index) / size
      if value < 0x1p-400 {
        value *= 0x1p400
        shift -= 400
      }
    }
    return value.scaled(by: shift)
  }

  /// A power of a matrix and the power of two it is to be multiplied by, by repeated squaring.
  private static func raised(
    _ matrix: [Double], _ order: Int, to power: Int
  ) -> ([Double], Int) {
    guard power > 1 else { return (matrix, 0) }
    let (half, halfShift) = raised(matrix, order, to: power / 2)
    var result = product(half, half, order)
    var shift = 2 * halfShift
    if power % 2 == 1 { result = product(result, matrix, order) }
    let middle = result[order / 2 * order + order / 2]
    if middle > 0x1p400 {
      result = result.map { $0 * 0x1p-400 }
      shift += 400
    }
    return (result, shift)
  }

  private static func product(_ a: [Double], _ b: [Double], _ order: Int) -> [Double] {
    var result = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for middle in 0..<order {
        let factor = a[row * order + middle]
        guard factor != 0 else { continue }
        for column in 0..<order {
          result[row * order + column] += factor * b[middle * order + column]
        }
      }
    }
    return result
  }
}

extension Double {
  /// This number times a power of two.
  fileprivate func scaled(by exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: self)
  }
}

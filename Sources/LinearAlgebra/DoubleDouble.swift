/// A number held as the unevaluated sum of two doubles: about 32 decimal digits.
///
/// The high part is the sum rounded to a double, the low part what that rounding left out. Addition
/// and multiplication err by a few parts in 2¹⁰⁴. The exponent range is that of doubles, and
/// products below 2⁻⁹⁶⁹ lose their low part: callers scale their data to near one.
///
/// - References: Dekker 1971, doi:10.1007/BF01397083; Joldes, Muller & Popescu 2017,
///   doi:10.1145/3121432.
package struct DoubleDouble: Hashable, Sendable {
  /// The sum of both parts, rounded to a double.
  package let high: Double
  /// What the rounding left out.
  package let low: Double

  @inline(__always)
  package init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// A double, exactly.
  @inline(__always)
  package init(_ value: Double) {
    high = value
    low = 0
  }

  package static let zero = DoubleDouble(0)
  package static let one = DoubleDouble(1)

  /// The sum of two doubles, exactly.
  @inline(__always)
  package static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let total = a + b
    let partOfB = total - a
    return DoubleDouble(high: total, low: (a - (total - partOfB)) + (b - partOfB))
  }

  /// The sum of two doubles, exactly, when the first is at least as large.
  @inline(__always)
  static func orderedSum(_ a: Double, _ b: Double) -> DoubleDouble {
    let total = a + b
    return DoubleDouble(high: total, low: b - (total - a))
  }

  /// The product of two doubles, exactly.
  @inline(__always)
  package static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let total = a * b
    return DoubleDouble(high: total, low: (-total).addingProduct(a, b))
  }

  @inline(__always)
  package static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let first = orderedSum(high.high, high.low + low.high)
    return orderedSum(first.high, low.low + first.low)
  }

  @inline(__always)
  package static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  @inline(__always)
  package static prefix func - (a: DoubleDouble) -> DoubleDouble {
    DoubleDouble(high: -a.high, low: -a.low)
  }

  @inline(__always)
  package static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let leading = product(a.high, b.high)
    let cross = a.high * b.low + a.low * b.high
    return orderedSum(leading.high, leading.low + cross)
  }

  @inline(__always)
  package static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let leading = product(a.high, b)
    return orderedSum(leading.high, leading.low + a.low * b)
  }

  package static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * first
    let second = rest.high / b.high
    let third = (rest - b * second).high / b.high
    return orderedSum(first, second) + DoubleDouble(third)
  }

  /// The square root of a number that is not negative; zero of zero.
  package var squareRoot: DoubleDouble {
    guard high > 0 else { return .zero }
    let approximation = high.squareRoot()
    let rest = self - DoubleDouble.product(approximation, approximation)
    return DoubleDouble.orderedSum(approximation, rest.high / (2 * approximation))
  }

  /// This number times a power of two, exactly within the range of doubles.
  package func scaled(byPowerOfTwo exponent: Int) -> DoubleDouble {
    DoubleDouble(
      high: high.scaled(byPowerOfTwo: exponent), low: low.scaled(byPowerOfTwo: exponent))
  }

  /// The absolute value.
  package var magnitude: DoubleDouble { high < 0 ? -self : self }
}

extension Double {
  /// This number times a power of two: exact, but for what overflows or falls below the smallest
  /// normal number.
  @inline(__always)
  package func scaled(byPowerOfTwo exponent: Int) -> Double {
    // A factor that is a normal number rounds once, as the long way does.
    if exponent > -1023, exponent < 1024 {
      return self * Double(bitPattern: UInt64(exponent + 1023) << 52)
    }
    return Double(sign: .plus, exponent: exponent, significand: self)
  }
}

/// The inner product of two columns.
func dot(_ a: [DoubleDouble], _ b: [DoubleDouble]) -> DoubleDouble {
  var total = DoubleDouble.zero
  for index in a.indices { total = total + a[index] * b[index] }
  return total
}

/// The column Σₖ aₖ wₖ.
func combination(of columns: [[DoubleDouble]], _ weights: [Double], rows: Int) -> [DoubleDouble] {
  var result = [DoubleDouble](repeating: .zero, count: rows)
  for (column, weight) in zip(columns, weights) where weight != 0 {
    for index in 0..<rows { result[index] = result[index] + column[index] * weight }
  }
  return result
}

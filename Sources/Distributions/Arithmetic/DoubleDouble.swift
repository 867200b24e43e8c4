import RealModule

/// An unevaluated sum of two doubles, `high + low`, carrying about 106 bits.
///
/// The exponents of density prefactors reach 700; a rounding there of 2⁻⁵³ relative would cost the
/// density a factor of 1 ± 1e-13. Formed in this arithmetic they cost nothing.
///
/// - References: Dekker 1971, doi:10.1007/BF01397083; Joldes, Muller & Popescu 2017,
///   doi:10.1145/3121432.
struct DoubleDouble: Hashable, Sendable {
  var high: Double
  var low: Double

  @inline(__always)
  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// a + b without error.
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    let t = s - a
    return DoubleDouble(s, (a - (s - t)) + (b - t))
  }

  /// a + b without error, where |a| ≥ |b| or a = 0.
  @inline(__always)
  static func quickSum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    return DoubleDouble(s, b - (s - a))
  }

  /// a·b without error (barring underflow).
  @inline(__always)
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    return DoubleDouble(p, (-p).addingProduct(a, b))
  }

  /// The nearest double.
  @inline(__always)
  var value: Double { high + low }

  @inline(__always)
  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

  @inline(__always)
  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let s = sum(a.high, b.high)
    let t = sum(a.low, b.low)
    let u = quickSum(s.high, s.low + t.high)
    return quickSum(u.high, u.low + t.low)
  }

  @inline(__always)
  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  @inline(__always)
  static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
    let s = sum(a.high, b)
    return quickSum(s.high, s.low + a.low)
  }

  @inline(__always)
  static func - (a: DoubleDouble, b: Double) -> DoubleDouble { a + (-b) }

  @inline(__always)
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = product(a.high, b.high)
    let cross = (a.high * b.low).addingProduct(a.low, b.high)
    return quickSum(p.high, p.low + cross)
  }

  @inline(__always)
  static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let p = product(a.high, b)
    return quickSum(p.high, p.low.addingProduct(a.low, b))
  }

  @inline(__always)
  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let q = a.high / b.high
    let r = a - b * q
    return quickSum(q, r.value / b.high)
  }

  @inline(__always)
  static func / (a: DoubleDouble, b: Double) -> DoubleDouble {
    let q = a.high / b
    let r = a - product(b, q)
    return quickSum(q, r.value / b)
  }
}

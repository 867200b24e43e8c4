#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private let commonLogarithm: @Sendable (Double) -> Double = { log10($0) }
private let exponentialLessOne: @Sendable (Double) -> Double = { expm1($0) }
private let hyperbolicTangent: @Sendable (Double) -> Double = { tanh($0) }
private let inverseHyperbolicTangent: @Sendable (Double) -> Double = { atanh($0) }

extension Elementary {
  /// The logarithm to base ten.
  static func log10(_ x: Double) -> Double { commonLogarithm(x) }

  /// exp(x) − 1, to full precision near zero.
  static func expLessOne(_ x: Double) -> Double { exponentialLessOne(x) }

  /// The hyperbolic tangent.
  static func tanh(_ x: Double) -> Double { hyperbolicTangent(x) }

  /// The inverse of the hyperbolic tangent.
  static func atanh(_ x: Double) -> Double { inverseHyperbolicTangent(x) }
}

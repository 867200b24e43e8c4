#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private let logarithm: @Sendable (Double) -> Double = { log($0) }
private let exponential: @Sendable (Double) -> Double = { exp($0) }

/// The elementary functions of the C library under one name, so that no other file imports it.
enum Elementary {
  /// The natural logarithm.
  static func log(_ x: Double) -> Double { logarithm(x) }

  /// The exponential function.
  static func exp(_ x: Double) -> Double { exponential(x) }

  /// A power of a number that is not negative.
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}

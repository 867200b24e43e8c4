import RealModule

extension Alignment {
  /// The natural logarithm; apart, so that one file of this module needs the mathematics.
  static func logarithm(_ value: Double) -> Double { .log(value) }
  /// The exponential.
  static func exponential(_ value: Double) -> Double { .exp(value) }
}

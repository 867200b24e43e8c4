/// A power of two that brings values of extreme magnitude to where squares, sums and differences
/// neither overflow nor vanish. Multiplying by it rounds nothing.
struct PowerOfTwoScale: Sendable {
  /// What values are multiplied by; 1 where their magnitude is harmless.
  let factor: Double
  /// What results in the unit of the values are multiplied by.
  let inverse: Double

  /// The scale for values whose largest magnitude is `magnitude`.
  init(magnitude: Double) {
    // Between 2⁻⁴⁰⁰ and 2⁴⁰⁰ a square, summed ten million times, stays well inside the doubles.
    guard magnitude > 0, magnitude.isFinite, abs(Int(magnitude.exponent)) > 400 else {
      factor = 1
      inverse = 1
      return
    }
    // The inverse of a subnormal's scale would overflow: stop short of it.
    let exponent = max(-1000, min(1000, Int(magnitude.exponent)))
    factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    inverse = Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The scale for a list of values.
  init(_ values: [Double]) {
    self.init(magnitude: values.reduce(0) { max($0, abs($1)) })
  }

  /// The values, scaled.
  func callAsFunction(_ values: [Double]) -> [Double] {
    factor == 1 ? values : values.map { $0 * factor }
  }
}

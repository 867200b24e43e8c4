import TestSupport
import Testing

@testable import TimeSeries

@Suite struct ShortestDecimalTests {
  @Test(arguments: [
    (20_000, 2, 4), (0.3, 3, -1), (8.2, 82, -1), (1470, 147, 1), (1e300, 1, 300),
    (1.5e-300, 15, -301), (.leastNonzeroMagnitude, 5, -324), (0, 0, 0), (-0.25, 25, -2),
    (1e16, 1, 16),
    (9_007_199_254_740_992, 9_007_199_254_740_992, 0),
  ])
  func digitsAndExponent(value: Double, digits: UInt64, exponent: Int) {
    let decimal = ShortestDecimal(value)
    #expect(decimal.digits == digits)
    #expect(decimal.exponent == exponent)
    #expect(decimal.value == value)
  }

  @Test func everyDoubleReadsBackAsItself() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(ShortestDecimal(value).value == value)
    }
  }

  @Test func aPowerOfTenMovesThePoint() {
    #expect(ShortestDecimal(8.2).shifted(by: 6).value == 8_200_000)
    #expect(8.2 * 1e6 != 8_200_000)
    #expect(ShortestDecimal(35).shifted(by: -3).value == 0.035)
    #expect(ShortestDecimal(1e308).shifted(by: 6).value == .infinity)
    #expect(ShortestDecimal(-1e308).shifted(by: 6).value == -.infinity)
    #expect(ShortestDecimal(1e-308).shifted(by: -30).value == 0)
  }

  @Test(arguments: [(1e6, 6), (0.01, -2), (1, 0), (1e-9, -9)])
  func powersOfTenAreKnown(factor: Double, power: Int) {
    #expect(ShortestDecimal.power(of: factor) == power)
  }

  @Test(arguments: [2, 365, 0.5, 1.0 / 12]) func otherFactorsAreNone(factor: Double) {
    #expect(ShortestDecimal.power(of: factor) == nil)
  }

  @Test func binaryRemaindersAreRoundedAway() {
    let decimal = ShortestDecimal(8_199_999.999_999_999).rounded(toDigits: 15)
    #expect(decimal.digits == 82 && decimal.exponent == 5)
    let plain = ShortestDecimal(123).rounded(toDigits: 15)
    #expect(plain.digits == 123 && plain.exponent == 0)
  }
}

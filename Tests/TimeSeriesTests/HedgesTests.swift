import TestSupport
import Testing

@testable import TimeSeries

@Suite struct HedgesTests {
  /// Half a unit of the last digit that is not zero, whatever the binary fraction.
  @Test(arguments: [
    (45_000, 44_500, 45_500), (1470, 1465, 1475), (2500, 2450, 2550), (5, 4.5, 5.5),
    (2.5, 2.45, 2.55), (0.007, 0.0065, 0.0075), (7e-7, 6.5e-7, 7.5e-7), (6e25, 5.5e25, 6.5e25),
    (8_199_999.999_999_999, 8_149_999.999_999_999, 8_249_999.999_999_999), (-310, -315, -305),
    (0, 0, 0),
  ])
  func strictGoesByTheLastDigit(value: Double, low: Double, high: Double) {
    #expect(Hedges.strict.bounds(of: .approximately(value)) == Bounds(low: low, high: high))
  }

  /// The decimals a person would write, not what binary makes of the difference.
  @Test func boundsAreTheDecimalsMeant() {
    #expect(Hedges.default.bounds(of: .approximately(1024.8)).low == 922.32)
    #expect(Hedges.wide.bounds(of: .approximately(-1024.8)).high == -768.6)
  }

  /// "About 1,000" would otherwise span 500 to 1,500 under the narrowest rule.
  @Test(arguments: [1000, 20_000, 1, 0.3, 0.1, 3e25, -300.0])
  func strictIsNeverWiderThanTheDefault(value: Double) {
    let reading = Reading.approximately(value)
    #expect(Hedges.strict.bounds(of: reading) == Hedges.default.bounds(of: reading))
  }

  @Test func nearlyIsStrictByTheLastDigitToo() {
    func low(_ value: Double) -> Double? {
      Hedges.strict.bounds(of: .atMost(value), hedge: "nearly").low
    }
    #expect(low(9000) == 8500)
    #expect(low(1500) == 1450)
    #expect(low(3740) == 3735)
    #expect(low(1000) == 900)
    #expect(low(0) == 0)
    #expect(Hedges.wide.bounds(of: .atMost(9000), hedge: "nearly").low == 6750)
  }

  @Test func sharesOfTheNumber() {
    #expect(Hedges.default.bounds(of: .approximately(2500)) == Bounds(low: 2250, high: 2750))
    #expect(Hedges.wide.bounds(of: .approximately(2500)) == Bounds(low: 1875, high: 3125))
    #expect(Hedges.default.bounds(of: .approximately(-50)) == Bounds(low: -55, high: -45))
  }

  @Test func theRulesAreNested() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<5000 {
      let digits = Int.random(in: 0...9999, using: &random)
      let value = Double(digits) * random.pick([1, 10, 100, 1000, 1e6])
      expectNested(.approximately(value), hedge: "")
      expectNested(.atMost(value), hedge: random.pick(["nearly", "Almost", "just under"]))
      expectNested(.atMost(value), hedge: "")
      expectNested(.atLeast(value), hedge: "nearly")
      expectNested(.exactly(value), hedge: "about")
    }
  }

  private func expectNested(_ reading: Reading, hedge: String) {
    let rules = [Hedges.strict, .default, .wide].map { $0.bounds(of: reading, hedge: hedge) }
    for (narrow, wide) in zip(rules, rules.dropFirst()) {
      #expect((wide.low ?? -.infinity) <= (narrow.low ?? -.infinity))
      #expect((narrow.high ?? .infinity) <= (wide.high ?? .infinity))
    }
  }

  @Test func ceilingsAndFloors() {
    let rule = Hedges.default
    #expect(rule.bounds(of: .atLeast(50)) == Bounds(low: 50, high: nil))
    #expect(rule.bounds(of: .atMost(4000)) == Bounds(low: 0, high: 4000))
    #expect(rule.bounds(of: .atMost(4000), hedge: "up to") == Bounds(low: 0, high: 4000))
    #expect(rule.bounds(of: .atMost(9000), hedge: "Nearly") == Bounds(low: 8100, high: 9000))
    #expect(rule.bounds(of: .atMost(-9), hedge: "nearly") == Bounds(low: -10, high: -9))
    // Negative, so zero is no floor; and "at most −3" is not "−3".
    #expect(rule.bounds(of: .atMost(-3)) == Bounds(low: nil, high: -3))
    #expect(rule.bounds(of: .within(3...9, best: 4)) == Bounds(low: 3, high: 9))
    #expect(rule.bounds(of: .exactly(7), hedge: "nearly") == Bounds(low: 7, high: 7))
  }

  @Test func anEndBeyondTheDoublesIsOpen() {
    #expect(Hedges.default.bounds(of: .approximately(1.7e308)).high == nil)
    #expect(Hedges.default.bounds(of: .approximately(-1.7e308)).low == nil)
    #expect(Hedges.wide.bounds(of: .approximately(1.7e308)).low == 1.275e308)
  }
}

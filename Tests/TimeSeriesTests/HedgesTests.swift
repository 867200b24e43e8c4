import TestSupport
import Testing

@testable import TimeSeries

@Suite struct HedgesTests {
  /// Half a unit of the last digit that is not zero, whatever the binary fraction.
  @Test(arguments: [
    (20_000, 5000), (1470, 5), (2500, 50), (1, 0.5), (0.3, 0.05), (0.1, 0.05), (2.5, 0.05),
    (0.007, 0.0005), (1e-7, 5e-8), (3e25, 5e24), (8_199_999.999_999_999, 50_000), (-300, 50),
    (0, 0),
  ])
  func strictGoesByTheLastDigit(value: Double, half: Double) {
    let bounds = Hedges.strict.bounds(of: .approximately(value))
    #expect(bounds == Bounds(low: value - half, high: value + half))
  }

  @Test func sharesOfTheNumber() {
    #expect(Hedges.default.bounds(of: .approximately(2500)) == Bounds(low: 2250, high: 2750))
    #expect(Hedges.wide.bounds(of: .approximately(2500)) == Bounds(low: 1875, high: 3125))
    #expect(Hedges.default.bounds(of: .approximately(-50)) == Bounds(low: -55, high: -45))
  }

  /// Strict goes by digits, so it is inside the default for numbers with two digits or more; of a
  /// single digit the half unit may be more than a tenth, and both are inside it.
  @Test func theRulesAreNested() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<5000 {
      let digits = Int.random(in: 10...9999, using: &random)
      guard !digits.isMultiple(of: 10) else { continue }
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
    #expect(Hedges.wide.bounds(of: .approximately(1.7e308)).low == 1.7e308 - 1.7e308 / 4)
  }
}

import TestSupport
import Testing

@testable import TimeSeries

/// Whatever the true numbers were within their bounds, the result's bounds hold the true result.
@Suite struct ReadingArithmeticTests {
  /// A number the bounds allow; well beyond an open end now and then.
  private func truth(_ bounds: Bounds, _ random: inout SplitMix64) -> Double {
    let reach = random.pick([0.0, 1, 1e4, 1e9])
    let low = bounds.low ?? (bounds.high ?? 0) - reach
    let high = bounds.high ?? low + reach
    let share = random.pick([0, 1, Double.random(in: 0...1, using: &random)])
    return min(high, max(low, low + share * (high - low)))
  }

  private func holds(_ bounds: Bounds, _ value: Double, slack: Double) -> Bool {
    (bounds.low.map { $0 - slack <= value } ?? true)
      && (bounds.high.map { value <= $0 + slack } ?? true)
  }

  @Test(arguments: Hedges.allCases) func sumsAreSound(hedges: Hedges) {
    var random = SplitMix64(seed: 7)
    var found = 0
    for _ in 0..<10_000 {
      let parts = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        (reading: randomReading(&random), hedge: random.pick(["", "", "nearly"]))
      }
      guard let sum = Reading.sum(parts, hedges: hedges) else { continue }
      found += 1
      let bounds = hedges.plainBounds(of: sum, hedge: "")
      let truths = parts.map {
        truth(hedges.plainBounds(of: $0.reading, hedge: $0.hedge), &random)
      }
      let size = truths.map(\.magnitude).reduce(0, +)
      #expect(
        holds(bounds, truths.reduce(0, +), slack: 1e-14 * size),
        "\(parts) make \(sum), not \(truths)")
    }
    #expect(found > 5000)
  }

  @Test(arguments: Hedges.allCases) func totalsOfRatesAreSound(hedges: Hedges) {
    var random = SplitMix64(seed: 8)
    for _ in 0..<5000 {
      let reading = randomReading(&random)
      let units = random.pick([26.0, 365, 12, 0.5, 52.142857142857146])
      let total = reading.totalled(over: units, hedges: hedges)
      let rate = truth(hedges.plainBounds(of: reading, hedge: ""), &random)
      let bounds = hedges.plainBounds(of: total, hedge: "")
      #expect(holds(bounds, rate * units, slack: 1e-14 * abs(rate * units)))
    }
  }

  @Test(arguments: Hedges.allCases) func changesOfUnitAreSound(hedges: Hedges) {
    var random = SplitMix64(seed: 9)
    for _ in 0..<5000 {
      let reading = randomReading(&random)
      let factor = random.pick([1000, 1e6, 0.01, 0.001])
      let value = truth(hedges.plainBounds(of: reading, hedge: ""), &random)
      let bounds = hedges.plainBounds(of: reading.scaled(by: factor), hedge: "")
      #expect(holds(bounds, value * factor, slack: 1e-14 * abs(value * factor)))
    }
  }

  @Test(arguments: Hedges.allCases) func hullsHoldEveryOne(hedges: Hedges) {
    var random = SplitMix64(seed: 10)
    for _ in 0..<5000 {
      let bounds = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        hedges.plainBounds(of: randomReading(&random), hedge: "")
      }
      guard let hull = Reading.hull(bounds) else {
        #expect(bounds.contains { $0.low == nil } && bounds.contains { $0.high == nil })
        continue
      }
      for one in bounds {
        #expect(holds(hedges.plainBounds(of: hull, hedge: ""), truth(one, &random), slack: 0))
      }
    }
    #expect(Reading.hull([]) == nil)
  }

  @Test func sumsReadAsTheirParts() {
    #expect(Reading.exactly(3).adding(.exactly(4)) == .exactly(7))
    #expect(Reading.approximately(300).adding(.approximately(20)) == .approximately(320))
    #expect(
      Reading.approximately(300).adding(.approximately(20), hedges: .strict)
        == .within(288...352, best: 320))
    #expect(Reading.approximately(10).adding(.exactly(1000)) == .within(1009...1011, best: 1010))
    #expect(
      Reading.approximately(100).adding(.approximately(-90)) == .within(-9...29, best: 10))
    #expect(Reading.within(1...3, best: 2).adding(.exactly(5)) == .within(6...8, best: 7))
    #expect(Reading.within(1...3).adding(.exactly(5)) == .within(6...8))
    #expect(Reading.within(10...20).adding(.approximately(50)) == .within(55...75))
    #expect(Reading.atLeast(5).adding(.exactly(3)) == .atLeast(8))
    #expect(Reading.atLeast(5).adding(.within(1...3, best: 2)) == .atLeast(6))
    #expect(Reading.atMost(5).adding(.within(1...3)) == .atMost(8))
    #expect(Reading.atLeast(5).adding(.atMost(3)) == nil)
  }

  @Test func sumsBeyondTheDoublesAreNone() {
    #expect(Reading.exactly(1e308).adding(.exactly(1e308)) == nil)
    #expect(Reading.atLeast(1.7e308).adding(.atLeast(1.7e308)) == nil)
    // What stays within the doubles on one side is said of that side.
    #expect(
      Reading.within(1...1.7e308).adding(.within(1...1.7e308)) == .atLeast(2))
    #expect(Reading.exactly(.infinity).adding(.exactly(-.infinity)) == nil)
  }

  @Test func powersOfTenMoveThePoint() {
    #expect(Reading.approximately(8.2).scaled(by: 1e6) == .approximately(8_200_000))
    #expect(
      Reading.within(1.1...2.2, best: 1.7).scaled(by: 1e6)
        == .within(1_100_000...2_200_000, best: 1_700_000))
    #expect(Reading.exactly(35).scaled(by: 0.001) == .exactly(0.035))
    #expect(Reading.atLeast(7).scaled(by: 1) == .atLeast(7))
    #expect(Reading.atMost(3).scaled(by: 0.5) == .atMost(1.5))
    #expect(!Reading.exactly(1e308).scaled(by: 1e6).isFinite)
  }
}

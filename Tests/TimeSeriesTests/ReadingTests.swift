import TestSupport
import Testing

@testable import TimeSeries

@Suite struct ReadingTests {
  private func value(
    _ reading: Reading, _ rule: PointRule, _ scale: Scale = .raw, hedge: String = ""
  ) -> Double? {
    reading.value(rule, bounds: Hedges.default.bounds(of: reading, hedge: hedge), scale: scale)
  }

  @Test func bestIsWhatTheSourcePutsForward() {
    #expect(value(.exactly(1470), .best) == 1470)
    #expect(value(.approximately(20_000), .best) == 20_000)
    #expect(value(.within(20...40, best: 25), .best) == 25)
    #expect(value(.within(20...40), .best) == 30)
    #expect(value(.within(10...40), .best, .log) == 20)
    #expect(value(.atLeast(50), .best) == nil)
    #expect(value(.atMost(50), .best) == nil)
    #expect(value(.atMost(50), .best, hedge: "nearly") == nil)
  }

  @Test func openEndsHaveNoValue() {
    #expect(value(.atLeast(50), .low) == 50)
    #expect(value(.atLeast(50), .high) == nil)
    #expect(value(.atLeast(50), .midpoint) == nil)
    #expect(value(.atMost(50), .low) == 0)
    #expect(value(.atMost(50), .high) == 50)
    #expect(value(.atMost(50), .midpoint) == 25)
    #expect(value(.atMost(-50), .midpoint) == nil)
  }

  /// The geometric mean of a range from zero is no number to take a logarithm of; it is not
  /// replaced by another middle in silence.
  @Test func aRangeFromZeroIsOpenOnTheLogarithmicScale() {
    #expect(value(.within(0...40), .best, .log) == nil)
    #expect(value(.within(0...40), .midpoint, .log) == nil)
    #expect(value(.within(0...40), .low, .log) == nil)
    #expect(value(.within(0...40), .high, .log) == 40)
    #expect(value(.within(0...40, best: 8), .best, .log) == 8)
    #expect(value(.within(0...40), .best) == 20)
    // Zero itself is a value, which the analysis then refuses by name.
    #expect(value(.exactly(0), .low, .log) == 0)
  }

  @Test func middlesOfExtremeRangesAreWithinThem() throws {
    for (low, high) in [
      (1e-200, 1e-190), (1e200, 1e300), (.leastNonzeroMagnitude, 1.7e308), (1, 1.7e308),
    ] {
      for scale in Scale.allCases {
        let middle = try #require(value(.within(low...high), .midpoint, scale))
        #expect(middle.isFinite && low <= middle && middle <= high)
      }
    }
    #expect(value(.within(-1.7e308...1.7e308), .midpoint) == 0)
  }

  @Test(arguments: PointRule.allCases, Scale.allCases)
  func everyValueIsWithinTheBounds(rule: PointRule, scale: Scale) {
    var random = SplitMix64(seed: 6)
    for _ in 0..<2000 {
      let reading = randomReading(&random)
      for hedges in Hedges.allCases {
        let bounds = hedges.bounds(of: reading)
        guard let value = reading.value(rule, bounds: bounds, scale: scale) else { continue }
        #expect(bounds.low.map { $0 <= value } ?? true)
        #expect(bounds.high.map { value <= $0 } ?? true)
      }
    }
  }

  @Test func kindsAreThoseOfTheFiles() {
    let readings: [Reading] = [
      .exactly(1), .approximately(1), .within(1...2), .atLeast(1), .atMost(1),
    ]
    #expect(readings.map(\.kind) == Reading.Kind.allCases)
    #expect(
      Reading.Kind.allCases.map(\.rawValue)
        == ["exact", "approximate", "interval", "at_least", "at_most"])
    #expect(readings.map(\.stated) == [1, 1, nil, 1, 1])
    #expect(readings.map(\.best) == [1, 1, nil, nil, nil])
  }

  @Test func finiteMeansEveryNumber() {
    #expect(Reading.within(1...2, best: 1.5).isFinite)
    #expect(!Reading.within(1...2, best: .infinity).isFinite)
    #expect(!Reading.within(1...Double.infinity).isFinite)
    #expect(!Reading.exactly(.infinity).isFinite)
  }
}

/// A reading of any kind, of any size and sign.
func randomReading(_ random: inout SplitMix64, negative: Bool = true) -> Reading {
  func number() -> Double {
    let digits = Double(Int.random(in: 0...2000, using: &random))
    let magnitude = digits * random.pick([1, 0.1, 0.001, 1000, 1e6, 1e-9])
    return negative && Bool.random(using: &random) ? -magnitude : magnitude
  }
  let first = number()
  switch Int.random(in: 0..<6, using: &random) {
  case 0: return .exactly(first)
  case 1: return .approximately(first)
  case 2: return .atLeast(first)
  case 3: return .atMost(first)
  default:
    let second = number()
    let range = min(first, second)...max(first, second)
    let share = Double.random(in: 0...1, using: &random)
    let best = range.lowerBound + share * (range.upperBound - range.lowerBound)
    return .within(
      range, best: Bool.random(using: &random) ? min(best, range.upperBound) : nil)
  }
}

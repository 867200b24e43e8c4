import Statistics
import Tables
import TestSupport
import Testing

@Suite("Rates of events")
struct RateTests {
  @Test("Garwood's interval as R has it")
  func garwood() throws {
    for row in try GoldenFile("rates").rows("rates") {
      let input = try row.numbers("input")
      let result = try PoissonRate(level: input[2]).estimate(EventCount(input[0], over: input[1]))
      let interval = try #require(result.interval)
      let expected = try row.numbers("interval")
      #expect(agreement(interval.low, expected[0]) >= 10)
      #expect(agreement(interval.high, expected[1]) >= 10)
      #expect(result.estimate?.value == input[0] / input[1])
    }
  }

  @Test("Ratios, one-sided and two-sided, as R's poisson.test")
  func ratios() throws {
    for row in try GoldenFile("rates").rows("ratios") {
      let input = try row.numbers("input")
      let first = try EventCount(input[0], over: input[1])
      let second = try EventCount(input[2], over: input[3])
      func test(_ alternative: Alternative) throws -> TestResult {
        try RateRatio(level: input[4], alternative: alternative, rule: .minlike)
          .test(first, second)
      }
      let two = try test(.twoSided)
      #expect(agreement(try #require(two.pValue), try row.number("minlike")) >= 10)
      let cases: [(Alternative, String, String?)] = [
        (.twoSided, "interval", nil), (.less, "interval_less", "less"),
        (.greater, "interval_greater", "greater"),
      ]
      for (alternative, key, pKey) in cases {
        let result = try test(alternative)
        let interval = try #require(result.interval)
        let expected = try row.numbers(key)
        #expect(agreement(interval.low, expected[0]) >= 9)
        #expect(
          expected[1].isInfinite
            ? interval.high == .infinity : agreement(interval.high, expected[1]) >= 9)
        if let pKey {
          #expect(agreement(try #require(result.pValue), try row.number(pKey)) >= 10)
        }
      }
    }
  }

  @Test(
    "Exchanging the windows inverts ratio and interval", arguments: RateRatio.TwoSidedRule.allCases)
  func inversion(_ rule: RateRatio.TwoSidedRule) throws {
    for (a, s, b, t) in [(11.0, 120.5, 4.0, 98.0), (0, 1, 5, 2), (7, 3, 0, 1), (30, 1, 30, 1)] {
      let first = try EventCount(a, over: s)
      let second = try EventCount(b, over: t)
      let result = try RateRatio(rule: rule).test(first, second)
      let inverse = try RateRatio(rule: rule).test(second, first)
      #expect(agreement(try #require(result.pValue), try #require(inverse.pValue)) >= 12)
      let ends = try #require(result.interval)
      let inverseEnds = try #require(inverse.interval)
      #expect(closeInverse(ends.low, inverseEnds.high))
      #expect(closeInverse(ends.high, inverseEnds.low))
      let less = try RateRatio(alternative: .less).test(first, second).pValue
      let greater = try RateRatio(alternative: .greater).test(second, first).pValue
      #expect(agreement(try #require(less), try #require(greater)) >= 12)
    }
  }

  private func closeInverse(_ value: Double, _ other: Double) -> Bool {
    if value == 0 { return other == .infinity }
    if value == .infinity { return other == 0 }
    return agreement(value * other, 1) >= 11
  }

  @Test("The central p and the interval agree on whether 1 is excluded")
  func testAndInterval() throws {
    for first in 0...12 {
      for second in 0...12 where first + second > 0 {
        let result = try RateRatio().test(
          EventCount(Double(first), over: 1), EventCount(Double(second), over: 1.7))
        let interval = try #require(result.interval)
        let isExcluded = interval.low > 1 || interval.high < 1
        #expect(isExcluded == (try #require(result.pValue) < 0.05))
      }
    }
  }

  @Test("No events: no ratio, no ends, p = 1")
  func noEvents() throws {
    let none = try EventCount(0, over: 1)
    let result = try RateRatio().test(none, none)
    #expect(result.estimate == nil)
    #expect(result.pValue == 1)
    #expect(result.interval == ConfidenceInterval(low: 0, high: .infinity, level: 0.95))
    #expect(result.estimates.cell(0, .intervalHigh)?.isAbsent == true)
  }

  @Test("What is not a count, or not an exposure, is refused")
  func refusals() throws {
    for value in [-1, 2.5, Double.nan, .infinity, 0x1p60] {
      #expect(throws: StatisticsError.notACount(index: 0)) { try EventCount(value, over: 1) }
    }
    #expect(throws: StatisticsError.exposureNotPositive(index: 0)) { try EventCount(1, over: 0) }
    let sample = try Sample(times: [1, 2, 3], values: [4, 1.5, 2])
    #expect(throws: StatisticsError.notACount(index: 1)) { try EventCount(sample) }
    #expect(throws: StatisticsError.self) {
      try RateRatio(level: 0).test(EventCount(1, over: 1), EventCount(1, over: 1))
    }
  }
}

@Suite("Counts that vary more than chance")
struct DispersionTests {
  @Test("Pearson's dispersion as R's quasi-Poisson fit")
  func dispersions() throws {
    for row in try GoldenFile("rates").rows("dispersions") {
      let values = try row.numbers("values")
      let sample = try Sample(
        times: values.indices.map(Double.init), values: values,
        exposures: row.numbers("exposures"))
      let dispersion = try Dispersion(sample)
      #expect(agreement(dispersion.value, try row.number("phi")) >= 12)
      #expect(dispersion.degreesOfFreedom == (try row.number("df")))
      #expect(dispersion.estimates.cell(0, .dispersion) == .number(dispersion.value))
    }
  }

  @Test("With large counts the widened result is that of the quasi-deviance F test")
  func largeCounts() throws {
    let row = try GoldenFile("rates").row("widened")
    let values = try row.numbers("values")
    let sample = try Sample(times: values.indices.map(Double.init), values: values)
    let result = try RateRatio().test(
      EventCount(row.number("new"), over: 1), EventCount(sample),
      widenedBy: Dispersion(sample))
    #expect(agreement(try #require(result.pValue), try row.number("p")) >= 3)
    let interval = try #require(result.interval)
    let expected = try row.numbers("interval")
    #expect(agreement(interval.low, expected[0]) >= 4)
    #expect(agreement(interval.high, expected[1]) >= 4)
    #expect(result.basis == .asymptotic)
  }

  @Test("Widened is never narrower, and p and interval agree", arguments: [1.2, 2, 5, 20])
  func widening(_ phi: Double) throws {
    for (a, b) in [(0.0, 9.0), (3, 40), (12, 0), (5, 5), (60, 20), (400, 100)] {
      let first = try EventCount(a, over: 1)
      let second = try EventCount(b, over: 8)
      let dispersion = try Dispersion(value: phi, degreesOfFreedom: 7, rate: second.rate)
      for alternative in Alternative.allCases {
        let test = RateRatio(alternative: alternative)
        let exact = try test.test(first, second)
        let wide = try test.test(first, second, widenedBy: dispersion)
        let p = try #require(wide.pValue)
        if try #require(exact.pValue) < 0.5 { #expect(p > (try #require(exact.pValue))) }
        let inner = try #require(exact.interval)
        let outer = try #require(wide.interval)
        #expect(outer.low <= inner.low && outer.high >= inner.high)
        let isExcluded = outer.low > 1 || outer.high < 1
        #expect(isExcluded == (p < 0.05))
        #expect(wide.detail("p_exact") == exact.pValue)
      }
    }
  }

  @Test("A dispersion of at most 1 narrows nothing")
  func calmYears() throws {
    let first = try EventCount(3, over: 1)
    let second = try EventCount(40, over: 8)
    let calm = try Dispersion(value: 0.3, degreesOfFreedom: 7, rate: 5)
    let result = try RateRatio().test(first, second, widenedBy: calm)
    let exact = try RateRatio().test(first, second)
    #expect(result.pValue == exact.pValue)
    #expect(result.interval == exact.interval)
    #expect(result.basis == .exact)
    #expect(result.detail("phi") == 0.3)
  }

  @Test func refusals() throws {
    let zeros = try Sample(times: [1, 2, 3], values: [0, 0, 0])
    #expect(throws: StatisticsError.noVariation) { try Dispersion(zeros) }
    let one = try Sample(times: [1], values: [5])
    #expect(throws: StatisticsError.tooFewObservations(needed: 2, have: 1)) {
      try Dispersion(one)
    }
    #expect(throws: StatisticsError.self) {
      try Dispersion(value: -1, degreesOfFreedom: 3, rate: 1)
    }
  }
}

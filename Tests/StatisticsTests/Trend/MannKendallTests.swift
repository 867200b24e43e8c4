import Statistics
import Tables
import TestSupport
import Testing

@Suite("Mann–Kendall")
struct MannKendallTests {
  @Test("Every order of the values, ties and all")
  func enumeratedLaws() throws {
    for row in try GoldenFile("trend").rows("kendall") {
      let values = try row.numbers("values")
      let cases: [(Alternative, String)] = [
        (.twoSided, "two_sided"), (.less, "less"), (.greater, "greater"),
      ]
      for (alternative, key) in cases {
        let result = try MannKendall(alternative: alternative).test(values)
        #expect(result.basis == .exact)
        #expect(result.statistic?.value == (try row.number("S")))
        #expect(agreement(try #require(result.pValue), try row.number(key)) >= 14)
      }
      let floor = try MannKendall().test(values).detail("p_floor")
      #expect(agreement(try #require(floor), try row.number("floor")) >= 14)
    }
  }

  @Test("The worked example of the methods: fourteen years, S = −33")
  func workedExample() throws {
    let values = [105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100]
    let result = try MannKendall().test(values)
    #expect(result.statistic?.value == -33)
    #expect(agreement(try #require(result.detail("var_S")), 333.666_666_666_666_7) >= 14)
    #expect(agreement(try #require(result.detail("z")), -1.751_836_484_644_348_6) >= 14)
    #expect(agreement(try #require(result.detail("p_normal")), 0.079_801_928_642_390_7) >= 12)
    #expect(agreement(try #require(result.pValue), 0.079_456_899_173_541_04) >= 12)
  }

  @Test("Values that do not vary: S = 0, z = 0, p = 1, no tau-b")
  func constantSeries() throws {
    for count in [4, 10, 100] {
      let result = try MannKendall().test([Double](repeating: 2.5, count: count))
      #expect(result.statistic?.value == 0)
      #expect(result.detail("z") == 0)
      #expect(result.detail("var_S") == 0)
      #expect(result.detail("p_normal") == 1)
      #expect(result.pValue == 1)
      #expect(result.estimate == nil)
    }
  }

  @Test func threeValuesAreTooFew() {
    #expect(throws: StatisticsError.tooFewObservations(needed: 4, have: 3)) {
      try MannKendall().test([1, 2, 3])
    }
  }

  @Test("The basis is exact up to the limits and normal beyond")
  func basis() throws {
    let rising = (0..<61).map { Double($0 * 37 % 61) }
    #expect(try MannKendall().test(Array(rising.prefix(60))).basis == .exact)
    let beyond = try MannKendall().test(rising)
    #expect(beyond.basis == .asymptotic)
    #expect(beyond.pValue == beyond.detail("p_normal"))
    let exact = try MannKendall(rule: .exact).test(rising)
    #expect(exact.basis == .exact)
    #expect(agreement(try #require(exact.pValue), try #require(beyond.pValue)) >= 2)
    let tied = Array(repeating: 1.0, count: 2) + (0..<9).map(Double.init)
    #expect(try MannKendall().test(tied).basis == .asymptotic)
    #expect(try MannKendall().test(Array(tied.prefix(10))).basis == .exact)
    #expect(try MannKendall(rule: .normal).test([1, 2, 3, 4]).basis == .asymptotic)
    #expect(throws: StatisticsError.self) {
      try MannKendall(rule: .exact).test((0..<301).map(Double.init))
    }
  }

  @Test("Reversed in time the score changes sign, transformed upwards it stays")
  func symmetries() throws {
    for seed in 0..<20 {
      var generator = Counter(seed: UInt64(seed))
      let count = 4 + seed * 7
      let values = (0..<count).map { _ in Double(generator.next() % 40) }
      let result = try MannKendall().test(values)
      let reversed = try MannKendall().test(Array(values.reversed()))
      #expect(reversed.statistic?.value == result.statistic.map { -$0.value })
      #expect(reversed.pValue == result.pValue)
      let transformed = try MannKendall().test(values.map { $0 * $0 * $0 + 5 })
      #expect(transformed.statistic == result.statistic)
      #expect(transformed.pValue == result.pValue)
    }
  }

  @Test("Merging counts what comparing all pairs counts", arguments: [65, 100, 257, 1000])
  func largeScores(_ count: Int) throws {
    var generator = Counter(seed: UInt64(count))
    for spread: UInt64 in [3, 50, 1 << 40] {
      let values = (0..<count).map { _ in Double(generator.next() % spread) }
      var score = 0
      for later in values.indices {
        for earlier in 0..<later {
          score += values[later] > values[earlier] ? 1 : values[later] < values[earlier] ? -1 : 0
        }
      }
      #expect(try MannKendall().test(values).statistic?.value == Double(score))
    }
  }

  @Test("One-sided p-values of both directions overlap in the observed score alone")
  func directions() throws {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
    let less = try #require(try MannKendall(alternative: .less).test(values).pValue)
    let greater = try #require(try MannKendall(alternative: .greater).test(values).pValue)
    #expect(less + greater > 1)
    let two = try #require(try MannKendall().test(values).pValue)
    #expect(agreement(two, min(1, 2 * min(less, greater))) >= 14)
  }

  @Test("The simulated p at rho 0 is near the exact one; the worst is no smaller")
  func worstAutocorrelation() throws {
    let values = [105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100]
    let alone = WorstAutocorrelation(grid: [0])
    let result = try MannKendall(serialCorrelation: alone).test(values)
    let simulated = try #require(result.detail("p_worst_rho"))
    let exact = try #require(result.pValue)
    // Four standard errors of 9,999 replicates.
    #expect(abs(simulated - exact) < 4 * (exact * (1 - exact) / 9_999).squareRoot())
    let worst = try MannKendall(serialCorrelation: WorstAutocorrelation()).test(values)
    #expect(try #require(worst.detail("p_worst_rho")) >= simulated)
    #expect(worst.detail("worst_rho") == 0.6)
    #expect(worst.pValue == exact)
  }

  @Test("At n = 14 and rho 0.6 five per cent need a score of 55, not 37")
  func criticalScore() throws {
    // Ascending but for exchanges of neighbours, each of which costs 2.
    func series(_ score: Int) -> [Double] {
      var values = (0..<14).map(Double.init)
      var excess = (91 - score) / 2
      for end in stride(from: 13, to: 0, by: -1) {
        for place in 0..<end where excess > 0 {
          values.swapAt(place, place + 1)
          excess -= 1
        }
      }
      return values
    }
    let check = WorstAutocorrelation(grid: [0.6])
    for (score, isBelow) in [(53, false), (57, true)] {
      let result = try MannKendall(serialCorrelation: check).test(series(score))
      #expect(result.statistic?.value == Double(score))
      #expect((try #require(result.detail("p_worst_rho")) < 0.05) == isBelow)
    }
  }

  @Test("The simulation repeats itself, keeps ties, and sees gaps in time")
  func simulationDetails() throws {
    let values = [1.0, 1, 2, 2, 2, 3, 3, 1, 4, 4]
    let check = WorstAutocorrelation(replicates: 999, seed: 7)
    let test = MannKendall(serialCorrelation: check)
    #expect(try test.test(values) == test.test(values))
    let near = try test.test(Sample(times: (0..<10).map(Double.init), values: values))
    let far = try test.test(Sample(times: (0..<10).map { Double($0) * 20 }, values: values))
    // Years far apart are nearly independent: the worst p falls to the exact one.
    let farWorst = try #require(far.detail("p_worst_rho"))
    #expect(farWorst < (try #require(near.detail("p_worst_rho"))))
    #expect(abs(farWorst - (try #require(far.pValue))) < 0.03)
    #expect(throws: StatisticsError.self) {
      try MannKendall(serialCorrelation: WorstAutocorrelation(grid: [1])).test(values)
    }
    #expect(throws: StatisticsError.self) {
      try MannKendall(serialCorrelation: WorstAutocorrelation(replicates: 0)).test(values)
    }
  }

  @Test("One row with the score as statistic and tau-b as estimate")
  func table() throws {
    let table = try MannKendall().test([1, 3, 2, 5, 4]).estimates
    #expect(table.rows.count == 1)
    #expect(table.cell(0, .statistic) == .number(6))
    #expect(table.cell(0, .term) == .text("tau_b"))
    #expect(table.cell(0, .basis) == .text("exact"))
  }
}

/// A small generator for properties: the high bits of a multiplied count.
struct Counter: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 20
  }
}

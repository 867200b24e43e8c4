import Statistics
import Tables
import TestSupport
import Testing

@Suite("Theil–Sen and Siegel")
struct TheilSenTests {
  @Test("Exact intervals are the slopes the enumerated test does not reject")
  func exactIntervals() throws {
    for row in try GoldenFile("trend").rows("theil_sen") {
      let sample = try Sample(times: row.numbers("times"), values: row.numbers("values"))
      let fit = try TheilSen(level: row.number("level")).fit(sample)
      #expect(fit.rule == .exact)
      #expect(agreement(fit.slope, try row.number("slope")) >= 14)
      if let low = try row.optional("low"), let high = try row.optional("high") {
        #expect(agreement(fit.interval.low, low) >= 14)
        #expect(agreement(fit.interval.high, high) >= 14)
        let achieved = try #require(fit.achievedLevel)
        #expect(agreement(achieved, try row.number("achieved")) >= 12)
      } else {
        #expect(fit.interval.low == -.infinity)
        #expect(fit.interval.high == .infinity)
        #expect(fit.estimates.notes.contains { $0.code == "interval-unbounded" })
      }
    }
  }

  @Test("The worked example of the methods: slope −18, Gilbert's interval")
  func workedExample() throws {
    let values = [105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100]
    let sample = try Sample(times: (0..<14).map { Double(2012 + $0) }, values: values)
    let fit = try TheilSen(rule: .interpolated).fit(sample)
    #expect(fit.slope == -18)
    #expect(agreement(fit.interval.low, -53.021_294_360_684_91) >= 12)
    #expect(agreement(fit.interval.high, 1.485_675_539_976_153_2) >= 12)
    #expect(try TheilSen().fit(sample).rule == .exact)
  }

  @Test("Scaling and shifting values and times moves the line as it should", arguments: 0..<10)
  func equivariance(_ seed: Int) throws {
    var generator = Counter(seed: UInt64(seed))
    let count = 5 + seed * 3
    let times = (0..<count).map { Double($0 * 2) + Double(generator.next() % 2) }
    let values = (0..<count).map { _ in Double(generator.next() % 1000) / 8 }
    let fit = try TheilSen().fit(Sample(times: times, values: values))
    let siegel = try Siegel().fit(Sample(times: times, values: values))
    let moved = try Sample(times: times.map { $0 * 2 + 1 }, values: values.map { 16 - 4 * $0 })
    let movedFit = try TheilSen().fit(moved)
    let movedSiegel = try Siegel().fit(moved)
    #expect(agreement(movedFit.slope, -2 * fit.slope) >= 13)
    #expect(agreement(movedFit.interval.low, -2 * fit.interval.high) >= 12)
    #expect(agreement(movedFit.interval.high, -2 * fit.interval.low) >= 12)
    #expect(agreement(movedSiegel.slope, -2 * siegel.slope) >= 13)
  }

  @Test("Long series: as from a sorted list of all slopes, with ties and gaps", arguments: 0..<6)
  func longSeries(_ kind: Int) throws {
    var generator = SplitMix64(seed: UInt64(kind))
    let count = 180
    var time = 1_900.0
    let times = (0..<count).map { _ -> Double in
      time += kind % 2 == 0 ? 1 : Double(1 + generator.next() % 3)
      return time
    }
    let values = times.indices.map { index -> Double in
      let noise = Double(generator.next() % 1_000)
      return kind < 2 ? (noise / 250).rounded() : (noise / 10 + Double(index * (kind - 3))) / 10
    }
    let sample = try Sample(times: times, values: values)
    var slopes: [Double] = []
    for later in times.indices {
      for earlier in 0..<later {
        slopes.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
      }
    }
    let ordered = try OrderedValues(slopes)
    let fit = try TheilSen(rule: .interpolated).fit(sample)
    #expect(fit.slope == ordered.median)
    #expect(try TheilSen().slope(of: sample) == fit.slope)
    let rounded = try TheilSen(rule: .rounded).fit(sample)
    #expect(rounded.slope == ordered.median)
    #expect(ordered.values.contains(rounded.interval.low))
    #expect(ordered.values.contains(rounded.interval.high))
    // Gilbert's ends lie between neighbours of the ranks that z √var S gives.
    let variance = try #require(try MannKendall(rule: .normal).test(sample).detail("var_S"))
    let reach = 1.959_963_984_540_054 * variance.squareRoot()
    let low = Int(((Double(slopes.count) - reach) / 2).rounded(.down))
    #expect(fit.interval.low >= ordered.values[low - 1])
    #expect(fit.interval.low <= ordered.values[low])
    let high = Int(((Double(slopes.count) + reach) / 2 + 1).rounded(.down))
    #expect(fit.interval.high >= ordered.values[high - 1])
    #expect(fit.interval.high <= ordered.values[high])
  }

  @Test("Siegel, many observations: as from sorted slopes of each")
  func longSiegel() throws {
    var generator = SplitMix64(seed: 12)
    let times = (0..<601).map { Double($0) + (($0 % 7 == 0) ? 0.5 : 0) }
    let values = times.map { _ in Double(generator.next() % 50) / 10 }
    let fit = try Siegel().fit(Sample(times: times, values: values))
    let medians = try times.indices.map { index in
      try OrderedValues(
        times.indices.filter { $0 != index }.map {
          (values[$0] - values[index]) / (times[$0] - times[index])
        }
      ).median
    }
    #expect(fit.slope == (try OrderedValues(medians).median))
  }

  @Test("Extreme magnitudes", arguments: [1e-308, 1e-200, 1e200, 1.5e307])
  func extremes(_ unit: Double) throws {
    let base = [1.0, 3, 2, 5, 4, 7]
    let times = (0..<6).map { Double(2001 + $0) }
    let plain = try TheilSen().fit(Sample(times: times, values: base))
    let sample = try Sample(times: times, values: base.map { $0 * unit })
    let fit = try TheilSen().fit(sample)
    #expect(agreement(fit.slope / unit, plain.slope) >= 12)
    #expect(try TheilSen().slope(of: sample) == fit.slope)
    #expect(agreement(fit.interval.low / unit, plain.interval.low) >= 12)
    let siegel = try Siegel().fit(Sample(times: times, values: base))
    #expect(agreement(try Siegel().fit(sample).slope / unit, siegel.slope) >= 12)
  }

  @Test("Opposite ends of the doubles: the difference is not lost")
  func largestDifference() throws {
    let largest = Double.greatestFiniteMagnitude
    let fit = try TheilSen().fit(Sample(times: [0, 4], values: [-largest, largest]))
    #expect(agreement(fit.slope, largest / 2) >= 15)
    #expect(throws: StatisticsError.overflow) {
      try TheilSen().fit(Sample(times: [0, 0.5], values: [-largest, largest]))
    }
  }

  @Test("A wild value moves neither slope")
  func resistance() throws {
    let times = (0..<15).map(Double.init)
    var values = times.map { 3 * $0 + 1 }
    values[4] = 1e12
    values[9] = -1e12
    let sample = try Sample(times: times, values: values)
    #expect(try TheilSen().fit(sample).slope == 3)
    #expect(try Siegel().fit(sample).slope == 3)
    #expect(try Siegel().fit(sample).intercept == 1)
  }

  @Test("What cannot be had is refused")
  func refusals() throws {
    let tied = try Sample(times: [0, 1, 2, 3], values: [1, 1, 2, 3])
    #expect(throws: StatisticsError.self) { try TheilSen(rule: .exact).fit(tied) }
    #expect(throws: StatisticsError.self) { try TheilSen(level: 95).fit(tied) }
    #expect(try TheilSen().fit(tied).rule == .interpolated)
    let one = try Sample(times: [0], values: [1])
    #expect(throws: StatisticsError.tooFewObservations(needed: 2, have: 1)) {
      try TheilSen().fit(one)
    }
    #expect(throws: StatisticsError.self) { try Siegel().fit(one) }
  }

  @Test("Tables: slope and ends, one row for each observation")
  func tables() throws {
    let sample = try Sample(times: [1, 2, 4, 5, 9], values: [2, 4, 7, 11, 20])
    let fit = try TheilSen().fit(sample)
    #expect(fit.estimates.cell(0, .estimate) == .number(fit.slope))
    #expect(fit.observations?.rows.count == 5)
    #expect(fit.overview.cell(0, .count) == .integer(5))
    #expect(try Siegel().fit(sample).observations?.rows.count == 5)
  }
}

@Suite("Cox–Stuart and the catalogue of trend tests")
struct TrendTestTests {
  @Test func coxStuart() throws {
    for row in try GoldenFile("trend").rows("cox_stuart") {
      let values = try row.numbers("values")
      let sample = try Sample(times: values.indices.map(Double.init), values: values)
      let cases: [(Alternative, String)] = [
        (.twoSided, "two_sided"), (.less, "less"), (.greater, "greater"),
      ]
      for (alternative, key) in cases {
        let result = try CoxStuart(alternative: alternative).test(sample)
        #expect(agreement(try #require(result.pValue), try row.number(key)) >= 13)
        #expect(result.statistic?.value == (try row.number("rises")))
        #expect(result.detail("pairs") == (try row.number("pairs")))
      }
    }
  }

  @Test func catalogue() throws {
    let sample = try Sample(times: (0..<12).map(Double.init), values: (0..<12).map(Double.init))
    #expect(Set(TrendTest.allCases.map(\.name)).count == TrendTest.allCases.count)
    for test in TrendTest.allCases {
      let result = try test(sample)
      #expect(result.method == test.name)
      #expect(MethodCard.named(test.name) == test.card)
      let greater = try test(sample, alternative: .greater)
      #expect(try #require(greater.pValue) <= (try #require(result.pValue)))
    }
  }
}

@Suite("Method cards")
struct MethodCardTests {
  @Test func complete() {
    let names = MethodCard.catalog.map(\.name)
    #expect(Set(names).count == names.count)
    for card in MethodCard.catalog {
      #expect(!card.assumptions.isEmpty && !card.references.isEmpty && !card.instead.isEmpty)
      #expect(card.advisedCount >= card.leastCount)
      #expect(card.estimates.rows.count == 1)
    }
  }

  @Test func admission() throws {
    let card = TheilSen.card
    #expect(throws: StatisticsError.tooFewObservations(needed: 2, have: 1)) { try card.admit(1) }
    #expect(
      throws: StatisticsError.misleadingBelow(observations: 5, have: 3, instead: card.instead)
    ) { try card.admit(3) }
    try card.admit(3, forced: true)
    try card.admit(5)
    #expect(MethodCard.named("no such method") == nil)
  }
}

import Statistics
import Tables
import TestSupport
import Testing

@Suite("Mann–Kendall for values that follow one another")
struct AutocorrelatedTrendTests {
  /// An autoregression of order one about a line, from a fixed congruential sequence.
  static func series(_ count: Int, rho: Double, slope: Double) -> [Double] {
    var state: UInt64 = 20_111_218
    var last = 0.0
    return (0..<count).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      last = rho * last + Double(state >> 11) * 0x1p-53 - 0.5
      return slope * Double(index) + last
    }
  }

  static func sample(_ values: [Double]) throws -> Sample {
    try Sample(times: values.indices.map { 1950 + Double($0) }, values: values)
  }

  @Test("Positive autocorrelation widens the variance")
  func hamedRao() throws {
    let sample = try Self.sample(Self.series(80, rho: 0.7, slope: 0.01))
    let result = try HamedRao().test(sample)
    let plain = try MannKendall().test(sample)
    #expect(try HamedRao().correction(sample.values).lags.contains(1))
    #expect(try #require(result.detail("n_ns_correction")) > 1)
    #expect(try #require(result.pValue) > #require(plain.pValue))
    #expect(result.statistic == plain.statistic)
  }

  @Test("Over all lags the factor is that of the squared partial sums")
  func allLags() throws {
    let values = Self.series(50, rho: 0.5, slope: 0.02)
    let rows = try Sample(times: values.indices.map(Double.init), values: values)
    let slope = try TheilSen().fit(rows).slope
    let rest = values.enumerated().map { $0.element - slope * Double($0.offset) }
    let mean = rest.reduce(0, +) / Double(rest.count)
    var (sum, partial, squares) = (0.0, 0.0, 0.0)
    for value in rest {
      sum += value - mean
      partial += sum * sum
      squares += (value - mean) * (value - mean)
    }
    let expected = 2 * partial / (Double(rest.count) * squares)
    #expect(agreement(try YueWang().correction(values), expected) >= 11)
  }

  @Test("A variance that strong negative autocorrelation makes negative is an error")
  func negative() throws {
    let values = (0..<40).map { $0.isMultiple(of: 2) ? 1.0 : -1.0 }
    let sample = try Self.sample(values)
    let factor = try HamedRao(significance: 0.9).correction(values).factor
    let strict = HamedRao(significance: 1e-9)
    #expect(try strict.correction(values).lags.first == 1)
    for test in [HamedRao(significance: 0.9), strict] {
      let isPositive = try test.correction(values).factor > 0
      #expect(isPositive == ((try? test.test(sample)) != nil))
    }
    #expect(factor.isFinite)
  }

  @Test(
    "Values on a line, or equal, are left uncorrected and say so",
    arguments: [[1.0, 2, 3, 4, 5, 6, 7, 8], [3.0, 3, 3, 3, 3, 3], [0.1, 0.2, 0.3, 0.4]])
  func line(_ values: [Double]) throws {
    let sample = try Self.sample(values)
    let plain = try MannKendall(rule: .normal).test(sample)
    for result in [try HamedRao().test(sample), try YueWang().test(sample)] {
      #expect(result.statistic == plain.statistic)
      #expect(result.detail("var_S")?.isFinite == true)
      #expect(result.pValue?.isFinite == true)
    }
    let free = try PrewhitenedMannKendall(.trendFree).test(sample)
    #expect(free.pValue?.isFinite == true)
  }

  @Test("Trend-free pre-whitening keeps a trend that plain pre-whitening weakens")
  func prewhitening() throws {
    let sample = try Self.sample(Self.series(60, rho: 0.5, slope: 0.05))
    let plain = try PrewhitenedMannKendall(.plain).test(sample)
    let free = try PrewhitenedMannKendall(.trendFree).test(sample)
    #expect(try #require(free.statistic).value > #require(plain.statistic).value)
    #expect(free.estimate == plain.estimate)
  }

  @Test("In another unit nothing changes but the slope", arguments: [1e-300, 1e-3, 4, 1e200])
  func units(_ unit: Double) throws {
    let values = Self.series(45, rho: 0.4, slope: 0.01).map { ($0 * 1024).rounded() }
    let other = values.map { $0 * unit }
    for (first, second) in [
      (try HamedRao().test(Self.sample(values)), try HamedRao().test(Self.sample(other))),
      (try YueWang().test(Self.sample(values)), try YueWang().test(Self.sample(other))),
      (
        try PrewhitenedMannKendall(.plain).test(Self.sample(values)),
        try PrewhitenedMannKendall(.plain).test(Self.sample(other))
      ),
    ] {
      #expect(first.statistic == second.statistic)
      #expect(agreement(try #require(second.pValue), try #require(first.pValue)) >= 8)
    }
  }

  @Test("Seasons with gaps; one season is the plain test")
  func seasons() throws {
    let values = Self.series(30, rho: 0, slope: 0.02)
    let single = try SeasonalMannKendall(period: 1).test(values.map { $0 })
    let plain = try MannKendall(rule: .normal).test(values)
    #expect(single.statistic == plain.statistic)
    #expect(single.pValue == plain.pValue)
    var gappy = values.map { Optional($0) }
    for index in [0, 3, 4, 11, 29] { gappy[index] = nil }
    let result = try SeasonalMannKendall(period: 4).test(gappy)
    #expect(result.count == 25)
    #expect(result.pValue?.isFinite == true)
    #expect(throws: StatisticsError.self) {
      try SeasonalMannKendall(period: 12).test([1.0, 2, nil, 4])
    }
    #expect(throws: StatisticsError.self) { try SeasonalMannKendall(period: 0).test([1.0, 2]) }
  }

  @Test("Months are read from the times, and equal calls by rows")
  func months() throws {
    let values = Self.series(60, rho: 0.2, slope: 0.01)
    let times = values.indices.map { 2004 + Double($0) / 12 }
    let sample = try Sample(times: times, values: values)
    #expect(SeasonalMannKendall.period(of: times) == 12)
    #expect(
      try SeasonalMannKendall(period: 12).test(sample)
        == SeasonalMannKendall(period: 12).test(values.map { $0 }))
    let answer = try TrendMethod.seasonalMannKendall(sample)
    #expect(answer.estimates.rows.count == 1)
  }

  @Test(
    "Below forty observations the methods are refused, forced they warn",
    arguments: ["hamed-rao", "yue-wang", "pre-whitening", "trend-free-pre-whitening"])
  func refusal(_ name: String) throws {
    let method = try #require(TrendMethod.named(name))
    let short = try Self.sample(Self.series(39, rho: 0.2, slope: 0.01))
    #expect(
      throws: StatisticsError.misleadingBelow(
        observations: 40, have: 39, instead: method.card.instead)
    ) { try method(short) }
    var settings = TrendSettings()
    settings.isForced = true
    let forced = try method(short, settings)
    #expect(forced.estimates.notes.contains { $0.code == "forced" })
    #expect(MethodCard.named(name) == method.card)
    #expect(throws: StatisticsError.self) { try method(Self.sample([1, 2, 3]), settings) }
  }
}

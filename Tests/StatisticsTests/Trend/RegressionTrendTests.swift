import Statistics
import Tables
import TestSupport
import Testing

@Suite struct RegressionTrendTests {
  private let years = (2004...2018).map(Double.init)
  private let counts = [3.0, 5, 0, 8, 2, 9, 4, 1, 7, 12, 15, 9, 22, 14, 30]

  private func sample(_ exposures: [Double]? = nil) throws -> Sample {
    try Sample(times: years, values: counts, exposures: exposures)
  }

  private func number(_ answer: TrendAnswer, _ key: String) throws -> Double {
    let place = try #require(answer.estimates.columns.firstIndex { $0.key == key })
    return try #require(answer.estimates.rows[0][place].double)
  }

  @Test(arguments: ["poisson", "quasi-poisson", "negative-binomial", "quantile:0.5", "interval"])
  func namedMethodsAnswer(name: String) throws {
    let method = try #require(TrendMethod.named(name))
    #expect(method.name == name)
    let answer = try method(sample())
    // Seven declared autocorrelations, their worst and the average beside it.
    #expect(answer.estimates.rows.count == (name == "quasi-poisson" ? 10 : 1))
    #expect(answer.observations?.rows.count == 15)
    #expect(try number(answer, "estimate") > 0)
    #expect(try number(answer, "p_value") < 0.05)
    let less = try method(sample(), TrendSettings(alternative: .less))
    #expect(try number(less, "p_value") > 0.9)
  }

  @Test func countTrendsAreTheirRegressions() throws {
    let exposures = years.map { 1 + ($0 - 2004) / 10 }
    let answer = try TrendMethod.poisson(sample(exposures))
    let fit = try GeneralizedLinear(.poisson, exposures: exposures).fit(counts, on: .trend(years))
    #expect(try number(answer, "estimate") == (try fit.coefficients()[1].estimate))
    let quasi = try TrendMethod.quasiPoisson(sample(exposures))
    let ratio = try number(quasi, "std_error") / (try number(answer, "std_error"))
    #expect(agreement(ratio, fit.pearsonDispersion.squareRoot()) > 12)
    #expect(quasi.estimates.notes.map(\.code).contains("independent-years"))
  }

  @Test func anyQuantileHasAName() throws {
    let tenth = try #require(TrendMethod.named("quantile:0.1"))
    #expect(tenth.name == "quantile:0.1")
    for name in [
      "quantile:0", "quantile:1", "quantile:", "quantile", "quantile:x", "quantile:.5:1",
    ] {
      #expect(TrendMethod.named(name) == nil, "\(name)")
    }
  }

  @Test func rangesAreRead() throws {
    let ranges = try CensoredResponse(
      low: counts.map { $0 - 2 },
      high: counts.enumerated().map { $0.offset == 4 ? nil : $0.element + 1 })
    let answer = try TrendMethod.interval(sample(), TrendSettings(ranges: ranges))
    let fit = try IntervalRegression().fit(ranges, on: .trend(years))
    #expect(try number(answer, "estimate") == (try fit.coefficients()[1].estimate))
    #expect(answer.estimates.notes.map(\.code).contains("coarsening-at-random"))
    #expect(throws: StatisticsError.unequalLengths(15, 1)) {
      try TrendMethod.interval(
        sample(), TrendSettings(ranges: try CensoredResponse(low: [1], high: [2])))
    }
  }

  @Test func shortSeriesAreRefusedWithWhatToUse() throws {
    let short = try Sample(times: [1, 2, 3, 4, 5, 6], values: [1, 3, 2, 5, 4, 6])
    #expect(throws: StatisticsError.self) { try TrendMethod.interval(short) }
    #expect(throws: Never.self) { try TrendMethod.interval(short, TrendSettings(isForced: true)) }
    #expect(throws: StatisticsError.self) { try TrendMethod.negativeBinomial(short) }
  }
}

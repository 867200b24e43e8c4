import Foundation
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Log-linear trend")
struct LogLinearTrendTests {
  let times = [2012.0, 2013, 2014, 2016, 2017, 2020]
  let values = [100.0, 130, 120, 210, 260, 400]

  @Test("It is least squares on logarithms, read as growth")
  func growth() throws {
    let fit = try LogLinearTrend().fit(Sample(times: times, values: values))
    let plain = try LeastSquares().fit(values.map { log($0) }, on: .trend(times)).coefficients()
    #expect(fit.slope == plain[1])
    #expect(agreement(fit.growth, exp(plain[1].estimate) - 1) >= 14)
    let interval = try #require(fit.growthInterval)
    #expect(interval.low < fit.growth && fit.growth < interval.high)
    let doubling = try #require(fit.doublingTime)
    #expect(agreement(exp(fit.slope.estimate * doubling), 2) >= 13)
    let ends = try #require(fit.doublingInterval)
    #expect(ends.low < doubling && doubling < ends.high)
    #expect(agreement(fit.twoPointGrowth, pow(4, 1.0 / 8) - 1) >= 13)
    #expect(fit.smearingFactor >= 1)
  }

  @Test("In another unit growth is the same", arguments: [1e-200, 1e-3, 1e200])
  func units(_ unit: Double) throws {
    let fit = try LogLinearTrend().fit(Sample(times: times, values: values))
    let other = try LogLinearTrend().fit(
      Sample(times: times, values: values.map { $0 * unit }))
    #expect(agreement(other.growth, fit.growth) >= 9)
    #expect(agreement(try #require(other.slope.pValue), try #require(fit.slope.pValue)) >= 8)
  }

  @Test("A slope that may be zero has no interval of doubling")
  func flat() throws {
    let fit = try LogLinearTrend().fit(Sample(times: [1, 2, 3, 4], values: [5, 3, 6, 4]))
    #expect(fit.doublingInterval == nil)
    #expect(fit.estimates.cell(2, .intervalLow)?.isAbsent == true)
  }

  @Test func refusals() throws {
    #expect(throws: StatisticsError.valueNotPositive(index: 2)) {
      try LogLinearTrend().fit(Sample(times: [1, 2, 3], values: [1, 2, 0]))
    }
    #expect(throws: StatisticsError.tooFewObservations(needed: 3, have: 2)) {
      try LogLinearTrend().fit(Sample(times: [1, 2], values: [1, 2]))
    }
  }

  @Test func tables() throws {
    let fit = try LogLinearTrend().fit(Sample(times: times, values: values))
    #expect(fit.estimates.rows.count == 4)
    #expect(fit.estimates.cell(3, .basis) == .text("descriptive"))
    #expect(fit.observations?.rows.count == 6)
    #expect(fit.overview.rows.count == 1)
  }
}

@Suite("Chow's test of a break")
struct ChowTests {
  @Test("Shifting and scaling the response leaves F as it is", arguments: [1e-200, 1, 1e200])
  func scales(_ unit: Double) throws {
    let times = (0..<20).map(Double.init)
    let values = times.map { ($0 < 10 ? 1 : 3) + $0 * 0.2 + Double(Int($0) * 7 % 5) }
    let plain = try Chow().test(values, on: .trend(times), from: 10)
    let scaled = try Chow().test(values.map { $0 * unit }, on: .trend(times), from: 10)
    let f = try #require(scaled.statistic?.value)
    #expect(agreement(f, try #require(plain.statistic?.value)) >= 11)
    #expect(plain.degreesOfFreedom == [2, 16])
  }

  @Test func refusals() throws {
    let design = Design.trend([1, 2, 3, 4, 5, 6])
    #expect(throws: StatisticsError.self) {
      try Chow().test([1, 2, 3, 4, 5, 7], on: design, from: 0)
    }
    #expect(throws: StatisticsError.self) {
      try Chow().test([1, 2, 3, 4, 5, 7], on: design, from: 5)
    }
    #expect(throws: StatisticsError.unequalLengths(2, 6)) {
      try Chow().test([1, 2], on: design, from: 1)
    }
    let exact = try Chow().test([1, 2, 3, 7, 8, 9], on: design, from: 3)
    #expect(exact.statistic == nil && exact.pValue == nil)
    #expect(!exact.notes.isEmpty)
  }
}

import Statistics
import Tables
import TestSupport
import Testing

@Suite("Means of two samples")
struct MeanTests {
  let first = [14.2, 15.1, 13.8, 16.4, 12.9, 15.7, 14.9]
  let second = [16.0, 17.3, 15.9, 18.2, 14.5, 16.8, 17.9, 16.6, 19.1]

  @Test("Exchanging the samples changes the sign", arguments: MeanDifference.Variances.allCases)
  func exchange(_ variances: MeanDifference.Variances) throws {
    let result = try MeanDifference(variances: variances).test(first, second)
    let exchanged = try MeanDifference(variances: variances).test(second, first)
    #expect(exchanged.statistic?.value == result.statistic.map { -$0.value })
    #expect(exchanged.pValue == result.pValue)
    #expect(exchanged.interval?.low == result.interval.map { -$0.high })
  }

  @Test("Tiny and huge values give the t and p of ordinary ones", arguments: [1e-200, 1e250])
  func scales(_ unit: Double) throws {
    let plain = try MeanDifference().test(first, second)
    let scaled = try MeanDifference().test(first.map { $0 * unit }, second.map { $0 * unit })
    let t = try #require(scaled.statistic?.value)
    #expect(agreement(t, try #require(plain.statistic?.value)) >= 12)
    #expect(agreement(try #require(scaled.pValue), try #require(plain.pValue)) >= 12)
    #expect(agreement(scaled.degreesOfFreedom, plain.degreesOfFreedom) >= 12)
  }

  @Test("One new value beside a baseline is the prediction interval's test")
  func oneNewValue() throws {
    let pooled = try MeanDifference(variances: .pooled).test([20], second)
    let predicted = try PredictionInterval().test([20], against: second)
    #expect(agreement(try #require(pooled.pValue), try #require(predicted.pValue)) >= 13)
    #expect(throws: StatisticsError.tooFewObservations(needed: 2, have: 1)) {
      try MeanDifference().test([20], second)
    }
  }

  @Test("Nearly equal means of large values keep their difference")
  func largeOffsets() throws {
    let near = [1.25, 0.5, 1]
    let far = [5.75, 0.75, 1, 2.25, 3, 2.75, 3.5]
    let plain = try MeanDifference().test(near, far)
    let offset = try MeanDifference().test(near.map { $0 + 1e9 }, far.map { $0 + 1e9 })
    let difference = try #require(offset.estimate?.value)
    #expect(agreement(difference, try #require(plain.estimate?.value)) >= 15)
    #expect(agreement(try #require(offset.pValue), try #require(plain.pValue)) >= 13)
    let gap = try Permutation().test(near.map { $0 + 1e9 }, far.map { $0 + 1e9 })
    #expect(agreement(try #require(gap.estimate?.value), difference) >= 15)
  }

  @Test func refusals() {
    #expect(throws: StatisticsError.noVariation) { try MeanDifference().test([1, 1], [2, 2]) }
    #expect(throws: StatisticsError.notFinite(index: 1)) {
      try MeanDifference().test([1, .infinity], [2, 3])
    }
    #expect(throws: StatisticsError.tooFewObservations(needed: 3, have: 2)) {
      try MeanDifference(variances: .pooled).test([1], [2])
    }
  }

  @Test("Hedges' exact factor from both sides of the change of formula")
  func hedges() throws {
    // At 201 degrees of freedom the series takes over from the recursion.
    for count in [100, 101, 102] {
      let a = (0..<count).map { Double($0) }
      let b = (0...count).map { Double($0) + 20 }
      let result = try StandardizedDifference(a, b)
      let g = try #require(result.hedgesG)
      // The customary factor misses by 0.28/ν³ or less.
      #expect(agreement(g, result.approximateHedgesG) >= 5)
      let freedom = Double(2 * count - 1)
      #expect(abs(g / result.cohenD - (1 - 3 / (4 * freedom - 1))) < 0.3 / (freedom * freedom))
    }
    #expect(try StandardizedDifference([1, 2], [4]).hedgesG == nil)
  }

  @Test("Fieller's interval is where t stops excluding the ratio")
  func fieller() throws {
    for row in try GoldenFile("two-sample").rows("fieller") {
      let test = MeanRatio(scale: .arithmetic, level: try row.number("level"))
      let result = try test.test(row.numbers("a"), row.numbers("b"))
      #expect(agreement(try #require(result.estimate?.value), try row.number("ratio")) >= 13)
      let interval = try #require(result.interval)
      if let low = try row.optional("low") { #expect(agreement(interval.low, low) >= 11) }
      if let high = try row.optional("high") {
        #expect(agreement(interval.high, high) >= 11)
      } else {
        #expect(interval.high == .infinity)
        #expect(result.notes.contains { $0.code == "interval-unbounded" })
      }
    }
  }

  @Test("Ratios of geometric means: exchanged, inverted; scaled, unchanged")
  func geometric() throws {
    let result = try MeanRatio().test(first, second)
    let exchanged = try MeanRatio().test(second, first)
    let ratio = try #require(result.estimate?.value)
    #expect(agreement(ratio * (try #require(exchanged.estimate?.value)), 1) >= 13)
    let interval = try #require(result.interval)
    #expect(agreement(interval.low * (try #require(exchanged.interval?.high)), 1) >= 13)
    let scaled = try MeanRatio().test(first.map { $0 * 1000 }, second.map { $0 * 1000 })
    #expect(agreement(try #require(scaled.estimate?.value), ratio) >= 13)
    #expect(throws: StatisticsError.valueNotPositive(index: 1)) {
      try MeanRatio().test([1, 0], [2, 3])
    }
    #expect(throws: StatisticsError.self) {
      try MeanRatio(scale: .arithmetic).test([1, 2], [-2, -3, -1])
    }
  }

  @Test("Prediction intervals by their definition")
  func prediction() throws {
    for row in try GoldenFile("two-sample").rows("prediction") {
      let interval = PredictionInterval(level: try row.number("level"))
      let result = try interval.test(row.numbers("new"), against: row.numbers("values"))
      #expect(agreement(try #require(result.estimate?.value), try row.number("centre")) >= 14)
      #expect(agreement(try #require(result.interval?.low), try row.number("low")) >= 12)
      #expect(agreement(try #require(result.interval?.high), try row.number("high")) >= 12)
      #expect(agreement(try #require(result.statistic?.value), try row.number("t")) >= 12)
      #expect(agreement(try #require(result.pValue), try row.number("p")) >= 11)
    }
  }

  @Test("On the log scale ends are the exponentials of those of logarithms")
  func logPrediction() throws {
    let result = try PredictionInterval(scale: .logarithmic).predict(from: [10, 100, 1000])
    #expect(agreement(try #require(result.estimate?.value), 100) >= 14)
    let interval = try #require(result.interval)
    #expect(agreement(interval.low * interval.high, 10_000) >= 12)
    #expect(throws: StatisticsError.valueNotPositive(index: 2)) {
      try PredictionInterval(scale: .logarithmic).predict(from: [1, 2, 0])
    }
    #expect(throws: StatisticsError.noVariation) {
      try PredictionInterval().predict(from: [2, 2, 2])
    }
    #expect(throws: StatisticsError.self) {
      try PredictionInterval().predict(from: [2, 3], meanOf: 0)
    }
  }
}

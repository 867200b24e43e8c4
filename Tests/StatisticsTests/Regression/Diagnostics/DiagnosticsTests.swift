import Distributions
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Statistics

@Suite struct DiagnosticsTests {
  private let values = [
    12.1, 13.4, 12.9, 15.2, 16.05, 14.8, 17.3, 16.6, 31.2, 18.4, 19.9, 18.8, 21.5, 20.2, 22.9, 8.4,
  ]

  private func fit() throws -> LinearFit {
    try LeastSquares().fit(values, on: .trend(values.indices.map(Double.init)))
  }

  /// a z₁² < b z₂² for two normal variables: (2/π) arctan √(b/a).
  @Test func tailsOfTwoTermsAreArcTangents() {
    for (a, b) in [(1.0, 1.0), (1, 3), (5, 0.2), (1, 1e-6), (1e-8, 1)] {
      let tails = QuadraticFormTail([a, -b])
      let expected = 2 / Double.pi * atan((b / a).squareRoot())
      #expect(agreement(tails.below, expected) > 11, "\(a) \(b)")
      #expect(abs(tails.below + tails.above - 1) < 1e-14)
    }
  }

  /// Equal weights in two groups: the tail of an F distribution, however small.
  @Test func tailsOfEqualWeightsAreThoseOfF() {
    for (m, n, ratio) in [(6, 10, 1.0), (20, 30, 9), (4, 60, 40), (50, 50, 1.2), (1, 3, 2)] {
      let weights =
        Array(repeating: 1.0, count: m) + Array(repeating: -ratio * Double(m) / Double(n), count: n)
      let tail = QuadraticFormTail(weights).above
      let expected = FisherF(numerator: Double(m), denominator: Double(n)).survival(at: ratio)
      #expect(agreement(tail, expected) > 10, "\(m) \(n) \(ratio): \(tail) \(expected)")
    }
  }

  @Test func oneSidedWeightsAreCertain() {
    #expect(QuadraticFormTail([1, 2]).above == 1)
    #expect(QuadraticFormTail([-1, -2]).below == 1)
  }

  @Test func durbinWatsonDirectionsAddUp() throws {
    let fit = try fit()
    let up = try #require(try DurbinWatson().test(fit).pValue)
    let down = try #require(try DurbinWatson(alternative: .less).test(fit).pValue)
    let both = try #require(try DurbinWatson(alternative: .twoSided).test(fit).pValue)
    #expect(abs(up + down - 1) < 1e-12)
    #expect(abs(both - 2 * min(up, down)) < 1e-12)
  }

  @Test func durbinWatsonOfManyRowsIsNormalAndSaysSo() throws {
    var random = SplitMix64(seed: 3)
    let y = (0..<700).map { _ in Double.random(in: 0...1, using: &random) }
    let result = try DurbinWatson().test(
      try LeastSquares().fit(y, on: .trend(y.indices.map(Double.init))))
    #expect(result.basis == .asymptotic)
    #expect(result.pValue == result.detail("p_normal"))
  }

  @Test func exactAndWeightedFitsHaveNoTest() throws {
    let x = (0..<8).map(Double.init)
    let exact = try LeastSquares().fit(x.map { 3 * $0 + 1 }, on: .trend(x))
    #expect(try DurbinWatson().test(exact).statistic == nil)
    #expect(try BreuschGodfrey().test(exact).statistic == nil)
    #expect(try BreuschPagan().test(exact).statistic == nil)
    #expect(try Reset().test(exact).statistic == nil)
    let weighted = try LeastSquares(weights: x.map { $0 + 1 })
      .fit([1, 3, 2, 4, 3, 5, 4, 7], on: .trend(x))
    #expect(throws: StatisticsError.self) { try DurbinWatson().test(weighted) }
  }

  @Test func unitsDoNotMatter() throws {
    let plain = try fit()
    let huge = try LeastSquares().fit(
      values.map { $0 * 0x1p600 }, on: .trend(values.indices.map(Double.init)))
    for (first, second) in [
      (try DurbinWatson().test(plain), try DurbinWatson().test(huge)),
      (try BreuschGodfrey(lags: 2).test(plain), try BreuschGodfrey(lags: 2).test(huge)),
      (try BreuschPagan().test(plain), try BreuschPagan().test(huge)),
      (try White().test(plain), try White().test(huge)),
      (try Reset().test(plain), try Reset().test(huge)),
      (try JarqueBera().test(plain.residuals), try JarqueBera().test(huge.residuals)),
    ] {
      #expect(
        agreement(
          try #require(first.statistic?.value), try #require(second.statistic?.value)) > 11)
    }
  }

  @Test func shapiroAndWilkAreThoseOfR() throws {
    let golden = try RegressionGolden()
    let y = try golden.list("y")
    let counts = [3, 4, 5, 6, 11, 12, 20]
    struct File: Decodable { let shapiro: [[Double]] }
    let expected = try regressionFile("Golden", "regression-methods", as: File.self).shapiro
    for (count, wanted) in zip(counts, expected) {
      let result = try ShapiroWilk().test(Array(y[..<count]))
      #expect(agreement(try #require(result.statistic?.value), wanted[0]) > 8, "\(count)")
      #expect(agreement(try #require(result.pValue), wanted[1]) > 6, "\(count)")
    }
    #expect(throws: StatisticsError.noVariation) { try ShapiroWilk().test([2, 2, 2, 2]) }
    #expect(throws: StatisticsError.self) { try ShapiroWilk().test([1, 2]) }
  }

  @Test func waldIsTheFOfNestedFits() throws {
    let x = values.indices.map(Double.init)
    let squares = x.map { $0 * $0 / 10 }
    let step = x.stepping(at: 8)
    let large = try LeastSquares().fit(
      values, on: Design.trend(x).adding("square", squares).adding("step", step))
    let small = try fit()
    let a = try #require(small.residualSumOfSquares)
    let b = try #require(large.residualSumOfSquares)
    let f = (a - b) / 2 / (b / Double(large.degreesOfFreedom))
    let test = try LinearHypothesis(zero: ["square", "step"]).test(large)
    #expect(agreement(try #require(test.statistic?.value), f) > 10)
    #expect(test.degreesOfFreedom == [2, 12])
    // A single restriction is the square of t.
    let t = try #require(try large.coefficients()[1].statistic)
    let one = try LinearHypothesis(zero: ["time"]).test(large)
    #expect(agreement(try #require(one.statistic?.value), t * t) > 12)
    let shifted = try LinearHypothesis([
      .init(["time": 1], equals: try large.coefficients()[1].estimate)
    ]).test(large)
    #expect(abs(try #require(shifted.statistic?.value)) < 1e-20)
    #expect(throws: StatisticsError.self) { try LinearHypothesis(zero: ["nothing"]).test(large) }
    #expect(throws: StatisticsError.rankDeficient(terms: ["time"])) {
      try LinearHypothesis([.init(["time": 1]), .init(["time": 2])]).test(large)
    }
  }

  @Test func whiteLeavesOutWhatDependsOnOtherColumns() throws {
    let x = values.indices.map(Double.init)
    let fit = try LeastSquares().fit(
      values, on: Design.trend(x).adding("step", x.stepping(at: 8)))
    // time, step, time², time·step: the square of a step is the step.
    #expect(try White().test(fit).degreesOfFreedom == [4])
  }

  @Test func portmanteauOptionsAreChecked() throws {
    #expect(throws: StatisticsError.self) { try Portmanteau(lags: 0).test(values) }
    #expect(throws: StatisticsError.self) { try Portmanteau(lags: 16).test(values) }
    #expect(throws: StatisticsError.self) {
      try Portmanteau(lags: 2, fittedParameters: 2).test(values)
    }
    let plain = try Portmanteau(lags: 3).test(values)
    let fitted = try Portmanteau(lags: 3, fittedParameters: 1).test(values)
    #expect(fitted.degreesOfFreedom == [2])
    #expect(plain.statistic == fitted.statistic)
  }
}

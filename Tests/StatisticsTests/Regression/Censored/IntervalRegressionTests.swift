import Foundation
import Statistics
import Tables
import TestSupport
import Testing

@Suite struct IntervalRegressionTests {
  private let years = (2005...2018).map(Double.init)
  private let values = [3.1, 4.0, 3.6, 5.2, 4.9, 6.3, 5.5, 7.0, 7.4, 6.8, 8.1, 8.8, 8.3, 9.9]

  @Test func exactValuesAreLeastSquares() throws {
    let fit = try IntervalRegression().fit(
      try CensoredResponse(low: values, high: values), on: .trend(years))
    let least = try LeastSquares().fit(values, on: .trend(years))
    #expect(
      agreement(
        try fit.coefficients().map(\.estimate), try least.coefficients().map(\.estimate)) > 10)
    #expect(agreement(fit.logLikelihood, try #require(least.logLikelihood)) > 11)
    // Divisor n, and the information of the likelihood.
    let n = Double(values.count)
    let share = (Double(least.degreesOfFreedom) / n).squareRoot()
    #expect(agreement(fit.sigma, least.sigma * share) > 10)
    let errors = try least.coefficients().compactMap(\.standardError).map { $0 * share }
    #expect(agreement(try fit.coefficients().compactMap(\.standardError), errors) > 9)
    #expect(agreement(fit.logSigmaStandardError, 1 / (2 * n).squareRoot()) > 9)
  }

  @Test func narrowRangesTendToTheirMiddles() throws {
    let least = try LeastSquares().fit(values, on: .trend(years))
    var last = Double.infinity
    for width in [1e-1, 1e-3, 1e-6, 1e-9] {
      let fit = try IntervalRegression().fit(
        try CensoredResponse(
          low: values.map { $0 - width }, high: values.map { $0 + width }), on: .trend(years))
      let gap = abs(try fit.coefficients()[1].estimate - (try least.coefficients()[1].estimate))
      #expect(gap <= max(last, 1e-11), "\(width) \(gap)")
      last = gap
      // The probability of a range is its density times its width.
      let density = fit.logLikelihood - Double(values.count) * log(2 * width)
      #expect(
        abs(density - (try #require(least.logLikelihood))) < 3 * width + 1e-14 / width, "\(width)")
    }
  }

  /// The gradient vanishes: small moves of any parameter lower the likelihood, computed plainly.
  @Test func theMaximumIsAMaximum() throws {
    let low: [Double?] = [nil, 3.5, 3.6, 5, nil, 6, 5.5, 6.5, 7, 6.8, 8, 8, 8.3, 9]
    let high: [Double?] = [4, 4.5, 3.6, nil, 5.5, 7, 5.5, nil, 8, 6.8, 9, nil, 8.3, nil]
    let x = years.map { $0 - 2011.5 }
    let fit = try IntervalRegression().fit(
      try CensoredResponse(low: low, high: high), on: .trend(x))
    func likelihood(_ a: Double, _ b: Double, _ sigma: Double) -> Double {
      var total = 0.0
      for index in x.indices {
        let mean = a + b * x[index]
        if let l = low[index], l == high[index] {
          total += -((l - mean) * (l - mean) / sigma / sigma) / 2 - log(sigma) - log(2 * .pi) / 2
          continue
        }
        let upper = high[index].map { erfc(-($0 - mean) / sigma / 2.0.squareRoot()) / 2 } ?? 1
        let lower = low[index].map { erfc(-($0 - mean) / sigma / 2.0.squareRoot()) / 2 } ?? 0
        total += log(upper - lower)
      }
      return total
    }
    let b = try fit.coefficients().map(\.estimate)
    let best = likelihood(b[0], b[1], fit.sigma)
    #expect(abs(best - fit.logLikelihood) < 1e-10)
    for step in [1e-3, -1e-3] {
      #expect(likelihood(b[0] + step, b[1], fit.sigma) < best)
      #expect(likelihood(b[0], b[1] + step, fit.sigma) < best)
      #expect(likelihood(b[0], b[1], fit.sigma * (1 + step)) < best)
    }
    // The second differences are those of the standard error, the others held at their best by
    // the covariance: checked for the slope by the profile being flatter than the section.
    let section =
      (likelihood(b[0], b[1] + 1e-3, fit.sigma) - 2 * best
        + likelihood(b[0], b[1] - 1e-3, fit.sigma)) / 1e-6
    #expect(try #require(try fit.coefficients()[1].standardError) >= 1 / (-section).squareRoot())
  }

  @Test func calendarYearsChangeOnlyTheConstant() throws {
    let low: [Double?] = values.map { $0 - 0.7 }
    let high: [Double?] = values.map { $0 + 0.4 }
    let response = try CensoredResponse(low: low, high: high)
    let centred = try IntervalRegression().fit(response, on: .trend(years.map { $0 - 2011 }))
    let calendar = try IntervalRegression().fit(response, on: .trend(years))
    let first = try centred.coefficients()
    let second = try calendar.coefficients()
    #expect(agreement(second[1].estimate, first[1].estimate) > 9)
    #expect(
      agreement(try #require(second[1].standardError), try #require(first[1].standardError)) > 9)
    #expect(agreement(second[0].estimate + 2011 * second[1].estimate, first[0].estimate) > 9)
    #expect(agreement(calendar.logLikelihood, centred.logLikelihood) > 10)
  }

  @Test func theLognormalIsTheNormalOfLogarithms() throws {
    let low: [Double?] = values.map { $0 * 0.97 }
    let high: [Double?] = values.enumerated().map { $0.offset % 4 == 0 ? nil : $0.element * 1.04 }
    let fit = try IntervalRegression(.lognormal).fit(
      try CensoredResponse(low: low, high: high), on: .trend(years))
    let logs = try IntervalRegression().fit(
      try CensoredResponse(
        low: low.map { $0.map { log($0) } }, high: high.map { $0.map { log($0) } }),
      on: .trend(years))
    #expect(
      agreement(try fit.coefficients().map(\.estimate), try logs.coefficients().map(\.estimate))
        > 10)
    #expect(throws: StatisticsError.valueNotPositive(index: 0)) {
      try IntervalRegression(.lognormal).fit(
        try CensoredResponse([-1, 2, 3, 4]), on: .intercept(count: 4))
    }
  }

  @Test func tobitMovesTheLineBelowItsLimit() throws {
    let y = values.map { max(5, $0) }
    let fit = try Tobit(lower: 5).fit(y, on: .trend(years))
    let least = try LeastSquares().fit(y, on: .trend(years))
    #expect(try fit.coefficients()[1].estimate > (try least.coefficients()[1].estimate))
    #expect(fit.method == "tobit")
    // The same from above, mirrored.
    let mirrored = try Tobit(upper: -5).fit(y.map { -$0 }, on: .trend(years))
    #expect(
      agreement(
        try mirrored.coefficients().map { -$0.estimate }, try fit.coefficients().map(\.estimate))
        > 9)
  }

  @Test func responsesWithoutAMaximumAreRefused() throws {
    let open: [Double?] = [nil, nil, nil, nil, nil]
    #expect(throws: StatisticsError.self) {
      try IntervalRegression().fit(
        try CensoredResponse(low: [1, 2, 3, 4, 5], high: open), on: .intercept(count: 5))
    }
    // A line inside every range: σ shrinks to nothing.
    #expect(throws: StatisticsError.self) {
      try IntervalRegression().fit(
        try CensoredResponse(low: [0, 1, 2, 3, 4], high: [2, 3, 4, 5, 6]),
        on: .trend([1, 2, 3, 4, 5]))
    }
    #expect(throws: StatisticsError.self) {
      try CensoredResponse(low: [2], high: [1])
    }
    #expect(throws: StatisticsError.notFinite(index: 0)) {
      try CensoredResponse(low: [.nan], high: [1])
    }
  }

  @Test func openRangesAreLeftOutAndSaidToBe() throws {
    let low: [Double?] = values.enumerated().map { $0.offset == 3 ? nil : $0.element }
    let fit = try IntervalRegression().fit(
      try CensoredResponse(low: low, high: low), on: .trend(years))
    #expect(fit.count == 13)
    #expect(fit.notes.map(\.code).contains("open-ranges"))
    #expect(fit.observations?.rows.count == 14)
  }
}

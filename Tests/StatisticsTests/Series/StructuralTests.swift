import Foundation
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Local level and local linear trend")
struct StructuralTests {
  private static func golden() throws -> GoldenFile { try GoldenFile("structural") }
  private static func forecasts() throws -> GoldenFile { try GoldenFile("forecast") }

  private func values(_ row: GoldenRow) throws -> [Double?] {
    try #require(row.object["values"] as? [Any]).map { ($0 as? NSNumber)?.doubleValue }
  }

  private func interventions(_ row: GoldenRow) throws -> [Intervention] {
    try #require(row.object["interventions"] as? [[Any]]).map { pair in
      let shape = try #require(pair[0] as? String)
      let row = try #require(pair[1] as? NSNumber)
      return Intervention(try #require(Impact(shape)), firstAfter: row.intValue)
    }
  }

  private func expect(
    _ found: [Double], _ known: [Double], digits: Double, _ what: String
  ) {
    #expect(found.count == known.count, "\(what)")
    for (number, expected) in zip(found, known) {
      #expect(
        agreement(number, expected) >= digits || abs(number - expected) < 1e-11,
        "\(what): \(number), expected \(expected)")
    }
  }

  @Test("Given variances: dense generalised least squares in 40 digits")
  func given() throws {
    for row in try Self.golden().rows("given") {
      let variances = try row.numbers("variances")
      let values = try values(row)
      let place = Int(try row.number("row"))
      let changes = try interventions(row)
      if row.object["slope"] as? Bool == true {
        let fit = try LocalTrend().filter(
          values, errorVariance: variances[0], levelVariance: variances[1],
          slopeVariance: variances[2], interventions: changes)
        #expect(agreement(fit.logLikelihood, try row.number("log_likelihood")) >= 11)
        expect(fit.levels.map(\.mean), try row.numbers("levels"), digits: 10, "levels")
        expect(
          fit.levels.map(\.variance), try row.numbers("level_variances"), digits: 9, "variances")
        expect(fit.slopes.map(\.mean), try row.numbers("slopes"), digits: 9, "slopes")
        expect(
          fit.slopes.map(\.variance), try row.numbers("slope_variances"), digits: 9, "of slopes")
        let ahead = fit.forecasts(3)
        expect(ahead.map(\.mean), try row.numbers("forecasts"), digits: 10, "forecasts")
        expect(
          ahead.map(\.variance), try row.numbers("forecast_variances"), digits: 9, "of forecasts")
        expect(fit.effects.map(\.mean), try row.numbers("effects"), digits: 9, "effects")
        expect(
          fit.effects.map(\.variance), try row.numbers("effect_variances"), digits: 9, "of effects")
        let one = try #require(fit.predictions[place])
        #expect(agreement(one.mean, try row.number("prediction")) >= 10)
        #expect(agreement(one.variance, try row.number("prediction_variance")) >= 9)
      } else {
        let fit = try LocalLevel().filter(
          values, errorVariance: variances[0], levelVariance: variances[1], interventions: changes)
        #expect(agreement(fit.logLikelihood, try row.number("log_likelihood")) >= 11)
        expect(fit.smoothed, try row.numbers("levels"), digits: 10, "levels")
        expect(fit.smoothedVariances, try row.numbers("level_variances"), digits: 9, "variances")
        let ahead = fit.forecasts(3)
        expect(ahead.map(\.mean), try row.numbers("forecasts"), digits: 10, "forecasts")
        expect(
          ahead.map(\.variance), try row.numbers("forecast_variances"), digits: 9, "of forecasts")
        expect(fit.effects.map(\.mean), try row.numbers("effects"), digits: 9, "effects")
        expect(
          fit.effects.map(\.variance), try row.numbers("effect_variances"), digits: 9, "of effects")
        let one = try #require(fit.predictions[place])
        #expect(agreement(one.mean, try row.number("prediction")) >= 10)
        #expect(agreement(one.variance, try row.number("prediction_variance")) >= 9)
      }
    }
  }

  @Test("Estimated variances: at least the likelihood statsmodels reaches, and where it is")
  func estimated() throws {
    for row in try Self.golden().rows("estimated") {
      let known = try row.numbers("variances")
      let values = try values(row)
      let changes = try interventions(row)
      // statsmodels counts the values that the start takes up in the constant.
      let constant = try row.number("diffuse") / 2 * log(2 * Double.pi)
      let height = try row.number("log_likelihood") + constant
      let found: [Double]
      let likelihood: Double
      let convergence: Convergence?
      if row.object["slope"] as? Bool == true {
        let fit = try LocalTrend().fit(values, interventions: changes)
        found = [fit.errorVariance, fit.levelVariance, fit.slopeVariance]
        (likelihood, convergence) = (fit.logLikelihood, fit.convergence)
      } else {
        let fit = try LocalLevel().fit(values, interventions: changes)
        found = [fit.errorVariance, fit.levelVariance]
        (likelihood, convergence) = (fit.logLikelihood, fit.convergence)
      }
      #expect(likelihood >= height - 1e-8, "\(likelihood), statsmodels \(height)")
      #expect(abs(likelihood - height) < 1e-5, "\(likelihood), statsmodels \(height)")
      for (number, expected) in zip(found, known) {
        #expect(
          abs(number - expected) <= 2e-3 * (known.max() ?? 0) && (number == 0) == (expected == 0),
          "\(found), statsmodels \(known)")
      }
      #expect(convergence?.reason == (found.contains(0) ? .boundary : .converged))
    }
  }

  @Test("R's StructTS has the same estimates and forecasts")
  func structural() throws {
    for row in try Self.forecasts().rows("levels") {
      let fit = try LocalLevel().fit(try row.numbers("values").map { $0 })
      for (number, name) in [(fit.levelVariance, "level"), (fit.errorVariance, "error")] {
        let known = try row.number(name)
        #expect(number == known || agreement(number, known) >= 3.5, "\(name): \(number), \(known)")
      }
      let ahead = fit.forecasts(5)
      for (found, known) in zip(ahead, try row.numbers("forecasts")) {
        #expect(agreement(found.mean, known) >= 5)
      }
      for (found, known) in zip(ahead, try row.numbers("forecast_errors")) {
        #expect(agreement(found.variance.squareRoot(), known) >= 4.5)
      }
    }
  }

  @Test("A level without interventions is the trend's pass without a slope")
  func twoWays() throws {
    var values: [Double?] = BreakSearchTests.noise(24, seed: 8).map { $0 }
    for place in [0, 5, 6, 23] { values[place] = nil }
    let plain = try LocalLevel().filter(values, errorVariance: 0.7, levelVariance: 0.2)
    // A pulse in a row without a value would be told by none; in one with a value it takes that out.
    var without = values
    without[10] = nil
    let taken = try LocalLevel().filter(without, errorVariance: 0.7, levelVariance: 0.2)
    let pulsed = try LocalLevel().filter(
      values, errorVariance: 0.7, levelVariance: 0.2,
      interventions: [Intervention(.pulse, firstAfter: 10)])
    #expect(agreement(pulsed.logLikelihood, taken.logLikelihood) >= 11)
    for row in values.indices {
      #expect(agreement(pulsed.smoothed[row], taken.smoothed[row]) >= 10)
      #expect(agreement(pulsed.smoothedVariances[row], taken.smoothedVariances[row]) >= 10)
    }
    #expect(agreement(pulsed.forecast(4).variance, taken.forecast(4).variance) >= 11)
    let value = try #require(values[10])
    #expect(abs(pulsed.effects[0].mean - (value - taken.smoothed[10])) < 1e-10)
    #expect(plain.logLikelihood != taken.logLikelihood)
    #expect(throws: StatisticsError.rankDeficient(terms: ["pulse 1"])) {
      try LocalLevel().filter(
        values, errorVariance: 0.7, levelVariance: 0.2,
        interventions: [Intervention(.pulse, firstAfter: 0)])
    }
    // A step before the first value is the level itself; estimation says so as well.
    #expect(throws: StatisticsError.rankDeficient(terms: ["step 1"])) {
      try LocalLevel().fit(values, interventions: [Intervention(.step, firstAfter: 0)])
    }
    #expect(throws: StatisticsError.rankDeficient(terms: ["war"])) {
      try LocalTrend().fit(values, interventions: [Intervention(.ramp, firstAfter: 0, name: "war")])
    }
  }

  @Test("Another unit, another zero and another slope change what they must")
  func units() throws {
    let values = BreakSearchTests.noise(40, seed: 6)
      .reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
    let fit = try LocalTrend().fit(values.map { $0 })
    let moved = try LocalTrend().fit(
      values.enumerated().map { 1e5 + 64 * $1 - 3 * Double($0) })
    #expect(agreement(moved.logLikelihood, fit.logLikelihood - 39 * log(64)) >= 9)
    #expect(agreement(moved.levelVariance, 4096 * fit.levelVariance) >= 5)
    let first = fit.forecasts(5)[4].mean
    let second = moved.forecasts(5)[4].mean
    #expect(abs(second - (1e5 + 64 * first - 3 * 45)) < 1e-3)
    for scale in [1e-140, 1e140] {
      let extreme = try LocalTrend().fit(values.map { $0 * scale })
      #expect(agreement(extreme.forecasts(2)[1].mean, scale * fit.forecasts(2)[1].mean) >= 6)
    }
  }

  @Test("A line has no variances, noise about it none of its level")
  func boundaries() throws {
    #expect(throws: StatisticsError.noVariation) {
      try LocalTrend().fit((0..<9).map { 3 + 0.5 * Double($0) })
    }
    #expect(throws: StatisticsError.noVariation) { try LocalTrend().fit([4, 4, nil, 4, 4, 4]) }
    #expect(throws: StatisticsError.self) { try LocalTrend().fit([4, 1, nil, 2, 4]) }
    let noisy = (0..<20).map { 2 * Double($0) + ($0.isMultiple(of: 2) ? 1 : -1) }
    let fit = try LocalTrend().fit(noisy.map { $0 })
    #expect(fit.levelVariance == 0 && fit.slopeVariance == 0 && fit.isAtBoundary)
    // Then it is the straight line with the variance of its residuals, and its forecasts.
    let line = try LeastSquares().fit(noisy, on: .trend((0..<20).map(Double.init)))
    let prediction = try line.prediction(at: .trend([20, 21, 22]))
    for (found, known) in zip(fit.forecasts(3), prediction.rows) {
      #expect(agreement(found.mean, known.value) >= 9)
      #expect(agreement(found.variance.squareRoot(), known.standardError) >= 8)
    }
    #expect(fit.overview.notes.contains { $0.code == "variance-at-zero" })
  }

  @Test("A likelihood with two peaks keeps the lesser one, and says so")
  func peaks() throws {
    // A level that steps once and errors that are small: several kinds of variance explain it.
    for seed in 1...60 {
      let noise = BreakSearchTests.noise(12, seed: UInt64(seed))
      let values = noise.enumerated().map { 0.3 * $1 + ($0 > 5 ? 1 : 0) + 0.4 * Double($0 % 2) }
      let fit = try LocalTrend().fit(values.map { $0 })
      for peak in fit.otherPeaks {
        #expect(peak.logLikelihood <= fit.logLikelihood)
        let again = try LocalTrend().filter(
          values.map { $0 }, errorVariance: peak.parameters[0].value,
          levelVariance: peak.parameters[1].value, slopeVariance: peak.parameters[2].value)
        #expect(agreement(again.logLikelihood, peak.logLikelihood) >= 8)
        #expect(fit.overview.notes.contains { $0.code == "several-peaks" })
      }
    }
    // An autoregression of values that alternate, beside a moving average on the circle.
    let lake = [
      580.38, 581.86, 580.97, 580.8, 579.79, 580.39, 580.42, 580.82, 581.4, 581.32, 581.44, 581.68,
      581.17, 580.53, 580.01, 579.91, 579.14, 579.16, 579.55, 579.67, 578.44, 578.24, 579.1, 579.09,
      579.35, 578.82, 579.32, 579.01, 579, 579.8,
    ]
    let fit = try Arima(1, 1, 1).fit(lake.map { $0 })
    let other = try #require(fit.otherPeaks.first)
    #expect(fit.isOnCircle && other.logLikelihood < fit.logLikelihood)
    #expect(other.parameters.map(\.name) == ["ar1", "ma1"])
    // R's arima, started there, stops near: -0.7894, 0.6463 at -25.7199.
    #expect(abs(other.parameters[0].value + 0.7887) < 1e-3)
    #expect(abs(other.logLikelihood + 25.7193) < 1e-4)
    #expect(fit.overview.notes.contains { $0.code == "several-peaks" })
  }
}

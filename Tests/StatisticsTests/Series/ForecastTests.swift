import Foundation
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Forecasts")
struct ForecastTests {
  private static func golden() throws -> GoldenFile { try GoldenFile("forecast") }

  private func values(_ row: GoldenRow) throws -> [Double?] {
    try #require(row.object["values"] as? [Any]).map { ($0 as? NSNumber)?.doubleValue }
  }

  @Test("ARIMA: the likelihood of R or a greater one, coefficients and forecasts with their errors")
  func arima() throws {
    for row in try Self.golden().rows("arima") {
      let order = try row.numbers("order").map { Int($0) }
      let fit = try Arima(order[0], order[1], order[2]).fit(try values(row))
      let height = try row.number("log_likelihood")
      #expect(fit.logLikelihood >= height - 2e-6, "\(order): \(fit.logLikelihood), R \(height)")
      #expect(fit.convergence.reason != .exhausted, "\(order)")
      // Where R stops at a lesser peak there is nothing to compare.
      guard fit.logLikelihood < height + 1e-3 else { continue }
      for (number, known) in zip(fit.coefficients, try row.numbers("coefficients")) {
        #expect(abs(number - known) < 2e-3 * max(1, abs(known)), "\(order): \(number), R \(known)")
      }
      let ahead = fit.forecasts(6)
      let spread = fit.shockVariance.squareRoot()
      for (found, known) in zip(ahead, try row.numbers("forecasts")) {
        #expect(abs(found.value - known) < 2e-3 * spread, "\(order): \(found.value), R \(known)")
      }
      for (found, known) in zip(ahead, try row.numbers("forecast_errors")) {
        #expect(agreement(found.variance.squareRoot(), known) >= 2.7, "\(order)")
      }
    }
  }

  @Test("Errors of ARIMA forecasts are sums of squared psi weights, differences undone")
  func weights() throws {
    let noise = BreakSearchTests.noise(60, seed: 21)
    let values = noise.reduce(into: [5.0]) { $0.append(($0.last ?? 0) + 0.3 + $1) }
    for (p, d, q) in [(1, 0, 0), (2, 0, 0), (2, 1, 0), (1, 2, 0)] {
      let fit = try Arima(p, d, q).fit(values.map { $0 })
      // φ(B) (1 − B)^d, then ψ by long division.
      var recursion = [1.0] + fit.autoregression.map { -$0 }
      for _ in 0..<d {
        recursion = zip(recursion + [0], [0] + recursion).map { $0 - $1 }
      }
      var weights: [Double] = []
      for step in 0..<8 {
        var weight = step == 0 ? 1 : step <= q ? fit.movingAverage[step - 1] : 0
        for lag in 1..<max(1, min(step + 1, recursion.count)) {
          weight -= recursion[lag] * weights[step - lag]
        }
        weights.append(weight)
      }
      // Without a moving average the filter knows the last shocks.
      var sum = 0.0
      for (weight, forecast) in zip(weights, fit.forecasts(8)) {
        sum += weight * weight
        #expect(agreement(forecast.variance, fit.shockVariance * sum) >= 4, "\((p, d, q))")
      }
      #expect(
        fit.predictions.count == values.count && fit.predictions[..<d].allSatisfy { $0 == nil })
    }
  }

  @Test("One-step forecasts leave the shocks the likelihood is made of")
  func predictions() throws {
    let noise = BreakSearchTests.noise(40, seed: 4)
    var values: [Double?] = noise.reduce(into: [Double]()) { $0.append(0.6 * ($0.last ?? 0) + $1) }
      .map { $0 }
    values[9] = nil
    let arima = try Arima(1, 0, 1).fit(values)
    var height = 0.0
    for (value, prediction) in zip(values, arima.predictions) {
      guard let value, let prediction else { continue }
      let error = value - prediction.mean
      height -= (log(2 * Double.pi * prediction.variance) + error * error / prediction.variance) / 2
    }
    #expect(agreement(height, arima.logLikelihood) >= 9)
    let level = try LocalLevel().fit(values)
    height = 0
    for (value, prediction) in zip(values, level.predictions) {
      guard let value, let prediction else { continue }
      let error = value - prediction.mean
      height -= (log(2 * Double.pi * prediction.variance) + error * error / prediction.variance) / 2
    }
    #expect(agreement(height, level.logLikelihood) >= 9)
  }

  @Test("Holt: R's ets with its own parameters, and ours leave no more")
  func holt() throws {
    for row in try Self.golden().rows("holt") {
      let isDamped = row.object["damped"] as? Bool == true
      let model = ExponentialSmoothing(isDamped: isDamped)
      let values = try row.numbers("values")
      let given = try model.smooth(
        values,
        .init(
          alpha: row.number("alpha"), beta: row.number("beta"), phi: row.number("phi"),
          level: row.number("level"), trend: row.number("trend")))
      for (found, known) in zip(given.fitted, try row.numbers("fitted")) {
        #expect(agreement(found, known) >= 11)
      }
      for (step, known) in try row.numbers("forecasts").enumerated() {
        #expect(agreement(given.forecast(step + 1), known) >= 11)
      }
      let fit = try model.fit(values)
      #expect(fit.sumOfSquares <= (try row.number("sse")) * (1 + 1e-9))
      let variance = try #require(fit.errorVariance)
      let ours = try model.smooth(values, fit.parameters)
      #expect(ours.sumOfSquares == fit.sumOfSquares)
      // The same formula at R's parameters.
      for (step, known) in try row.numbers("shares").enumerated() {
        let ahead = try #require(given.forecastVariance(step + 1))
        let own = try #require(given.errorVariance)
        #expect(agreement(ahead / own, known) >= 9)
      }
      let third = try #require(fit.forecastVariance(3))
      #expect(agreement(fit.forecasts(3)[2].variance, third) >= 14)
      #expect(fit.forecasts(1)[0].variance == variance)
    }
  }

  @Test("The line: R's predict with an interval for a new observation, gaps kept")
  func line() throws {
    for row in try Self.golden().rows("lines") {
      let answer = try ForecastMethod.trend(try values(row), steps: 4)
      for (found, known) in zip(answer.steps, try row.numbers("forecasts")) {
        #expect(agreement(found.value, known) >= 11)
      }
      for (found, known) in zip(answer.steps, try row.numbers("errors")) {
        #expect(agreement(found.standardError, known) >= 10)
      }
      for (found, known) in zip(answer.steps, try row.numbers("low")) {
        #expect(agreement(found.interval(level: 0.8).low, known) >= 10)
      }
      for (found, known) in zip(answer.steps, try row.numbers("high")) {
        #expect(agreement(found.interval(level: 0.8).high, known) >= 10)
      }
      #expect(answer.basis == .exact)
    }
  }

  @Test("Every method answers, names itself in its row, and refuses below its card")
  func catalogue() throws {
    let values = BreakSearchTests.noise(40, seed: 12)
      .reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
    for method in ForecastMethod.allCases {
      #expect(ForecastMethod.named(method.name)?.name == method.name)
      let answer = try method(values.map { $0 }, steps: 5)
      #expect(answer.steps.count == 5)
      #expect(answer.fitted.count == values.count)
      #expect(answer.overview.rows.count == 1)
      #expect(answer.overview.cell(0, .method) == .text(method.name))
      for (first, second) in zip(answer.steps, answer.steps.dropFirst()) {
        #expect(first.standardError <= second.standardError * (1 + 1e-12), "\(method.name)")
      }
      let short = Array(values[..<(method.card.advisedCount - 1)].map { Optional($0) })
      #expect(throws: StatisticsError.self) { try method(short, steps: 1) }
      let forced = try method(short, steps: 1, isForced: true)
      #expect(forced.notes.contains { $0.code == "forced" })
      #expect(throws: StatisticsError.self) { try method([1, 2], steps: 1, isForced: true) }
      var gaps = values.map { Optional($0) }
      gaps[7] = nil
      if method.allowsGaps {
        #expect(try method(gaps, steps: 2).fitted.count == gaps.count)
      } else {
        #expect(throws: StatisticsError.self) { try method(gaps, steps: 2) }
      }
    }
    for name in ["arima:2,1,0", "arima:0,0,0", "arima:5,2,5"] {
      #expect(ForecastMethod.named(name)?.name == name)
    }
    for name in ["arima", "arima:", "arima:1,1", "arima:6,0,0", "arima:1,3,1", "arima:a,0,0", "x"] {
      #expect(ForecastMethod.named(name) == nil, "\(name)")
    }
    #expect(ForecastMethod.standard(count: 3).map(\.name) == ["trend"])
    #expect(ForecastMethod.standard(count: 50).map(\.name) == ["local-level", "trend"])
  }
}

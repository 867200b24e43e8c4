import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Autoregressive integrated moving averages")
struct ArimaTests {
  static let noise = BreakSearchTests.noise(60, seed: 21)
  static let autoregressive: [Double] = noise.reduce(into: []) {
    $0.append(0.6 * ($0.last ?? 0) + $1)
  }

  @Test("The likelihood is that of the multivariate normal law")
  func likelihood() throws {
    let values = Array(Self.autoregressive[..<12])
    let fit = try Arima(1, 0, 0).fit(values.map { $0 })
    let phi = fit.autoregression[0]
    let mean = try #require(fit.mean)
    // The first value has variance 1/(1 − φ²), each other is φ times the one before and a shock.
    var squares = (1 - phi * phi) * (values[0] - mean) * (values[0] - mean)
    for (value, before) in zip(values.dropFirst(), values) {
      let shock = value - mean - phi * (before - mean)
      squares += shock * shock
    }
    #expect(agreement(fit.shockVariance, squares / 12) >= 10)
    let height =
      -6 * (log(2 * Double.pi * squares / 12) + 1) + log(1 - phi * phi) / 2
    #expect(agreement(fit.logLikelihood, height) >= 10)
    let ahead = fit.forecasts(3)
    #expect(agreement(ahead[0].value, mean + phi * (values[11] - mean)) >= 10)
    #expect(agreement(ahead[1].variance, fit.shockVariance * (1 + phi * phi)) >= 10)
  }

  @Test("Differences undone: a random walk stays where it is, its error grows")
  func walk() throws {
    let values = Self.noise.reduce(into: [5.0]) { $0.append(($0.last ?? 0) + $1) }
    let fit = try Arima(0, 1, 0).fit(values.map { $0 })
    for (step, forecast) in fit.forecasts(4).enumerated() {
      #expect(agreement(forecast.value, values[60]) >= 13)
      #expect(agreement(forecast.variance, Double(step + 1) * fit.shockVariance) >= 12)
    }
    let twice = try Arima(0, 2, 0).fit(values.map { $0 })
    let line = 2 * values[60] - values[59]
    #expect(agreement(twice.forecasts(1)[0].value, line) >= 12)
    #expect(agreement(twice.forecasts(2)[1].variance, 5 * twice.shockVariance) >= 12)
  }

  @Test("Differences of noise put the moving average on the circle, and say so")
  func circle() throws {
    let values = Self.noise[..<30].enumerated().map { $1 / 3 + ($0.isMultiple(of: 2) ? 1 : -1) }
    let fit = try Arima(0, 1, 1).fit(values.map { $0 })
    #expect(fit.isOnCircle)
    #expect(fit.movingAverage == [-1])
    #expect(fit.standardErrors == nil)
    #expect(fit.convergence.reason == .boundary)
    // Then the level is constant, and forecast as the mean.
    let mean = values.reduce(0, +) / 30
    #expect(abs(fit.forecasts(1)[0].value - mean) < 1e-6)
  }

  @Test("In another unit and from another zero")
  func units() throws {
    let fit = try Arima(1, 0, 1).fit(Self.autoregressive.map { $0 })
    let other = try Arima(1, 0, 1).fit(Self.autoregressive.map { 50 + 1e150 * $0 })
    for (first, second) in zip(
      fit.autoregression + fit.movingAverage, other.autoregression + other.movingAverage)
    {
      #expect(abs(first - second) < 1e-5)
    }
    let errors = try #require(fit.standardErrors)
    let scaled = try #require(other.standardErrors)
    #expect(agreement(scaled[2], 1e150 * errors[2]) >= 3)
    #expect(errors.allSatisfy { $0 > 0 })
  }

  @Test("Missing values; every order ends", arguments: [(1, 0), (0, 1), (2, 1), (1, 2), (0, 0)])
  func missing(_ order: (Int, Int)) throws {
    var values: [Double?] = Self.autoregressive[..<25].map { $0 }
    for index in [0, 7, 8, 24] { values[index] = nil }
    let fit = try Arima(order.0, 0, order.1).fit(values)
    #expect(fit.count == 21)
    #expect(fit.forecasts(3).allSatisfy { $0.value.isFinite && $0.variance > 0 })
    #expect(fit.logLikelihood.isFinite)
    #expect(throws: StatisticsError.self) { try Arima(order.0, 1, order.1).fit(values) }
  }

  @Test("Bad input")
  func faults() throws {
    #expect(throws: StatisticsError.noVariation) { try Arima(1, 0, 0).fit([2, 2, 2, 2, 2, 2]) }
    #expect(throws: StatisticsError.noVariation) {
      try Arima(0, 2, 1).fit([1, 2, 3, 4, 5, 6, 7])
    }
    #expect(throws: StatisticsError.self) { try Arima(1, 0, 0).fit([1, 2, 4]) }
    #expect(throws: StatisticsError.self) { try Arima(6, 0, 0).fit([1, 2, 4]) }
    #expect(throws: StatisticsError.notFinite(index: 1)) {
      try Arima(1, 0, 0).fit([1, .nan, 4, 3, 5, 6])
    }
    // A constant stretch, and a line: answers or errors, no NaN.
    for values in [[1.0, 1, 1, 1, 1, 4, 4, 4], [1.0, 2, 3, 4, 5, 6, 7, 8]] {
      if let fit = try? Arima(1, 0, 1).fit(values.map { $0 }) {
        #expect(fit.coefficients.allSatisfy { $0.isFinite })
        #expect(fit.logLikelihood.isFinite)
      }
    }
  }
}

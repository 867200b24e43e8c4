import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Local level model")
struct LocalLevelTests {
  static let walk = BreakSearchTests.noise(50, seed: 11)
    .reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
    .enumerated().map { $1 + 2 * BreakSearchTests.noise(51, seed: 5)[$0] }

  @Test("Filter and smoother are weighted least squares")
  func weights() throws {
    // A level at every time, errors of variance 2 in the values and 0.5 in the steps: the smoothed
    // level solves a tridiagonal system.
    let values = [1.0, 3, 2, 5]
    let fit = try LocalLevel().filter(values, errorVariance: 2, levelVariance: 0.5)
    var matrix = [[Double]](repeating: [0, 0, 0, 0, 0], count: 4)
    for row in 0..<4 {
      matrix[row][row] += 1.0 / 2
      matrix[row][4] = values[row] / 2
      if row > 0 {
        matrix[row][row] += 2
        matrix[row - 1][row - 1] += 2
        matrix[row][row - 1] -= 2
        matrix[row - 1][row] -= 2
      }
    }
    for pivot in 0..<4 {
      for row in 0..<4 where row != pivot {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in 0..<5 { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    for row in 0..<4 {
      #expect(agreement(fit.smoothed[row], matrix[row][4] / matrix[row][row]) >= 13)
    }
    #expect(fit.filtered.last == fit.smoothed.last)
    #expect(agreement(fit.forecast(3).variance, fit.smoothedVariances[3] + 3.5) >= 14)
  }

  @Test("Estimates are at the top of the likelihood")
  func maximum() throws {
    let fit = try LocalLevel().fit(Self.walk)
    #expect(fit.convergence?.reason == .converged)
    for (error, level) in [(1.02, 1.0), (0.98, 1), (1, 1.05), (1, 0.95)] {
      let other = try LocalLevel().filter(
        Self.walk, errorVariance: fit.errorVariance * error,
        levelVariance: fit.levelVariance * level)
      #expect(other.logLikelihood < fit.logLikelihood)
    }
    let moved = try LocalLevel().fit(Self.walk.map { 1e3 - 8 * $0 })
    #expect(agreement(moved.errorVariance, 64 * fit.errorVariance) >= 5)
    #expect(agreement(moved.levelVariance, 64 * fit.levelVariance) >= 5)
  }

  @Test("Noise has a constant level, a walk no errors: both at the boundary")
  func boundaries() throws {
    let alternating = (0..<20).map { $0.isMultiple(of: 2) ? 1.0 : 2 }
    let constant = try LocalLevel().fit(alternating)
    #expect(constant.levelVariance == 0 && constant.isAtBoundary)
    #expect(agreement(constant.smoothed[7], 1.5) >= 13)
    let smooth = (0..<20).map { Double($0 * $0) }
    let walk = try LocalLevel().fit(smooth)
    #expect(walk.errorVariance == 0 && walk.isAtBoundary)
    #expect(zip(walk.smoothed, smooth).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("Missing values at the start, the end and between")
  func missing() throws {
    let values: [Double?] = [nil, nil, 3, nil, 4, 6, nil, 5, nil]
    let fit = try LocalLevel().filter(values, errorVariance: 1, levelVariance: 1)
    #expect(fit.filtered[1] == nil && fit.filtered[2] == 3)
    #expect(fit.smoothed[0] == fit.smoothed[2])
    #expect(fit.smoothed.allSatisfy { $0.isFinite })
    #expect(agreement(fit.smoothedVariances[0], fit.smoothedVariances[2] + 2) >= 14)
    #expect(try LocalLevel().fit(values).errorVariance.isFinite)
    #expect(throws: StatisticsError.noVariation) { try LocalLevel().fit([1, 1, nil, 1]) }
    #expect(throws: StatisticsError.self) { try LocalLevel().fit([1, nil, 2]) }
    #expect(throws: StatisticsError.self) {
      try LocalLevel().filter([1, 2], errorVariance: 0, levelVariance: 0)
    }
    #expect(throws: StatisticsError.notFinite(index: 1)) {
      try LocalLevel().fit([1, .infinity, 2, 4])
    }
  }
}

@Suite("Holt's exponential smoothing")
struct ExponentialSmoothingTests {
  static let series = BreakSearchTests.noise(30, seed: 2).enumerated().map {
    5 + 0.3 * Double($0) + $1
  }

  @Test("No parameters nearby leave less", arguments: [false, true])
  func least(_ isDamped: Bool) throws {
    let fit = try ExponentialSmoothing(isDamped: isDamped).fit(Self.series)
    #expect(fit.convergence != nil)
    for change in [0.97, 1.03] {
      var other = fit.parameters
      other.alpha = min(0.9999, max(1e-4, other.alpha * change))
      other.beta = min(other.beta, other.alpha)
      let near = try ExponentialSmoothing(isDamped: isDamped).smooth(Self.series, other)
      #expect(near.sumOfSquares >= fit.sumOfSquares)
      other = fit.parameters
      other.level *= change
      let start = try ExponentialSmoothing().smooth(Self.series, other)
      #expect(start.sumOfSquares > fit.sumOfSquares)
    }
    let again = try ExponentialSmoothing(isDamped: isDamped).smooth(Self.series, fit.parameters)
    #expect(again.sumOfSquares == fit.sumOfSquares)
  }

  @Test("In another unit and from another zero the forecast moves with the values")
  func units() throws {
    let fit = try ExponentialSmoothing().fit(Self.series)
    let moved = try ExponentialSmoothing().fit(Self.series.map { 1e6 + 1024 * $0 })
    #expect(agreement(moved.forecast(4) - 1e6, 1024 * fit.forecast(4)) >= 5)
  }

  @Test("A line is forecast exactly; a damped trend levels off")
  func line() throws {
    let line = (0..<12).map { 3 + 2 * Double($0) }
    let fit = try ExponentialSmoothing().fit(line)
    #expect(abs(fit.forecast(3) - 31) < 1e-9)
    #expect(fit.forecastVariance(3).map { $0 < 1e-20 } == true)
    let flat = try ExponentialSmoothing(isDamped: true).fit(Array(repeating: 4.0, count: 8))
    #expect(abs(flat.forecast(5) - 4) < 1e-9)
    #expect(flat.logLikelihood.map(\.isFinite) ?? true)
    let damped = try ExponentialSmoothing(isDamped: true).smooth(
      [1, 2], .init(alpha: 0, beta: 0, phi: 0.5, level: 0, trend: 8))
    #expect(damped.forecast(2) == 4 + 2 + 1 + 0.5)
    #expect(throws: StatisticsError.self) { try ExponentialSmoothing().fit([1, 2, 3, 4]) }
    #expect(throws: StatisticsError.self) {
      try ExponentialSmoothing().smooth([], .init(alpha: 0, beta: 0, level: 0, trend: 0))
    }
  }
}

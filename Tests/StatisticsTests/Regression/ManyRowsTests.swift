import Foundation
import LinearAlgebra
import Statistics
import TestSupport
import Testing

/// Regressions of so many rows that sums over them are made by blocks, in doubles: they agree with
/// what is computed row after row, and with the equations they solve.
@Suite struct ManyRowsTests {
  /// Numbers in −½ to ½ without pattern, the same in every run.
  private static func noise(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 - 0.5
    }
  }

  private static func design(_ count: Int) -> Design {
    [
      "(intercept)": Array(repeating: 1, count: count), "a": noise(count, seed: 1),
      "b": noise(count, seed: 2).map { 3 + 10 * $0 }, "c": noise(count, seed: 3),
      "d": noise(count, seed: 4).map { $0 * $0 },
    ]
  }

  private static func response(_ count: Int) -> [Double] {
    let design = design(count)
    return noise(count, seed: 5).enumerated().map { row, rest in
      2 + design.columns[1][row] - 0.1 * design.columns[2][row]
        + rest * (1 + design.columns[4][row])
    }
  }

  private static let estimators: [CovarianceEstimator] = [
    .hc0, .hc1, .hc2, .hc3, .neweyWest(lags: 0), .neweyWest(lags: 1), .neweyWest(lags: 10),
    .neweyWest(lags: 97, adjusted: false), .neweyWest(lags: 300),
  ]

  /// Counts that end within a block, within eight rows and behind a group of blocks.
  @Test(arguments: [2048, 2051, 16_384, 33_001], [false, true])
  func errorsAreThoseOfRowAfterRow(count: Int, weighted: Bool) throws {
    let weights = weighted ? Self.noise(count, seed: 6).map { 1 + $0 } : nil
    let response = Self.response(count)
    let design = Self.design(count)
    let byBlocks = try LeastSquares(weights: weights).fit(response, on: design)
    let byRows = try LeastSquares(weights: weights, solver: .qr).fit(response, on: design)
    // Row after row, hundreds of lags take their time.
    for estimator in Self.estimators.prefix(count < 10_000 ? 9 : 7) {
      let expected = try byRows.covariance(estimator).diagonal
      let found = try byBlocks.covariance(estimator).diagonal
      #expect(agreement(found, expected) > 11.5, "\(estimator.name)")
    }
  }

  @Test func aRowOfItsOwnIsStillRefused() throws {
    var design = Self.design(4000)
    var own = [Double](repeating: 0, count: 4000)
    own[1234] = 1
    design = design.adding("own", own)
    let fit = try LeastSquares().fit(Self.response(4000), on: design)
    #expect(throws: StatisticsError.leverageOne(index: 1234)) { try fit.coefficients(.hc3) }
    #expect(throws: StatisticsError.leverageOne(index: 1234)) { try fit.coefficients(.hc0) }
  }

  /// Counts with more variance than Poisson counts have, from means that hang on two columns.
  private static func counts(_ count: Int) -> (counts: [Double], design: Design) {
    let columns = design(count)
    let first = noise(count, seed: 7)
    let second = noise(count, seed: 8)
    let counts = (0..<count).map { row in
      let mean = 3 * (1 + columns.columns[1][row]) * (0.4 - 1.3 * first[row])
      return max(0, (mean + 3 * second[row]).rounded())
    }
    return (counts, columns)
  }

  @Test(arguments: [2048, 20_003])
  func countsSolveTheirEquations(count: Int) throws {
    let (counts, design) = Self.counts(count)
    let fit = try GeneralizedLinear(.poisson).fit(counts, on: design)
    for column in design.columns {
      let score = zip(column, fit.residuals).reduce(0) { $0 + $1.0 * $1.1 }
      let size = zip(column, counts).reduce(0) { $0 + abs($1.0) * $1.1 }
      #expect(abs(score) < 1e-12 * size)
    }
    // The log likelihood and the deviance as they are defined.
    let likelihood = zip(counts, fit.fitted).reduce(0) { total, row in
      total + row.0 * log(row.1) - row.1
        - (1...max(1, Int(row.0))).reduce(0) { $0 + log(Double($1)) }
    }
    #expect(agreement(try #require(fit.logLikelihood), likelihood) > 11)
    let mean = counts.reduce(0, +) / Double(count)
    let deviance = counts.reduce(0) { total, y in
      total + 2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean))
    }
    #expect(agreement(try #require(fit.nullDeviance), deviance) > 11)
  }

  /// At the maximum both scores vanish, and α does not hang on what is added to every exposure.
  @Test func negativeBinomialCountsSolveTheirEquations() throws {
    let (counts, design) = Self.counts(20_003)
    let fit = try NegativeBinomialRegression().fit(counts, on: design)
    let alpha = fit.alpha
    let theta = try #require(fit.theta)
    for column in design.columns {
      let terms = counts.indices.map {
        column[$0] * (counts[$0] - fit.fit.fitted[$0]) / (1 + alpha * fit.fit.fitted[$0])
      }
      #expect(abs(terms.reduce(0, +)) < 1e-11 * terms.reduce(0) { $0 + abs($1) })
    }
    let slopes = counts.indices.map { row -> Double in
      let (y, mean) = (counts[row], fit.fit.fitted[row])
      let steps = (0..<Int(y)).reduce(0) { $0 + 1 / (theta + Double($1)) }
      return steps - log(1 + alpha * mean) - alpha * (y - mean) / (1 + alpha * mean)
    }
    #expect(abs(slopes.reduce(0, +)) < 1e-11 * slopes.reduce(0) { $0 + abs($1) })

    let exposed = NegativeBinomialRegression(exposures: counts.map { _ in 8 })
    let other = try exposed.fit(counts, on: design)
    #expect(agreement(other.alpha, alpha) > 11)
    let estimates = try fit.coefficients(.observed).map(\.standardError)
    let others = try other.coefficients(.observed).map(\.standardError)
    #expect(agreement(others.compactMap { $0 }, estimates.compactMap { $0 }) > 10)
  }
}

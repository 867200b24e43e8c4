import Distributions
import LinearAlgebra

/// Regression by M-estimation: observations far from the plane count for less.
///
/// Least squares with weights ψ(u)/u of the residuals over their scale, iterated from least squares;
/// the scale is the median absolute residual over 0.6745, estimated anew in every iteration.
///
/// - Assumes: errors symmetric about zero; protects against outlying responses, not against outlying
///   columns (leverage).
/// - Units: those of ``LeastSquares``.
/// - Edge cases: more than half of the residuals zero leave no scale:
///   ``StatisticsError/varianceNotPositive``. The bisquare has more than one solution; the one near
///   least squares is found, as in R.
/// - Cost: n p² operations an iteration, 10 to 60 iterations.
/// - References: Huber 1964, doi:10.1214/aoms/1177703732; Beaton & Tukey 1974, doi:10.2307/1267936;
///   Huber 1981, *Robust Statistics*, section 7.6 (errors).
/// - Checked against: R MASS 7.3 `rlm(acc = 1e-13)` (`Golden/regression-methods.json`).
public struct RobustRegression: Model {
  /// How the weight falls with the residual.
  public enum Loss: String, Hashable, Sendable, Codable, CaseIterable {
    /// One up to the tuning constant, then as its inverse.
    case huber
    /// (1 − (u/c)²)², and nothing beyond the tuning constant.
    case bisquare

    /// The constant with 95 % efficiency under normal errors.
    public var standardTuning: Double { self == .huber ? 1.345 : 4.685 }
  }

  /// How the weight falls with the residual.
  public var loss: Loss
  /// Where it begins to fall, or ends, in units of the scale.
  public var tuning: Double

  /// An M-estimator; its tuning constant has 95 % efficiency unless given.
  public init(_ loss: Loss = .huber, tuning: Double? = nil) {
    self.loss = loss
    self.tuning = tuning ?? loss.standardTuning
  }

  /// The fit of a response, one element for each row of the design.
  ///
  /// - Throws: ``StatisticsError/varianceNotPositive``, ``StatisticsError/notConverged(iterations:)``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for the tuning constant, and what
  ///   ``LeastSquares/fit(_:on:)`` throws.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> RobustFit {
    guard tuning > 0, tuning.isFinite else {
      throw .invalidOption(name: "tuning", found: "\(tuning)", needed: "positive")
    }
    let least = try LeastSquares().fit(response, on: design)
    guard !least.isExact else { throw .varianceNotPositive }
    var residuals = least.residuals
    var coefficients = least.solution.coefficients
    var lastChange = Double.infinity
    for iteration in 1...2_000 {
      let scale = try Self.scale(residuals, of: response)
      // A weight of nothing would take a row out of the factorisation.
      let weights = residuals.map { max(weight($0 / scale), 1e-250) }
      let solution = try solveRegression(response, design, .weights(weights))
      let length = euclideanLength(residuals)
      let change =
        euclideanLength(zip(solution.residuals, residuals).map { $0 - $1 }) / length
      residuals = solution.isExact ? residuals : solution.residuals
      coefficients = solution.coefficients
      let isSettled = change < 1e-13
      let isExhausted = change < 1e-11 && change >= lastChange / 2 && iteration > 100
      lastChange = change
      if isSettled || isExhausted {
        return try RobustFit(
          self, response, design, coefficients: coefficients, residuals: residuals,
          scale: try Self.scale(residuals, of: response), least: least,
          convergence: Convergence(
            iterations: iteration, change: change, reason: isSettled ? .converged : .exhausted))
      }
    }
    throw .notConverged(iterations: 2_000)
  }

  /// ψ(u)/u.
  func weight(_ u: Double) -> Double {
    switch loss {
    case .huber: return abs(u) <= tuning ? 1 : tuning / abs(u)
    case .bisquare:
      let rest = 1 - (u / tuning) * (u / tuning)
      return rest > 0 ? rest * rest : 0
    }
  }

  /// ψ′(u).
  func slope(_ u: Double) -> Double {
    switch loss {
    case .huber: return abs(u) <= tuning ? 1 : 0
    case .bisquare:
      let square = (u / tuning) * (u / tuning)
      return square < 1 ? (1 - square) * (1 - 5 * square) : 0
    }
  }

  /// The median absolute residual over the normal one.
  private static func scale(
    _ residuals: [Double], of response: [Double]
  ) throws(StatisticsError) -> Double {
    let sizes = residuals.map { abs($0) }.sorted()
    let half = sizes.count / 2
    let median = sizes.count % 2 == 1 ? sizes[half] : sizes[half - 1] / 2 + sizes[half] / 2
    let largest = response.reduce(0) { max($0, abs($1)) }
    guard median > largest * 0x1p-48 else { throw .varianceNotPositive }
    return median / 0.6745
  }
}

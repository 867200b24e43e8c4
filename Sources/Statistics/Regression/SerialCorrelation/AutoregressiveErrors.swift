import LinearAlgebra

/// Regression with first-order autoregressive errors by likelihood, over the real distances: the
/// correlation of two observations is ρ to the power of the steps between them.
///
/// ρ is the maximum of the profile likelihood, looked for over its whole domain, since short series
/// have more than one; the coefficients are those of generalised least squares there.
///
/// - Assumes: stationary normal errors of first order.
/// - Units: those of ``LeastSquares``; ρ is that of the smallest distance between observations.
/// - Edge cases: ρ is looked for from −0.9999 to 0.9999 (from 0 where distances are not whole steps).
///   Beyond 0.998 in size it is the boundary: a series this short does not tell such errors from a
///   random walk, and ``AutoregressiveFit/convergence`` says so. Errors are biased low in short series:
///   the size of a 5 % test is 6–15 % at 9 to 25 observations.
/// - Cost: about 150 fits.
/// - References: Beach & MacKinnon 1978, doi:10.2307/1913644 (likelihood); Cheang & Reinsel 2000,
///   doi:10.1080/01621459.2000.10474260 (restricted likelihood).
/// - Checked against: R nlme 3.1 `gls(correlation = corAR1())` and 40-digit arithmetic
///   (`ReferenceCases/gls_ar1_ml.json`, `gls_ar1_reml.json`); with gaps, nlme `corCAR1`
///   (`Golden/regression-methods.json`).
public struct AutoregressiveErrors: Model {
  /// What ρ makes greatest.
  public enum Criterion: Hashable, Sendable {
    /// The likelihood.
    case likelihood
    /// The restricted likelihood, which allows for the coefficients; without ½ log|XᵀX|, as nlme.
    case restricted
    /// Nothing: ρ is declared.
    case declared(rho: Double)

    /// The name in results and on the command line.
    public var name: String {
      switch self {
      case .likelihood: "ar1-ml"
      case .restricted: "ar1-reml"
      case .declared: "gls-ar1"
      }
    }
  }

  /// What ρ makes greatest.
  public var criterion: Criterion
  /// The times of the observations, ascending; nil where they are equally spaced.
  public var times: [Double]?

  /// The ends of the search for ρ.
  public static let limit = 0.9999
  /// The size of ρ from which the estimate counts as being at the boundary.
  public static let boundary = 0.998

  /// A regression by a criterion.
  public init(_ criterion: Criterion = .restricted, times: [Double]? = nil) {
    self.criterion = criterion
    self.times = times
  }

  /// The fit of a response, one element for each row of the design.
  ///
  /// - Throws: what ``LeastSquares/fit(_:on:)`` throws; ``StatisticsError/varianceNotPositive``
  ///   where the columns fit exactly; ``StatisticsError/invalidOption(name:found:needed:)`` for a
  ///   declared ρ outside (−1, 1).
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> AutoregressiveFit {
    try checkRegression(response, design)
    let spacing = try Spacing(times, count: response.count)
    let likelihood = MarkovLikelihood(
      response: response, design: design, spacing: spacing, restricted: criterion == .restricted)
    if case .declared(let rho) = criterion {
      guard rho > -1, rho < 1, rho >= 0 || spacing.isWhole else {
        throw .invalidOption(
          name: "rho", found: "\(rho)",
          needed: spacing.isWhole ? "between −1 and 1" : "from 0 to below 1")
      }
      return try ending(
        likelihood, rho, Convergence(iterations: 0, change: 0, reason: .converged))
    }
    let (rho, convergence) = try likelihood.maximum()
    return try ending(likelihood, rho, convergence)
  }

  /// The profile likelihood of an autocorrelation, restricted for the restricted criterion: the
  /// coefficients and the variance at their best for it.
  ///
  /// - Throws: as ``fit(_:on:)``.
  public func logLikelihood(
    at rho: Double, _ response: [Double], on design: Design
  ) throws(StatisticsError) -> Double {
    try checkRegression(response, design)
    let spacing = try Spacing(times, count: response.count)
    guard rho > -1, rho < 1, rho >= 0 || spacing.isWhole else {
      throw .invalidOption(name: "rho", found: "\(rho)", needed: "between −1 and 1")
    }
    return try MarkovLikelihood(
      response: response, design: design, spacing: spacing, restricted: criterion == .restricted)(
        rho)
  }

  private func ending(
    _ likelihood: MarkovLikelihood, _ rho: Double, _ convergence: Convergence
  ) throws(StatisticsError) -> AutoregressiveFit {
    let solution = try likelihood.solution(rho)
    let divisor =
      criterion == .likelihood
      ? likelihood.response.count
      : likelihood.response.count - likelihood.design.terms.count
    return AutoregressiveFit(
      method: criterion.name, response: likelihood.response, design: likelihood.design, rho: rho,
      spacing: likelihood.spacing, solution: solution, residuals: solution.residuals,
      isMarginal: true, divisor: divisor, logLikelihood: likelihood.value(solution, rho),
      convergence: convergence)
  }
}

/// The likelihood of an autocorrelation, coefficients and variance at their best for each.
struct MarkovLikelihood {
  let response: [Double]
  let design: Design
  let spacing: Spacing
  let restricted: Bool

  func solution(_ rho: Double) throws(StatisticsError) -> LeastSquaresSolution {
    try solveRegression(response, design, spacing.whitening(rho))
  }

  func value(_ solution: LeastSquaresSolution, _ rho: Double) -> Double? {
    guard !solution.isExact, solution.residualSumOfSquares > 0 else { return nil }
    let degrees = Double(response.count - (restricted ? design.terms.count : 0))
    let unit = 2 * Double(solution.residualExponent) * logarithmOfTwo
    let logVariance = Elementary.log(solution.residualSumOfSquares / degrees) + unit
    var result = -degrees / 2 * (Elementary.log(2 * Double.pi) + 1 + logVariance)
    result -= spacing.whitening(rho).logDeterminant / 2
    if restricted { result -= solution.logDeterminant / 2 }
    return result
  }

  func callAsFunction(_ rho: Double) throws(StatisticsError) -> Double {
    let solution = try solution(rho)
    guard let value = value(solution, rho) else { throw .varianceNotPositive }
    return value
  }

  /// The ρ of the greatest likelihood: the best of a grid, golden section about it, and Newton on
  /// differences.
  func maximum() throws(StatisticsError) -> (rho: Double, convergence: Convergence) {
    let limit = AutoregressiveErrors.limit
    let top = Elementary.atanh(limit)
    let grid = (0...60).map { Elementary.tanh(top * (Double($0) / 30 - 1)) }
      .filter { $0 >= 0 || spacing.isWhole }
    var values: [Double] = []
    for rho in grid { values.append(try self(rho)) }
    var evaluations = grid.count
    guard let best = values.indices.max(by: { values[$0] < values[$1] }) else {
      throw .notConverged(iterations: 0)
    }
    var low = Elementary.atanh(grid[max(0, best - 1)])
    var high = Elementary.atanh(grid[min(grid.count - 1, best + 1)])
    let section = (5.0.squareRoot() - 1) / 2
    var left = high - section * (high - low)
    var right = low + section * (high - low)
    var leftValue = try self(Elementary.tanh(left))
    var rightValue = try self(Elementary.tanh(right))
    while high - low > 1e-6 {
      evaluations += 1
      if leftValue >= rightValue {
        (high, right, rightValue) = (right, left, leftValue)
        left = high - section * (high - low)
        leftValue = try self(Elementary.tanh(left))
      } else {
        (low, left, leftValue) = (left, right, rightValue)
        right = low + section * (high - low)
        rightValue = try self(Elementary.tanh(right))
      }
    }
    var place = (low + high) / 2
    var change = high - low
    let ends = (Elementary.atanh(grid[0]), Elementary.atanh(grid[grid.count - 1]))
    for _ in 0..<3 {
      let width = 1e-4
      guard place - width > ends.0, place + width < ends.1 else { break }
      let middle = try self(Elementary.tanh(place))
      let below = try self(Elementary.tanh(place - width))
      let above = try self(Elementary.tanh(place + width))
      evaluations += 3
      let curvature = above - 2 * middle + below
      guard curvature < 0 else { break }
      let move = -(above - below) / 2 / curvature * width
      guard abs(move) < 1e-4 else { break }
      place += move
      change = abs(move)
    }
    let rho = Elementary.tanh(place)
    let isEdge =
      abs(rho) >= AutoregressiveErrors.boundary || (!spacing.isWhole && rho < 1e-6)
    return (
      rho,
      Convergence(
        iterations: evaluations, change: change, reason: isEdge ? .boundary : .converged)
    )
  }
}

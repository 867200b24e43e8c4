import Distributions
import LinearAlgebra

/// Regression of responses known only to lie in ranges, by normal maximum likelihood: interval
/// regression, and Tobit where the ranges come from limits.
///
/// - Assumes: normal errors of one variance (on the logarithms for the lognormal), and that how
///   coarsely a value is known does not hang on the value, its columns allowed for.
/// - Units: coefficients in units of the response over their column; of its logarithm for the
///   lognormal.
/// - Edge cases: ranges open on both sides say nothing and are left out, with a note. Where a plane
///   fits inside every range, or all ranges are open on one side, there is no maximum:
///   ``StatisticsError/varianceNotPositive``.
/// - Cost: n p² operations an iteration, mostly 5 to 10 iterations.
/// - References: Stewart 1983, doi:10.2307/2297773; Tobin 1958, doi:10.2307/1907382.
/// - Checked against: R survival 3.5 `survreg`, gretl 2022c and 40-digit arithmetic
///   (`ReferenceCases/interval_regression.json`, `tobit.json`).
public struct IntervalRegression: Hashable, Sendable {
  /// The distribution of the responses about their mean.
  public enum Distribution: String, Hashable, Sendable, Codable, CaseIterable {
    /// Normal.
    case gaussian
    /// Normal after taking logarithms; ends must be positive, an open lower end is zero.
    case lognormal
  }

  /// The distribution.
  public var distribution: Distribution

  /// A regression under a distribution.
  public init(_ distribution: Distribution = .gaussian) { self.distribution = distribution }

  /// The fit of ranges, one for each row of the design.
  ///
  /// - Throws: ``StatisticsError/varianceNotPositive``, ``StatisticsError/valueNotPositive(index:)``
  ///   for the lognormal, ``StatisticsError/notConverged(iterations:)``, and what
  ///   ``LeastSquares/fit(_:on:)`` throws.
  public func fit(
    _ response: CensoredResponse, on design: Design
  ) throws(StatisticsError) -> IntervalFit {
    try design.validate(count: response.count)
    let known = (0..<response.count).filter {
      response.low[$0] > -.infinity || response.high[$0] < .infinity
    }
    guard known.count > design.terms.count else {
      throw .notMoreObservationsThanTerms(
        observations: known.count, terms: design.terms.count)
    }
    let used = try transformed(response, known)
    let rows = design.rows(known)
    let middles = used.middles.map { $0 ?? 0 }
    let start = try LeastSquares().fit(middles, on: rows)
    guard used.low.contains(where: { $0.isFinite }), used.high.contains(where: { $0.isFinite })
    else { throw .varianceNotPositive }
    let maximum = try maximum(used, start)
    let constant = try LeastSquares().fit(middles, on: .intercept(count: known.count))
    let null = try? self.maximum(used, constant)
    return try IntervalFit(
      distribution, response: response, design: design, used: used, known: known, start: start,
      maximum, nullLogLikelihood: null.map { $0.logLikelihood + jacobian(used) },
      logLikelihood: maximum.logLikelihood + jacobian(used))
  }

  /// The maximum in an orthonormal basis of the columns, the response shifted and scaled to near one
  /// by the least-squares fit to the middles.
  private func maximum(
    _ response: CensoredResponse, _ start: LinearFit
  ) throws(StatisticsError) -> CensoredMaximum {
    let basis = start.solution.orthonormal
    let residuals = start.isExact ? nil : start.residuals
    let widths = zip(response.low, response.high).map { $1 - $0 }.filter(\.isFinite)
    let spread = residuals.map { euclideanLength($0) / Double($0.count).squareRoot() } ?? 0
    let width = widths.max() ?? 0
    let sigma = spread > 0 ? spread : width
    guard sigma > 0 else { throw .varianceNotPositive }
    let likelihood = CensoredLikelihood(
      basis: basis, low: zip(response.low, start.fitted).map { ($0 - $1) / sigma },
      high: zip(response.high, start.fitted).map { ($0 - $1) / sigma })
    let zero = [Double](repeating: 0, count: basis.columns)
    // Wide enough that no observation starts beyond the tails.
    let farthest = zip(likelihood.low, likelihood.high).reduce(1.0) { far, ends in
      let reach = ends.0 > 0 ? ends.0 : (ends.1 < 0 ? -ends.1 : 0)
      return max(far, reach)
    }
    return try CensoredMaximum(likelihood, gamma: zero, theta: min(1, 8 / farthest), unit: sigma)
  }

  /// What the logarithms add to the density of exact values.
  private func jacobian(_ used: CensoredResponse) -> Double {
    guard distribution == .lognormal else { return 0 }
    return -zip(used.low, used.high).filter { $0 == $1 }.reduce(0) { $0 + $1.0 }
  }

  private func transformed(
    _ response: CensoredResponse, _ known: [Int]
  ) throws(StatisticsError) -> CensoredResponse {
    if distribution == .gaussian {
      return try CensoredResponse(
        low: known.map { response.low[$0] }, high: known.map { response.high[$0] })
    }
    var low: [Double?] = []
    var high: [Double?] = []
    for index in known {
      let lower = response.low[index]
      let upper = response.high[index]
      guard upper > 0, lower > 0 || lower == -.infinity || lower != upper else {
        throw .valueNotPositive(index: index)
      }
      low.append(lower > 0 ? Elementary.log(lower) : nil)
      high.append(upper < .infinity ? Elementary.log(upper) : nil)
    }
    return try CensoredResponse(low: low, high: high)
  }
}

/// A Tobit model: interval regression of values that a limit cut off.
///
/// - Assumes, edge cases, cost: as ``IntervalRegression``.
/// - References: Tobin 1958, doi:10.2307/1907382.
/// - Checked against: R survival 3.5, gretl 2022c (`ReferenceCases/tobit.json`).
public struct Tobit: Model {
  /// Values at or below it are known only to be at most what is recorded; nil for no limit.
  public var lower: Double?
  /// Values at or above it are known only to be at least what is recorded; nil for no limit.
  public var upper: Double?

  /// A model with limits.
  public init(lower: Double? = nil, upper: Double? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// The fit of values, one for each row of the design.
  ///
  /// - Throws: what ``IntervalRegression/fit(_:on:)`` throws.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> IntervalFit {
    var fit = try IntervalRegression().fit(
      try CensoredResponse(response, below: lower, above: upper), on: design)
    fit.method = "tobit"
    return fit
  }
}

import LinearAlgebra

/// Quantile regression: the plane that leaves a share τ of the observations below it, by an exact
/// solver.
///
/// The solution is a vertex: it fits as many observations exactly as there are terms. It is found by
/// descent from vertex to vertex in twice the digits of a double, and is exact for the numbers given.
/// Where several vertices are equally good (ties, or nτ whole in simple designs) the fit says so and
/// lists them.
///
/// - Assumes: for the point nothing but the plane; for the standard errors independent errors of one
///   distribution.
/// - Units: coefficients in units of the response over their column.
/// - Edge cases: rank-deficient columns are refused by name.
/// - Cost: n p operations in double-double a vertex, about as many vertices as terms times ten; the
///   rank inversion intervals about n times that.
/// - References: Koenker & Bassett 1978, doi:10.2307/1913643; Barrodale & Roberts 1973,
///   doi:10.1137/0710069; Koenker & d'Orey 1987, doi:10.2307/2347802.
/// - Checked against: R quantreg 5.94 `rq(method = "br")` and enumeration of all vertices in exact
///   rationals (`ReferenceCases/quantreg_trend.json`, `quantreg_multi.json`).
public struct QuantileRegression: Model {
  /// The share below the plane, between 0 and 1.
  public var tau: Double

  /// A regression of a quantile.
  public init(_ tau: Double = 0.5) { self.tau = tau }

  /// The fit of a response, one element for each row of the design.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for τ, and what
  ///   ``LeastSquares/fit(_:on:)`` throws.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> QuantileFit {
    guard tau > 0, tau < 1 else {
      throw .invalidOption(name: "quantile", found: "\(tau)", needed: "between 0 and 1")
    }
    let least = try LeastSquares().fit(response, on: design)
    // Powers of two only: nothing is rounded.
    let unit = Self.exponent(response)
    let columnUnits = design.columns.map(Self.exponent)
    let rows = response.indices.map { index in
      zip(design.exactRow(index), columnUnits).map { $0.scaled(byPowerOfTwo: -$1) }
    }
    let problem = QuantileProblem(
      response.map { DoubleDouble($0.scaled(byPowerOfTwo: -unit)) }, rows: rows,
      tau: Self.exact(tau))
    var solver = QuantileSolver(problem)
    let optimum = try solver.optimum(from: Self.order(least.residuals, tau))
    return try QuantileFit(
      self, response, design, solver, optimum, unit: unit, columnUnits: columnUnits, least: least)
  }

  /// The decimal fraction that τ was written as, to twice the digits of a double: 0.1 is a tenth.
  static func exact(_ tau: Double) -> DoubleDouble {
    var scale = 1.0
    for _ in 0..<12 {
      let whole = (tau * scale).rounded()
      if whole / scale == tau { return DoubleDouble(whole) / DoubleDouble(scale) }
      scale *= 10
    }
    return DoubleDouble(tau)
  }

  private static func exponent(_ values: [Double]) -> Int {
    let largest = values.reduce(0) { max($0, abs($1)) }
    return largest > 0 ? Int(largest.exponent) : 0
  }

  /// The observations in the order of their distance from the quantile of least-squares residuals.
  private static func order(_ residuals: [Double], _ tau: Double) -> [Int] {
    let sorted = residuals.sorted()
    let level = sorted[min(sorted.count - 1, Int(tau * Double(sorted.count)))]
    return residuals.indices.sorted {
      (abs(residuals[$0] - level), $0) < (abs(residuals[$1] - level), $1)
    }
  }
}

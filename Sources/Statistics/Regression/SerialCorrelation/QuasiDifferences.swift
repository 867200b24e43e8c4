import LinearAlgebra

/// Regression with first-order autoregressive errors by quasi-differences, the autocorrelation
/// estimated from the residuals and both iterated until they settle.
///
/// Prais and Winsten keep the first observation, times √(1 − ρ²); Cochrane and Orcutt drop it. The
/// autocorrelation is the slope of each residual on the one before, without a constant.
///
/// - Assumes: errors eₜ = ρeₜ₋₁ + uₜ with normal u of one variance.
/// - Units: those of ``LeastSquares``; ρ is that of the smallest distance between observations.
/// - Edge cases: over a gap of k steps the correlation is ρᵏ, and only neighbours a step apart tell
///   ρ. With Prais and Winsten an estimate beyond ±1 is the boundary: the fit is that at ±0.9999 and
///   ``AutoregressiveFit/convergence`` says so. Cochrane and Orcutt may pass it: the errors are then
///   not stationary, which is said the same way.
/// - Cost: some 10 to 100 fits.
/// - References: Prais & Winsten 1954, Cowles Commission Discussion Paper 383; Cochrane & Orcutt
///   1949, doi:10.1080/01621459.1949.10483290.
/// - Checked against: gretl 2022c and 40-digit arithmetic (`ReferenceCases/prais_winsten.json`,
///   `cochrane_orcutt.json`).
public struct QuasiDifferences: Model {
  /// What becomes of the first observation.
  public enum First: String, Hashable, Sendable, Codable, CaseIterable {
    /// Kept, as Prais and Winsten do.
    case kept = "prais-winsten"
    /// Dropped, as Cochrane and Orcutt do.
    case dropped = "cochrane-orcutt"
  }

  /// What becomes of the first observation.
  public var first: First
  /// The times of the observations, ascending; nil where they are equally spaced.
  public var times: [Double]?

  /// A regression by quasi-differences.
  public init(_ first: First = .kept, times: [Double]? = nil) {
    self.first = first
    self.times = times
  }

  /// The fit of a response, one element for each row of the design.
  ///
  /// - Throws: what ``LeastSquares/fit(_:on:)`` throws; ``StatisticsError/notConverged(iterations:)``,
  ///   ``StatisticsError/varianceNotPositive`` where the columns fit exactly.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> AutoregressiveFit {
    try checkRegression(response, design)
    let spacing = try Spacing(times, count: response.count)
    let needed = design.terms.count + (first == .kept ? 1 : 2)
    guard response.count >= needed else {
      throw .notMoreObservationsThanTerms(
        observations: response.count - (first == .kept ? 0 : 1), terms: design.terms.count)
    }
    let shifted = Shifted(response, design)
    var rho = 0.0
    var solution = try solveRegression(shifted.response, shifted.design, .identity)
    guard !solution.isExact else { throw .varianceNotPositive }
    var residuals = solution.residuals
    for iteration in 1...5_000 {
      guard let next = spacing.slope(residuals) else { throw .varianceNotPositive }
      let isOutside = abs(next) >= AutoregressiveErrors.limit
      if first == .kept, isOutside {
        let edge = next > 0 ? AutoregressiveErrors.limit : -AutoregressiveErrors.limit
        return try ending(
          response, design, spacing, edge,
          Convergence(iterations: iteration, change: abs(next - rho), reason: .boundary))
      }
      if !spacing.isWhole, next < 0 {
        return try ending(
          response, design, spacing, 0,
          Convergence(iterations: iteration, change: abs(next - rho), reason: .boundary))
      }
      let change = abs(next - rho)
      rho = next
      if change <= 1e-14 * max(1, abs(rho)) || (iteration > 200 && change < 1e-11) {
        let reason: Convergence.Reason = isOutside ? .boundary : .converged
        return try ending(
          response, design, spacing, rho,
          Convergence(iterations: iteration, change: change, reason: reason))
      }
      solution = try solve(shifted.response, shifted.design, spacing, rho)
      residuals = shifted.residuals(solution.coefficients)
    }
    throw .notConverged(iterations: 5_000)
  }

  private func ending(
    _ response: [Double], _ design: Design, _ spacing: Spacing, _ rho: Double,
    _ convergence: Convergence
  ) throws(StatisticsError) -> AutoregressiveFit {
    let shifted = Shifted(response, design)
    let solution = try solve(response, design, spacing, rho)
    let centred = try solve(shifted.response, shifted.design, spacing, rho)
    return AutoregressiveFit(
      method: first.rawValue, response: response, design: design, rho: rho, spacing: spacing,
      solution: solution, residuals: shifted.residuals(centred.coefficients),
      isMarginal: first == .kept, divisor: solution.transformedResiduals.count - design.terms.count,
      logLikelihood: nil, convergence: convergence)
  }

  private func solve(
    _ response: [Double], _ design: Design, _ spacing: Spacing, _ rho: Double
  ) throws(StatisticsError) -> LeastSquaresSolution {
    if first == .kept { return try solveRegression(response, design, spacing.whitening(rho)) }
    let correlations = spacing.correlations(rho)
    func differences(_ column: [Double]) -> [Double] {
      column.indices.dropFirst().map { index in
        let difference = column[index] - correlations[index] * column[index - 1]
        guard spacing.steps[index] != 1 else { return difference }
        // Innovations over k steps vary 1 + ρ² + … + ρ^2(k−1) times as much as those over one.
        let own = 1 - correlations[index] * correlations[index]
        let one = 1 - rho * rho
        return abs(one) < 1e-12
          ? difference / spacing.steps[index].squareRoot()
          : difference * (one / own).squareRoot()
      }
    }
    let columns = zip(design.terms, design.columns).map { ($0, differences($1)) }
    return try solveRegression(differences(response), Design(columns), .identity)
  }
}

/// A response and columns without their means, where there is a constant to take them: residuals
/// then keep their digits, whatever the level of the values or the years.
private struct Shifted {
  let response: [Double]
  let design: Design

  init(_ response: [Double], _ design: Design) {
    func isConstant(_ column: [Double]) -> Bool { column.allSatisfy { $0 == column[0] } }
    guard design.columns.contains(where: { isConstant($0) && $0[0] != 0 }) else {
      self.response = response
      self.design = design
      return
    }
    func shift(_ column: [Double]) -> [Double] {
      let mean = compensatedSum(column.span) / Double(column.count)
      return column.map { $0 - mean }
    }
    self.response = shift(response)
    self.design = Design(
      zip(design.terms, design.columns).map { ($0, isConstant($1) ? $1 : shift($1)) })
  }

  func residuals(_ coefficients: [Double]) -> [Double] {
    response.indices.map { index in
      let row = design.row(index)
      return response[index] - compensatedDot(row.span, coefficients.span)
    }
  }
}

import LinearAlgebra

/// Quasi-Poisson regression of years that depend on one another: a log-linear mean, a variance of
/// φ times the mean, and an autocorrelation that is declared, not estimated.
///
/// The working covariance is V = φ M^½ R(ρ) M^½ with M the means and R the correlation ρ to the power
/// of the years between. The coefficients solve the estimating equations Xᵀ M V⁻¹ (y − μ) = 0,
/// by least squares of whitened working responses, repeated; φ is the sum of squares of the
/// whitened Pearson residuals over n − p, and errors are those of the working covariance with t of
/// n − p degrees of freedom. At ρ = 0 this is quasi-Poisson regression.
///
/// - Assumes: counts whose variance is in proportion to the mean and whose autocorrelation falls with the
///   years between.
/// - Units: times in years; coefficients are logarithms of ratios of rates.
/// - Edge cases: as ``GeneralizedLinear``, whose fit at ρ = 0 is where the iteration starts: a term that
///   fits the zeros perfectly is refused by name.
/// - Cost: some five to ten small fits at each ρ.
/// - References: Liang & Zeger 1986, doi:10.1093/biomet/73.1.13 (estimating equations); McCullagh &
///   Nelder 1989, *Generalized Linear Models*, chapter 9.
/// - Checked against: the estimating equations with dense covariances in 50 digits
///   (`Golden/correlated-counts.json`); size by simulation (`Golden/correlated-counts-size.txt`).
public struct CorrelatedCounts: Hashable, Sendable {
  /// The autocorrelations declared possible, ascending, from 0 to below 1.
  public var grid: [Double]
  /// Those averaged over.
  public var averagedGrid: [Double]

  /// Counts under a grid of autocorrelations.
  public init(
    grid: [Double] = DeclaredRho.standardGrid,
    averagedOver averagedGrid: [Double] =
      AveragedRho.standardGrid
  ) {
    self.grid = grid
    self.averagedGrid = averagedGrid
  }

  /// What ``DeclaredRho/contrast(_:in:on:level:)`` is for values: a coefficient at each ρ of the grid,
  /// and the worst over it. The values of the sample are counts, its exposures what they were
  /// counted over.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a grid, term or level out
  ///   of their domains, what ``GeneralizedLinear/fit(_:on:)`` throws, and
  ///   ``StatisticsError/notConverged(iterations:)``.
  public func declared(
    _ term: String, in sample: Sample, on design: Design, level: Double = 0.95
  ) throws(StatisticsError) -> DeclaredRhoFit {
    try checkGrid(grid)
    let place = try checkContrast(term, sample, design, level)
    let equations = try CountEquations(sample, design)
    return try DeclaredRhoFit(
      term, level: level, count: sample.count, terms: design.terms.count, grid: grid
    ) { rho throws(StatisticsError) in try equations.solved(place, rho: rho).fit }
  }

  /// What ``AveragedRho/contrast(_:in:on:level:)`` is for values: a coefficient averaged over
  /// autocorrelations, each weighted by the working likelihood of normal residuals.
  ///
  /// - Throws: as ``declared(_:in:on:level:)``.
  public func averaged(
    _ term: String, in sample: Sample, on design: Design, level: Double = 0.95
  ) throws(StatisticsError) -> TestResult {
    let place = try checkContrast(term, sample, design, level)
    let equations = try CountEquations(sample, design)
    return try AveragedRho(grid: averagedGrid).average(
      term, level: level, count: sample.count, terms: design.terms.count,
      what: "Quasi-Poisson estimating equations"
    ) { rho throws(StatisticsError) in try equations.solved(place, rho: rho).fit }
  }

  /// The coefficients at one autocorrelation, in the order of the terms, t with n − p degrees of
  /// freedom; and φ.
  ///
  /// - Throws: as ``declared(_:in:on:level:)``.
  public func fit(
    _ sample: Sample, on design: Design, rho: Double, level: Double = 0.95
  ) throws(StatisticsError) -> (coefficients: [Coefficient], dispersion: Double) {
    try checkGrid([rho])
    try checkLevel(level)
    let equations = try CountEquations(sample, design)
    let degrees = Double(sample.count - design.terms.count)
    var coefficients: [Coefficient] = []
    var dispersion = 0.0
    for (place, term) in design.terms.enumerated() {
      let found = try equations.solved(place, rho: rho)
      dispersion = found.dispersion
      coefficients.append(
        Coefficient(
          term: term, estimate: found.fit.estimate, standardError: found.fit.standardError,
          degreesOfFreedom: degrees, level: level, absence: "the fit is exact"))
    }
    return (coefficients, dispersion)
  }
}

/// The estimating equations of counts in a table, and where their iteration starts.
private struct CountEquations {
  let sample: Sample
  let design: Design
  let offset: [Double]
  let start: [Double]

  static let limit = 100

  init(_ sample: Sample, _ design: Design) throws(StatisticsError) {
    self.sample = sample
    self.design = design
    offset = sample.exposures.map { Elementary.log($0) }
    start = try GeneralizedLinear(.quasiPoisson, exposures: sample.exposures)
      .fit(sample.values, on: design).coefficients().map(\.estimate)
  }

  /// A coefficient and φ at one autocorrelation.
  func solved(
    _ place: Int, rho: Double
  ) throws(StatisticsError) -> (fit: CorrelatedFit, dispersion: Double) {
    let correlations = try CorrelatedFit.correlations(sample.times, rho: rho)
    let transform = RowTransform.markov(correlations: correlations)
    var coefficients = start
    var lastChange = Double.infinity
    for _ in 0..<CountEquations.limit {
      let predictor = predictor(coefficients)
      let means = predictor.map { Elementary.exp($0) }
      let solution = try step(predictor, means, transform)
      let moves = zip(self.predictor(solution.coefficients), predictor).map { abs($0 - $1) }
      let change = (moves.max() ?? 0) / predictor.reduce(1) { max($0, abs($1)) }
      let isExhausted = change <= 1e-11 && change >= lastChange
      if change <= 1e-14 || isExhausted {
        return (
          CorrelatedFit(
            place, solution, degrees: Double(sample.count - design.terms.count),
            logDeterminant: transform.logDeterminant + logarithmOfProduct(means)),
          (solution.sigma * solution.sigma).scaled(byPowerOfTwo: 2 * solution.residualExponent)
        )
      }
      // Scoring takes M in V as known, and slows down near the solution; Newton's steps do not.
      if change < 0.1, let newton = newtonStep(means, correlations) {
        coefficients = zip(coefficients, newton).map { $0 + $1 }
      } else {
        coefficients = solution.coefficients
      }
      lastChange = change
    }
    throw .notConverged(iterations: CountEquations.limit)
  }

  private func predictor(_ coefficients: [Double]) -> [Double] {
    offset.indices.map { row in
      design.columns.indices.reduce(offset[row]) {
        $0 + design.columns[$1][row] * coefficients[$1]
      }
    }
  }

  /// Least squares of working responses and columns, in units of the standard deviation of each count
  /// and whitened.
  private func step(
    _ predictor: [Double], _ means: [Double], _ transform: RowTransform
  ) throws(StatisticsError) -> LeastSquaresSolution {
    let roots = means.map { $0.squareRoot() }
    let response = predictor.indices.map { row in
      (predictor[row] - offset[row]) * roots[row]
        + (sample.values[row] - means[row]) / roots[row]
    }
    guard response.allSatisfy(\.isFinite), roots.allSatisfy({ $0 > 0 }) else { throw .overflow }
    let columns = Design(
      design.terms.indices.map { column in
        (design.terms[column], zip(design.columns[column], roots).map { $0 * $1 })
      })
    return try solveRegression(response, columns, transform)
  }

  /// The step of Newton's method on the equations; nil where their derivative cannot be inverted.
  private func newtonStep(_ means: [Double], _ correlations: [Double]) -> [Double]? {
    let roots = means.map { $0.squareRoot() }
    let rests = roots.indices.map { (sample.values[$0] - means[$0]) / roots[$0] }
    let weighted = inverseCorrelation(rests, correlations)
    let order = design.terms.count
    var equations = [Double](repeating: 0, count: order)
    var derivative = Matrix(rows: order, columns: order)
    for second in 0..<order {
      let column = design.columns[second]
      let moved = inverseCorrelation(
        roots.indices.map { column[$0] * (roots[$0] + rests[$0] / 2) }, correlations)
      for first in 0..<order {
        let own = design.columns[first]
        for row in roots.indices {
          let factor = own[row] * roots[row]
          derivative[first, second] += factor * (moved[row] - column[row] * weighted[row] / 2)
          if second == 0 { equations[first] += factor * weighted[row] }
        }
      }
    }
    guard let factor = try? PivotedQR(derivative), factor.dependentColumns.isEmpty else {
      return nil
    }
    return try? factor.solve(equations)
  }

  /// R⁻¹ times a vector, R being the correlation of a Markov process.
  private func inverseCorrelation(_ values: [Double], _ correlations: [Double]) -> [Double] {
    let scales = correlations.map { ((1 - $0) * (1 + $0)).squareRoot() }
    var whitened = values
    for row in values.indices.dropFirst() {
      whitened[row] = (values[row] - correlations[row] * values[row - 1]) / scales[row]
    }
    return values.indices.map { row in
      let own = row == 0 ? whitened[0] : whitened[row] / scales[row]
      guard row + 1 < values.count else { return own }
      return own - correlations[row + 1] * whitened[row + 1] / scales[row + 1]
    }
  }
}

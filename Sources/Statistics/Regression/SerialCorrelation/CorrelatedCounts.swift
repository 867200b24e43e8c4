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
///   years between. In simulations of 36 settings, 8 or 14 years before and 3 or 5 after, ρ up to .6,
///   the worst over the grid rejects a true 5 % test at most 5.0 % and the average 4.3 %, where
///   quasi-Poisson with t rejects up to 29 %.
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
  /// - Parameter findsBreakdown: whether the ρ at which the verdict turns is looked for, some 100
  ///   fits more.
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a grid, term or level out
  ///   of their domains, what ``GeneralizedLinear/fit(_:on:)`` throws, and
  ///   ``StatisticsError/notConverged(iterations:)``.
  public func declared(
    _ term: String, in sample: Sample, on design: Design, level: Double = 0.95,
    findsBreakdown: Bool = true
  ) throws(StatisticsError) -> DeclaredRhoFit {
    try checkGrid(grid)
    let place = try checkContrast(term, sample, design, level)
    let equations = try CountEquations(sample, design)
    return try DeclaredRhoFit(
      term, level: level, count: sample.count, terms: design.terms.count, grid: grid,
      findsBreakdown: findsBreakdown
    ) { rho throws(StatisticsError) in try equations.root(rho).fit(place) }
  }

  /// What ``AveragedRho/contrast(_:in:on:level:)`` is for values: a coefficient averaged over
  /// autocorrelations, each weighted by the working likelihood of normal residuals.
  ///
  /// - Throws: as ``declared(_:in:on:level:findsBreakdown:)``.
  public func averaged(
    _ term: String, in sample: Sample, on design: Design, level: Double = 0.95
  ) throws(StatisticsError) -> TestResult {
    let place = try checkContrast(term, sample, design, level)
    let equations = try CountEquations(sample, design)
    return try AveragedRho(grid: averagedGrid).average(
      term, level: level, count: sample.count, terms: design.terms.count,
      what: "Quasi-Poisson estimating equations"
    ) { rho throws(StatisticsError) in try equations.root(rho).fit(place) }
  }

  /// The coefficients at one autocorrelation, in the order of the terms, t with n − p degrees of
  /// freedom; and φ.
  ///
  /// - Throws: as ``declared(_:in:on:level:findsBreakdown:)``.
  public func fit(
    _ sample: Sample, on design: Design, rho: Double, level: Double = 0.95
  ) throws(StatisticsError) -> (coefficients: [Coefficient], dispersion: Double) {
    try checkGrid([rho])
    try checkLevel(level)
    let root = try CountEquations(sample, design).root(rho)
    let degrees = Double(sample.count - design.terms.count)
    let coefficients = design.terms.enumerated().map { place, term in
      let found = root.fit(place)
      return Coefficient(
        term: term, estimate: found.estimate, standardError: found.standardError,
        degreesOfFreedom: degrees, level: level, absence: "the fit is exact")
    }
    return (coefficients, root.dispersion)
  }
}

/// The estimating equations of counts in a table, and where their iteration starts.
private struct CountEquations {
  let sample: Sample
  let design: Design
  let offset: [Double]
  let start: [Double]
  /// Orthonormal columns that span those of the design.
  let basis: [[Double]]

  static let limit = 100

  init(_ sample: Sample, _ design: Design) throws(StatisticsError) {
    self.sample = sample
    self.design = design
    offset = sample.exposures.map { Elementary.log($0) }
    start = try GeneralizedLinear(.quasiPoisson, exposures: sample.exposures)
      .fit(sample.values, on: design).predictors
    do {
      let orthonormal = try PivotedQR(Matrix(columns: design.columns)).orthonormal
      basis = (0..<design.terms.count).map { orthonormal.column($0) }
    } catch { throw .overflow }
  }

  /// The last least-squares step at one autocorrelation, φ, and what its evidence needs.
  struct Root {
    let solution: LeastSquaresSolution
    let logDeterminant: Double
    let degrees: Double

    /// The coefficient at a place.
    func fit(_ place: Int) -> CorrelatedFit {
      CorrelatedFit(place, solution, degrees: degrees, logDeterminant: logDeterminant)
    }

    var dispersion: Double {
      (solution.sigma * solution.sigma).scaled(byPowerOfTwo: 2 * solution.residualExponent)
    }
  }

  func root(_ rho: Double) throws(StatisticsError) -> Root {
    let correlations = try CorrelatedFit.correlations(sample.times, rho: rho)
    let transform = RowTransform.markov(correlations: correlations)
    var predictor = start
    var lastChange = Double.infinity
    for _ in 0..<CountEquations.limit {
      let means = predictor.map { Elementary.exp($0) }
      let solution = try step(predictor, means, transform)
      let scored = offset.indices.map { row in
        design.columns.indices.reduce(offset[row]) {
          $0 + design.columns[$1][row] * solution.coefficients[$1]
        }
      }
      let moves = zip(scored, predictor).map { abs($0 - $1) }
      let change = (moves.max() ?? 0) / predictor.reduce(1) { max($0, abs($1)) }
      if change <= 1e-14 || (change <= 1e-11 && change >= lastChange) {
        return Root(
          solution: solution,
          logDeterminant: transform.logDeterminant + logarithmOfProduct(means),
          degrees: Double(sample.count - design.terms.count))
      }
      // Scoring takes M in V as known, and slows down near the solution; Newton's steps do not. Once
      // doubles hold no better, scoring has the last word.
      let isNear = change < 0.05 && change > 1e-9
      predictor =
        isNear ? newton(predictor, correlations, toBelow: change / 2) ?? scored : scored
      lastChange = change
    }
    throw .notConverged(iterations: CountEquations.limit)
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

  /// The linear predictors a Newton step on; nil where a step of scoring from there would be no
  /// smaller than asked for.
  private func newton(
    _ predictor: [Double], _ correlations: [Double], toBelow most: Double
  ) -> [Double]? {
    let here = Local(self, predictor, correlations)
    guard let factor = try? PivotedQR(here.derivative), factor.dependentColumns.isEmpty,
      let step = try? factor.solve(here.equations)
    else { return nil }
    let next = zip(predictor, along(step)).map { $0 + $1 }
    let there = Local(self, next, correlations)
    guard let scoring = try? Cholesky(there.information).solve(there.equations) else { return nil }
    let move = along(scoring).reduce(0) { max($0, abs($1)) }
    return move / next.reduce(1) { max($0, abs($1)) } < most ? next : nil
  }

  /// A combination of the basis.
  private func along(_ step: [Double]) -> [Double] {
    offset.indices.map { row in basis.indices.reduce(0) { $0 + basis[$1][row] * step[$1] } }
  }

  /// The equations in the coordinates of the basis at linear predictors, their derivative with the sign
  /// changed, and the information.
  private struct Local {
    var equations: [Double]
    var derivative: Matrix
    var information: Matrix

    init(
      _ problem: CountEquations, _ predictor: [Double], _ correlations: [Double]
    ) {
      let order = problem.basis.count
      let means = predictor.map { Elementary.exp($0) }
      let roots = means.map { $0.squareRoot() }
      let rests = roots.indices.map { (problem.sample.values[$0] - means[$0]) / roots[$0] }
      let weighted = Local.inverseCorrelation(rests, correlations)
      equations = problem.basis.map { column in
        roots.indices.reduce(0) { $0 + column[$1] * roots[$1] * weighted[$1] }
      }
      derivative = Matrix(rows: order, columns: order)
      information = derivative
      for second in 0..<order {
        let column = problem.basis[second]
        let scaled = roots.indices.map { column[$0] * roots[$0] }
        let moved = Local.inverseCorrelation(
          roots.indices.map { scaled[$0] + column[$0] * rests[$0] / 2 }, correlations)
        let plain = Local.inverseCorrelation(scaled, correlations)
        for first in 0..<order {
          let own = problem.basis[first]
          for row in roots.indices {
            let factor = own[row] * roots[row]
            derivative[first, second] += factor * (moved[row] - column[row] * weighted[row] / 2)
            information[first, second] += factor * plain[row]
          }
        }
      }
    }

    /// R⁻¹ times a vector, R being the correlation of a Markov process.
    private static func inverseCorrelation(
      _ values: [Double], _ correlations: [Double]
    ) -> [Double] {
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
}

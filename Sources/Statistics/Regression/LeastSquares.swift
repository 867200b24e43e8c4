public import LinearAlgebra

/// Linear regression by least squares, ordinary or weighted.
///
/// - Assumes: for the classical errors, independent errors of one variance; with weights, of
///   variance σ² / wᵢ. Other errors are chosen when the fit is read.
/// - Units: coefficients in units of the response over their column.
/// - Edge cases: columns that depend on those before them are refused by name, never dropped. A
///   response that the columns fit to the rounding of the numbers has σ = 0 and no t, p or
///   interval. Without a constant in the span of the columns R² is about zero, and a note says so.
/// - Cost: one pass over the rows, 2 n p² operations at the speed of vectors; a second, three
///   times as long, where the condition number is beyond two millions. What there is one of for
///   each row, residuals and leverages, takes a pass more when it is first asked for.
/// - References: Golub & Van Loan 2013, *Matrix Computations*, chapter 5; Björck 1996, *Numerical
///   Methods for Least Squares Problems*.
/// - Checked against: NIST StRD linear sets; R `lm`, statsmodels and exact rational arithmetic
///   (`ReferenceCases/ols_trend.json`, `ols_multi.json`, `wls_multi.json`).
public struct LeastSquares: Model {
  /// Weights in inverse proportion to the variances, positive; nil for equal ones.
  public var weights: [Double]?
  /// How the problem is factored.
  public var solver: LeastSquaresSolver

  /// Least squares with the given weights.
  public init(weights: [Double]? = nil, solver: LeastSquaresSolver = .automatic) {
    self.weights = weights
    self.solver = solver
  }

  /// The fit of a response, one element for each row of the design.
  ///
  /// - Throws: ``StatisticsError/notMoreObservationsThanTerms(observations:terms:)``,
  ///   ``StatisticsError/rankDeficient(terms:)``, ``StatisticsError/unequalLengths(_:_:)``,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/weightNotPositive(index:)``,
  ///   ``StatisticsError/overflow``.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> LinearFit {
    // The exact Gram matrix refuses such elements on its way: they are not read twice.
    try checkRegression(response, design, finite: solver == .qr || solver == .svd)
    var transform = RowTransform.identity
    if let weights {
      guard weights.count == response.count else {
        throw .unequalLengths(response.count, weights.count)
      }
      if let index = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
        throw .weightNotPositive(index: index)
      }
      transform = .weights(weights)
    }
    let solution = try solveRegression(response, design, transform, solver)
    return LinearFit(response: response, design: design, weights: weights, solution: solution)
  }
}

/// Checks what every linear regression asks of its data; whether elements are finite may be left to
/// the solver.
func checkRegression(
  _ response: [Double], _ design: Design, finite: Bool = true
) throws(StatisticsError) {
  try design.validate(count: response.count, finite: finite)
  if finite, let index = firstNonFinite(response) { throw .notFinite(index: index) }
  guard response.count > design.terms.count else {
    throw .notMoreObservationsThanTerms(
      observations: response.count, terms: design.terms.count)
  }
}

/// Solves a checked problem, with errors in the words of statistics.
func solveRegression(
  _ response: [Double], _ design: Design, _ transform: RowTransform,
  _ solver: LeastSquaresSolver = .automatic
) throws(StatisticsError) -> LeastSquaresSolution {
  let problem = LeastSquaresProblem(
    columns: design.columns, remainders: design.remainders, response: response, rows: transform)
  do {
    return try problem.solution(by: solver)
  } catch {
    switch error {
    case .dependentColumns(let columns):
      throw .rankDeficient(terms: columns.map { design.terms[$0] })
    case .singular(let column): throw .rankDeficient(terms: [design.terms[column]])
    case .wide(let rows, let columns):
      throw .notMoreObservationsThanTerms(observations: rows, terms: columns)
    case .notFinite(let row, _): throw .notFinite(index: row)
    case .weightNotPositive(let row): throw .weightNotPositive(index: row)
    case .overflow: throw .overflow
    case .notConverged, .notPositiveDefinite, .invalidArgument, .outOfMemory:
      preconditionFailure("finite, checked columns cannot end here: \(error)")
    }
  }
}

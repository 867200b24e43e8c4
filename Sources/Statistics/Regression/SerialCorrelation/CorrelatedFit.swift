import Distributions
import LinearAlgebra

/// One coefficient by generalised least squares at a known autocorrelation ρ: the correlation of
/// two observations is ρ to the power of the years between them.
///
/// With real spacing this is the correlation of a Markov process, so that the inverse of its
/// Cholesky factor is known in closed form and takes n steps.
struct CorrelatedFit {
  let estimate: Double
  /// Nil where it is beyond the range of doubles.
  let standardError: Double?
  /// Whether the columns fit the values to the rounding of the numbers.
  let isExact: Bool
  /// log of det(V)^−½ det(XᵀV⁻¹X)^−½ RSS^−(n−p)/2, but for a constant; nil for an exact fit.
  let logEvidence: Double?

  init(
    _ place: Int, in sample: Sample, on design: Design, rho: Double
  ) throws(StatisticsError) {
    let transform = RowTransform.markov(
      correlations: try CorrelatedFit.correlations(sample.times, rho: rho))
    self.init(
      place, try solveRegression(sample.values, design, transform),
      degrees: Double(sample.count - design.terms.count),
      logDeterminant: transform.logDeterminant)
  }

  /// The coefficient of a solution in whitened rows.
  init(
    _ place: Int, _ solution: LeastSquaresSolution, degrees: Double, logDeterminant: Double
  ) {
    let error = solution.standardErrors[place].scaled(
      byPowerOfTwo: -solution.columnExponents[place])
    estimate = solution.coefficients[place]
    standardError = error.isFinite ? error : nil
    isExact = solution.isExact || solution.residualSumOfSquares == 0
    if isExact {
      logEvidence = nil
    } else {
      let unit = 2 * Double(solution.residualExponent) * logarithmOfTwo
      let logSquares = logarithmOfProduct([solution.residualSumOfSquares]) + unit
      let determinants = logDeterminant + solution.logDeterminant
      logEvidence = -(determinants + degrees * logSquares) / 2
    }
  }

  /// The correlation of each observation with the one before it.
  static func correlations(
    _ times: [Double], rho: Double
  ) throws(StatisticsError) -> [Double] {
    var result = [0.0]
    for index in times.indices.dropFirst() {
      let correlation = Elementary.power(rho, times[index] - times[index - 1])
      guard correlation < 1 else { throw .timesNotAscending(index: index) }
      result.append(correlation)
    }
    return result
  }
}

/// Checks what is asked of a contrast under serial correlation; the place of the term.
func checkContrast(
  _ term: String, _ sample: Sample, _ design: Design, _ level: Double
) throws(StatisticsError) -> Int {
  try checkLevel(level)
  try checkRegression(sample.values, design)
  guard let place = design.terms.firstIndex(of: term) else {
    throw .invalidOption(
      name: "term", found: term, needed: "one of \(design.terms.joined(separator: ", "))")
  }
  return place
}

/// Checks a list of autocorrelations: not empty, ascending, from 0 to below 1.
func checkGrid(_ grid: [Double]) throws(StatisticsError) {
  let ascending = zip(grid, grid.dropFirst()).allSatisfy { $0 < $1 }
  guard let first = grid.first, let last = grid.last, ascending, first >= 0, last < 1 else {
    throw .invalidOption(
      name: "rho", found: grid.map { "\($0)" }.joined(separator: ", "),
      needed: "ascending, from 0 to below 1")
  }
}

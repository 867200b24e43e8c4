import Distributions
import Tables

/// A coefficient averaged over the autocorrelations that the data and a prior allow.
///
/// Generalised least squares at r = 0, .05, … .95 gives estimates b, standard errors s and weights
/// w in proportion to r det(V)^−½ det(XᵀV⁻¹X)^−½ RSS^−(n−p)/2. The distribution function
/// F(x) = Σ w T((x − b) / s), T being that of Student's t with n − p degrees of freedom, gives
/// p = 2 min(F(0), 1 − F(0)) and the ends of the interval as its quantiles. This is the posterior
/// under flat priors on the coefficients and on log σ, and a prior that rises with r.
///
/// - Assumes: normal errors, stationary, autocorrelation falling with the years between
///   observations. As a test it holds its size up to ρ = .6 (at most .054 at .05), .064 at .8 and
///   .079 on a random walk: simulated, not proved.
/// - Units: times in years; estimates in units of the value over the column.
/// - Edge cases: an exact fit has an estimate and nothing else.
/// - Cost: a fit at each r.
/// - References: Zellner & Tiao 1964, doi:10.1080/01621459.1964.10480726.
/// - Checked against: the same sums with dense covariances in 50 digits
///   (`Golden/regression.json`).
public struct AveragedRho: Hashable, Sendable {
  /// The autocorrelations averaged over, ascending, from 0 to below 1.
  public var grid: [Double]

  /// 0, .05, … .95.
  public static let standardGrid = (0...19).map { Double($0) / 20 }

  /// Averages over a grid of autocorrelations.
  public init(grid: [Double] = AveragedRho.standardGrid) { self.grid = grid }

  /// The coefficient of a term.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a grid, term or level out
  ///   of their domains, and what ``LeastSquares/fit(_:on:)`` throws.
  public func contrast(
    _ term: String, in sample: Sample, on design: Design, level: Double = 0.95
  ) throws(StatisticsError) -> TestResult {
    let place = try checkContrast(term, sample, design, level)
    return try average(
      term, level: level, count: sample.count, terms: design.terms.count,
      what: "Generalised least squares"
    ) { rho throws(StatisticsError) in
      try CorrelatedFit(place, in: sample, on: design, rho: rho)
    }
  }

  /// The average of a coefficient, given how it is estimated at one ρ, and by what.
  func average(
    _ term: String, level: Double, count: Int, terms: Int, what: String,
    _ estimated: (_ rho: Double) throws(StatisticsError) -> CorrelatedFit
  ) throws(StatisticsError) -> TestResult {
    try checkGrid(grid)
    guard grid.contains(where: { $0 > 0 }) else {
      throw .invalidOption(name: "rho", found: "0 alone", needed: "a value above 0")
    }
    let degrees = Double(count - terms)
    var components: [StudentMixture.Component] = []
    var logWeights: [Double] = []
    for rho in grid where rho > 0 {
      let fit = try estimated(rho)
      guard let evidence = fit.logEvidence, let error = fit.standardError, error > 0 else {
        return refusal(term, fit.estimate, count, degrees, what)
      }
      components.append(
        StudentMixture.Component(weight: 0, location: fit.estimate, scale: error))
      logWeights.append(Elementary.log(rho) + evidence)
    }
    let mixture = StudentMixture(components, logWeights: logWeights, degreesOfFreedom: degrees)
    let tail = (1 - level) / 2
    let averageRho = zip(mixture.components, grid.filter { $0 > 0 }).reduce(0) {
      $0 + $1.0.weight * $1.1
    }
    return TestResult(
      method: "averaged-rho", statistic: nil, degreesOfFreedom: [degrees],
      pValue: min(1, 2 * min(mixture.cumulative(at: 0), mixture.survival(at: 0))),
      estimate: Named(term, mixture.mean), standardError: mixture.spread,
      interval: ConfidenceInterval(
        low: mixture.quantile(tail, upper: false), high: mixture.quantile(tail, upper: true),
        level: level),
      basis: .asymptotic, count: count,
      details: [
        Named("rho_mean", averageRho), Named("share_below_zero", mixture.cumulative(at: 0)),
        Named("share_above_zero", mixture.survival(at: 0)),
      ],
      notes: [note(what)])
  }

  private func note(_ what: String) -> Note {
    Note(
      .method, "averaged-rho",
      "\(what) averaged over autocorrelations from 0 to \(grid.last ?? 0), "
        + "weighted by the data and a prior rising with the autocorrelation; t with n − p degrees "
        + "of freedom at each. Simulated size at most .054 up to .6, .079 on a random walk.")
  }

  private func refusal(
    _ term: String, _ estimate: Double, _ count: Int, _ degrees: Double, _ what: String
  ) -> TestResult {
    TestResult(
      method: "averaged-rho", statistic: nil, degreesOfFreedom: [degrees], pValue: nil,
      estimate: Named(term, estimate), basis: .asymptotic, count: count,
      notes: [
        note(what),
        Note(.refusal, "exact-fit", "The columns fit the values exactly: no error to estimate."),
      ])
  }
}

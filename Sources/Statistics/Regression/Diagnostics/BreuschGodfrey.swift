import Distributions
import LinearAlgebra
import Tables

/// Breusch and Godfrey's test of autocorrelated errors: whether residuals go with those before
/// them, the columns allowed for.
///
/// The residuals are regressed on the columns and on their own lags, zeros before the first; n R² is
/// χ² with as many degrees of freedom as lags. The F form is in the details.
///
/// - Assumes: rows equally spaced; holds with lagged responses among the columns. χ² is a limit.
/// - Edge cases: an exact fit has no statistic.
/// - Cost: one more fit.
/// - References: Breusch 1978, doi:10.1111/j.1467-8454.1978.tb00635.x; Godfrey 1978,
///   doi:10.2307/1913829.
/// - Checked against: R lmtest 0.9 `bgtest(fill = 0)`, statsmodels 0.15
///   (`ReferenceCases/autocorr_tests.json`).
public struct BreuschGodfrey: Hashable, Sendable {
  /// The number of lags.
  public var lags: Int

  /// A test with a number of lags.
  public init(lags: Int = 1) { self.lags = lags }

  /// The test of the errors of a fit; details `F`, `F_df`, `p_F`.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for the lags or a weighted fit,
  ///   and what ``LeastSquares/fit(_:on:)`` throws with the lags among the columns.
  public func test(_ fit: LinearFit) throws(StatisticsError) -> TestResult {
    let residuals = try fit.unweightedResiduals()
    guard lags >= 1, lags < fit.count else {
      throw .invalidOption(
        name: "lags", found: "\(lags)", needed: "from 1 to \(fit.count - 1)")
    }
    var result = TestResult(
      method: Self.card.name, statistic: nil, degreesOfFreedom: [Double(lags)], pValue: nil,
      alternative: .greater, basis: .asymptotic, count: fit.count)
    guard !fit.isExact else {
      result.notes = fit.notes
      return result
    }
    var design = fit.design
    for lag in 1...lags {
      let lagged = residuals.indices.map { $0 >= lag ? residuals[$0 - lag] : 0 }
      design = design.adding("lagged residual \(lag)", lagged)
    }
    let auxiliary = try AuxiliaryRegression(residuals, on: design)
    let rest = auxiliary.rest(residuals)
    let statistic = Double(fit.count) * (1 - rest)
    let degrees = Double(fit.count - auxiliary.terms)
    let f = (1 - rest) / Double(lags) / (rest / degrees)
    result.statistic = Named("LM", statistic)
    result.pValue = ChiSquared(degreesOfFreedom: Double(lags)).survival(at: max(0, statistic))
    result.details = [Named("F_df", degrees)]
    if f.isFinite {
      result.details += [
        Named("F", f),
        Named(
          "p_F", FisherF(numerator: Double(lags), denominator: degrees).survival(at: max(0, f))),
      ]
    }
    return result
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "breusch-godfrey", title: "Breusch–Godfrey test",
    summary: "Whether errors go with those some rows before them.",
    assumptions: ["rows equally spaced; a sample long enough for a limit distribution"],
    leastCount: 5, advisedCount: 20, instead: "durbin-watson, whose p-value is exact",
    references: ["Godfrey 1978, doi:10.2307/1913829"])
}

import Distributions
import Tables

/// The portmanteau tests of Ljung and Box and of Box and Pierce: whether the autocorrelations up to
/// a lag are all zero.
///
/// Q = n(n + 2) Σ rₖ²/(n − k), or n Σ rₖ², χ² with as many degrees of freedom as lags less the
/// parameters fitted before.
///
/// - Assumes: rows equally spaced; χ² is a limit, nearer for Ljung and Box.
/// - Edge cases: values that do not vary throw ``StatisticsError/noVariation``.
/// - Cost: O(n · lags).
/// - References: Ljung & Box 1978, doi:10.1093/biomet/65.2.297; Box & Pierce 1970,
///   doi:10.1080/01621459.1970.10481180.
/// - Checked against: R `Box.test`, statsmodels 0.15 (`ReferenceCases/autocorr_tests.json`).
public struct Portmanteau: Hashable, Sendable {
  /// Which of the two.
  public enum Rule: String, Hashable, Sendable, Codable, CaseIterable {
    /// Each square divided by n − k: nearer to its limit.
    case ljungBox = "ljung-box"
    /// The plain sum.
    case boxPierce = "box-pierce"
  }

  /// The number of lags.
  public var lags: Int
  /// The number of autoregressive and moving-average parameters fitted before.
  public var fittedParameters: Int
  /// Which of the two.
  public var rule: Rule

  /// A test of a number of lags.
  public init(lags: Int = 1, fittedParameters: Int = 0, rule: Rule = .ljungBox) {
    self.lags = lags
    self.fittedParameters = fittedParameters
    self.rule = rule
  }

  /// The test of values, residuals for the most part.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)``,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    guard lags >= 1, lags < values.count else {
      throw .invalidOption(name: "lags", found: "\(lags)", needed: "from 1 to \(values.count - 1)")
    }
    guard fittedParameters >= 0, fittedParameters < lags else {
      throw .invalidOption(
        name: "fitted parameters", found: "\(fittedParameters)", needed: "below the lags")
    }
    let n = Double(values.count)
    let correlations = try Autocorrelation(values, lags: lags).correlations
    let terms = correlations.enumerated().map { lag, r in
      rule == .ljungBox ? r * r * (n + 2) / (n - Double(lag + 1)) : r * r
    }
    let statistic = n * terms.reduce(0, +)
    let degrees = Double(lags - fittedParameters)
    return TestResult(
      method: rule.rawValue, statistic: Named("Q", statistic), degreesOfFreedom: [degrees],
      pValue: ChiSquared(degreesOfFreedom: degrees).survival(at: statistic),
      alternative: .greater, basis: .asymptotic, count: values.count)
  }

  /// The cards of the two.
  public static let cards = [
    MethodCard(
      name: "ljung-box", title: "Ljung–Box test",
      summary: "Whether autocorrelations up to a lag are all zero.",
      assumptions: ["rows equally spaced; a sample long enough for a limit distribution"],
      leastCount: 5, advisedCount: 30, instead: "durbin-watson, whose p-value is exact",
      references: ["Ljung & Box 1978, doi:10.1093/biomet/65.2.297"]),
    MethodCard(
      name: "box-pierce", title: "Box–Pierce test",
      summary: "Whether autocorrelations up to a lag are all zero.",
      assumptions: ["rows equally spaced; a sample long enough for a limit distribution"],
      leastCount: 5, advisedCount: 100, instead: "ljung-box, which is nearer to its limit",
      references: ["Box & Pierce 1970, doi:10.1080/01621459.1970.10481180"]),
  ]
}

import Distributions
import Statistics

extension AnswerMethod {
  /// Least squares, its covariances, and the test of a break.
  static var regressionMethods: [AnswerMethod] {
    [
      AnswerMethod("ols_trend") { try summary($0, trend, &$1) },
      AnswerMethod("ols_multi") { try summary($0, multiple, &$1) },
      AnswerMethod("wls_multi", weighted),
      AnswerMethod("ols_hc") { try heteroskedastic($0, trend, &$1) },
      AnswerMethod("hc_multi") { try heteroskedastic($0, multiple, &$1) },
      AnswerMethod("ols_hac") { try autocorrelated($0, trend, &$1) },
      AnswerMethod("hac_multi") { try autocorrelated($0, multiple, &$1) },
      AnswerMethod("chow", chow),
    ]
  }

  typealias Data = (response: [Double], design: Design)

  private static func trend(_ reference: ReferenceCase) throws -> Data {
    let (times, values) = try reference.series()
    return (values, .trend(times))
  }

  /// All of t, x1, x2, …, in this order, after the intercept.
  static func multiple(_ reference: ReferenceCase) throws -> Data {
    var design = Design.trend(try reference.numbers("t"))
    var index = 1
    while reference.has("x\(index)") {
      design = design.adding("x\(index)", try reference.numbers("x\(index)"))
      index += 1
    }
    return (try reference.numbers("y"), design)
  }

  private static func summary(
    _ reference: ReferenceCase, _ data: (ReferenceCase) throws -> Data, _ answers: inout Answers
  ) throws {
    let (response, design) = try data(reference)
    report(try LeastSquares().fit(response, on: design), reference.level, &answers)
  }

  private static func weighted(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (response, design) = try multiple(reference)
    let model = LeastSquares(weights: try reference.numbers("w"))
    report(try model.fit(response, on: design), reference.level, &answers)
  }

  private static func report(_ fit: LinearFit, _ level: Double, _ answers: inout Answers) {
    if let coefficients = try? fit.coefficients(level: level) {
      set(coefficients, "se", "t", "p", &answers)
      answers.set("ci_lo", coefficients.compactMap { $0.interval?.low })
      answers.set("ci_hi", coefficients.compactMap { $0.interval?.high })
    }
    answers["sigma"] = fit.sigma
    answers["r2"] = fit.rSquared
    answers["adj_r2"] = fit.adjustedRSquared
    answers["F"] = fit.fStatistic?.value
    answers["F_p"] = fit.fPValue
    answers["rss"] = fit.residualSumOfSquares
    answers["loglik"] = fit.logLikelihood
    answers["aic_counting_sigma"] = fit.aic
    answers["bic_counting_sigma"] = fit.bic
    answers["aic_not_counting_sigma"] = fit.aicNotCountingSigma
    answers["bic_not_counting_sigma"] = fit.bicNotCountingSigma
    answers["df_resid"] = Double(fit.degreesOfFreedom)
  }

  private static func set(
    _ coefficients: [Coefficient], _ error: String, _ statistic: String, _ pValue: String,
    _ answers: inout Answers
  ) {
    answers.set("coef", coefficients.map(\.estimate))
    answers.set(error, coefficients.compactMap(\.standardError))
    answers.set(statistic, coefficients.compactMap(\.statistic))
    answers.set(pValue, coefficients.compactMap(\.pValue))
  }

  private static func heteroskedastic(
    _ reference: ReferenceCase, _ data: (ReferenceCase) throws -> Data, _ answers: inout Answers
  ) throws {
    let (response, design) = try data(reference)
    let fit = try LeastSquares().fit(response, on: design)
    let estimators: [String: CovarianceEstimator] = [
      "HC0": .hc0, "HC1": .hc1, "HC2": .hc2, "HC3": .hc3, "HC4": .hc4,
    ]
    let type = try reference.word("type")
    guard let estimator = estimators[type] else {
      throw ReferenceCase.Fault.missing("known covariance, but \(type)")
    }
    let coefficients = try fit.coefficients(estimator, level: reference.level)
    set(coefficients, "se", "t", "p_t", &answers)
    answers.set(
      "p_norm",
      coefficients.compactMap { $0.statistic.map { 2 * Normal.standard.survival(at: abs($0)) } })
  }

  private static func autocorrelated(
    _ reference: ReferenceCase, _ data: (ReferenceCase) throws -> Data, _ answers: inout Answers
  ) throws {
    let (response, design) = try data(reference)
    let fit = try LeastSquares().fit(response, on: design)
    let lags = Int(try reference.option("lags"))
    let plain = try fit.coefficients(.neweyWest(lags: lags, adjusted: false))
    let adjusted = try fit.coefficients(.neweyWest(lags: lags, adjusted: true))
    answers.set("coef", plain.map(\.estimate))
    answers.set("se_noadj", plain.compactMap(\.standardError))
    answers.set("se_adj", adjusted.compactMap(\.standardError))
    answers["auto_bw_NW1994"] = fit.neweyWestBandwidth
  }

  private static func chow(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let design: Design =
      try reference.word("model") == "mean" ? .intercept(count: values.count) : .trend(times)
    let first = Int(try reference.option("n1"))
    let result = try Chow().test(values, on: design, from: first)
    answers["F"] = result.statistic?.value
    answers["p"] = result.pValue
  }
}

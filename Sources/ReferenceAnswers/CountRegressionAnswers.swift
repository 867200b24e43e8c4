import Foundation
import Statistics

extension AnswerMethod {
  /// Regressions of counts.
  static var countRegressionMethods: [AnswerMethod] {
    [
      AnswerMethod("glm_poisson", poisson),
      AnswerMethod("glm_negbin", negativeBinomial),
      AnswerMethod("glm_negbin_fixed", fixedNegativeBinomial),
    ]
  }

  /// A constant and the time about its mean, as all of these cases have it.
  static func centredTrend(_ reference: ReferenceCase) throws -> Design {
    let times = try reference.numbers("t")
    let mean = times.reduce(0, +) / Double(times.count)
    return .trend(times.map { $0 - mean })
  }

  private static func exposures(_ reference: ReferenceCase) throws -> [Double]? {
    reference.has("exposure") ? try reference.numbers("exposure") : nil
  }

  private static func poisson(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let exposures = try exposures(reference)
    let response = try reference.numbers("y")
    let design = try centredTrend(reference)
    let fit = try GeneralizedLinear(.poisson, exposures: exposures).fit(response, on: design)
    let coefficients = try fit.coefficients()
    answers.set("coef_centred_t", coefficients.map(\.estimate))
    answers.set("se", coefficients.compactMap(\.standardError))
    answers.set("z", coefficients.compactMap(\.statistic))
    answers.set("p", coefficients.compactMap(\.pValue))
    answers["deviance"] = fit.deviance
    answers["null_deviance_with_offset"] = fit.nullDeviance
    answers["pearson_chi2"] = fit.pearsonStatistic
    answers["loglik"] = fit.logLikelihood
    answers["aic"] = fit.aic
    answers["dispersion"] = fit.pearsonDispersion
    answers["rate_ratio_per_unit_t"] = exp(coefficients[1].estimate)
    let quasi = try GeneralizedLinear(.quasiPoisson, exposures: exposures)
      .fit(response, on: design)
    answers.set("se_quasi", try quasi.coefficients().compactMap(\.standardError))
  }

  private static func negativeBinomial(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let fit = try NegativeBinomialRegression(exposures: try exposures(reference))
      .fit(try reference.numbers("y"), on: try centredTrend(reference))
    answers["loglik_poisson_limit"] = fit.poisson.logLikelihood
    if fit.isAtBoundary {
      answers["alpha_at_boundary_zero"] = 1
      return
    }
    let expected = try fit.coefficients(.expected)
    answers.set("coef_centred_t", expected.map(\.estimate))
    answers.set("se_expected_info_theta_fixed", expected.compactMap(\.standardError))
    if let observed = try? fit.coefficients(.observed) {
      answers.set("se_observed_joint", observed.compactMap(\.standardError))
    }
    answers["alpha"] = fit.alpha
    answers["theta"] = fit.theta
    answers["se_alpha"] = fit.alphaStandardError
    answers["se_theta"] = fit.thetaStandardError
    answers["loglik"] = fit.logLikelihood
  }

  private static func fixedNegativeBinomial(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let family = Family.negativeBinomial(theta: try reference.option("theta"))
    let fit = try GeneralizedLinear(family, exposures: try exposures(reference))
      .fit(try reference.numbers("y"), on: try centredTrend(reference))
    let coefficients = try fit.coefficients()
    answers.set("coef_centred_t", coefficients.map(\.estimate))
    answers.set("se_expected", coefficients.compactMap(\.standardError))
    answers["deviance"] = fit.deviance
    answers["pearson_chi2"] = fit.pearsonStatistic
  }
}

import Foundation
import Statistics

extension AnswerMethod {
  /// Regressions of values known only as ranges or bounds.
  static var censoredMethods: [AnswerMethod] {
    [
      AnswerMethod("interval_regression", intervalRegression),
      AnswerMethod("tobit", tobit),
    ]
  }

  private static func intervalRegression(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let response = try CensoredResponse(
      low: reference.optionalNumbers("lo"), high: reference.optionalNumbers("hi"))
    let name = (try? reference.word("dist")) ?? "gaussian"
    guard let distribution = IntervalRegression.Distribution(rawValue: name) else {
      throw ReferenceCase.Fault.missing("known distribution, but \(name)")
    }
    let fit = try IntervalRegression(distribution).fit(
      response, on: try centredTrend(reference))
    try report(fit, &answers)
  }

  private static func tobit(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let model = Tobit(lower: try? reference.option("left"), upper: try? reference.option("right"))
    try report(
      try model.fit(reference.numbers("y"), on: try centredTrend(reference)), &answers)
  }

  private static func report(_ fit: IntervalFit, _ answers: inout Answers) throws {
    let coefficients = try fit.coefficients()
    answers.set("coef", coefficients.map(\.estimate))
    answers.set("se", coefficients.compactMap(\.standardError))
    answers["sigma"] = fit.sigma
    answers["log_sigma"] = log(fit.sigma)
    answers["se_log_sigma"] = fit.logSigmaStandardError
    answers["se_sigma_delta"] = fit.sigmaStandardError
    answers["loglik"] = fit.logLikelihood
    answers["loglik_null"] = fit.nullLogLikelihood
    answers["lr_chi2"] = fit.likelihoodRatioTest?.statistic?.value
    answers["lr_p"] = fit.likelihoodRatioTest?.pValue
  }
}

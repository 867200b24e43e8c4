import Statistics

extension AnswerMethod {
  /// Regressions whose errors follow one another.
  static var serialCorrelationMethods: [AnswerMethod] {
    [
      AnswerMethod("prais_winsten") { try quasiDifferences($0, .kept, &$1) },
      AnswerMethod("cochrane_orcutt") { try quasiDifferences($0, .dropped, &$1) },
      AnswerMethod("gls_ar1_ml") { try autoregressive($0, .likelihood, &$1) },
      AnswerMethod("gls_ar1_reml") { try autoregressive($0, .restricted, &$1) },
    ]
  }

  /// The values and a line in the time since the first; rows count as equally spaced.
  private static func lineFromStart(
    _ reference: ReferenceCase
  ) throws -> (values: [Double], line: Design, calendar: Design) {
    let (times, values) = try reference.series()
    let start = times.first ?? 0
    return (values, .trend(times.map { $0 - start }), .trend(times))
  }

  private static func quasiDifferences(
    _ reference: ReferenceCase, _ first: QuasiDifferences.First, _ answers: inout Answers
  ) throws {
    let (values, line, calendar) = try lineFromStart(reference)
    let fit = try QuasiDifferences(first).fit(values, on: line)
    if fit.isAtBoundary, first == .kept { return }
    let coefficients = try fit.coefficients()
    answers["rho"] = fit.rho
    answers.set("coef_t_minus_t0", coefficients.map(\.estimate))
    answers.set("se", coefficients.compactMap(\.standardError))
    answers["sigma_innov"] = fit.innovationSigma
    answers["intercept_at_calendar_zero"] =
      try QuasiDifferences(first).fit(values, on: calendar).coefficients()[0].estimate
  }

  private static func autoregressive(
    _ reference: ReferenceCase, _ criterion: AutoregressiveErrors.Criterion,
    _ answers: inout Answers
  ) throws {
    let (values, line, _) = try lineFromStart(reference)
    let fit = try AutoregressiveErrors(criterion).fit(values, on: line)
    let coefficients = try fit.coefficients()
    if fit.isAtBoundary, fit.rho > 0 {
      answers["boundary_rho_at_1"] = 1
      answers["loglik_at_rho_0_9999"] = try AutoregressiveErrors(criterion)
        .logLikelihood(at: 0.9999, values, on: line)
      answers["slope_at_boundary"] = try AutoregressiveErrors(.declared(rho: 0.9999))
        .fit(values, on: line).coefficients()[1].estimate
      return
    }
    answers["rho"] = fit.rho
    answers.set("coef_t_minus_t0", coefficients.map(\.estimate))
    answers["sigma"] = fit.sigma
    answers["loglik"] = fit.logLikelihood
    let errors = coefficients.compactMap(\.standardError)
    answers.set("se", errors)
    let share =
      criterion == .likelihood ? Double(fit.degreesOfFreedom) / Double(fit.count) : 1
    answers.set("se_ml_information", errors.map { $0 * share.squareRoot() })
  }
}

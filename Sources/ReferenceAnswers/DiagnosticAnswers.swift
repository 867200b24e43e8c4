import Statistics

extension AnswerMethod {
  /// Tests of the errors of a line in time.
  static var diagnosticMethods: [AnswerMethod] {
    [
      AnswerMethod("autocorr_tests", autocorrelationTests),
      AnswerMethod("het_tests", heteroskedasticityTests),
      AnswerMethod("normality", normality),
    ]
  }

  private static func lineFit(_ reference: ReferenceCase) throws -> LinearFit {
    let (times, values) = try reference.series()
    return try LeastSquares().fit(values, on: .trend(times))
  }

  private static func autocorrelationTests(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let fit = try lineFit(reference)
    let durbinWatson = try DurbinWatson().test(fit)
    answers["dw"] = durbinWatson.statistic?.value
    answers["dw_p_exact_greater"] = durbinWatson.pValue
    answers["dw_p_normal_greater"] = durbinWatson.detail("p_normal")
    for lag in try reference.options("lags").map({ Int($0) }) {
      let godfrey = try BreuschGodfrey(lags: lag).test(fit)
      answers["bg_lm_lag\(lag)"] = godfrey.statistic?.value
      answers["bg_p_lag\(lag)"] = godfrey.pValue
      answers["bg_F_lag\(lag)"] = godfrey.detail("F")
      answers["bg_Fp_lag\(lag)"] = godfrey.detail("p_F")
      let ljung = try Portmanteau(lags: lag).test(fit.residuals)
      answers["lb_lag\(lag)"] = ljung.statistic?.value
      answers["lb_p_lag\(lag)"] = ljung.pValue
      let pierce = try Portmanteau(lags: lag, rule: .boxPierce).test(fit.residuals)
      answers["bp_lag\(lag)"] = pierce.statistic?.value
      answers["bp_p_lag\(lag)"] = pierce.pValue
    }
  }

  private static func heteroskedasticityTests(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let fit = try lineFit(reference)
    let koenker = try BreuschPagan().test(fit)
    answers["bp_koenker"] = koenker.statistic?.value
    answers["bp_koenker_p"] = koenker.pValue
    answers["bp_koenker_F"] = koenker.detail("F")
    answers["bp_koenker_Fp"] = koenker.detail("p_F")
    let original = try BreuschPagan(studentized: false).test(fit)
    answers["bp_original"] = original.statistic?.value
    answers["bp_original_p"] = original.pValue
    let white = try White().test(fit)
    answers["white"] = white.statistic?.value
    answers["white_p"] = white.pValue
    if let reset = try? Reset().test(fit) {
      answers["reset_F_fitted23"] = reset.statistic?.value
      answers["reset_p"] = reset.pValue
    }
  }

  private static func normality(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let fit = try lineFit(reference)
    let residuals = fit.residuals
    let jarqueBera = try JarqueBera().test(residuals)
    answers["jb"] = jarqueBera.statistic?.value
    answers["jb_p"] = jarqueBera.pValue
    // Of values ten million times their spread the tool has residuals of nine digits, too few for
    // its W to be compared.
    if fit.response.allSatisfy({ abs($0) < 1e7 * fit.sigma }) {
      let shapiro = try ShapiroWilk().test(residuals)
      answers["shapiro_W"] = shapiro.statistic?.value
      answers["shapiro_p"] = shapiro.pValue
    }
    let anderson = try AndersonDarling().test(residuals)
    answers["anderson_darling"] = anderson.statistic?.value
    answers["anderson_darling_p"] = anderson.pValue
  }
}

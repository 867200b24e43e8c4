import Foundation
import Statistics

extension AnswerMethod {
  /// Models and tests of one series.
  static var seriesMethods: [AnswerMethod] {
    [
      AnswerMethod("adf", unitRoot),
      AnswerMethod("kpss", stationarity),
      AnswerMethod("local_level_fixed", localLevel),
      AnswerMethod("local_level_mle", estimatedLocalLevel),
      AnswerMethod("holt_fixed", holt),
      AnswerMethod("holt_optim_aan", fittedHolt),
      AnswerMethod("meta", pooling),
      AnswerMethod("arima", arima),
    ]
  }

  private static func unitRoot(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let kinds: [String: UnitRoot.Deterministic] = ["n": .none, "c": .constant, "ct": .trend]
    guard let kind = kinds[try reference.word("regression")] else {
      throw ReferenceCase.Fault.missing("known regression")
    }
    let result = try UnitRoot(kind, lags: Int(try reference.option("lags")))
      .test(reference.numbers("y"))
    answers["stat"] = result.statistic?.value
    answers["nobs"] = Double(result.count)
    answers["p_mackinnon"] = result.pValue
    answers.set(
      "crit_1_5_10", ["critical_1", "critical_5", "critical_10"].compactMap(result.detail))
  }

  private static func stationarity(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let kind: Stationarity.Centre = try reference.word("regression") == "ct" ? .trend : .level
    let result = try Stationarity(kind, lags: Int(try reference.option("lags")))
      .test(reference.numbers("y"))
    answers["stat"] = result.statistic?.value
  }

  private static func localLevel(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let fit = try LocalLevel().filter(
      reference.optionalNumbers("y"), errorVariance: reference.option("s2eps"),
      levelVariance: reference.option("s2eta"))
    answers["loglik_exact_diffuse_excl_first"] = fit.logLikelihood
    answers["loglik_exact_diffuse_incl_2pi"] = fit.logLikelihood - log(2 * Double.pi) / 2
    if fit.filtered.allSatisfy({ $0 != nil }) {
      answers.set("filtered", fit.filtered.compactMap { $0 })
      answers.set("filtered_var", fit.filteredVariances.compactMap { $0 })
    }
    answers.set("smoothed", fit.smoothed)
    answers.set("smoothed_var", fit.smoothedVariances)
    let next = fit.forecast(1)
    answers["one_step_forecast_end"] = next.value
    answers["one_step_forecast_var"] = next.variance
  }

  private static func estimatedLocalLevel(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let fit = try LocalLevel().fit(reference.optionalNumbers("y"))
    answers["s2eps"] = fit.errorVariance
    answers["s2eta"] = fit.levelVariance
    answers["loglik_exact_diffuse_excl_first"] = fit.logLikelihood
    if fit.levelVariance == 0 {
      answers["at_boundary_s2eta_zero"] = 1
    } else {
      answers["q"] = fit.ratio
      answers["loglik_statsmodels_exact_diffuse"] = fit.logLikelihood - log(2 * Double.pi) / 2
    }
  }

  private static func holt(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let alpha = try reference.option("alpha")
    let fit = try ExponentialSmoothing().smooth(
      reference.numbers("y"),
      .init(
        alpha: alpha, beta: alpha * reference.option("beta_star"),
        level: reference.option("l0"), trend: reference.option("b0")))
    answers.set("fitted", fit.fitted)
    answers["sse"] = fit.sumOfSquares
    answers.set("forecast", (1...Int(try reference.option("h"))).map(fit.forecast))
  }

  private static func fittedHolt(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let fit = try ExponentialSmoothing().fit(reference.numbers("y"))
    answers["alpha"] = fit.parameters.alpha
    answers["beta"] = fit.parameters.beta
    answers["l0"] = fit.parameters.level
    answers["b0"] = fit.parameters.trend
    answers["sse"] = fit.sumOfSquares
    answers["loglik_gaussian_statsmodels"] = fit.logLikelihood
    if fit.sumOfSquares > 0 {
      answers["loglik_ets"] = -Double(fit.values.count) / 2 * log(fit.sumOfSquares)
    }
    answers.set("forecast", (1...Int(try reference.option("h"))).map(fit.forecast))
  }

  private static func pooling(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let methods: [String: Pooling.Method] = [
      "FE": .fixed, "DL": .derSimonianLaird, "PM": .pauleMandel, "REML": .reml,
    ]
    guard let method = methods[try reference.word("method")] else {
      throw ReferenceCase.Fault.missing("known method")
    }
    let isAdjusted = (try? reference.option("knha")) == 1
    let fit = try Pooling(method, isAdjusted: isAdjusted, level: reference.level)
      .pool(reference.numbers("yi"), variances: reference.numbers("vi"))
    answers["mu"] = fit.mean
    answers["se"] = fit.standardError
    answers["ci_lo"] = fit.interval.low
    answers["ci_hi"] = fit.interval.high
    answers["p"] = fit.pValue
    answers["tau2"] = fit.betweenVariance
    answers["Q"] = fit.heterogeneity
    answers["Q_p"] = fit.heterogeneityPValue
    answers["I2_from_Q_percent"] = fit.iSquaredOfHeterogeneity
    answers["I2_percent"] = fit.iSquared
    answers["H2"] = fit.hSquared
  }

  private static func arima(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let order = try reference.options("order").map { Int($0) }
    guard order.count == 3 else { throw ReferenceCase.Fault.missing("order") }
    let fit = try Arima(order[0], order[1], order[2]).fit(reference.optionalNumbers("y"))
    answers.set("coef_R_order", fit.coefficients)
    answers["loglik"] = fit.logLikelihood
    answers["sigma2"] = fit.shockVariance
    answers["aic_counting_sigma"] = fit.aic
    answers["ma_on_unit_circle"] = fit.isOnCircle ? 1 : 0
    if let errors = fit.standardErrors { answers.set("se_observed_information", errors) }
    let forecasts = fit.forecasts(Int(try reference.option("h")))
    answers.set("forecast", forecasts.map(\.value))
    answers.set("forecast_se", forecasts.map { $0.variance.squareRoot() })
  }
}

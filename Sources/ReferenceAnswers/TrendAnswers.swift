import Statistics

extension AnswerMethod {
  /// Tests of trend and slopes that outliers cannot move.
  static var trendMethods: [AnswerMethod] {
    [
      AnswerMethod("mann_kendall", mannKendall),
      AnswerMethod("theil_sen", theilSen),
      AnswerMethod("siegel", siegel),
    ]
  }

  private static func mannKendall(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let sample = try Sample(times: times, values: values)
    let result = try MannKendall().test(sample)
    answers["S"] = result.statistic?.value
    for (key, detail) in [
      ("var_S", "var_S"), ("z", "z"), ("p", "p_normal"), ("tau_a", "tau_a"), ("tau_b", "tau_b"),
      ("z_nocc", "z_uncorrected"), ("p_nocc", "p_uncorrected"),
    ] {
      answers[key] = result.detail(detail)
    }
    answers["z_cc_abs"] = result.detail("z").map(abs)
    if Set(values).count == values.count {
      answers["p_exact"] = try? MannKendall(rule: .exact).test(sample).pValue
    }
    // The slope over the row number, as a tool has it that knows no times.
    let rows = try Sample(times: values.indices.map(Double.init), values: values)
    let fit = try TheilSen().fit(rows)
    answers["pymk_slope_on_index"] = fit.slope
    answers["pymk_intercept_on_index"] = fit.intercept
  }

  private static func theilSen(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let sample = try Sample(times: times, values: values)
    let rounded = try TheilSen(level: reference.level, rule: .rounded).fit(sample)
    let interpolated = try TheilSen(level: reference.level, rule: .interpolated).fit(sample)
    answers["slope"] = rounded.slope
    answers["intercept_separate_medy_minus_slope_medx"] = rounded.intercept
    answers["intercept_joint_median_resid"] = rounded.residualIntercept
    answers["n_slopes"] = Double(rounded.slopeCount)
    answers["ci_lo_scipy_round"] = rounded.interval.low
    answers["ci_hi_scipy_round"] = rounded.interval.high
    answers["ci_lo_gilbert_interp"] = interpolated.interval.low
    answers["ci_hi_gilbert_interp"] = interpolated.interval.high
  }

  private static func siegel(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let fit = try Siegel().fit(Sample(times: times, values: values))
    answers["slope"] = fit.slope
    answers["intercept_hierarchical"] = fit.intercept
    answers["intercept_separate"] = fit.separateIntercept
  }
}

import Statistics

extension AnswerMethod {
  /// Tests of Mann and Kendall for values that follow one another, or the seasons.
  static var autocorrelatedTrendMethods: [AnswerMethod] {
    [
      AnswerMethod("mk_hamed_rao", hamedRao),
      AnswerMethod("mk_yue_wang", yueWang),
      AnswerMethod("mk_prewhiten") { try prewhitened($0, .plain, &$1) },
      AnswerMethod("mk_tfpw") { try prewhitened($0, .trendFree, &$1) },
      AnswerMethod("mk_seasonal", seasonal),
    ]
  }

  private static func sample(_ reference: ReferenceCase) throws -> Sample {
    let (times, values) = try reference.series()
    return try Sample(times: times, values: values)
  }

  private static func hamedRao(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let sample = try sample(reference)
    let method = HamedRao(significance: (try? reference.option("alpha")) ?? 0.05)
    let correction = try method.correction(sample.values)
    answers["n_ns_correction"] = correction.factor
    answers.set("significant_lags", correction.lags.map(Double.init))
    if let result = try? method.test(sample) { try report(result, sample, &answers) }
  }

  private static func yueWang(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let sample = try sample(reference)
    answers["n_ns_correction"] = try YueWang().correction(sample.values)
    if let result = try? YueWang().test(sample) { try report(result, sample, &answers) }
  }

  private static func prewhitened(
    _ reference: ReferenceCase, _ kind: PrewhitenedMannKendall.Kind, _ answers: inout Answers
  ) throws {
    let sample = try sample(reference)
    let result = try PrewhitenedMannKendall(kind).test(sample)
    answers["r1"] = result.detail("r1")
    try report(result, sample, &answers)
  }

  private static func seasonal(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let values = try reference.optionalNumbers("y")
    let period = Int(try reference.option("period"))
    let result = try SeasonalMannKendall(period: period).test(values)
    answers["S"] = result.statistic?.value
    answers["p"] = result.pValue
    for key in ["var_S", "z", "tau_a", "corr_var_S", "corr_z", "corr_p"] {
      answers[key] = result.detail(key)
    }
    let slope = result.estimate?.value
    answers["seasonal_slope"] = slope
    answers["pymk_slope_on_index"] = slope
    // The tool's line passes through the medians of values and of the rows that have one.
    let rows = values.indices.filter { values[$0] != nil }.map(Double.init)
    if let slope {
      let middle = try OrderedValues(rows).median / Double(period)
      answers["pymk_intercept_on_index"] =
        try OrderedValues(values.compactMap { $0 }).median - middle * slope
    }
  }

  private static func report(
    _ result: TestResult, _ sample: Sample, _ answers: inout Answers
  ) throws {
    answers["S"] = result.statistic?.value
    answers["p"] = result.pValue
    for key in ["var_S", "z", "tau_a"] { answers[key] = result.detail(key) }
    // The slope over the row number, as a tool has it that knows no times.
    let rows = try Sample(
      times: sample.values.indices.map(Double.init), values: sample.values)
    let line = try TheilSen(rule: .rounded).fit(rows)
    answers["pymk_slope_on_index"] = line.slope
    answers["pymk_intercept_on_index"] = line.intercept
  }
}

import Statistics

extension AnswerMethod {
  /// Searches for breaks at places not known beforehand.
  static var breakMethods: [AnswerMethod] {
    [
      AnswerMethod("sup_f", supF),
      AnswerMethod("bai_perron", baiPerron),
      AnswerMethod("cusum", cusum),
      AnswerMethod("pelt_l2", segmentation),
    ]
  }

  private static func design(_ reference: ReferenceCase, _ times: [Double]) throws -> Design {
    try reference.word("model") == "mean" ? .intercept(count: times.count) : .trend(times)
  }

  private static func supF(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let result = try StructuralChange(trim: try reference.option("trim"), replicates: 0)
      .test(values, on: try design(reference, times))
    answers["supF"] = result.supremum
    answers["aveF"] = result.average
    answers["expF"] = result.exponential
    answers["n_F"] = Double(result.values.count)
    answers["break_last_index_of_first_segment_1based"] = Double(result.place)
  }

  private static func baiPerron(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let fit = try BaiPerron(
      trim: try reference.option("h"), mostBreaks: Int(try reference.option("max_breaks"))
    ).fit(values, on: try design(reference, times))
    answers.set("rss_m0_up", fit.partitions.map(\.residualSumOfSquares))
    answers.set("bic_m0_up", fit.partitions.map(\.bic))
    for partition in fit.partitions.dropFirst() {
      answers.set("breaks_m\(partition.breaks.count)", partition.breaks.map(Double.init))
    }
    answers["n_breaks_bic"] = Double(fit.chosen)
    let intervals = fit.intervals.compactMap { $0 }
    guard fit.chosen > 0, intervals.count == fit.chosen else { return }
    answers.set("ci_lo", intervals.map { Double($0.low) })
    answers.set("ci_bp", fit.breaks.map(Double.init))
    answers.set("ci_hi", intervals.map { Double($0.high) })
  }

  private static func cusum(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let design = try design(reference, times)
    answers.set(
      "recursive_residuals", try Fluctuation.recursiveResiduals(values, on: design))
    let centred = try Fluctuation(.recursive).test(values, on: design)
    answers["rec_cusum_stat"] = centred.statistic?.value
    answers["rec_cusum_p"] = centred.pValue
    answers["rec_cusum_stat_sigma_uncentred_BDE1975"] =
      try Fluctuation(.recursive, scale: .uncentred).test(values, on: design).statistic?.value
    let whole = try Fluctuation(.leastSquares).test(values, on: design)
    answers["ols_cusum_stat"] = whole.statistic?.value
    answers["ols_cusum_p"] = whole.pValue
  }

  private static func segmentation(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (_, values) = try reference.series()
    let result = try Segmentation(.mean, leastRows: Int(try reference.option("min_size")))
      .partition(values, penalty: try reference.option("penalty"))
    answers.set("bkps_end_exclusive", result.ends.map(Double.init))
    answers["total_cost"] = result.totalCost
  }
}

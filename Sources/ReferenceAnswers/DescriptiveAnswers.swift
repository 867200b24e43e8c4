import Statistics

extension AnswerMethod {
  /// Correlations, between two lists and within one.
  static var descriptiveMethods: [AnswerMethod] {
    [
      AnswerMethod("correlation", correlation),
      AnswerMethod("acf", autocorrelation),
    ]
  }

  private static func correlation(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (times, values) = try reference.series()
    let pearson = try Correlation(.pearson, level: reference.level).test(times, values)
    answers["pearson_r"] = pearson.estimate?.value
    answers["pearson_p"] = pearson.pValue
    answers["pearson_ci_lo"] = pearson.interval?.low
    answers["pearson_ci_hi"] = pearson.interval?.high
    let spearman = try Correlation(.spearman).test(times, values)
    answers["spearman_rho"] = spearman.estimate?.value
    answers["spearman_p_t"] = spearman.pValue
  }

  private static func autocorrelation(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let lags = Int(try reference.option("nlags"))
    let values = try reference.numbers("y")
    let result = try Autocorrelation(values, lags: lags)
    answers.set("acf", result.correlations)
    answers.set("acvf", result.covariances)
    answers.set("pacf", result.partial)
    if let regressed = try? (1...lags).map({ try regressed(values, lag: $0) }) {
      answers.set("pacf_ols", regressed)
    }
  }

  /// The coefficient of the longest lag in the regression on all lags to it.
  private static func regressed(_ values: [Double], lag: Int) throws -> Double {
    let rows = lag..<values.count
    var design = Design.intercept(count: rows.count)
    for step in 1...lag { design = design.adding("lag \(step)", rows.map { values[$0 - step] }) }
    let fit = try LeastSquares().fit(rows.map { values[$0] }, on: design)
    let coefficients = try fit.coefficients()
    return coefficients[coefficients.count - 1].estimate
  }
}

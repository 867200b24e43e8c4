import Statistics

extension AnswerMethod {
  /// Regressions of quantiles.
  static var quantileMethods: [AnswerMethod] {
    [
      AnswerMethod("quantreg_trend", quantile),
      AnswerMethod("quantreg_multi", quantile),
    ]
  }

  private static func quantile(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let (response, design): ([Double], Design)
    if reference.has("x1") {
      (response, design) = try multiple(reference)
    } else {
      let (times, values) = try reference.series()
      (response, design) = (values, .trend(times))
    }
    let fit = try QuantileRegression(try reference.option("tau")).fit(response, on: design)
    answers["objective"] = fit.objective
    guard let vertices = fit.optimalCoefficients else { return }
    answers["unique"] = vertices.count == 1 ? 1 : 0
    answers["n_optimal_vertices"] = Double(vertices.count)
    guard vertices.count == 1 else { return }
    answers.set("coef", vertices[0])
    // Where several median lines fit the residuals, the tool's choice among them is its own; its rank
    // intervals hang on the path of its solver altogether.
    if let errors = fit.standardErrors, !fit.isSparsityTied { answers.set("se_iid_hs", errors) }
  }
}

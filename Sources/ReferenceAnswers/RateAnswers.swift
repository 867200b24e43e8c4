import Statistics

extension AnswerMethod {
  /// Rates of events, and p-values adjusted for their number.
  static var rateMethods: [AnswerMethod] {
    [
      AnswerMethod("poisson_rate_ratio", rateRatio),
      AnswerMethod("p_adjust", adjust),
    ]
  }

  private static func rateRatio(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let first = try EventCount(reference.number("x1"), over: reference.number("T1"))
    let second = try EventCount(reference.number("x2"), over: reference.number("T2"))
    func pValue(
      _ alternative: Alternative, _ rule: RateRatio.TwoSidedRule = .central
    ) throws -> Double? {
      try RateRatio(level: reference.level, alternative: alternative, rule: rule)
        .test(first, second).pValue
    }
    let central = try RateRatio(level: reference.level).test(first, second)
    answers["rate_ratio"] = central.estimate?.value
    answers["ci_lo"] = central.interval?.low
    answers["ci_hi"] = central.interval?.high
    answers["p_two_sided_central_2min"] = central.pValue
    answers["p_two_sided_minlike"] = try pValue(.twoSided, .minlike)
    answers["p_midp_2sided"] = try pValue(.twoSided, .midP)
    answers["p_less"] = try pValue(.less)
    answers["p_greater"] = try pValue(.greater)
  }

  private static func adjust(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let pValues = try reference.numbers("p")
    let keys: [(String, PValueAdjustment)] = [
      ("bonferroni", .bonferroni), ("holm", .holm), ("hochberg", .hochberg),
      ("hommel", .hommel), ("BH", .benjaminiHochberg), ("BY", .benjaminiYekutieli),
    ]
    for (key, adjustment) in keys { answers.set(key, try adjustment.adjusted(pValues)) }
  }
}

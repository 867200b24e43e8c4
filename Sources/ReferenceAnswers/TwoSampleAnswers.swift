import Statistics

extension AnswerMethod {
  /// Two samples set beside one another.
  static var twoSampleMethods: [AnswerMethod] {
    [
      AnswerMethod("two_sample_t", studentAndWelch),
      AnswerMethod("mann_whitney", mannWhitney),
      AnswerMethod("permutation_mean_diff", permutation),
      AnswerMethod("effect_size", effectSize),
      AnswerMethod("ks_2samp", kolmogorovSmirnov),
    ]
  }

  private static func studentAndWelch(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let first = try reference.numbers("a")
    let second = try reference.numbers("b")
    let welch = try MeanDifference(level: reference.level).test(first, second)
    answers["welch_t"] = welch.statistic?.value
    answers["welch_df"] = welch.degreesOfFreedom.first
    answers["welch_p"] = welch.pValue
    answers["welch_ci_lo"] = welch.interval?.low
    answers["welch_ci_hi"] = welch.interval?.high
    let pooled = try MeanDifference(variances: .pooled).test(first, second)
    answers["student_t"] = pooled.statistic?.value
    answers["student_p"] = pooled.pValue
    let standardized = try StandardizedDifference(first, second)
    answers["cohen_d"] = standardized.cohenD
    answers["hedges_g_exact_J"] = standardized.hedgesG
    answers["hedges_g_approx_J"] = standardized.approximateHedgesG
  }

  private static func mannWhitney(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let first = try reference.numbers("a")
    let second = try reference.numbers("b")
    let result = try MannWhitney().test(first, second)
    answers["U1"] = result.statistic?.value
    answers["p_asym_cc"] = result.detail("p_normal")
    answers["p_asym_nocc"] = result.detail("p_normal_uncorrected")
    if result.basis == .exact {
      answers["p_exact_conditional"] = result.pValue
      answers["p_exact_less"] = result.detail("p_less")
      answers["p_exact_greater"] = result.detail("p_greater")
      answers["p_exact_2min"] = result.detail("p_doubled")
      if Set(first + second).count == first.count + second.count {
        answers["p_exact_noties"] = result.detail("p_doubled")
      }
    }
    if let brunner = try? BrunnerMunzel().test(first, second) {
      answers["brunner_munzel"] = brunner.statistic?.value
      answers["brunner_munzel_p"] = brunner.pValue
    }
  }

  private static func permutation(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let result = try Permutation().test(reference.numbers("a"), reference.numbers("b"))
    answers["stat"] = result.statistic?.value
    guard result.basis == .exact else { return }
    answers["p_two_sided_abs"] = result.pValue
    answers["p_less"] = result.detail("p_less")
    answers["p_greater"] = result.detail("p_greater")
    answers["p_two_sided_scipy_2min"] = result.detail("p_doubled")
    answers["n_permutations"] = result.detail("choices")
  }

  private static func kolmogorovSmirnov(
    _ reference: ReferenceCase, _ answers: inout Answers
  ) throws {
    let first = try reference.numbers("a")
    let second = try reference.numbers("b")
    let result = try KolmogorovSmirnov().test(first, second)
    answers["D"] = result.statistic?.value
    answers["p_exact_conditional_ties"] = result.detail("p_exact")
    if Set(first + second).count == first.count + second.count {
      answers["p_exact_noties"] = result.detail("p_exact")
    }
    answers["p_asymptotic_R"] = result.detail("p_limit")
    answers["p_asymptotic_scipy"] = result.detail("p_one_sample")
  }

  private static func effectSize(_ reference: ReferenceCase, _ answers: inout Answers) throws {
    let first = try reference.numbers("a")
    let second = try reference.numbers("b")
    let dominance = try Dominance(first, second, level: reference.level)
    answers["cliffs_delta"] = dominance.delta
    answers["vargha_delaney_A"] = dominance.probabilityLarger
    answers["cliffs_delta_var_unbiased"] = dominance.variance
    answers["cliffs_ci_lo_asymmetric"] = dominance.interval?.low
    answers["cliffs_ci_hi_asymmetric"] = dominance.interval?.high
    let shift = try HodgesLehmann(level: reference.level).estimate(first, second)
    answers["HL"] = shift.estimate?.value
    guard shift.basis == .exact else { return }
    answers["HL_ci_lo_exact_noties"] = shift.detail("attainable_low")
    answers["HL_ci_hi_exact_noties"] = shift.detail("attainable_high")
    answers["HL_ci_achieved_conf"] = shift.detail("attainable_level")
  }
}

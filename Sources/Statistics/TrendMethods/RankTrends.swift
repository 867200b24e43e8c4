import Tables

extension TrendMethod {
  /// The median of all pairwise slopes.
  public static let theilSen = TrendMethod(TheilSen.card) {
    (sample, settings) throws(StatisticsError) in
    TrendAnswer(try TheilSen(level: settings.level).fit(sample))
  }

  /// The score of Mann and Kendall.
  public static let mannKendall = TrendMethod(MannKendall.card) {
    (sample, settings) throws(StatisticsError) in
    var test = MannKendall(alternative: settings.alternative)
    test.serialCorrelation = settings.replicates
    return TrendAnswer(score: try test.test(sample))
  }

  /// Repeated medians.
  public static let siegel = TrendMethod(Siegel.card) { (sample, _) throws(StatisticsError) in
    let fit = try Siegel().fit(sample)
    return TrendAnswer(
      estimates: fit.estimates, overview: fit.overview, observations: fit.observations)
  }

  /// The sign test of Cox and Stuart.
  public static let coxStuart = TrendMethod(CoxStuart.card) {
    (sample, settings) throws(StatisticsError) in
    let result = try CoxStuart(alternative: settings.alternative).test(sample)
    return TrendAnswer(estimates: result.estimates, overview: result.overview)
  }
}

extension TrendAnswer {
  /// The answer of Theil and Sen.
  init(_ fit: TheilSenFit) {
    self.init(estimates: fit.estimates, overview: fit.overview, observations: fit.observations)
  }

  /// The answer of a test by Kendall's score.
  init(score result: TestResult) {
    self.init(estimates: result.estimates, overview: result.scoreOverview)
  }
}

extension TestResult {
  /// The quantities a reader of Mann–Kendall looks for beside its p-value.
  var scoreOverview: Table {
    Table(
      method, [self],
      [
        .text(.method) { $0.method },
        .integer(.count) { $0.count },
        .number(.score) { $0.statistic?.value },
        .number(.scoreVariance) { $0.detail("var_S") },
        .number(.normalDeviate) { $0.detail("z") },
        .number(.normalPValue) { $0.detail("p_normal") },
        .number(.tauA) { $0.detail("tau_a") },
        .number(.tauB) { $0.detail("tau_b") },
        .number(.floor) { $0.detail("p_floor") },
        .number(.worstPValue) { $0.detail("p_worst_rho") },
      ])
  }
}

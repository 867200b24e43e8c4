import Tables

extension TrendMethod {
  /// A log-linear trend of counts, events being independent.
  public static let poisson = TrendMethod(GeneralizedFit.card(.poisson)) {
    (sample, settings) throws(StatisticsError) in
    try counts(.poisson, sample, settings)
  }

  /// A log-linear trend of counts, their dispersion estimated; in short series under declared
  /// autocorrelation as well, the worst of it, and the average over it.
  public static let quasiPoisson = TrendMethod(GeneralizedFit.card(.quasiPoisson)) {
    (sample, settings) throws(StatisticsError) in
    var answer = try counts(.quasiPoisson, sample, settings)
    guard sample.count < shortCount else {
      answer.estimates.notes.append(
        Note(
          .caveat, "independent-years",
          "Takes the years as independent: at an autocorrelation of .6 a 5 % test of a slope rejects "
            + "a third or more (simulated at 20 and 29 years). gls-ar1 and log-linear declare it."))
      return answer
    }
    let design = Design.trend(sample.times)
    let slope = try GeneralizedLinear(.quasiPoisson, exposures: sample.exposures)
      .fit(sample.values, on: design).coefficients(settings.covariance, level: settings.level)[1]
    let model = CorrelatedCounts(grid: settings.declaredRho)
    let declared = try model.declared(
      "time", in: sample, on: design, level: settings.level, findsBreakdown: false)
    let averaged: TestResult?
    do throws(StatisticsError) {
      averaged = try model.averaged("time", in: sample, on: design, level: settings.level)
    } catch {
      // Far beyond the grid an iteration may not end, or leave the range of doubles; what is
      // declared stands without it.
      switch error {
      case .notConverged, .overflow: averaged = nil
      default: throw error
      }
    }
    let remarks =
      averaged?.notes ?? [
        Note(
          .exclusion, "no-average",
          "There is no row averaged over autocorrelations up to .95: beyond the declared ones the "
            + "equations have no solution within reach.")
      ]
    let rows =
      [DeclaredRhoRow(independent: slope, settings.alternative)]
      + DeclaredRhoRow.rows(declared, averaged, settings.alternative, basis: .asymptotic)
    answer.estimates = Table(
      answer.estimates.title, rows,
      DeclaredRhoRow.fields("quasi-poisson", count: sample.count),
      notes: answer.estimates.notes + remarks + [
        Note(
          .caveat, "independent-years",
          "The row 'independent' takes the years as independent: at an autocorrelation of .6 its "
            + "5 % test of a slope rejects 33 to 43 %, that of the worst 4 to 8 % (simulated at 20 "
            + "and 29 years, dispersion 3 and 10). The others "
            + "declare it, by estimating equations with the variance in proportion to the mean; "
            + "the worst has the largest p and the union of the intervals.")
      ])
    return answer
  }

  /// The length below which autocorrelation is declared.
  private static let shortCount = 30

  /// A log-linear trend of counts, their extra variance by maximum likelihood.
  public static let negativeBinomial = TrendMethod(NegativeBinomialFit.card) {
    (sample, settings) throws(StatisticsError) in
    let fit = try NegativeBinomialRegression(exposures: sample.exposures)
      .fit(sample.values, on: .trend(sample.times))
    let slope = try fit.coefficients(level: settings.level)[1]
    return growth(
      TrendAnswer(
        NegativeBinomialFit.card.name, slope: slope, settings, basis: .asymptotic, fit: fit,
        sample: sample))
  }

  private static func counts(
    _ family: Family, _ sample: Sample, _ settings: TrendSettings
  ) throws(StatisticsError) -> TrendAnswer {
    let fit = try GeneralizedLinear(family, exposures: sample.exposures)
      .fit(sample.values, on: .trend(sample.times))
    let slope = try fit.coefficients(settings.covariance, level: settings.level)[1]
    return growth(
      TrendAnswer(
        family.name, slope: slope, settings, basis: .asymptotic, fit: fit, sample: sample))
  }

  private static func growth(_ answer: TrendAnswer) -> TrendAnswer {
    var answer = answer
    answer.estimates.notes.append(
      Note(
        .method, "log-scale",
        "The slope is of the natural logarithm of the rate: exp(slope) − 1 is the growth a year."))
    return answer
  }
}

extension TrendMethod {
  /// Mann–Kendall with Hamed and Rao's variance.
  public static let hamedRao = TrendMethod(HamedRao.card) {
    (sample, settings) throws(StatisticsError) in
    TrendAnswer(try HamedRao(alternative: settings.alternative).test(sample))
  }

  /// Mann–Kendall with Yue and Wang's variance.
  public static let yueWang = TrendMethod(YueWang.card) {
    (sample, settings) throws(StatisticsError) in
    TrendAnswer(try YueWang(alternative: settings.alternative).test(sample))
  }

  /// Mann–Kendall after pre-whitening.
  public static let preWhitened = TrendMethod(PrewhitenedMannKendall.plainCard) {
    (sample, settings) throws(StatisticsError) in
    let test = PrewhitenedMannKendall(.plain, alternative: settings.alternative)
    return TrendAnswer(try test.test(sample))
  }

  /// Mann–Kendall after trend-free pre-whitening.
  public static let trendFreePreWhitened = TrendMethod(PrewhitenedMannKendall.trendFreeCard) {
    (sample, settings) throws(StatisticsError) in
    let test = PrewhitenedMannKendall(.trendFree, alternative: settings.alternative)
    return TrendAnswer(try test.test(sample))
  }

  /// Mann–Kendall within seasons; how many there are is said, or read from the spacing of the times.
  public static let seasonalMannKendall = TrendMethod(SeasonalMannKendall.card) {
    (sample, settings) throws(StatisticsError) in
    guard let spacing = SeasonalMannKendall.period(of: sample.times) else {
      throw .invalidOption(
        name: "method", found: "seasonal-mann-kendall on times a year or more apart",
        needed: "one for yearly values, such as mann-kendall")
    }
    let period = settings.period ?? spacing
    let test = SeasonalMannKendall(period: period, alternative: settings.alternative)
    do throws(StatisticsError) {
      return TrendAnswer(try test.test(sample))
    } catch {
      guard case .invalidOption("seasons", let found, let needed) = error else { throw error }
      throw .invalidOption(name: "period", found: found, needed: needed)
    }
  }
}

extension TrendAnswer {
  /// The tables of a test.
  fileprivate init(_ result: TestResult) {
    self.init(estimates: result.estimates, overview: result.scoreOverview)
  }
}

extension TrendPanel {
  /// What a panel is to be asked so that ``TrendMethod/callAsFunction(_:_:knowing:)`` need not ask
  /// each series again; nil where these methods, so set, have nothing to ask of it.
  public init?(for methods: [TrendMethod], _ settings: TrendSettings) {
    let names = Set(methods.map(\.name))
    let asksScore = names.contains(MannKendall.card.name) && settings.replicates == nil
    let asksSlope = names.contains(TheilSen.card.name)
    guard asksScore || asksSlope else { return nil }
    self.init(
      line: nil, score: asksScore ? MannKendall(alternative: settings.alternative) : nil,
      slope: asksSlope ? TheilSen(level: settings.level) : nil)
  }
}

extension TrendMethod {
  /// The answer that a panel has for a sample; nil where it has none.
  func answer(
    from trends: SeriesTrends, _ sample: Sample, _ settings: TrendSettings
  ) throws(StatisticsError) -> TrendAnswer? {
    switch name {
    case MannKendall.card.name:
      guard settings.replicates == nil, let score = trends.score,
        score.alternative == settings.alternative
      else { return nil }
      return TrendAnswer(score: TestResult(score))
    case TheilSen.card.name:
      guard let slope = trends.slope, slope.interval.level == settings.level else { return nil }
      return TrendAnswer(try TheilSenFit(slope, sample))
    default: return nil
    }
  }
}

extension TheilSenFit {
  /// The fit of a sample whose slope and interval are known.
  fileprivate init(_ trend: MedianTrend, _ sample: Sample) throws(StatisticsError) {
    let scale = PowerOfTwoScale(sample.values)
    self.init(
      line: try ResistantLine(
        sample, scale(sample.values), slope: trend.slope * scale.factor, scale),
      slopeCount: KendallCount.pairs(sample.count), interval: trend.interval,
      achievedLevel: trend.achievedLevel, rule: trend.rule, sample: sample)
  }
}

extension MethodCard {
  /// Every method of this module that has a card, in the order of its folders.
  public static let catalog: [MethodCard] =
    trendCards + breakCards + regressionCards + diagnosticCards + rateCards + twoSampleCards
    + seriesCards + resamplingCards + [
      Correlation.pearsonCard, Correlation.spearmanCard,
    ]

  /// The card of a name, or nil where no method has it.
  public static func named(_ name: String) -> MethodCard? {
    catalog.first { $0.name == name }
  }

  private static let trendCards: [MethodCard] = [
    MannKendall.card, CoxStuart.card, TheilSen.card, Siegel.card, LogLinearTrend.card,
    HamedRao.card, YueWang.card, PrewhitenedMannKendall.plainCard,
    PrewhitenedMannKendall.trendFreeCard, SeasonalMannKendall.card,
  ]

  private static let seriesCards: [MethodCard] = [
    UnitRoot.card, Stationarity.card, LocalLevel.card, LocalTrend.card, ExponentialSmoothing.card,
    ExponentialSmoothing.dampedCard, Arima.card, Pooling.card,
  ]

  private static let resamplingCards: [MethodCard] = [
    BootstrapScheme.independentCard, BootstrapScheme.movingBlockCard,
    BootstrapScheme.circularBlockCard, BootstrapScheme.stationaryCard, WildBootstrap.card,
    Jackknife.card,
  ]

  private static let breakCards: [MethodCard] = [
    Chow.card, InterruptedSeries.card, StructuralChange.card, BaiPerron.card,
    Fluctuation.recursiveCard, Fluctuation.leastSquaresCard, Fluctuation.movingCard, Pettitt.card,
    Segmentation.card, SegmentedLine.card,
  ]

  private static let regressionCards: [MethodCard] =
    [
      GeneralizedFit.gaussianCard, GeneralizedFit.binomialCard, GeneralizedFit.poissonCard,
      GeneralizedFit.quasiPoissonCard, NegativeBinomialFit.card,
    ] + AutoregressiveFit.cards + [QuantileFit.card, IntervalFit.card, IntervalFit.tobitCard]
    + RobustFit.cards

  private static let diagnosticCards: [MethodCard] =
    [DurbinWatson.card, BreuschGodfrey.card] + Portmanteau.cards + [
      BreuschPagan.card, White.card, Reset.card, JarqueBera.card, ShapiroWilk.card,
      AndersonDarling.card, LinearHypothesis.card, LikelihoodRatio.card,
    ]

  private static let rateCards: [MethodCard] = [
    PoissonRate.card, RateRatio.card, RateRatio.widenedCard,
  ]

  private static let twoSampleCards: [MethodCard] = [
    MeanDifference.card, MeanDifference.pooledCard, MeanRatio.card, StandardizedDifference.card,
    MannWhitney.card, BrunnerMunzel.card, HodgesLehmann.card, KolmogorovSmirnov.card,
    Dominance.card,
    Permutation.card, PredictiveRank.card, PredictionInterval.card,
  ]
}

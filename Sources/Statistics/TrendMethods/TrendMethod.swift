public import Tables

/// A way to ask whether a sample has a trend, and how steep it is: what a `--method` names.
///
/// A catalogue of values, each in a file of its own, named once in ``allCases``. A method lays its
/// answer out as tables; below the length of its card it is refused with what to use instead.
public struct TrendMethod: Sendable, CaseIterable {
  /// What must be known before using it.
  public let card: MethodCard
  /// Whether the covariance of its settings is its own: that of a least squares line.
  public let takesCovariance: Bool
  private let body: @Sendable (Sample, TrendSettings) throws(StatisticsError) -> TrendAnswer

  init(
    _ card: MethodCard, takesCovariance: Bool = false,
    _ body: @escaping @Sendable (Sample, TrendSettings) throws(StatisticsError) -> TrendAnswer
  ) {
    self.card = card
    self.takesCovariance = takesCovariance
    self.body = body
  }

  /// The name in options and tables.
  public var name: String { card.name }

  /// The answer for a sample.
  ///
  /// - Parameter trends: what a panel has found of this sample; what is there is not computed again.
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` and
  ///   ``StatisticsError/misleadingBelow(observations:have:instead:)`` by the card, the latter not
  ///   when forced; and what the method throws.
  public func callAsFunction(
    _ sample: Sample, _ settings: TrendSettings = TrendSettings(),
    knowing trends: SeriesTrends? = nil
  ) throws(StatisticsError) -> TrendAnswer {
    try card.admit(sample.count, forced: settings.isForced)
    var answer: TrendAnswer
    if let trends, let known = try self.answer(from: trends, sample, settings) {
      answer = known
    } else {
      answer = try body(sample, settings)
    }
    if settings.isForced, sample.count < card.advisedCount {
      answer.estimates.notes.append(
        Note(
          .caveat, "forced",
          "\(name) was forced: below \(card.advisedCount) observations it misleads."))
    }
    return answer
  }

  /// All methods, in the order they are listed.
  public static let allCases: [TrendMethod] = [
    .leastSquares, .theilSen, .mannKendall, .declaredRho, .siegel, .coxStuart, .logLinear,
    .poisson, .quasiPoisson, .negativeBinomial, .median, .interval, .hamedRao, .yueWang,
    .preWhitened, .trendFreePreWhitened, .seasonalMannKendall,
  ]

  /// The methods asked where none is named: below 30 observations serial correlation is declared
  /// beside the others.
  public static func standard(count: Int) -> [TrendMethod] {
    count < 30
      ? [.leastSquares, .theilSen, .mannKendall, .declaredRho]
      : [.leastSquares, .theilSen, .mannKendall]
  }

  /// The method of a name, or nil; `quantile:Q` for any share Q between 0 and 1.
  public static func named(_ name: String) -> TrendMethod? {
    allCases.first { $0.name == name } ?? quantile(named: name)
  }
}

/// The choices a trend method may need.
public struct TrendSettings: Sendable {
  /// The confidence level.
  public var level: Double
  /// The direction tested.
  public var alternative: Alternative
  /// How the covariance of least squares is estimated.
  public var covariance: CovarianceEstimator
  /// The autocorrelations declared possible.
  public var declaredRho: [Double]
  /// The worst Mann–Kendall p over declared autocorrelations, by replicates; nil for none.
  public var replicates: WorstAutocorrelation?
  /// The values as ranges, one for each of the sample, for methods that take them; nil where all are
  /// exact.
  public var ranges: CensoredResponse?
  /// The number of seasons in a year; nil to read it from the spacing of the times.
  public var period: Int?
  /// Whether to compute what would mislead.
  public var isForced: Bool

  /// Choices; what is not said is the standard.
  public init(
    level: Double = 0.95, alternative: Alternative = .twoSided,
    covariance: CovarianceEstimator = .classical,
    declaredRho: [Double] = DeclaredRho.standardGrid, replicates: WorstAutocorrelation? = nil,
    ranges: CensoredResponse? = nil, period: Int? = nil, isForced: Bool = false
  ) {
    self.level = level
    self.alternative = alternative
    self.covariance = covariance
    self.declaredRho = declaredRho
    self.replicates = replicates
    self.ranges = ranges
    self.period = period
    self.isForced = isForced
  }
}

/// What a trend method answers: its tables, the slope where it has one, and the fit to draw.
public struct TrendAnswer: Sendable {
  /// One row for each estimate.
  public var estimates: Table
  /// One row.
  public var overview: Table
  private let makeObservations: @Sendable () -> Table?

  /// One row for each observation, where the method fits values; laid out when it is read.
  public var observations: Table? { makeObservations() }

  init(
    estimates: Table, overview: Table,
    observations: @autoclosure @escaping @Sendable () -> Table? = nil
  ) {
    self.estimates = estimates
    self.overview = overview
    makeObservations = observations
  }
}

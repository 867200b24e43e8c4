import Distributions
import LinearAlgebra

/// A panel with what its series share: made once, read by all threads.
struct TrendPlan: Sendable {
  let panel: SamplePanel
  let asked: TrendPanel
  let times: SeriesTimes
  /// Whether the line's covariance is one of those that blocks have.
  let hasBlockLine: Bool
  let lags: Int?
  /// What the variance of the slope is multiplied by.
  let smallSampleFactor: Double
  /// The exact p-values of scores without ties, from the least score in steps of two; none where
  /// the normal law is asked for.
  let untiedPValues: [Double]
  /// Whether scores with ties have an exact p-value, or why they have none at all.
  let tiedRule: Result<Bool, StatisticsError>
  let shared: PanelTrends.Shared

  /// The lengths for which blocks are quicker than one series at a time.
  static let longest = 256

  init(_ asked: TrendPanel, _ panel: SamplePanel) throws(StatisticsError) {
    let count = panel.times.count
    try Validation.require(TheilSen.card.leastCount, of: panel.times)
    var lags: Int?
    var factor = 1.0
    var hasBlockLine = false
    if let line = asked.line {
      guard count > 2 else {
        throw .notMoreObservationsThanTerms(observations: count, terms: 2)
      }
      try Validation.requireLevel(asked.level)
      switch line {
      case .classical: hasBlockLine = true
      case .neweyWest(let own, let adjusted):
        guard own >= 0, own < count else {
          throw .invalidOption(
            name: "lags", found: "\(own)",
            needed: "from 0 to \(count - 1), below the observations")
        }
        hasBlockLine = true
        lags = own
        factor = adjusted ? Double(count) / Double(count - 2) : 1
      default: break
      }
    }
    var untied: [Double] = []
    var tiedRule = Result<Bool, StatisticsError>.success(false)
    if let score = asked.score {
      try Validation.require(MannKendall.card.leastCount, of: panel.times)
      guard score.serialCorrelation == nil else {
        throw .invalidOption(
          name: "serial correlation", found: "a simulation for each series of a panel",
          needed: "of one series at a time")
      }
      if try score.usesExactLaw(count: count, tied: false) {
        let law = ScoreLaw(count: count)
        let pairs = KendallCount.pairs(count)
        untied = stride(from: -pairs, through: pairs, by: 2).map {
          law.tail($0, score.alternative)
        }
      }
      tiedRule = Result { () throws(StatisticsError) in
        try score.usesExactLaw(count: count, tied: true)
      }
    }
    if let slope = asked.slope { try Validation.requireLevel(slope.level) }
    self.panel = panel
    self.asked = asked
    untiedPValues = untied
    self.tiedRule = tiedRule
    self.lags = lags
    self.hasBlockLine = hasBlockLine
    smallSampleFactor = factor
    // Pairs of times are what slopes are made of, in series short enough for blocks.
    times = SeriesTimes(
      panel.times, withPairs: asked.slope != nil && panel.times.count <= Self.longest)
    shared = PanelTrends.Shared(
      hasLine: asked.line != nil, level: asked.level, alternative: asked.score?.alternative,
      slope: asked.slope, length: count,
      halfWidth: asked.line == nil
        ? 0 : StudentT(degreesOfFreedom: Double(count - 2)).upperQuantile((1 - asked.level) / 2),
      ends: asked.slope.map { SlopeEnds.Shared($0, count: count) },
      centre: OrderedValues(sorted: panel.times).median)
  }

  /// The trends of the series of some blocks.
  func trends(ofBlocks blocks: Range<Int>) -> PanelTrends {
    var work = TrendBlock(self, capacity: blocks.count * SeriesBlock.lanes)
    panel.values.withUnsafeBufferPointer { values in
      for block in blocks { work.add(block, values) }
    }
    return work.trends
  }
}

extension TrendPlan {
  /// The line of one series by the method for one series.
  func lineAlone(_ sample: Sample) throws(StatisticsError) -> LineTrend {
    let fit = try LeastSquares().fit(sample.values, on: .trend(sample.times))
    let coefficients = try fit.coefficients(asked.line ?? .classical, level: asked.level)
    return LineTrend(fit, intercept: coefficients[0], slope: coefficients[1])
  }
}

extension LineTrend {
  fileprivate init(_ fit: LinearFit, intercept: Coefficient, slope: Coefficient) {
    self.intercept = intercept.estimate
    self.slope = slope.estimate
    standardError = slope.standardError
    degreesOfFreedom = slope.degreesOfFreedom ?? Double(fit.degreesOfFreedom)
    interval = slope.interval
    spread = .known(sigma: fit.sigma, rSquared: fit.rSquared)
    autocorrelation = (try? Autocorrelation(fit.response, lags: 1))?.correlations.first
    absence = slope.absence.flatMap(Absence.init(text:))
  }
}

extension LineTrend.Absence {
  /// The reason as coefficients give it.
  var text: String {
    switch self {
    case .noVariation: "the values do not vary"
    case .exactFit: "the fit is exact"
    case .noVariance: "the estimated variance is zero"
    case .beyondDoubles: "beyond the range of doubles"
    }
  }

  fileprivate init?(text: String) {
    switch text {
    case LineTrend.Absence.noVariation.text: self = .noVariation
    case LineTrend.Absence.exactFit.text: self = .exactFit
    case LineTrend.Absence.noVariance.text: self = .noVariance
    default: self = .beyondDoubles
    }
  }
}

extension MedianTrend {
  init(_ fit: TheilSenFit) {
    slope = fit.slope
    interval = fit.interval
    achievedLevel = fit.achievedLevel
    rule = fit.rule
    middle = fit.line.middle
    centre = fit.line.centre
  }
}

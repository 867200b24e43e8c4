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
  /// The half width of the line's interval, in standard errors.
  let halfWidth: Double
  /// The law of scores without ties; nil where it is not asked for.
  let law: ScoreLaw?
  let ends: SlopeEnds.Shared?
  /// The median of the times.
  let centre: Double

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
    var law: ScoreLaw?
    if let score = asked.score {
      try Validation.require(MannKendall.card.leastCount, of: panel.times)
      guard score.serialCorrelation == nil else {
        throw .invalidOption(
          name: "serial correlation", found: "a simulation for each series of a panel",
          needed: "of one series at a time")
      }
      if try score.usesExactLaw(count: count, tied: false) { law = ScoreLaw(count: count) }
    }
    if let slope = asked.slope { try Validation.requireLevel(slope.level) }
    self.panel = panel
    self.asked = asked
    self.law = law
    self.lags = lags
    self.hasBlockLine = hasBlockLine
    smallSampleFactor = factor
    times = SeriesTimes(panel.times)
    halfWidth =
      asked.line == nil
      ? 0
      : StudentT(degreesOfFreedom: Double(count - 2)).upperQuantile((1 - asked.level) / 2)
    ends = asked.slope.map { SlopeEnds.Shared($0, count: count) }
    centre = OrderedValues(sorted: panel.times).median
  }

  /// The trends of the series of some blocks.
  func trends(ofBlocks blocks: Range<Int>) -> [Result<SeriesTrends, StatisticsError>] {
    var work = TrendBlock(self)
    var results: [Result<SeriesTrends, StatisticsError>] = []
    results.reserveCapacity(blocks.count * SeriesBlock.lanes)
    for block in blocks { work.append(block, to: &results) }
    return results
  }
}

/// The work on one block after another.
struct TrendBlock {
  private let plan: TrendPlan
  private var block: SeriesBlock
  /// The laws of scores met so far, by the sizes of the groups of equal values.
  private var tiedLaws: [[Int]: ScoreLaw] = [:]

  init(_ plan: TrendPlan) {
    self.plan = plan
    block = SeriesBlock(plan.times)
  }

  mutating func append(
    _ place: Int, to results: inout [Result<SeriesTrends, StatisticsError>]
  ) {
    let first = place * SeriesBlock.lanes
    let count = min(SeriesBlock.lanes, plan.panel.count - first)
    // Lanes that the block cannot take hold the series before them, and are not read.
    var fits = [Bool](repeating: false, count: count)
    let usesBlock = plan.times.isOrdinary && plan.times.count <= TrendPlan.longest
    for lane in 0..<(usesBlock ? count : 0) { fits[lane] = fill(lane, first + lane) }
    let answers = usesBlock ? BlockAnswers(plan, &block) : nil
    for lane in 0..<count {
      let series = first + lane
      results.append(
        Result { () throws(StatisticsError) in
          guard let answers, fits[lane] else { return try trendsAlone(series) }
          return try trends(answers, lane, series)
        })
    }
  }

  /// Puts a series into a lane; false where it has no place there.
  private mutating func fill(_ lane: Int, _ series: Int) -> Bool {
    plan.panel.series(series).withUnsafeBufferPointer { values in
      var largest: UInt64 = 0
      for value in values { largest = max(largest, value.magnitude.bitPattern) }
      let size = Double(bitPattern: largest)
      guard size < 0x1p400, size > 0x1p-400 else { return false }
      block.set(lane, to: values.span)
      return true
    }
  }

  // MARK: Of a lane

  private mutating func trends(
    _ answers: BlockAnswers, _ lane: Int, _ series: Int
  ) throws(StatisticsError) -> SeriesTrends {
    var trends = SeriesTrends()
    if plan.asked.line != nil {
      if let lines = answers.lines, let line = line(lines, lane) {
        trends.line = line
      } else {
        trends.line = try plan.lineAlone(plan.panel.sample(series))
      }
    }
    guard let ordered = answers.ordered else { return trends }
    let moments = ScoreMoments(
      score: answers.scores[lane], count: plan.times.count,
      tiedPairs: ordered.ties.pairs[lane], tieTerms: ordered.ties.terms[lane])
    if let test = plan.asked.score { trends.score = try score(test, moments, series) }
    if let estimator = plan.asked.slope, let shared = plan.ends {
      let ends = try estimator.ends(moments, shared)
      let pairs = plan.times.pairCount
      trends.slope = MedianTrend(
        slope: answers.medians[lane],
        interval: ConfidenceInterval(
          low: ends.low.slope(count: pairs) { block.slope(rank: $0 - 1, lane: lane) },
          high: ends.high.slope(count: pairs) { block.slope(rank: $0 - 1, lane: lane) },
          level: estimator.level),
        achievedLevel: ends.achieved, rule: ends.rule, middle: ordered.medians[lane],
        centre: plan.centre)
    }
    return trends
  }

  /// The line of a lane; nil where a block could lose digits of it.
  private func line(_ lines: SeriesLines, _ lane: Int) -> LineTrend? {
    let count = Double(plan.times.count)
    let largest = lines.largest[lane]
    let slope = lines.slope[lane]
    let intercept = lines.intercept[lane]
    let squares = DoubleDouble(
      high: lines.residualSquares[lane], low: lines.residualSquareRests[lane])
    let total = DoubleDouble(high: lines.totalSquares[lane], low: lines.totalSquareRests[lane])
    let height = abs(lines.mean[lane]) + abs(slope * plan.times.mean.high)
    guard squares.high > count * largest * largest * 0x1p-76,
      abs(slope) > largest * plan.times.reach * 0x1p-38, abs(intercept) > height * 0x1p-38
    else { return nil }
    let variance = squares / DoubleDouble(count - 2)
    let error: Double
    if plan.lags == nil {
      error = (variance / plan.times.squares).squareRoot.high
    } else {
      let longRun = lines.longRunSquares[lane]
      // Autocovariances that take all but a trace of the variance away leave it few digits.
      guard longRun > lines.scoreSquares[lane] * 0x1p-10 else { return nil }
      error = (longRun * plan.smallSampleFactor).squareRoot()
    }
    let statistic = slope / error
    guard error > 0, error.isFinite, statistic.isFinite else { return nil }
    return LineTrend(
      intercept: intercept, slope: slope, standardError: error, degreesOfFreedom: count - 2,
      interval: ConfidenceInterval(
        low: slope - plan.halfWidth * error, high: slope + plan.halfWidth * error,
        level: plan.asked.level),
      sigma: variance.squareRoot.high, rSquared: (total - squares).high / total.high,
      autocorrelation: lines.neighbourProducts[lane] / lines.deviationSquares[lane], absence: nil)
  }

  private mutating func score(
    _ test: MannKendall, _ moments: ScoreMoments, _ series: Int
  ) throws(StatisticsError) -> ScoreTrend {
    var law = plan.law
    if moments.hasTies {
      law = nil
      if try test.usesExactLaw(count: moments.count, tied: true) {
        let count = KendallCount(Array(plan.panel.series(series)))
        if let known = tiedLaws[count.tieGroups] {
          law = known
        } else {
          let own = ScoreLaw(count)
          tiedLaws[count.tieGroups] = own
          law = own
        }
      }
    }
    return ScoreTrend(moments, law, test.alternative)
  }

  // MARK: Of a series alone

  private mutating func trendsAlone(_ place: Int) throws(StatisticsError) -> SeriesTrends {
    let sample = try plan.panel.sample(place)
    var trends = SeriesTrends()
    if plan.asked.line != nil { trends.line = try plan.lineAlone(sample) }
    if let test = plan.asked.score {
      trends.score = try score(test, ScoreMoments(KendallCount(sample.values)), place)
    }
    if let estimator = plan.asked.slope { trends.slope = MedianTrend(try estimator.fit(sample)) }
    return trends
  }
}

/// What a block answers of what was asked.
private struct BlockAnswers {
  var lines: SeriesLines?
  var ordered: (medians: SIMD8<Double>, ties: SeriesTies)?
  var scores = SIMD8<Int>.zero
  var medians = SIMD8<Double>.zero

  init(_ plan: TrendPlan, _ block: inout SeriesBlock) {
    if plan.hasBlockLine { lines = block.lines(lags: plan.lags) }
    guard plan.asked.score != nil || plan.asked.slope != nil else { return }
    ordered = block.orderedValues()
    if plan.asked.slope == nil {
      scores = block.scores()
    } else {
      scores = block.sortSlopes()
      medians = block.sortedMedianSlopes
    }
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
    sigma = fit.sigma
    rSquared = fit.rSquared
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

extension ScoreTrend {
  init(_ moments: ScoreMoments, _ law: ScoreLaw?, _ alternative: Alternative) {
    self.moments = moments
    self.alternative = alternative
    pValue =
      law?.tail(moments.score, alternative)
      ?? MannKendall.normalTail(moments.standardized, alternative)
    basis = law == nil ? .asymptotic : .exact
    floor = MannKendall.floor(moments, law, alternative)
  }
}

extension MedianTrend {
  fileprivate init(_ fit: TheilSenFit) {
    slope = fit.slope
    interval = fit.interval
    achievedLevel = fit.achievedLevel
    rule = fit.rule
    middle = fit.line.middle
    centre = fit.line.centre
  }
}

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
    times = SeriesTimes(panel.times)
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

/// The work on one block after another.
struct TrendBlock {
  private let plan: TrendPlan
  private let count: Int
  /// The least p-value of scores without ties.
  private let untiedFloor: Double
  private let tiedRule: Bool?
  private var block: SeriesBlock
  /// The laws of scores met so far, by the sizes of the groups of equal values.
  private var tiedLaws: [[Int]: ScoreLaw] = [:]
  private(set) var trends: PanelTrends

  init(_ plan: TrendPlan, capacity: Int) {
    self.plan = plan
    count = plan.times.count
    untiedFloor = [plan.untiedPValues.first, plan.untiedPValues.last].compactMap { $0 }.min() ?? 1
    tiedRule = try? plan.tiedRule.get()
    block = SeriesBlock(plan.times)
    trends = PanelTrends(plan.shared, capacity: capacity)
  }

  /// Adds the trends of the series of a block.
  mutating func add(_ place: Int, _ values: UnsafeBufferPointer<Double>) {
    let first = place * SeriesBlock.lanes
    let here = min(SeriesBlock.lanes, plan.panel.count - first)
    // A lane that cannot take its series holds the one before, and is not read.
    var fits = SIMD8<Int>.zero
    let usesBlock = plan.times.isOrdinary && count <= TrendPlan.longest
    for lane in 0..<(usesBlock ? here : 0) {
      let series = UnsafeBufferPointer(
        rebasing: values[(first + lane) * count..<(first + lane + 1) * count])
      fits[lane] = fill(lane, series) ? 1 : 0
    }
    guard usesBlock else {
      for lane in 0..<here { addAlone(first + lane) }
      return
    }
    let answers = BlockAnswers(plan, &block)
    for lane in 0..<here {
      if fits[lane] == 1 { add(answers, lane, first + lane) } else { addAlone(first + lane) }
    }
  }

  /// Puts a series into a lane; false where it has no place there.
  private mutating func fill(_ lane: Int, _ series: UnsafeBufferPointer<Double>) -> Bool {
    var largest: UInt64 = 0
    for value in series { largest = max(largest, value.magnitude.bitPattern) }
    let size = Double(bitPattern: largest)
    guard size < 0x1p400, size > 0x1p-400 else { return false }
    block.set(lane, to: series.span)
    return true
  }

  private mutating func addAlone(_ series: Int) {
    trends.append(Result { () throws(StatisticsError) in try trendsAlone(series) })
  }

  // MARK: Of a lane

  private mutating func add(_ answers: BlockAnswers, _ lane: Int, _ series: Int) {
    var record = PanelTrends.Record()
    do throws(StatisticsError) {
      if let ordered = answers.ordered {
        try add(answers, ordered.ties, ordered.medians[lane], lane, series, to: &record)
      }
      guard plan.shared.hasLine else { return trends.append(record) }
      if let lines = answers.lines, add(lines, lane, to: &record) { return trends.append(record) }
      var own = plan.shared.trends(record)
      own.line = try plan.lineAlone(plan.panel.sample(series))
      trends.append(.success(own))
    } catch {
      trends.append(.failure(error))
    }
  }

  private mutating func add(
    _ answers: BlockAnswers, _ ties: SeriesTies, _ middle: Double, _ lane: Int, _ series: Int,
    to record: inout PanelTrends.Record
  ) throws(StatisticsError) {
    let moments = ScoreMoments(
      score: answers.scores[lane], count: count, tiedPairs: ties.pairs[lane],
      tieTerms: ties.terms[lane])
    record.score = Int32(moments.score)
    record.tiedPairs = Int32(moments.tiedPairs)
    record.tieTerms = moments.tieTerms
    record.middle = middle
    if let alternative = plan.shared.alternative {
      if !moments.hasTies, !plan.untiedPValues.isEmpty {
        record.pValue = plan.untiedPValues[(moments.score + plan.times.pairCount) / 2]
        record.exactFloor = untiedFloor
      } else if moments.hasTies, tiedRule != false {
        let law = try tiedLaw(series)
        record.pValue = law.tail(moments.score, alternative)
        record.exactFloor = MannKendall.floor(moments, law, alternative)
      } else {
        record.pValue = MannKendall.normalTail(moments.standardized, alternative)
      }
    }
    if let estimator = plan.shared.slope, let shared = plan.shared.ends {
      let ends = try estimator.slopeEnds(moments, shared)
      let pairs = plan.times.pairCount
      record.medianSlope = answers.medians[lane]
      record.intervalLow = ends.low.slope(count: pairs) { block.slope(rank: $0 - 1, lane: lane) }
      record.intervalHigh = ends.high.slope(count: pairs) { block.slope(rank: $0 - 1, lane: lane) }
    }
  }

  /// The line of a lane; false where a block could lose digits of it.
  private func add(
    _ lines: SeriesLines, _ lane: Int, to record: inout PanelTrends.Record
  ) -> Bool {
    let length = Double(count)
    let largest = lines.largest[lane]
    let slope = lines.slope[lane]
    let intercept = lines.intercept[lane]
    let squares = DoubleDouble(
      high: lines.residualSquares[lane], low: lines.residualSquareRests[lane])
    let total = DoubleDouble(high: lines.totalSquares[lane], low: lines.totalSquareRests[lane])
    let height = abs(lines.mean[lane]) + abs(slope * plan.times.mean.high)
    guard squares.high > length * largest * largest * 0x1p-76,
      abs(slope) > largest * plan.times.reach * 0x1p-38, abs(intercept) > height * 0x1p-38
    else { return false }
    guard (total - squares).high > total.high * 0x1p-40 else { return false }
    let error: Double
    if plan.lags == nil {
      let variance = squares / DoubleDouble(length - 2)
      error = (variance / plan.times.squares).squareRoot.high
    } else {
      let longRun = lines.longRunSquares[lane]
      // Autocovariances that take all but a trace of the variance away leave it few digits.
      guard longRun > lines.scoreSquares[lane] * 0x1p-10 else { return false }
      error = (longRun * plan.smallSampleFactor).squareRoot()
    }
    let statistic = slope / error
    guard error > 0, error.isFinite, statistic.isFinite else { return false }
    record.intercept = intercept
    record.slope = slope
    record.standardError = error
    record.squares = squares
    record.total = total
    record.autocorrelation = lines.neighbourProducts[lane] / lines.deviationSquares[lane]
    return true
  }

  /// The exact law of the score of a series with ties.
  private mutating func tiedLaw(_ series: Int) throws(StatisticsError) -> ScoreLaw {
    _ = try plan.tiedRule.get()
    let kendall = KendallCount(Array(plan.panel.series(series)))
    if let known = tiedLaws[kendall.tieGroups] { return known }
    let own = ScoreLaw(kendall)
    tiedLaws[kendall.tieGroups] = own
    return own
  }

  // MARK: Of a series alone

  private mutating func trendsAlone(_ place: Int) throws(StatisticsError) -> SeriesTrends {
    let sample = try plan.panel.sample(place)
    var trends = SeriesTrends()
    if plan.asked.line != nil { trends.line = try plan.lineAlone(sample) }
    if let test = plan.asked.score {
      trends.score = try ScoreTrend(test, KendallCount(sample.values))
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
  fileprivate init(_ fit: TheilSenFit) {
    slope = fit.slope
    interval = fit.interval
    achievedLevel = fit.achievedLevel
    rule = fit.rule
    middle = fit.line.middle
    centre = fit.line.centre
  }
}

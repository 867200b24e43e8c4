import LinearAlgebra

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
  /// What is known of the lanes of the block.
  private var records = [PanelTrends.Record](
    repeating: PanelTrends.Record(), count: SeriesBlock.lanes)
  /// Why lanes of the block have no answer.
  private var refusals: [Int: StatisticsError] = [:]
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
    records.withUnsafeMutableBufferPointer { $0.update(repeating: PanelTrends.Record()) }
    var hasLine = SIMD8<Int>.zero
    if plan.hasBlockLine {
      let lines = block.lines(lags: plan.lags)
      for lane in 0..<here where fits[lane] == 1 {
        if let record = line(lines, lane, records[lane]) {
          records[lane] = record
          hasLine[lane] = 1
        }
      }
    }
    if plan.shared.slope != nil || plan.shared.alternative != nil {
      addOrders(first, here, fits)
    }
    for lane in 0..<here {
      if fits[lane] == 0 {
        addAlone(first + lane)
      } else if !refusals.isEmpty, let error = refusals.removeValue(forKey: lane) {
        trends.append(.failure(error))
      } else if !plan.shared.hasLine || hasLine[lane] == 1 {
        trends.append(records[lane])
      } else {
        addLineAlone(first + lane, records[lane])
      }
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

  /// Adds a series whose line has to be computed alone.
  private mutating func addLineAlone(_ series: Int, _ record: PanelTrends.Record) {
    var own = plan.shared.trends(record)
    trends.append(
      Result { () throws(StatisticsError) in
        own.line = try plan.lineAlone(plan.panel.sample(series))
        return own
      })
  }

  // MARK: Of lanes

  /// Scores, and slopes of pairs where they are asked for.
  private mutating func addOrders(_ first: Int, _ here: Int, _ fits: SIMD8<Int>) {
    let (middles, ties) = block.orderedValues()
    let hasSlope = plan.shared.slope != nil
    let scores = hasSlope ? block.sortSlopes() : block.scores()
    let medians = hasSlope ? block.sortedMedianSlopes : .zero
    for lane in 0..<here where fits[lane] == 1 {
      let moments = ScoreMoments(
        score: scores[lane], count: count, tiedPairs: ties.pairs[lane],
        tieTerms: ties.terms[lane])
      records[lane].score = Int32(moments.score)
      records[lane].tiedPairs = Int32(moments.tiedPairs)
      records[lane].tieTerms = moments.tieTerms
      records[lane].middle = middles[lane]
      records[lane].medianSlope = medians[lane]
      do throws(StatisticsError) {
        if let alternative = plan.shared.alternative {
          try addPValue(moments, alternative, lane, first + lane)
        }
        if hasSlope { try addInterval(moments, lane) }
      } catch {
        refusals[lane] = error
      }
    }
  }

  private mutating func addPValue(
    _ moments: ScoreMoments, _ alternative: Alternative, _ lane: Int, _ series: Int
  ) throws(StatisticsError) {
    if !moments.hasTies, !plan.untiedPValues.isEmpty {
      records[lane].pValue = plan.untiedPValues[(moments.score + plan.times.pairCount) / 2]
      records[lane].exactFloor = untiedFloor
    } else if moments.hasTies, tiedRule != false {
      let law = try tiedLaw(series)
      records[lane].pValue = law.tail(moments.score, alternative)
      records[lane].exactFloor = MannKendall.floor(moments, law, alternative)
    } else {
      records[lane].pValue = MannKendall.normalTail(moments.standardized, alternative)
    }
  }

  private mutating func addInterval(
    _ moments: ScoreMoments, _ lane: Int
  ) throws(StatisticsError) {
    guard let estimator = plan.shared.slope, let shared = plan.shared.ends else { return }
    let ends = try estimator.slopeEnds(moments, shared)
    let pairs = plan.times.pairCount
    records[lane].intervalLow = ends.low.slope(count: pairs) {
      block.slope(rank: $0 - 1, lane: lane)
    }
    records[lane].intervalHigh = ends.high.slope(count: pairs) {
      block.slope(rank: $0 - 1, lane: lane)
    }
  }

  /// A record with the line of a lane; nil where a block could lose digits of it.
  @inline(__always)
  private func line(
    _ lines: SeriesLines, _ lane: Int, _ record: PanelTrends.Record
  ) -> PanelTrends.Record? {
    var record = record
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
    else { return nil }
    guard (total - squares).high > total.high * 0x1p-40 else { return nil }
    let error: Double
    if plan.lags == nil {
      let variance = squares / DoubleDouble(length - 2)
      error = (variance / plan.times.squares).squareRoot.high
    } else {
      let longRun = lines.longRunSquares[lane]
      // Autocovariances that take all but a trace of the variance away leave it few digits.
      guard longRun > lines.scoreSquares[lane] * 0x1p-10 else { return nil }
      error = (longRun * plan.smallSampleFactor).squareRoot()
    }
    let statistic = slope / error
    guard error > 0, error.isFinite, statistic.isFinite else { return nil }
    record.intercept = intercept
    record.slope = slope
    record.standardError = error
    record.squares = squares
    record.total = total
    record.autocorrelation = lines.neighbourProducts[lane] / lines.deviationSquares[lane]
    return record
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

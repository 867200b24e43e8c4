import CKernels

/// Eight series over the same times, each in a SIMD lane of its own.
///
/// What is asked of the lanes is computed for all eight in the time of one. Lanes do not meet and no
/// step depends on the width of the processor's vectors: a series has the same bits in any lane, in
/// any company and on any processor.
///
/// ```swift
/// var block = SeriesBlock(SeriesTimes(times))
/// for lane in 0..<SeriesBlock.lanes { block.set(lane, to: series[lane].span) }
/// let scores = block.scores()
/// let slopes = block.medianSlopes()
/// ```
///
/// - Precondition of all that is asked: values are finite, and none of them is beyond 2^400.
/// - Cost: for 25 values 0.4 µs a lane for the sorted slopes of all pairs, 0.03 µs for a score,
///   0.04 µs for a line; a block is made once and filled many times.
package struct SeriesBlock: Sendable {
  /// The number of series in a block.
  package static let lanes = Int(AFTERMATH_BATCH_LANES)

  /// The times.
  package let times: SeriesTimes
  /// Element t of the series in lane l, at t · 8 + l; zeros to begin with.
  package var values: [Double]

  private let kernel: GramKernel
  private var scratch: [Double] = []
  private var slopes: [Double] = []

  /// A block of zeros.
  package init(_ times: SeriesTimes, kernel: GramKernel = .best) {
    self.times = times
    self.kernel = kernel
    values = [Double](repeating: 0, count: times.count * SeriesBlock.lanes)
  }

  /// Puts a series into a lane.
  ///
  /// - Precondition: it has a value for each time.
  package mutating func set(_ lane: Int, to series: Span<Double>) {
    precondition(series.count == times.count, "\(series.count) values for \(times.count) times")
    precondition(lane >= 0 && lane < SeriesBlock.lanes, "lane \(lane) of \(SeriesBlock.lanes)")
    values.withUnsafeMutableBufferPointer { values in
      for time in series.indices { values[time * SeriesBlock.lanes + lane] = series[time] }
    }
  }

  /// The value of a lane at a time.
  package subscript(time: Int, lane: Int) -> Double {
    get { values[time * SeriesBlock.lanes + lane] }
    set { values[time * SeriesBlock.lanes + lane] = newValue }
  }

  /// The values of a lane.
  package func series(_ lane: Int) -> [Double] { times.values.indices.map { self[$0, lane] } }

  /// Sets the values of all lanes at a time.
  package mutating func set(_ time: Int, _ lanes: SIMD8<Double>) {
    let start = time * SeriesBlock.lanes
    for lane in 0..<SeriesBlock.lanes { values[start + lane] = lanes[lane] }
  }

  // MARK: Scores

  /// Kendall's score of each lane, its ascending pairs less its descending ones.
  package func scores() -> SIMD8<Int> {
    pairs(nil)
  }

  /// Puts in place of each value the level of its rank, the rank being the number of smaller values
  /// in its lane: values of their order, tied as the levels are.
  ///
  /// - Precondition: there is a level for each time.
  package mutating func setLevels(_ levels: [Double]) {
    precondition(levels.count == times.count, "\(levels.count) levels for \(times.count) times")
    let ranks = [Int64](unsafeUninitializedCapacity: values.count) { ranks, count in
      if let start = ranks.baseAddress {
        aftermath_batch_ranks(values, times.count, kernel.code, start)
      }
      count = values.count
    }
    for place in values.indices { values[place] = levels[Int(ranks[place])] }
  }

  /// How the values of each lane are tied: see ``SeriesTies``.
  package mutating func ties() -> SeriesTies { orderedValues().ties }

  /// The median of the values of each lane, and how they are tied.
  package mutating func orderedValues() -> (medians: SIMD8<Double>, ties: SeriesTies) {
    if scratch.isEmpty { scratch = values }
    let count = times.count
    let kernel = kernel.code
    var pairs = SIMD8<Int64>.zero
    var terms = SIMD8<Int64>.zero
    scratch.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      values.withUnsafeBufferPointer { values in
        if let first = values.baseAddress { start.update(from: first, count: values.count) }
      }
      aftermath_batch_sort(start, count, kernel)
      withLanes(&pairs) { pairs in
        withLanes(&terms) { aftermath_batch_ties(start, count, kernel, pairs, $0) }
      }
    }
    return (
      SeriesBlock.medians(scratch, count),
      SeriesTies(pairs: SIMD8(truncatingIfNeeded: pairs), terms: SIMD8(truncatingIfNeeded: terms))
    )
  }

  // MARK: Slopes of pairs

  /// Puts the slopes (yⱼ − yᵢ)/(tⱼ − tᵢ) of all pairs of each lane in order, for ``slope(rank:lane:)``,
  /// and gives the scores, which come with them.
  @discardableResult
  package mutating func sortSlopes() -> SIMD8<Int> {
    let count = times.pairCount
    precondition(times.gaps.count == count, "times without their pairs")
    if slopes.isEmpty { slopes = [Double](repeating: 0, count: count * SeriesBlock.lanes) }
    // The array is taken out so that reading the block and writing the slopes do not overlap.
    var own: [Double] = []
    swap(&own, &slopes)
    let scores = own.withUnsafeMutableBufferPointer { buffer in
      let scores = pairs(buffer.baseAddress)
      if let start = buffer.baseAddress { aftermath_batch_sort(start, count, kernel.code) }
      return scores
    }
    swap(&own, &slopes)
    return scores
  }

  /// A slope of a lane by its rank from 0, ascending.
  ///
  /// - Precondition: ``sortSlopes()`` was called since the values were set.
  package func slope(rank: Int, lane: Int) -> Double {
    slopes[rank * SeriesBlock.lanes + lane]
  }

  /// The median of the slopes of all pairs of each lane: the estimator of Theil and Sen.
  package mutating func medianSlopes() -> SIMD8<Double> {
    sortSlopes()
    return sortedMedianSlopes
  }

  /// The median slopes of slopes in order.
  ///
  /// - Precondition: ``sortSlopes()`` was called since the values were set.
  package var sortedMedianSlopes: SIMD8<Double> {
    SeriesBlock.medians(slopes, times.pairCount)
  }

  private static func medians(_ sorted: [Double], _ count: Int) -> SIMD8<Double> {
    func row(_ rank: Int) -> SIMD8<Double> {
      var row = SIMD8<Double>()
      for lane in 0..<lanes { row[lane] = sorted[rank * lanes + lane] }
      return row
    }
    let middle = count / 2
    return count % 2 == 0 ? (row(middle - 1) + row(middle)) / 2 : row(middle)
  }

  private func pairs(_ slopes: UnsafeMutablePointer<Double>?) -> SIMD8<Int> {
    var scores = SIMD8<Int64>.zero
    withTimes { times in
      withLanes(&scores) { aftermath_batch_pairs(times, values, kernel.code, slopes, $0) }
    }
    return SIMD8(truncatingIfNeeded: scores)
  }

  // MARK: Lines

  /// The least-squares line of each lane, with Newey and West's sum of score products over a number
  /// of lags where one is given; lags beyond the last time say no more than it does.
  package mutating func lines(lags: Int? = nil) -> SeriesLines {
    if scratch.isEmpty { scratch = values }
    var lines = aftermath_batch_lines_result()
    let kernel = kernel.code
    var own: [Double] = []
    swap(&own, &scratch)
    withTimes { times in
      aftermath_batch_lines(times, values, lags ?? -1, &own, kernel, &lines)
    }
    swap(&own, &scratch)
    return SeriesLines(lines)
  }

  private func withTimes(_ body: (UnsafePointer<aftermath_batch_times>) -> Void) {
    times.gaps.withUnsafeBufferPointer { gaps in
      times.centred.withUnsafeBufferPointer { centred in
        times.centredRests.withUnsafeBufferPointer { centredRests in
          times.weights.withUnsafeBufferPointer { weights in
            times.weightRests.withUnsafeBufferPointer { weightRests in
              var shared = aftermath_batch_times()
              shared.count = times.count
              shared.gaps = gaps.baseAddress
              shared.centred = centred.baseAddress
              shared.centred_rests = centredRests.baseAddress
              shared.weights = weights.baseAddress
              shared.weight_rests = weightRests.baseAddress
              shared.centre = times.mean.high
              shared.centre_rest = times.mean.low
              body(&shared)
            }
          }
        }
      }
    }
  }
}

private func withLanes(
  _ lanes: inout SIMD8<Int64>, _ body: (UnsafeMutablePointer<Int64>) -> Void
) {
  withUnsafeMutableBytes(of: &lanes) { bytes in
    if let start = bytes.baseAddress?.assumingMemoryBound(to: Int64.self) { body(start) }
  }
}

/// How the values of each lane of a ``SeriesBlock`` are tied.
package struct SeriesTies: Hashable, Sendable {
  /// The number of pairs of equal values.
  package let pairs: SIMD8<Int>
  /// Σ g(g − 1)(2g + 5) over groups of g equal values: what ties take from 18 times the variance of
  /// the score.
  package let terms: SIMD8<Int>
}

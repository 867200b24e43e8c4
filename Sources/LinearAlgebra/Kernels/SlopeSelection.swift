/// Order statistics of the slopes (yⱼ − yᵢ)/(tⱼ − tᵢ) of all pairs of points, without making the
/// slopes: those of a sorted list of them, to the bit.
///
/// The slopes below a bound s are the inversions of y − s t, counted by a merge sort. Bounds drawn
/// from a sample of slopes, then from between counts, close in on a rank until few enough slopes
/// are left to be listed. Counts are only used where rounding can decide no pair: where two points
/// lie too near one another beside a bound, it is moved. Where this cannot be had, or a value is
/// shared by too many slopes, all in question are visited several times instead.
///
/// - Cost: O(n log n) on data that are not made against it, O(n²) at worst; memory O(n).
/// - References: Cole, Salowe, Steiger & Szemerédi 1989, doi:10.1137/0218055; Dillencourt, Mount &
///   Netanyahu 1992, doi:10.1142/S0218195992000020; Matoušek 1991, doi:10.1016/0020-0190(91)90071-O.
package struct SlopeSelection: Sendable {
  let times: [Double]
  let values: [Double]
  /// Times and values less their middle: bounds are compared on these.
  let centredTimes: [Double]
  let centredValues: [Double]
  let timeReach: Double
  let valueReach: Double
  let shortestGap: Double

  /// Up to this many slopes are listed at once.
  private static let listed = 4_096

  /// The slopes of points in ascending order of times, no two of which are equal.
  ///
  /// - Precondition: both lists are of one length and finite.
  package init(times: [Double], values: [Double]) {
    precondition(times.count == values.count, "\(times.count) times, \(values.count) values")
    self.times = times
    self.values = values
    let middleTime = times.isEmpty ? 0 : times[0] / 2 + times[times.count - 1] / 2
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    let middleValue = low / 2 + high / 2
    centredTimes = times.map { $0 - middleTime }
    centredValues = values.map { $0 - middleValue }
    timeReach = centredTimes.reduce(0) { max($0, abs($1)) }
    valueReach = centredValues.reduce(0) { max($0, abs($1)) }
    shortestGap = zip(times.dropFirst(), times).reduce(.infinity) { min($0, $1.0 - $1.1) }
  }

  /// The number of slopes.
  package var count: Int { times.count * (times.count - 1) / 2 }

  /// Whether no slope is beyond the doubles.
  package var isFinite: Bool {
    if (4 * valueReach / shortestGap).isFinite { return true }
    var isFinite = true
    visitAll { isFinite = isFinite && $0.isFinite }
    return isFinite
  }

  /// The slopes of ranks from 1, in the order of the ranks given.
  ///
  /// - Precondition: ranks lie between 1 and ``count``; slopes are finite.
  package func slopes(ranks: [Int]) -> [Double] {
    let wanted = Array(Set(ranks)).sorted()
    guard let first = wanted.first, let last = wanted.last else { return [] }
    precondition(first >= 1 && last <= count, "ranks \(first) to \(last) of \(count) slopes")
    let found = count <= Self.listed ? list(wanted) : search(wanted)
    return ranks.map { found[$0] ?? .nan }
  }

  /// All slopes, for as few as they are.
  private func list(_ ranks: [Int]) -> [Int: Double] {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { slopes in
      guard let base = slopes.baseAddress else { return [:] }
      var place = 0
      visitAll {
        base[place] = $0
        place += 1
      }
      return Self.selected(base, count, ranks, offset: 0)
    }
  }

  /// The values of ascending ranks among a list that begins after `offset` others.
  static func selected(
    _ slopes: UnsafeMutablePointer<Double>, _ count: Int, _ ranks: [Int], offset: Int
  ) -> [Int: Double] {
    var found: [Int: Double] = [:]
    var start = 0
    for rank in ranks {
      found[rank] = selectRank(slopes, start, count, rank - offset - 1)
      start = rank - offset - 1
    }
    return found
  }

  /// Calls for every slope, in no particular order.
  @inline(__always)
  func visitAll(_ body: (Double) -> Void) {
    times.withUnsafeBufferPointer { times in
      values.withUnsafeBufferPointer { values in
        for later in 0..<times.count {
          let time = times[later]
          let value = values[later]
          for earlier in 0..<later {
            body((value - values[earlier]) / (time - times[earlier]))
          }
        }
      }
    }
  }

  /// Calls for the pairs of points, the earlier first, whose slopes lie so near a value that a more
  /// precise slope might be on its other side, and perhaps for some beside them; returns how many
  /// slopes are below all of these.
  ///
  /// - Cost: O(n log n) and the pairs visited; all pairs where no bounds can be had.
  package func visitPairs(around slope: Double, _ body: (Int, Int) -> Void) -> Int {
    if isComparable {
      let work = SlopeWorkspace(times.count)
      defer { work.deallocate() }
      let least = Bound(slope: -.infinity, below: 0)
      let most = Bound(slope: .infinity, below: count)
      if let low = counted(near: below(slope), least, most, work), low.slope < slope,
        let high = counted(near: above(slope), low, most, work), high.slope > slope
      {
        visit(low, high, work, body)
        return low.below
      }
    }
    for later in times.indices {
      for earlier in 0..<later { body(earlier, later) }
    }
    return 0
  }
}

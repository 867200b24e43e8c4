extension SlopeSelection {
  /// Whether the error bounds of the comparisons hold on these scales.
  var isComparable: Bool {
    shortestGap > 0x1p-200 && timeReach < 0x1p200 && valueReach < 0x1p500
      && valueReach > 0x1p-500 && times.count < Int(Int32.max)
  }

  /// A bound that no slope is undecided at, and the number of slopes below.
  struct Bound {
    var slope: Double
    var below: Int
  }

  func search(_ ranks: [Int]) -> [Int: Double] {
    guard isComparable else {
      return Dictionary(uniqueKeysWithValues: zip(ranks, selectRanks(ranks, visitAll)))
    }
    let work = SlopeWorkspace(times.count)
    var found: [Int: Double] = [:]
    // Slopes of equal values are zero, however many there are.
    for index in 0..<times.count { work.keys[index] = values[index] }
    let falling = MergeCount.sort(work.keys, work.spare, times.count)
    let level = work.tiedPairs(times.count)
    var known = [
      Bound(slope: -.infinity, below: 0), Bound(slope: .infinity, below: count),
    ]
    let rest = ranks.filter { rank in
      guard rank > falling, rank <= falling + level else { return true }
      found[rank] = 0
      return false
    }
    let sample = drawn(min(16_384, max(1_024, times.count / 2)))
    var group: [Int] = []
    for (place, rank) in rest.enumerated() {
      group.append(rank)
      let isLast = place + 1 == rest.count
      if isLast || rest[place + 1] - rank > times.count {
        close(in: group, sample, &known, work, &found)
        group = []
      }
    }
    work.deallocate()
    return found
  }

  /// Slopes of pairs drawn at random, ascending. They decide where to look, not what is found.
  private func drawn(_ number: Int) -> [Double] {
    var state: UInt64 = 20_111_218
    let size = UInt64(times.count)
    var sample: [Double] = []
    sample.reserveCapacity(number)
    while sample.count < number {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let mixed = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
      let i = Int(((mixed >> 32) &* size) >> 32)
      let j = Int(((mixed & 0xFFFF_FFFF) &* size) >> 32)
      guard i != j else { continue }
      sample.append((values[i] - values[j]) / (times[i] - times[j]))
    }
    return sample.sorted()
  }

  /// Finds slopes of neighbouring ranks.
  private func close(
    in ranks: [Int], _ drawn: [Double], _ known: inout [Bound], _ work: SlopeWorkspace,
    _ found: inout [Int: Double]
  ) {
    guard let first = ranks.first, let last = ranks.last else { return }
    var low = known.last { $0.below < first } ?? known[0]
    var high = known.first { $0.below >= last } ?? known[known.count - 1]
    var sample = drawn[...]
    let enough = 3 * times.count + 1_000
    var round = 0
    while high.below - low.below > enough {
      round += 1
      let width = high.below - low.below
      guard round <= 60,
        let bounds = proposals(first, last, low, high, &sample, round, work)
      else { break }
      for proposal in bounds where proposal > low.slope && proposal < high.slope {
        guard let bound = counted(near: proposal, low, high, work) else { continue }
        let place = known.firstIndex { $0.slope >= bound.slope } ?? known.count
        known.insert(bound, at: place)
        if bound.below < first {
          low = bound
        } else if bound.below >= last {
          high = bound
        } else {
          // Between two of the ranks: each side is searched alone.
          for side in [ranks.filter { $0 <= bound.below }, ranks.filter { $0 > bound.below }] {
            close(in: side, drawn, &known, work, &found)
          }
          return
        }
      }
      // Where counts do not follow the bounds, draw from the slopes that are left.
      if round > 1, high.below - low.below > width / 4 { sample = [] }
    }
    let left = high.below - low.below
    if left <= enough {
      var slopes: [Double] = []
      slopes.reserveCapacity(left)
      visitSlopes(low, high, work) { slopes.append($0) }
      precondition(slopes.count == left, "\(slopes.count) slopes listed, \(left) counted")
      let values = slopes.withUnsafeMutableBufferPointer { slopes in
        slopes.baseAddress.map { Self.selected($0, left, ranks, offset: low.below) } ?? [:]
      }
      found.merge(values) { $1 }
    } else {
      let values = selectRanks(ranks.map { $0 - low.below }) { body in
        visitSlopes(low, high, work, body)
      }
      for (rank, value) in zip(ranks, values) { found[rank] = value }
    }
  }

  /// Two bounds to try next, a little below the first rank and a little above the last; nil where
  /// all slopes left are of one value, or nearly.
  private func proposals(
    _ first: Int, _ last: Int, _ low: Bound, _ high: Bound, _ sample: inout ArraySlice<Double>,
    _ round: Int, _ work: SlopeWorkspace
  ) -> [Double]? {
    let width = Double(high.below - low.below)
    let isBounded = low.slope.isFinite && high.slope.isFinite
    if isBounded, round > 1, !sample.isEmpty {
      // The counts between two bounds as a line.
      let rise = (high.slope - low.slope) / width
      let pad = max(Double(times.count), width / 64)
      return [
        low.slope + rise * (Double(first - low.below) - pad),
        low.slope + rise * (Double(last - low.below) + pad),
      ]
    }
    var inside = sample.filter { $0 > low.slope && $0 < high.slope }
    if inside.count < 64 {
      inside = left(low, high, work)
      sample = inside[...]
    }
    let number = Double(inside.count)
    let start = Double(first - low.below) / width * number
    let end = Double(last - low.below) / width * number
    let spread = { (place: Double) in
      3 * (max(0, place * (1 - place / number))).squareRoot() + 2
    }
    let from = Int((start - spread(start)).rounded(.down))
    let to = Int((end + spread(end)).rounded(.up))
    var bounds: [Double] = []
    if from >= 0 { bounds.append(below(inside[from])) }
    if to < inside.count { bounds.append(above(inside[to])) }
    // Bounds no narrower than those there are: slopes of one value, and rounding.
    guard bounds.contains(where: { $0 > low.slope && $0 < high.slope }) else { return nil }
    return bounds
  }

  /// How far a bound must stay from a slope that many pairs may share.
  private func distance(_ slope: Double) -> Double {
    max(abs(slope) * 0x1p-36, 8 * margin(slope) / shortestGap)
  }

  func below(_ slope: Double) -> Double { slope - distance(slope) }
  func above(_ slope: Double) -> Double { slope + distance(slope) }

  /// Two points whose heights y − s t differ by more than this are in the order of their slope
  /// against s, in the doubles and in exact arithmetic: the roundings of both heights come to 4 u,
  /// that of the slope to 6 u of the reach, u = 2⁻⁵³.
  private func margin(_ slope: Double) -> Double {
    (valueReach + abs(slope) * timeReach) * 0x1p-48
  }

  /// The number of slopes below a bound near the one proposed, at which none is undecided.
  func counted(
    near proposal: Double, _ low: Bound, _ high: Bound, _ work: SlopeWorkspace
  ) -> Bound? {
    var slope = proposal
    for attempt in 1...4 {
      guard slope > low.slope, slope < high.slope else { return nil }
      work.heights(centredTimes, centredValues, slope)
      let below = MergeCount.sort(work.keys, work.spare, times.count)
      if work.leastGap(times.count) > margin(slope) { return Bound(slope: slope, below: below) }
      slope = proposal + distance(proposal) * Double(attempt) * (attempt % 2 == 0 ? -1.37 : 1.19)
    }
    return nil
  }

  /// Calls for the pairs, the earlier point first, whose slopes lie between two bounds.
  @inline(__always)
  func visit(
    _ low: Bound, _ high: Bound, _ work: SlopeWorkspace, _ body: (Int, Int) -> Void
  ) {
    work.order(by: low.slope, centredTimes, centredValues)
    work.heightsInOrder(high.slope, centredTimes, centredValues)
    MergeCount.forEachInversion(
      work.keys, work.indices, work.spare, work.spareIndices, times.count
    ) { later, overtaken, count in
      // Points that change places between the bounds are in order of time below.
      for place in 0..<count { body(Int(overtaken[place]), Int(later)) }
    }
  }

  /// Calls for the slopes between two bounds.
  @inline(__always)
  private func visitSlopes(
    _ low: Bound, _ high: Bound, _ work: SlopeWorkspace, _ body: (Double) -> Void
  ) {
    times.withUnsafeBufferPointer { times in
      values.withUnsafeBufferPointer { values in
        visit(low, high, work) { earlier, later in
          body((values[later] - values[earlier]) / (times[later] - times[earlier]))
        }
      }
    }
  }

  /// Some slopes between two bounds, ascending: every m-th in the order in which they are met.
  private func left(_ low: Bound, _ high: Bound, _ work: SlopeWorkspace) -> [Double] {
    let every = max(1, (high.below - low.below) / 4_096)
    var sample: [Double] = []
    var next = every / 2
    var met = 0
    work.order(by: low.slope, centredTimes, centredValues)
    work.heightsInOrder(high.slope, centredTimes, centredValues)
    MergeCount.forEachInversion(
      work.keys, work.indices, work.spare, work.spareIndices, times.count
    ) { later, overtaken, count in
      while next < met + count {
        let other = Int(overtaken[next - met])
        sample.append(
          (values[Int(later)] - values[other]) / (times[Int(later)] - times[other]))
        next += every
      }
      met += count
    }
    return sample.sorted()
  }
}

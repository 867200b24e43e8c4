public import Tables

/// Partitions of a series with the least total cost: with a penalty for each change, or with a given
/// number of changes.
///
/// With a penalty the search is PELT, which leaves out starts that can never be best and finds the
/// same partition as the full search; ``Search/full`` looks at all starts. In both searches blocks of
/// starts are passed over by a bound, so that little is looked at where nothing changes.
///
/// - Assumes: independent values within a segment; the penalty says how much a change must save.
/// - Edge cases: of partitions that cost the same to rounding the one with the earliest start of the
///   last segment is taken. A likelihood of a segment that does not vary is held finite by a least
///   spread, 2⁻⁴⁰ of the values' range.
/// - Cost: at most O(n²), and O(m n²) for a given number m of changes, where most starts are passed over
///   64 at a time; PELT O(n) where changes keep coming. O(n) memory, m n 4-byte integers for m changes.
/// - References: Jackson et al. 2005, doi:10.1109/LSP.2001.838216; Killick, Fearnhead & Eckley 2012,
///   doi:10.1080/01621459.2012.737745; Auger & Lawrence 1989, doi:10.1007/BF02458835.
/// - Checked against: dynamic programming by other code, ruptures 1.1 (reference cases).
public struct Segmentation: Hashable, Sendable, Codable {
  /// How the starts of a last segment are looked through.
  public enum Search: String, Hashable, Sendable, Codable, CaseIterable {
    /// All of them.
    case full
    /// Those that can still be best.
    case pruned
  }

  /// What a segment costs.
  public var cost: SegmentCost
  /// The fewest values of a segment.
  public var leastRows: Int
  /// How starts are looked through.
  public var search: Search

  /// A search by a cost; segments have the fewest values the cost allows, at least 2, unless asked
  /// otherwise.
  public init(_ cost: SegmentCost, leastRows: Int? = nil, search: Search = .pruned) {
    self.cost = cost
    self.leastRows = leastRows ?? max(2, cost.leastRows)
    self.search = search
  }

  /// The partition of least cost, each change costing a penalty.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a penalty that is negative or
  ///   not finite and for too few rows in a segment;
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` for fewer values than a segment has;
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/notACount(index:)``.
  public func partition(
    _ values: [Double], penalty: Double
  ) throws(StatisticsError) -> SegmentedSeries {
    guard penalty >= 0, penalty.isFinite else {
      throw .invalidOption(name: "penalty", found: "\(penalty)", needed: "0 or more")
    }
    try check(values)
    let costs = try SegmentCosts(values, cost)
    let count = values.count
    let paid = costs.scaled(penalty: penalty)
    var from = [Int](repeating: 0, count: count + 1)
    var starts = SegmentStarts(costs, looksAtAll: search == .full)
    starts.enter(0, at: 0)
    for end in leastRows...count {
      let last = end - leastRows
      guard let found = starts.best(end: end, last: last) else { continue }
      from[end] = found.start
      starts.enter(found.total + paid, at: end)
      // A start that lost to `end` may still win until `end` itself can be the start of a segment.
      if search == .pruned {
        starts.leave(
          beatenBy: found.total + paid, end: end, from: end + leastRows, last: last)
      }
    }
    var breaks: [Int] = []
    var place = count
    while from[place] > 0 {
      place = from[place]
      breaks.append(place)
    }
    return try result(values, costs, breaks.reversed(), penalty: penalty)
  }

  /// The partition of least cost with a number of changes.
  ///
  /// - Throws: as ``partition(_:penalty:)``; ``StatisticsError/invalidOption(name:found:needed:)`` for
  ///   a number of changes that is negative or leaves no room for the segments.
  public func partition(
    _ values: [Double], changes: Int
  ) throws(StatisticsError) -> SegmentedSeries {
    try check(values)
    let most = values.count / leastRows - 1
    guard changes >= 0, changes <= most else {
      throw .invalidOption(name: "changes", found: "\(changes)", needed: "from 0 to \(most)")
    }
    let costs = try SegmentCosts(values, cost)
    let layers = layers(costs, upTo: changes)
    return try result(values, costs, layers.breaks(changes), penalty: nil)
  }

  /// The partitions of least cost with no change, one, two, …, as far as there is room.
  ///
  /// - Cost: that of the last alone.
  /// - Throws: as ``partition(_:changes:)``.
  public func partitions(
    _ values: [Double], upTo most: Int
  ) throws(StatisticsError) -> [SegmentedSeries] {
    try check(values)
    guard most >= 0 else {
      throw .invalidOption(name: "changes", found: "\(most)", needed: "0 or more")
    }
    let costs = try SegmentCosts(values, cost)
    let most = min(most, values.count / leastRows - 1)
    let layers = layers(costs, upTo: most)
    var found: [SegmentedSeries] = []
    for changes in 0...most {
      found.append(try result(values, costs, layers.breaks(changes), penalty: nil))
    }
    return found
  }

  /// Where the last segment of the best partition starts, for each number of changes and each end.
  private struct Layers {
    let count: Int
    var starts: [[Int32]] = []

    func breaks(_ changes: Int) -> [Int] {
      var breaks: [Int] = []
      var place = count
      for layer in starts[..<changes].reversed() {
        place = Int(layer[place])
        breaks.append(place)
      }
      return breaks.reversed()
    }
  }

  private func layers(_ costs: SegmentCosts, upTo changes: Int) -> Layers {
    let count = costs.count
    var layers = Layers(count: count)
    var best = [Double](repeating: .infinity, count: count + 1)
    for end in leastRows...count { best[end] = costs.scaled(0, end) }
    for segment in 1..<(changes + 1) {
      var starts = SegmentStarts(costs, looksAtAll: search == .full)
      for place in (segment * leastRows)...count { starts.enter(best[place], at: place) }
      var from = [Int32](repeating: 0, count: count + 1)
      best = Array(repeating: .infinity, count: count + 1)
      for end in ((segment + 1) * leastRows)...count {
        guard let found = starts.best(end: end, last: end - leastRows) else { continue }
        best[end] = found.total
        from[end] = Int32(found.start)
      }
      layers.starts.append(from)
    }
    return layers
  }

  private func check(_ values: [Double]) throws(StatisticsError) {
    guard leastRows >= cost.leastRows else {
      throw .invalidOption(
        name: "rows in a segment", found: "\(leastRows)", needed: "at least \(cost.leastRows)")
    }
    try Validation.require(leastRows, of: values)
  }

  private func result(
    _ values: [Double], _ costs: SegmentCosts, _ breaks: [Int], penalty: Double?
  ) throws(StatisticsError) -> SegmentedSeries {
    let bounds = [0] + breaks + [values.count]
    let parts = zip(bounds, bounds.dropFirst()).map { start, end in
      let run = Array(values[start..<end])
      let scale = PowerOfTwoScale(run)
      return SegmentedSeries.Segment(
        start: start, end: end, mean: CentredValues(scale(run)).mean * scale.inverse,
        cost: costs(start, end))
    }
    let total =
      parts.reduce(0) { $0 + $1.cost } + (penalty ?? 0) * Double(breaks.count)
    return SegmentedSeries(
      segments: parts, totalCost: try Validation.finite(total), cost: cost, penalty: penalty)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "segmentation", title: "Optimal partition",
    summary: "Where a series is best cut into segments, by penalty or number of changes.",
    assumptions: ["independent values within segments", "a penalty chosen beforehand"],
    leastCount: 2, advisedCount: 15, instead: "the values themselves, in a plot",
    references: [
      "Killick, Fearnhead & Eckley 2012, JASA 107: 1590–1598, doi:10.1080/01621459.2012.737745",
      "Jackson et al. 2005, IEEE Signal Processing Letters 12: 105–108",
    ])
}

/// A series cut into segments.
public struct SegmentedSeries: Hashable, Sendable {
  /// A run of values under one model.
  public struct Segment: Hashable, Sendable {
    /// The place, from 0, of its first value.
    public let start: Int
    /// The place after its last value.
    public let end: Int
    /// The mean of its values.
    public let mean: Double
    /// What it costs.
    public let cost: Double
  }

  /// The segments, in order.
  public let segments: [Segment]
  /// The cost of all segments and, with a penalty, of the changes between them.
  public let totalCost: Double
  /// What a segment costs.
  public let cost: SegmentCost
  /// The penalty of a change; nil where their number was given.
  public let penalty: Double?

  /// The places after the last value of each segment, the end of the series among them.
  public var ends: [Int] { segments.map(\.end) }
  /// The last rows, from 1, of each segment but the last.
  public var breaks: [Int] { Array(ends.dropLast()) }
}

extension SegmentedSeries: Tabular {
  /// One row for each segment: its first and last row, mean, cost, count.
  public var estimates: Table {
    Table(
      Segmentation.card.title, segments,
      [
        .text(.method) { _ in "\(Segmentation.card.name) (\(cost.rawValue))" },
        .integer(.position) { $0.start + 1 },
        .number(.mean) { $0.mean },
        .number(.cost) { $0.cost },
        .integer(.count) { $0.end - $0.start },
      ], notes: [NullReplicates.exploratory])
  }

  /// One row: the number of breaks, their places, the total cost.
  public var overview: Table {
    Table(
      Segmentation.card.title, [self],
      [
        .text(.method) { _ in Segmentation.card.name },
        .integer(.breakCount) { $0.segments.count - 1 },
        .text(.places) { $0.breaks.map(String.init).joined(separator: " ") },
        .number(.cost) { $0.totalCost },
        .integer(.count) { $0.segments.last?.end },
      ])
  }
}

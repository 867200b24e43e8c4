public import TimeSeries

/// The elapsed time that two aftermaths share, and the observations that tile it in each.
///
/// The older aftermath is cut to the elapsed time of the younger, so that eleven months are
/// compared with eleven months. A cut through a yearly observation is not made: then only the
/// whole years that both have are shared, which may be none.
public struct CommonHorizon: Sendable {
  /// Elapsed months from each anchor to the end of the shared time.
  public let months: Int
  /// Days beyond those months.
  public let days: Int
  /// What tiles the time after the first anchor.
  public let first: [Observation]
  /// What tiles the time after the second.
  public let second: [Observation]

  /// Elapsed time in years.
  public var years: Double { Double(months) / 12 + Double(days) / 365.25 }

  /// The longest elapsed time that observations after both anchors tile without a gap.
  ///
  /// - Parameters:
  ///   - limit: the most years to share; nil for as many as there are.
  public init<M: Measure>(
    _ series: Series<M>, after first: Anchor, and second: Anchor, limit: Int? = nil
  ) {
    let early = CommonHorizon.tiles(of: series, after: first)
    let late = CommonHorizon.tiles(of: series, after: second)
    let ends = Set(late.map(\.elapsed))
    let shared = early.last { tile in
      ends.contains(tile.elapsed) && limit.map { tile.elapsed.months <= $0 * 12 } ?? true
    }
    guard let shared else {
      months = 0
      days = 0
      self.first = []
      self.second = []
      return
    }
    months = shared.elapsed.months
    days = shared.elapsed.days
    self.first = early.prefix { $0.elapsed <= shared.elapsed }.map(\.observation)
    self.second = late.prefix { $0.elapsed <= shared.elapsed }.map(\.observation)
  }

  /// Months and days from an anchor.
  struct Elapsed: Hashable, Comparable {
    let months: Int
    let days: Int

    static func < (first: Elapsed, second: Elapsed) -> Bool {
      (first.months, first.days) < (second.months, second.days)
    }
  }

  /// The final observations that follow an anchor one upon another without a gap, each with the
  /// elapsed time at its end.
  private static func tiles<M: Measure>(
    of series: Series<M>, after anchor: Anchor
  ) -> [(observation: Observation, elapsed: Elapsed)] {
    var tiles: [(observation: Observation, elapsed: Elapsed)] = []
    var next = anchor.firstAfter
    for observation in series.observations where observation.period.start >= anchor.firstAfter {
      guard observation.period.start == next, observation.status != .provisional,
        observation.coverage == 1 || observation.period.shape == .span
      else { break }
      next = observation.period.end
      let (year, month, day) = next.date
      let (anchorYear, anchorMonth, anchorDay) = anchor.firstAfter.date
      tiles.append(
        (
          observation,
          Elapsed(
            months: (year - anchorYear) * 12 + month - anchorMonth, days: day - anchorDay)
        ))
    }
    return tiles
  }
}

public import TimeSeries

/// The elapsed time that two aftermaths share, and the observations that tile it in each.
///
/// The older aftermath is cut to the elapsed time of the younger, so that eleven months are
/// compared with eleven months. A cut through a yearly observation is not made: then only the
/// whole years that both have are shared, which may be none.
public struct CommonHorizon: Sendable {
  /// Elapsed months from each anchor to the end of the shared time.
  public let months: Int
  /// Days beyond those months; fewer than a month's.
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
  ///   - rule: how readings become numbers; one without a number ends the shared time.
  ///   - asOf: the day whose knowledge the series holds; what ends later is not complete.
  public init<M: Measure>(
    _ series: Series<M>, after first: Anchor, and second: Anchor, limit: Int? = nil,
    rule: ReadingRule = ReadingRule(), asOf: Day? = nil
  ) {
    let early = CommonHorizon.tiles(of: series, after: first, rule, asOf: asOf)
    let late = CommonHorizon.tiles(of: series, after: second, rule, asOf: asOf)
    let ends = Set(late.map(\.elapsed))
    let longest = Elapsed(years: limit ?? .max)
    let shared = early.last { tile in
      ends.contains(tile.elapsed) && tile.elapsed <= longest
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

    /// Whole years; more than any calendar has count as all of them.
    init(years: Int) {
      months = 12 * max(0, min(years, 2 * Day.years.upperBound))
      days = 0
    }

    /// The whole months from one day to another, and the days left over. A month from the 31st
    /// ends with the month that has no 31st.
    init(from start: Day, to end: Day) {
      let (startYear, startMonth, startDay) = start.date
      let (year, month, day) = end.date
      let isShort = day < startDay && day < Day.length(ofMonth: month, year: year)
      let months = (year - startYear) * 12 + month - startMonth - (isShort ? 1 : 0)
      let reached = startYear * 12 + startMonth - 1 + months
      let reachedMonth = ((reached % 12) + 12) % 12
      let reachedYear = (reached - reachedMonth) / 12
      let length = Day.length(ofMonth: reachedMonth + 1, year: reachedYear)
      self.months = months
      days =
        Period.month(reachedYear, reachedMonth + 1).map {
          end.number - $0.start.number - min(startDay, length) + 1
        } ?? 0
    }

    static func < (first: Elapsed, second: Elapsed) -> Bool {
      (first.months, first.days) < (second.months, second.days)
    }
  }

  /// The final observations that follow an anchor one upon another without a gap, each with the
  /// elapsed time at its end. A year observed in part covers only some of its days and ends them.
  private static func tiles<M: Measure>(
    of series: Series<M>, after anchor: Anchor, _ rule: ReadingRule, asOf: Day?
  ) -> [(observation: Observation, elapsed: Elapsed)] {
    var tiles: [(observation: Observation, elapsed: Elapsed)] = []
    var next = anchor.firstAfter
    for observation in series.observations where observation.period.start >= anchor.firstAfter {
      guard observation.period.start == next, observation.status != .provisional,
        observation.status != .planned, rule.value(of: observation) != nil,
        asOf.map({ observation.period.last <= $0 }) ?? true,
        observation.period.shape != .year || !observation.isPartialYear
      else { break }
      next = observation.period.end
      tiles.append((observation, Elapsed(from: anchor.firstAfter, to: next)))
    }
    return tiles
  }
}

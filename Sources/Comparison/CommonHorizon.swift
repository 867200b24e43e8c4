public import TimeSeries

/// The elapsed time that two aftermaths share, and the observations that tile it in each.
///
/// The older aftermath is cut to the elapsed time of the younger, so that eleven months are
/// compared with eleven months. A cut through a yearly observation is not made: then only the
/// whole years that both have are shared, which may be none. Time runs from the first observation
/// that lies after the anchor: after 18 December 2011 it is the year, or the month, that begins on
/// 1 January 2012.
public struct CommonHorizon: Sendable {
  /// Elapsed months of the shared time, from the first observation after each anchor.
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
  /// time elapsed at its end. A year observed in part covers only some of its days and ends them.
  private static func tiles<M: Measure>(
    of series: Series<M>, after anchor: Anchor, _ rule: ReadingRule, asOf: Day?
  ) -> [(observation: Observation, elapsed: Elapsed)] {
    var tiles: [(observation: Observation, elapsed: Elapsed)] = []
    let observations = series.observations.filter { $0.period.start >= anchor.firstAfter }
    guard let start = observations.first?.period.start,
      observations.first?.period.isFirst(from: anchor.firstAfter) == true
    else { return [] }
    var next = start
    for observation in observations {
      guard observation.period.start == next, observation.status != .provisional,
        observation.status != .planned, rule.value(of: observation) != nil,
        asOf.map({ observation.period.last <= $0 }) ?? true,
        observation.period.shape != .year || !observation.isPartialYear
      else { break }
      next = observation.period.end
      tiles.append((observation, Elapsed(from: start, to: next)))
    }
    return tiles
  }
}

extension Period {
  /// Whether no period of this one's shape lies between a day and this one: nothing is missing
  /// before it. A span that begins a year counts as that year's.
  fileprivate func isFirst(from day: Day) -> Bool {
    let (year, month, dayOfMonth) = start.date
    let before: Period?
    switch shape {
    case .year: before = .year(year - 1)
    case .quarter:
      before = month == 1 ? .quarter(year - 1, 4) : .quarter(year, (month + 2) / 3 - 1)
    case .month: before = month == 1 ? .month(year - 1, 12) : .month(year, month - 1)
    case .span where month == 1 && dayOfMonth == 1: before = .year(year - 1)
    case .day, .span: return start == day
    }
    return before.map { $0.start < day } ?? false
  }
}

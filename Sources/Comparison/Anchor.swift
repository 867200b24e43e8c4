public import TimeSeries

/// Where before ends and after begins: two days, with a transition between them that is neither.
public struct Anchor: Hashable, Sendable {
  /// How the anchor is written: `2011`, `2011-12-18`, `us-exit-2025 (years from 2027)`.
  public let label: String
  /// The last day that counts as before.
  public let lastBefore: Day
  /// The first day that counts as after.
  public let firstAfter: Day

  /// An anchor with a transition, or none where the second day follows the first.
  ///
  /// - Precondition: after comes after before.
  public init(label: String, lastBefore: Day, firstAfter: Day) {
    precondition(lastBefore < firstAfter, "\(firstAfter) does not come after \(lastBefore)")
    self.label = label
    self.lastBefore = lastBefore
    self.firstAfter = firstAfter
  }

  /// What comes after a year: `.after(2011)` begins on 1 January 2012.
  ///
  /// - Assumes: a year of `Day.years`.
  public static func after(_ year: Int) -> Anchor {
    let first = Day.first(of: year + 1)
    return Anchor(label: String(year), lastBefore: first.advanced(by: -1), firstAfter: first)
  }

  /// What comes after a day. A year that holds the day is neither before nor after.
  public static func after(_ day: Day) -> Anchor {
    Anchor(label: day.description, lastBefore: day, firstAfter: day.advanced(by: 1))
  }

  /// What comes after an event, by calendar years.
  ///
  /// An event within one year: that year counts as before, as for ``after(_:)-(Int)``. An event
  /// that is a window over several years is asked about from both of its ends; the years it
  /// touches are transition and count as neither, but for those after the end asked about.
  public static func after(_ event: Event) -> [Anchor] {
    let first = event.period.start.year
    let last = event.period.last.year
    guard first != last else {
      let plain = after(first)
      return [Anchor(label: event.id, lastBefore: plain.lastBefore, firstAfter: plain.firstAfter)]
    }
    let before = Day.first(of: first).advanced(by: -1)
    return [first, last].map { year in
      Anchor(
        label: "\(event.id) (years from \(year + 1))", lastBefore: before,
        firstAfter: .first(of: year + 1))
    }
  }

  /// The first calendar year that is wholly after.
  public var firstYearAfter: Int {
    firstAfter == .first(of: firstAfter.year) ? firstAfter.year : firstAfter.year + 1
  }

  /// The last calendar year that is wholly before.
  public var lastYearBefore: Int {
    let next = lastBefore.advanced(by: 1)
    return next.year - 1
  }
}

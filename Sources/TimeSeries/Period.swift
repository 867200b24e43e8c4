/// A span of days, half open: a calendar year, quarter, month or day, or any other span. Coded as
/// its text.
///
/// The shape is read off the days: 1 January to 31 December of a year *is* that year. A partial
/// year is simply a shorter period, so that its exposure comes from the calendar and nothing is
/// ever annualised.
public struct Period: Hashable, Sendable, Codable {
  /// The first day.
  public let start: Day
  /// The day after the last.
  public let end: Day

  /// How a period reads.
  public enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
    /// A whole calendar year.
    case year
    /// A calendar quarter.
    case quarter
    /// A calendar month.
    case month
    /// One day.
    case day
    /// Any other run of days.
    case span
  }

  /// The days from one to another, the second not included; nil where there is none.
  public init?(from start: Day, to end: Day) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  init(unchecked start: Day, _ end: Day) {
    self.start = start
    self.end = end
  }

  /// A calendar year.
  ///
  /// - Assumes: a year of ``Day/years``, as every text that reads as a period has.
  public static func year(_ year: Int) -> Period {
    Period(unchecked: .first(of: year), .first(of: year + 1))
  }

  /// A quarter, 1 to 4, or nil.
  public static func quarter(_ year: Int, _ quarter: Int) -> Period? {
    guard (1...4).contains(quarter) else { return nil }
    let start = Day(validYear: year, month: quarter * 3 - 2, day: 1)
    let end =
      quarter == 4 ? Day.first(of: year + 1) : Day(validYear: year, month: quarter * 3 + 1, day: 1)
    return Period(unchecked: start, end)
  }

  /// A month, 1 to 12, or nil.
  public static func month(_ year: Int, _ month: Int) -> Period? {
    guard (1...12).contains(month) else { return nil }
    let start = Day(validYear: year, month: month, day: 1)
    return Period(unchecked: start, start.advanced(by: Day.length(ofMonth: month, year: year)))
  }

  /// One day.
  public static func day(_ day: Day) -> Period { Period(unchecked: day, day.advanced(by: 1)) }

  /// The days from one through another, both included; nil where the second comes first.
  public static func span(from first: Day, through last: Day) -> Period? {
    Period(from: first, to: last.advanced(by: 1))
  }

  /// The last day, included.
  public var last: Day { end.advanced(by: -1) }

  /// The number of days.
  public var dayCount: Int { end.number - start.number }

  /// The day in the middle (the earlier of two).
  public var middle: Day { start.advanced(by: (dayCount - 1) / 2) }

  /// How the period reads.
  public var shape: Shape {
    let (year, month, day) = start.date
    guard day == 1 else { return dayCount == 1 ? .day : .span }
    if month == 1, end == .first(of: year + 1) { return .year }
    if dayCount == Day.length(ofMonth: month, year: year) { return .month }
    if month % 3 == 1, self == .quarter(year, (month + 2) / 3) { return .quarter }
    return dayCount == 1 ? .day : .span
  }

  /// The calendar year that holds the whole period, or nil where it crosses a new year.
  public var calendarYear: Int? {
    let year = start.year
    return end <= .first(of: year + 1) ? year : nil
  }

  /// Length in years by the calendar: each day counts 1/365, or 1/366 in a leap year.
  ///
  /// - Cost: constant; whole years in between are not walked through.
  public var years: Double {
    let first = start.year
    let final = last.year
    if first == final { return Double(dayCount) / Double(Day.length(ofYear: first)) }
    let head = Double(Day.first(of: first + 1).number - start.number)
    let tail = Double(end.number - Day.first(of: final).number)
    return head / Double(Day.length(ofYear: first)) + tail / Double(Day.length(ofYear: final))
      + Double(final - first - 1)
  }

  /// The decimal year at the start, as R's `ts` has it: 2014 is 2014, its second quarter 2014.25,
  /// its June 2014 + 5/12. A span that is part of one year keeps its year's number.
  public var time: Double {
    let (year, month, _) = start.date
    switch shape {
    case .year: return Double(year)
    case .quarter, .month: return Double(year) + Double(month - 1) / 12
    case .day: return start.decimalYear
    case .span: return calendarYear == nil ? start.decimalYear : Double(year)
    }
  }

  /// Whether two periods share a day.
  public func overlaps(_ other: Period) -> Bool { start < other.end && other.start < end }

  /// Whether every day of another period lies in this one.
  public func contains(_ other: Period) -> Bool { start <= other.start && other.end <= end }

  /// Whether a day lies in the period.
  public func contains(_ day: Day) -> Bool { start <= day && day < end }
}

extension Day {
  /// The year and the share of it that has passed at the start of the day.
  public var decimalYear: Double {
    let year = self.year
    return Double(year)
      + Double(number - Day.first(of: year).number) / Double(Day.length(ofYear: year))
  }
}

extension Period: Comparable {
  /// By start, then by end.
  public static func < (first: Period, second: Period) -> Bool {
    (first.start, first.end) < (second.start, second.end)
  }
}

extension Period: CustomStringConvertible {
  /// As it is written: `2014`, `2014-Q2`, `2014-06`, `2014-06-18`, or `2026-01-01/2026-06-30`.
  public var description: String {
    let (year, month, _) = start.date
    switch shape {
    case .year: return Day.yearText(year)
    case .quarter: return "\(Day.yearText(year))-Q\((month + 2) / 3)"
    case .month: return "\(Day.yearText(year))-\(Day.padded(month, 2))"
    case .day: return start.description
    case .span: return "\(start)/\(last)"
    }
  }
}

/// A civil day of the proleptic Gregorian calendar, counted from 1 January 1970; coded as its date.
///
/// No clock and no time zone: sources date their statements by day, month or year.
public struct Day: Hashable, Comparable, Sendable, Codable {
  /// Days since 1 January 1970; negative before.
  public let number: Int

  /// The years a date may have; day counts of dates in them are far from overflow.
  public static let years = -9_999_999...9_999_999

  /// The day with a given count from 1 January 1970.
  ///
  /// - Assumes: a day in or next to ``years``; every text that reads as a date gives one.
  public init(number: Int) { self.number = number }

  /// The day of a date, or nil where the calendar has no such date.
  ///
  /// Years run from −9,999,999 to 9,999,999; the year 0 is 1 BC, as in ISO 8601.
  public init?(year: Int, month: Int, day: Int) {
    guard Day.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  /// A date known to exist. Counts in years that begin in March, so that the leap day comes last.
  init(validYear year: Int, month: Int, day: Int) {
    let shifted = month > 2 ? year : year - 1
    let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of the month.
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted >= 0 ? shifted / 146_097 : (shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The calendar year.
  public var year: Int { date.year }

  /// The day so many days later; earlier where negative.
  public func advanced(by days: Int) -> Day { Day(number: number + days) }

  /// Whether a year has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// The number of days of a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The number of days of a year.
  public static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  /// The first day of a year.
  public static func first(of year: Int) -> Day { Day(validYear: year, month: 1, day: 1) }

  /// Earlier days come first.
  public static func < (first: Day, second: Day) -> Bool { first.number < second.number }
}

extension Day: CustomStringConvertible, LosslessStringConvertible {
  /// The date as `2011-12-18`; years outside 0…9999 carry their sign, as in ISO 8601.
  public var description: String {
    let (year, month, day) = date
    return "\(Day.yearText(year))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
  }

  /// Reads `2011-12-18`; nil for anything else, also for a date that does not exist.
  public init?(_ text: String) {
    guard let period = Period(unspanned: text), period.dayCount == 1 else { return nil }
    self = period.start
  }

  /// Reads a date.
  public init(from decoder: any Decoder) throws { self = try decoder.decodeText() }

  /// Writes the date.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }

  static func yearText(_ year: Int) -> String {
    if (0...9999).contains(year) { return padded(year, 4) }
    return (year < 0 ? "-" : "+") + padded(abs(year), 4)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

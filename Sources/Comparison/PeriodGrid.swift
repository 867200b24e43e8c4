import TimeSeries

/// Periods of one kind by number, so that what lies between and after them can be named: years,
/// quarters, months or days.
struct PeriodGrid: Sendable {
  /// Which kind.
  let shape: Period.Shape
  /// The number of the first period.
  let first: Int

  /// The grid of periods; nil where they are not of one kind, or of none that goes on.
  init?(_ periods: [Period]) {
    let shapes = Set(periods.map(\.shape))
    guard shapes.count == 1, let shape = shapes.first, shape != .span, let start = periods.first
    else { return nil }
    self.shape = shape
    first = PeriodGrid.number(of: start, shape)
  }

  /// The place of a period, 0 for the first.
  func place(of period: Period) -> Int { PeriodGrid.number(of: period, shape) - first }

  /// The period at a place; nil beyond the years a date may have.
  func period(at place: Int) -> Period? {
    let number = first + place
    switch shape {
    case .year: return Day.years.contains(number) ? Period.year(number) : nil
    case .quarter:
      let (year, part) = PeriodGrid.split(number, into: 4)
      return Day.years.contains(year) ? Period.quarter(year, part + 1) : nil
    case .month:
      let (year, part) = PeriodGrid.split(number, into: 12)
      return Day.years.contains(year) ? Period.month(year, part + 1) : nil
    case .day, .span:
      let day = Day(number: number)
      return Day.years.contains(day.year) ? Period.day(day) : nil
    }
  }

  /// A number of parts as whole years and the parts left over.
  private static func split(_ number: Int, into parts: Int) -> (year: Int, part: Int) {
    let part = ((number % parts) + parts) % parts
    return ((number - part) / parts, part)
  }

  /// The name of one period, and of several.
  var name: (one: String, several: String) {
    switch shape {
    case .year: ("year", "years")
    case .quarter: ("quarter", "quarters")
    case .month: ("month", "months")
    case .day, .span: ("day", "days")
    }
  }

  private static func number(of period: Period, _ shape: Period.Shape) -> Int {
    let (year, month, _) = period.start.date
    switch shape {
    case .year: return year
    case .quarter: return year * 4 + (month - 1) / 3
    case .month: return year * 12 + month - 1
    case .day, .span: return period.start.number
    }
  }
}

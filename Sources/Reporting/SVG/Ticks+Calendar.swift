import TimeSeries

extension Ticks {
  /// Months inside a domain of decimal years, each at its middle, or days where there are fewer
  /// than three months; of them every second, third and so on, so that there are as many as wanted
  /// at most.
  static func calendar(
    _ domain: ClosedRange<Double>, atMost count: Int
  ) -> [(place: Double, text: String)] {
    let years = domain.lowerBound.rounded(.down)...domain.upperBound.rounded(.down)
    guard years.lowerBound > -1e6, years.upperBound < 1e6, years.upperBound - years.lowerBound < 5
    else { return [] }
    let months = (Int(years.lowerBound)...Int(years.upperBound)).flatMap { year in
      (1...12).compactMap { month in Period.month(year, month).map { (month - 1, $0) } }
    }
    let inside = months.filter { domain.contains(middle(of: $0.1)) }
    if inside.count >= 3 { return thinned(inside, steps: [1, 2, 3, 4, 6, 12], atMost: count) }
    let days = months.map(\.1).filter {
      $0.end.decimalYear > domain.lowerBound && $0.start.decimalYear < domain.upperBound
    }.flatMap { month in (0..<month.dayCount).map { ($0, Period.day(month.start.advanced(by: $0))) }
    }
    return thinned(
      days.filter { domain.contains(middle(of: $0.1)) }, steps: [1, 2, 5, 10, 31], atMost: count)
  }

  private static func thinned(
    _ periods: [(place: Int, period: Period)], steps: [Int], atMost count: Int
  ) -> [(place: Double, text: String)] {
    var kept = periods
    for step in steps {
      kept = periods.filter { $0.place % step == 0 }
      if kept.count <= max(2, count) { break }
    }
    return kept.map { (middle(of: $0.period), $0.period.description) }
  }

  private static func middle(of period: Period) -> Double {
    period.start.decimalYear / 2 + period.end.decimalYear / 2
  }
}

import TimeSeries

/// Years from one through another, both included: how baselines are declared. Coded as its text.
public struct YearRange: Hashable, Sendable, Codable, LosslessStringConvertible {
  /// The first year.
  public let first: Int
  /// The last year, included.
  public let last: Int

  /// One year alone.
  public init(only year: Int) {
    first = year
    last = year
  }

  /// Years from one through another; nil where the second comes first, or the calendar has not
  /// both.
  public init?(_ first: Int, through last: Int) {
    guard first <= last, Day.years.contains(first), Day.years.contains(last) else { return nil }
    self.first = first
    self.last = last
  }

  /// Reads `2004..2011`: years as in periods, with two dots between.
  public init?(_ text: String) {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = YearRange.year(parts[0]),
      let last = YearRange.year(parts[1])
    else { return nil }
    self.init(first, through: last)
  }

  private static func year(_ text: Substring) -> Int? {
    guard let period = Period(String(text)), period.shape == .year else { return nil }
    return period.start.year
  }

  /// Reads the text of a range.
  public init(from decoder: any Decoder) throws { self = try decoder.decodeText() }

  /// Writes the range as its text.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }

  /// As it is written: `2004..2011`.
  public var description: String { "\(first)..\(last)" }

  /// The number of years.
  public var count: Int { last - first + 1 }

  /// Whether a year is among them.
  public func contains(_ year: Int) -> Bool { first <= year && year <= last }
}

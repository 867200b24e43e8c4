/// Reading periods from text: `2014`, `2014-Q2`, `2014-06`, `2014-06-18`, `2026-01-01/2026-06-30`.
extension Period: LosslessStringConvertible {
  /// Reads a period as it is written; nil for anything else, also for a date that does not exist.
  ///
  /// Years may be negative and have up to seven digits; digits are ASCII. Years below 1000 need
  /// no leading zeros.
  public init?(_ text: String) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      self.init(unspanned: text)
      return
    }
    guard let first = Period(unspanned: text[..<slash]),
      let last = Period(unspanned: text[text.utf8.index(after: slash)...]),
      let span = Period(from: first.start, to: last.end)
    else { return nil }
    self = span
  }

  /// Reads the text of a period.
  public init(from decoder: any Decoder) throws { self = try decoder.decodeText() }

  /// Writes the period as its text.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }

  /// Reads a period that is written without a slash.
  init?(unspanned text: some StringProtocol) {
    var rest = Substring(text).utf8[...]
    let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let yearNumber = Period.whole(parts[0], digits: 1...7)
    else { return nil }
    let year = sign * yearNumber
    switch parts.count {
    case 1:
      self = .year(year)
    case 2:
      if let first = parts[1].first, first == UInt8(ascii: "Q") || first == UInt8(ascii: "q") {
        guard let number = Period.whole(parts[1].dropFirst(), digits: 1...1),
          let period = Period.quarter(year, number)
        else { return nil }
        self = period
      } else {
        guard let number = Period.whole(parts[1], digits: 2...2),
          let period = Period.month(year, number)
        else { return nil }
        self = period
      }
    default:
      guard let month = Period.whole(parts[1], digits: 2...2),
        let dayNumber = Period.whole(parts[2], digits: 2...2),
        let day = Day(year: year, month: month, day: dayNumber)
      else { return nil }
      self = .day(day)
    }
  }

  private static func whole(_ bytes: Substring.UTF8View, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(bytes.count) else { return nil }
    var number = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }
}

/// Years from one through another, both included: how baselines are declared.
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

  /// Years from one through another; nil where the second comes first.
  public init?(_ first: Int, through last: Int) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Reads `2004..2011`.
  public init?(_ text: String) {
    guard let dots = text.firstRange(of: ".."),
      let first = Int(text[..<dots.lowerBound]), let last = Int(text[dots.upperBound...])
    else { return nil }
    self.init(first, through: last)
  }

  /// As it is written: `2004..2011`.
  public var description: String { "\(first)..\(last)" }

  /// The number of years.
  public var count: Int { last - first + 1 }

  /// Whether a year is among them.
  public func contains(_ year: Int) -> Bool { first <= year && year <= last }
}

extension StringProtocol {
  /// The range of the first occurrence of a text.
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<index(start, offsetBy: text.count)
      }
      start = index(after: start)
    }
    return nil
  }
}

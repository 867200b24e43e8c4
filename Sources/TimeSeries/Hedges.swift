/// What hedging words do to a number: the bounds of "about 20,000" and of "nearly 9,000".
///
/// Three rules, from narrow to wide. An approximate number spans half a unit of its last digit
/// stated (strict), a tenth (default) or a quarter (wide). "Nearly" names a ceiling that is almost
/// reached: its floor is 0.95, 0.9 or 0.75 of it. "More than" and "up to" stay open on their far
/// side under every rule, though a ceiling on what cannot be negative has zero as its floor.
public enum Hedges: String, Hashable, Sendable, Codable, CaseIterable {
  /// Half a unit of the last digit stated.
  case strict
  /// A tenth.
  case `default`
  /// A quarter.
  case wide

  /// Words that name a ceiling which is almost reached.
  public static let nearly: Set<String> = ["nearly", "almost", "just under", "close to"]

  /// The bounds of a reading, given the source's hedging word.
  ///
  /// - Assumes: magnitudes that cannot be negative, so that a ceiling's floor is zero at worst.
  public func bounds(of reading: Reading, hedge: String = "") -> Bounds {
    switch reading {
    case .exactly(let value): return Bounds(low: value, high: value)
    case .within(let range, _): return Bounds(low: range.lowerBound, high: range.upperBound)
    case .atLeast(let value): return Bounds(low: value, high: nil)
    case .atMost(let value):
      guard Hedges.nearly.contains(hedge.lowercased()) else {
        return Bounds(low: min(0, value), high: value)
      }
      let share =
        switch self {
        case .strict: 0.95
        case .default: 0.9
        case .wide: 0.75
        }
      return Bounds(low: value >= 0 ? value * share : value / share, high: value)
    case .approximately(let value):
      let half =
        switch self {
        case .strict: Hedges.lastDigitUnit(of: value) / 2
        case .default: abs(value) / 10
        case .wide: abs(value) / 4
        }
      return Bounds(low: value - half, high: value + half)
    }
  }

  /// The unit of the last non-zero digit: 1,000 for 20,000 stated as "20 thousand" cannot be told
  /// from 10,000, so trailing zeros count as not stated.
  static func lastDigitUnit(of value: Double) -> Double {
    guard value != 0, value.isFinite else { return 0 }
    var unit = 1.0
    let magnitude = abs(value)
    if magnitude == magnitude.rounded() {
      while unit < 1e18, (magnitude / (unit * 10)) == (magnitude / (unit * 10)).rounded() {
        unit *= 10
      }
      return unit
    }
    while unit > 1e-9, (magnitude / unit) != (magnitude / unit).rounded() { unit /= 10 }
    return unit
  }
}

/// What hedging words do to a number: the bounds of "about 20,000" and of "nearly 9,000".
///
/// Three rules, from narrow to wide. An approximate number spans half a unit of its last digit
/// stated, though never more than a tenth (strict), a tenth (default) or a quarter (wide). "Nearly"
/// names a ceiling that is almost reached: its floor lies below it by as much. "More than" and "up
/// to" stay open on their far side under every rule, though a ceiling on what cannot be negative
/// has zero as its floor. These are the rules of `hedges.csv` in the data package.
public enum Hedges: String, Hashable, Sendable, Codable, CaseIterable {
  /// Half a unit of the last digit stated; a tenth where that is less.
  case strict
  /// A tenth.
  case `default`
  /// A quarter.
  case wide

  /// Words that name a ceiling which is almost reached.
  public static let nearly: Set<String> = ["nearly", "almost", "just under"]

  /// The bounds of a reading, given the source's hedging word.
  ///
  /// - Assumes: magnitudes that cannot be negative, so that a ceiling's floor is zero at worst. A
  ///   negative ceiling shows that they can be, and has no floor.
  /// - Edge cases: an end too large for a double is open.
  public func bounds(of reading: Reading, hedge: String = "") -> Bounds {
    switch reading {
    case .exactly(let value): return Bounds(low: value, high: value)
    case .within(let range, _): return Bounds(low: range.lowerBound, high: range.upperBound)
    case .atLeast(let value): return Bounds(low: value, high: nil)
    case .atMost(let value):
      guard Hedges.isNearly(hedge) else {
        return Bounds(low: value >= 0 ? 0 : nil, high: value)
      }
      return Bounds(nearlyFloor(of: value), value, around: value)
    case .approximately(let value):
      let half =
        switch self {
        case .strict: min(Hedges.lastDigitUnit(of: value) / 2, abs(value) / 10)
        case .default: abs(value) / 10
        case .wide: abs(value) / 4
        }
      return Bounds(value - half, value + half, around: value)
    }
  }

  /// Whether a hedging word names a ceiling that is almost reached.
  static func isNearly(_ hedge: String) -> Bool { nearly.contains(hedge.lowercased()) }

  /// The floor under a ceiling that is almost reached.
  private func nearlyFloor(of ceiling: Double) -> Double {
    func floor(_ share: Double) -> Double { ceiling >= 0 ? ceiling * share : ceiling / share }
    switch self {
    case .strict: return max(ceiling - Hedges.lastDigitUnit(of: ceiling) / 2, floor(0.9))
    case .default: return floor(0.9)
    case .wide: return floor(0.75)
    }
  }

  /// The unit of the last digit that is not a zero: 10,000 for 20,000, 0.1 for 0.3. Nobody can
  /// tell which of its zeros a round number means, so none counts as stated.
  ///
  /// Read off the shortest decimal, at 15 digits at most, so that no binary remainder of a
  /// decimal fraction or of a change of unit passes for a digit somebody stated.
  static func lastDigitUnit(of value: Double) -> Double {
    guard value != 0, value.isFinite else { return 0 }
    let decimal = ShortestDecimal(value).rounded(toDigits: 15)
    return ShortestDecimal(digits: 1, exponent: decimal.exponent).value
  }
}

extension Bounds {
  /// Ends made of a stated number and a share of it; those beyond the range of a double are open.
  ///
  /// Of a number stated to a dozen digits or fewer they are rounded to 15: a tenth less than 1024.8
  /// is 922.32, whatever binary makes of it, and a spreadsheet, which keeps 15 digits, reads back
  /// what was written.
  init(_ low: Double, _ high: Double, around stated: Double) {
    let isShort = ShortestDecimal(stated).digits < 1_000_000_000_000
    func end(_ value: Double) -> Double? {
      guard value.isFinite else { return nil }
      guard isShort else { return value }
      let rounded = ShortestDecimal(value).rounded(toDigits: 15).value
      return rounded.isFinite ? rounded : value
    }
    self.init(low: end(low), high: end(high))
  }
}

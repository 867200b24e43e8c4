public import Tables

/// How numbers read to people: rounded by the style of their column, with a real minus sign.
///
/// Quantities keep a number of significant digits but never lose a digit before the point: an
/// observed 1,234 is not shown as 1,230. Digits that the full number does not have are not invented.
/// Probabilities have three decimals and a floor. Rounding is half to even on the shortest decimal
/// digits, so that it agrees with what the CSV file shows.
public struct NumberStyle: Hashable, Sendable, Codable {
  /// Significant digits of quantities, from 1 to 17.
  public let significantDigits: Int

  /// A style with so many significant digits; numbers outside 1 to 17 are brought inside.
  public init(significantDigits: Int = 3) {
    self.significantDigits = min(17, max(1, significantDigits))
  }

  /// The number as people read it: `−0.664`, `12 346`, `< 0.001`.
  ///
  /// - Edge cases: a number that is not finite is shown as "—"; formats never meet one.
  public func text(_ value: Double, as style: Column.Style = .quantity) -> String {
    number(value, style)?.text ?? "—"
  }

  /// The number in parts; nil where it is not finite.
  ///
  /// `longest` is the largest number of decimals in the column at full precision. More are never
  /// shown, and years are filled up to it.
  func number(_ value: Double, _ style: Column.Style, longest: Int? = nil) -> DisplayNumber? {
    guard let digits = DecimalDigits(value) else { return nil }
    switch style {
    case .probability:
      return probability(digits)
    case .time:
      let decimals = min(longest ?? digits.decimals, 4)
      return fixed(digits, decimals: decimals, isGrouped: false)
    case .count where digits.decimals == 0 && digits.exponent <= 15:
      return fixed(digits, decimals: 0)
    case .quantity, .count, .text:
      return quantity(digits, longest: longest ?? digits.decimals)
    }
  }

  /// The whole number, all its digits.
  func number(_ value: Int, _ style: Column.Style) -> DisplayNumber {
    DisplayNumber(
      isNegative: value < 0, integer: value.magnitude.description, isGrouped: style != .time)
  }

  private func quantity(_ digits: DecimalDigits, longest: Int) -> DisplayNumber {
    let rounded = digits.rounded(significant: max(significantDigits, digits.exponent))
    if !digits.isZero && (rounded.exponent > 15 || rounded.exponent < -3) {
      return scientific(digits.rounded(significant: significantDigits))
    }
    let wanted = rounded.isZero ? significantDigits - 1 : significantDigits - rounded.exponent
    return fixed(digits, decimals: max(0, min(wanted, longest)))
  }

  private func probability(_ digits: DecimalDigits) -> DisplayNumber {
    let decimals = max(3, significantDigits)
    let isBelowFloor = digits.isZero || digits.exponent < 1 - decimals
    if !digits.isNegative && isBelowFloor {
      let floor = String(repeating: "0", count: decimals - 1) + "1"
      return DisplayNumber(relation: "<", integer: "0", fraction: floor)
    }
    let rounded = digits.rounded(decimals: decimals)
    if rounded.exponent == 1 && digits.exponent < 1 {
      let ceiling = String(repeating: "9", count: decimals)
      return DisplayNumber(relation: ">", integer: "0", fraction: ceiling)
    }
    return fixed(digits, decimals: decimals)
  }

  private func fixed(
    _ digits: DecimalDigits, decimals: Int, isGrouped: Bool = true
  ) -> DisplayNumber {
    let rounded = digits.rounded(decimals: decimals)
    let (integer, fraction) = rounded.spelled(decimals: decimals)
    return DisplayNumber(
      isNegative: rounded.isNegative && !rounded.isZero, integer: integer, fraction: fraction,
      isGrouped: isGrouped)
  }

  private func scientific(_ digits: DecimalDigits) -> DisplayNumber {
    var mantissa = digits
    mantissa.exponent = 1
    let (integer, fraction) = mantissa.spelled(decimals: max(0, digits.digits.count - 1))
    return DisplayNumber(
      isNegative: digits.isNegative, integer: integer, fraction: fraction,
      exponent: digits.exponent - 1)
  }
}

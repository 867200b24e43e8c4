/// Why a text is no number, and what to write instead.
///
/// `write` is the number that was probably meant, where that is clear.
public enum NumberFault: Error, Hashable, Sendable {
  /// Nothing at all.
  case empty
  /// A number beyond the range of doubles.
  case overflow
  /// A word for no value: NaN, none, n/a, a lone point or dash.
  case missing
  /// A word for infinity.
  case infinite
  /// true, false, yes or no.
  case flag
  /// A number to the base sixteen.
  case hexadecimal
  /// Digits of another script, such as Arabic ones.
  case foreignDigits(write: String?)
  /// A minus sign that is a dash.
  case dash(write: String)
  /// A currency.
  case currency(write: String?)
  /// A percentage.
  case percent(write: String?)
  /// Thousands set apart.
  case grouping(write: String)
  /// One comma, which may be a decimal mark or set thousands apart.
  case commaOrGrouping(thousands: String, decimal: String)
  /// A decimal comma where a point is expected.
  case decimalComma(write: String)
  /// A point where a decimal comma is expected.
  case decimalPoint(write: String)
  /// About so much.
  case approximate(write: String)
  /// At least so much.
  case atLeast(write: String)
  /// At most so much.
  case atMost(write: String)
  /// From so much to so much.
  case range(low: String, high: String)
  /// A number with k, m, thousand, million or billion after it.
  case multiplier(write: String)
  /// A number with characters in it that cannot be seen.
  case invisible(write: String)
  /// A number that breaks off.
  case incomplete(write: String?)
  /// Anything else.
  case other
}

extension NumberFault: CustomStringConvertible {
  /// What it is not, to stand after the text: `is not a number`.
  public var verdict: String {
    self == .overflow ? "is beyond the range of numbers (about 1.8e308)" : "is not a number"
  }

  /// What to do about it, in one line.
  public var advice: String {
    switch self {
    case .empty, .missing: "leave the cell empty or write NA where there is no value"
    case .overflow: "write it in a larger unit, or leave the cell empty"
    case .infinite: "there is no infinite value; leave the cell empty where there is none"
    case .flag: "write 1 for true and 0 for false"
    case .hexadecimal: "write it with decimal digits"
    case .foreignDigits(let number): "write it with the digits 0 to 9" + like(number)
    case .dash(let number): "write the minus sign as on the keyboard: \(number)"
    case .currency(let number): "put the currency in the unit, not the cell" + like(number)
    case .percent(let number): "put % in the unit, not the cell" + like(number)
    case .grouping(let number): "write \(number), without setting thousands apart"
    case .commaOrGrouping(let thousands, let decimal):
      "write \(thousands) without the comma; or \(decimal) if it is a decimal comma"
    case .decimalComma(let number): "write \(number), with a decimal point"
    case .decimalPoint(let number): "write \(number), with a decimal comma"
    case .approximate(let number):
      "write \(number) and put 'approximate' in the column kind"
    case .atLeast(let number): "write \(number) and put 'at_least' in the column kind"
    case .atMost(let number): "write \(number) and put 'at_most' in the column kind"
    case .range(let low, let high):
      "put \(low) in the column low and \(high) in the column high"
    case .multiplier(let number): "write \(number)"
    case .invisible(let number): "write \(number), without the characters that cannot be seen"
    case .incomplete(let number): "the number breaks off" + like(number)
    case .other: "write a plain number such as 12.5, or leave the cell empty"
    }
  }

  /// The verdict and the advice.
  public var description: String { "\(verdict); \(advice)" }

  /// Whether the advice speaks of columns by itself.
  var namesItsColumn: Bool {
    switch self {
    case .approximate, .atLeast, .atMost, .range: true
    default: false
    }
  }

  private func like(_ number: String?) -> String { number.map { ": \($0)" } ?? "" }
}

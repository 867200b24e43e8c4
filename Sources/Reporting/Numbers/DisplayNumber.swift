/// A rounded number in parts, for a format to spell in its own signs.
struct DisplayNumber: Hashable, Sendable {
  /// Stands before the number: `<` or `>` where only a bound is shown.
  var relation: Character?
  /// Whether a minus sign is shown.
  var isNegative = false
  /// The digits before the point.
  var integer: String
  /// The digits after the point; empty where there is no point.
  var fraction = ""
  /// The power of ten in scientific notation.
  var exponent: Int?
  /// Whether the digits before the point are set apart in threes.
  var isGrouped = true

  /// The number with a real minus sign, narrow no-break spaces between groups and superscripts.
  var text: String { head + tail }

  /// What stands before the decimal point.
  var head: String {
    var text = relation.map { "\($0)\u{A0}" } ?? ""
    if isNegative { text.append("\u{2212}") }
    return text + grouped(by: "\u{202F}")
  }

  /// The decimal point and what follows.
  var tail: String {
    var text = fraction.isEmpty ? "" : "." + fraction
    if let exponent { text += "\u{A0}×\u{A0}10" + Superscript.text(exponent) }
    return text
  }

  /// The number as LaTeX: in mathematics where it has a sign, a relation or a power.
  var latex: String {
    let digits = grouped(by: "\\,") + (fraction.isEmpty ? "" : "." + fraction)
    guard isNegative || relation != nil || exponent != nil else { return digits }
    var text = relation.map { "\($0) " } ?? ""
    if isNegative { text += "-" }
    text += digits
    if let exponent { text += " \\times 10^{\(exponent)}" }
    return "$\(text)$"
  }

  /// Groups of three from five digits on: four stand together, as the SI brochure allows.
  private func grouped(by separator: String) -> String {
    guard isGrouped, integer.count > 4 else { return integer }
    var text = ""
    for (index, digit) in integer.enumerated() {
      if index > 0 && (integer.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return text
  }
}

/// Whole numbers as raised digits.
enum Superscript {
  private static let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  static func text(_ number: Int) -> String {
    var text = number < 0 ? "⁻" : ""
    for digit in number.magnitude.description.utf8 { text.append(digits[Int(digit - 0x30)]) }
    return text
  }
}

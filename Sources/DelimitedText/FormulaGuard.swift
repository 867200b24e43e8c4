/// Keeps text in a file from being run as a formula by a spreadsheet.
public enum FormulaGuard {
  /// The text with an apostrophe in front where a spreadsheet might take it for a formula.
  ///
  /// That is where it begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end,
  /// or with spaces and then one of these. A whole number with a minus sign, such as a year before
  /// the first, is left as it is: a spreadsheet can only read it as that number.
  public static func guarded(_ text: String) -> String {
    isFormula(text) ? "'" + text : text
  }

  private static func isFormula(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
        return !isNegativeWhole(text)
      case "\t", "\r", "\n": return true
      case _ where scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint:
        continue
      default: return false
      }
    }
    return false
  }

  private static func isNegativeWhole(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "-"), text.utf8.count > 1 else { return false }
    return text.utf8.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

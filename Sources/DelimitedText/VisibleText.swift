/// Text from outside made fit for a message: short, on one line, with nothing hidden in it.
public enum VisibleText {
  /// The text in single quotes, escaped and cut to about sixty characters.
  public static func quoted(_ text: some StringProtocol) -> String {
    "'" + shortened(text) + "'"
  }

  /// The text escaped, and its end cut away where it is longer than `limit` characters or twice
  /// as many bytes.
  public static func shortened(_ text: some StringProtocol, to limit: Int = 60) -> String {
    var result = ""
    var characters = 0
    var bytes = 0
    for scalar in text.unicodeScalars {
      let piece = escaped(scalar)
      let length = piece.unicodeScalars.count
      guard characters + length < limit, bytes + piece.utf8.count < 2 * limit else {
        return result + "…"
      }
      result += piece
      characters += length
      bytes += piece.utf8.count
    }
    return result
  }

  /// A path escaped, and its front cut away where it is longer than `limit` characters.
  static func path(_ path: String, to limit: Int = 200) -> String {
    var pieces: [String] = []
    var length = 0
    for scalar in path.unicodeScalars.reversed() {
      let piece = escaped(scalar)
      guard length + piece.utf8.count < limit else {
        pieces.append("…")
        break
      }
      pieces.append(piece)
      length += piece.utf8.count
    }
    return pieces.reversed().joined()
  }

  /// The text with each control character, but not tabs and line ends, written as `\u{7}`.
  static func withoutControls(_ text: String) -> String {
    // 0xC2 begins the controls beyond ASCII, among others.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control, !"\t\n\r".unicodeScalars.contains(scalar) {
        result += code(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A scalar as it is, or `\u{7}` where it cannot be seen or turns the text around it.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if scalar.value >= 0x20, scalar.value < 0x7F { return String(scalar) }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
      .surrogate, .spaceSeparator:
      return code(scalar)
    default:
      return properties.isDefaultIgnorableCodePoint ? code(scalar) : String(scalar)
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}

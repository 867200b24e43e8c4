/// Texts made safe to show: on one line, without characters that steer a terminal or a layout.
enum PlainText {
  /// The text with breaks and tabs as spaces and other control characters as U+FFFD, bidirectional
  /// overrides among them: a cell must not be able to move the cursor or turn its row around.
  static func singleLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: scalars.append(" ")
      default: scalars.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(scalars)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

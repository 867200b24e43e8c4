/// How wide a text is, without a font at hand.
///
/// The widths are the advances of DejaVu Sans, the widest face in common use as a system font; in
/// any other a text comes out narrower, so what does not collide here does not collide there.
enum TextMetrics {
  /// The height from one line to the next, as a multiple of the size.
  static let lineHeight = 1.25
  /// How far capitals and most ascenders reach above the baseline, as a multiple of the size.
  static let ascent = 0.76
  /// How far descenders reach below the baseline, as a multiple of the size.
  static let descent = 0.24

  /// The width of a text in pixels.
  static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
    let table = isBold ? boldWidths : widths
    var total = 0
    for character in text {
      guard let scalar = character.unicodeScalars.first else { continue }
      total += scalar.isASCII ? ascii(scalar.value, table) : other(character, scalar)
    }
    return Double(total) * size / 1000
  }

  /// The text in lines no wider than some pixels, broken at spaces; one word alone may be wider.
  static func lines(
    _ text: String, width: Double, size: Double, isBold: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in PlainText.singleLine(text).split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || Self.width(of: longer, size: size, isBold: isBold) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.flatMap { broken($0, width: width, size: size, isBold: isBold) }
  }

  /// A line that is one too long word, cut where the width is reached.
  private static func broken(
    _ line: String, width: Double, size: Double, isBold: Bool
  ) -> [String] {
    guard Self.width(of: line, size: size, isBold: isBold) > width else { return [line] }
    var parts: [String] = []
    var part = ""
    for character in line {
      if !part.isEmpty,
        Self.width(of: part + String(character), size: size, isBold: isBold) > width
      {
        parts.append(part)
        part = ""
      }
      part.append(character)
    }
    return parts + [part]
  }

  private static func ascii(_ value: UInt32, _ table: [Int]) -> Int {
    value >= 0x20 && value < 0x7F ? table[Int(value) - 0x20] : 0
  }

  private static func other(_ character: Character, _ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x202F, 0x2009, 0x200A: 200
    case 0xA0, 0xB7: 318
    case 0x2013, 0x2018, 0x2019: 500
    case 0x2014, 0x2026: 1000
    case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: 401
    default: DisplayWidth.of(character) == 2 ? 1000 : (DisplayWidth.of(character) == 0 ? 0 : 840)
    }
  }

  /// Advances of U+0020 to U+007E in thousandths of the size.
  private static let widths = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770,
    632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989,
    685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278,
    579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636,
    838,
  ]

  /// The same for the bold face.
  private static let boldWidths = [
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734,
    830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774,
    1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712,
    343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582,
    712, 365, 712, 838,
  ]
}

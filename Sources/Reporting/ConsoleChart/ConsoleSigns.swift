/// The characters a drawing is made of, in Unicode or in ASCII.
struct ConsoleSigns: Hashable {
  let isASCII: Bool

  /// The mark of a value: a shape for each tone, hollow where it may still change.
  func mark(_ tone: Chart.Tone, isFilled: Bool) -> Character {
    let shapes: (filled: Character, hollow: Character, plain: Character, plainHollow: Character) =
      switch tone {
      case .first: ("●", "○", "*", "o")
      case .second: ("■", "□", "#", "u")
      case .third: ("▲", "△", "A", "a")
      case .fourth: ("◆", "◇", "X", "x")
      case .fifth: ("▼", "▽", "V", "v")
      case .sixth: ("▬", "▭", "M", "m")
      case .muted: ("•", "◦", "@", "e")
      }
    if isASCII { return isFilled ? shapes.plain : shapes.plainHollow }
    return isFilled ? shapes.filled : shapes.hollow
  }

  /// Shades of intervals, the first for one, the next where another lies within it.
  var shades: [Character] { isASCII ? [":", "%", "&"] : ["░", "▒", "▓"] }
  var event: Character { isASCII ? "!" : "┊" }
  var definitionBreak: Character { isASCII ? "/" : "╱" }
  var span: Character { isASCII ? "'" : "·" }
  var reference: Character { isASCII ? "," : "┄" }
  var zero: Character { isASCII ? " " : "┈" }
  var range: Character { isASCII ? "|" : "│" }
  var rangeHalfAbove: Character { isASCII ? "|" : "╵" }
  var rangeHalfBelow: Character { isASCII ? "|" : "╷" }
  var rangeTop: Character { isASCII ? "+" : "┬" }
  var rangeBottom: Character { isASCII ? "+" : "┴" }
  var rangeBoth: Character { isASCII ? "+" : "┼" }
  var upwards: Character { isASCII ? "^" : "↑" }
  var downwards: Character { isASCII ? "v" : "↓" }
  var leftwards: Character { isASCII ? "<" : "←" }
  var rightwards: Character { isASCII ? ">" : "→" }
  var time: Character { isASCII ? "-" : "─" }
  var timeStart: Character { isASCII ? "[" : "├" }
  var timeEnd: Character { isASCII ? "]" : "┤" }
  var axis: Character { isASCII ? "|" : "│" }
  var axisTick: Character { isASCII ? "+" : "┤" }
  var corner: Character { isASCII ? "+" : "└" }
  var base: Character { isASCII ? "-" : "─" }
  var baseTick: Character { isASCII ? "+" : "┬" }
  var thick: Character { isASCII ? "=" : "━" }
  var ellipsis: String { isASCII ? "..." : "…" }

  /// How a line is drawn: dots that are there and dots that are not, in turn, and its sign where
  /// there are no dots.
  struct Stroke: Hashable {
    var on: Int
    var off: Int
    var plain: Character
  }

  /// The stroke of a line; `order` counts lines of one kind in a panel by their tones.
  func stroke(_ kind: Chart.Line.Kind, order: Int) -> Stroke {
    switch kind {
    case .fitted:
      let strokes = [
        Stroke(on: 1, off: 0, plain: "-"), Stroke(on: 5, off: 2, plain: "="),
        Stroke(on: 2, off: 1, plain: "~"), Stroke(on: 8, off: 3, plain: "_"),
        Stroke(on: 3, off: 2, plain: "\""),
      ]
      return strokes[order % strokes.count]
    case .counterfactual: return Stroke(on: 1, off: 2, plain: ".")
    case .mean: return Stroke(on: 6, off: 2, plain: "=")
    }
  }

  /// The stroke between neighbouring values.
  func join(isFinal: Bool) -> Stroke {
    isFinal ? Stroke(on: 1, off: 0, plain: "-") : Stroke(on: 2, off: 2, plain: "-")
  }

  /// Words made safe to show, and in ASCII where nothing else can be shown: what has no near sign
  /// there becomes a question mark.
  func words(_ text: String) -> String {
    let line = PlainText.singleLine(text)
    guard isASCII, !line.utf8.allSatisfy({ $0 < 0x80 }) else { return line }
    return line.map { character -> String in
      if character.isASCII { return String(character) }
      return switch character {
      case "−", "–", "‐", "‑", "—": "-"
      case "\u{A0}", "\u{202F}", "\u{2009}", "\u{200A}": " "
      case "…": "..."
      case "“", "”", "„": "\""
      case "‘", "’": "'"
      case "×": "x"
      case "·", "•": "*"
      case "≥": ">="
      case "≤": "<="
      case "²": "2"
      case "³": "3"
      case "ρ": "rho"
      case "∞": "inf"
      default: "?"
      }
    }.joined()
  }
}

/// How characters of a drawing are coloured, by their part in it.
enum ConsoleInk: Hashable {
  case plain, bold, faint
  case tone(Chart.Tone)

  /// The parameters of the control sequence that begins it; nil for none.
  ///
  /// Tones are those of Okabe and Ito nearest in the palette of 256, which differ for eyes that do
  /// not tell red from green, and read on black and on white.
  var parameters: String? {
    switch self {
    case .plain: nil
    case .bold: "1"
    case .faint: "2"
    case .tone(let tone):
      switch tone {
      case .first: "38;5;32"
      case .second: "38;5;166"
      case .third: "38;5;36"
      case .fourth: "38;5;169"
      case .fifth: "38;5;136"
      case .sixth: "38;5;245"
      case .muted: "38;5;243"
      }
    }
  }
}

/// A line of text in several inks.
struct StyledLine: Hashable {
  private(set) var spans: [Span] = []

  struct Span: Hashable {
    var text: String
    var ink: ConsoleInk
  }

  init() {}

  init(_ text: String, _ ink: ConsoleInk = .plain) { add(text, ink) }

  mutating func add(_ text: String, _ ink: ConsoleInk = .plain) {
    guard !text.isEmpty else { return }
    if spans.last?.ink == ink {
      spans[spans.count - 1].text += text
    } else {
      spans.append(Span(text: text, ink: ink))
    }
  }

  /// The columns it takes.
  var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// The line without spaces at its end, with control sequences where colours are used.
  func text(usesColor: Bool) -> String {
    var spans = spans
    while let last = spans.last {
      let kept = last.text.reversed().drop { $0 == " " }
      if kept.isEmpty {
        spans.removeLast()
      } else {
        spans[spans.count - 1].text = String(kept.reversed())
        break
      }
    }
    return spans.map { span in
      guard usesColor, let parameters = span.ink.parameters else { return span.text }
      return "\u{1B}[\(parameters)m\(span.text)\u{1B}[0m"
    }.joined()
  }
}

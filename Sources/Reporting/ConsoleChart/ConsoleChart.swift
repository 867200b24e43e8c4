import Tables

/// A chart as a drawing in characters, for a terminal or a text.
///
/// Values have a mark each and lines are drawn in Braille dots, two by four in a character; ranges
/// are upright bars, intervals are shaded, events are upright lines with their names above. Signs
/// tell marks apart without colour. Where there are more values than columns each is a dot. No line
/// is wider than the width, and any data are drawn: what has no place on an axis is left out.
///
/// Where only ASCII can be shown, drawing and words are in ASCII. Equal charts give equal text.
public struct ConsoleChart: Hashable, Sendable {
  /// What is drawn.
  public let chart: Chart
  /// The widest a line may be, in columns of a terminal.
  public let width: Int
  /// Whether the colours of a terminal are used.
  public let usesColor: Bool
  /// Whether nothing but ASCII is used.
  public let usesASCII: Bool

  /// A drawing of a chart. Widths below 24 are brought up to it, those above 400 down to that.
  public init(_ chart: Chart, width: Int = 80, usesColor: Bool = false, usesASCII: Bool = false) {
    self.chart = chart
    self.width = min(400, max(24, width))
    self.usesColor = usesColor
    self.usesASCII = usesASCII
  }

  /// The text, ending in a line break.
  public var text: String {
    let signs = ConsoleSigns(isASCII: usesASCII)
    var page = ConsolePage(width: width, signs: signs)
    page.add(words: chart.title, ink: .bold)
    page.add(words: chart.subtitle)
    switch chart.content {
    case .panels(let panels, _):
      for (index, panel) in panels.enumerated() {
        if index > 0 { page.add(StyledLine()) }
        ConsolePanel(panel, among: panels, width: width, signs: signs).draw(on: &page)
      }
    case .forest(let forest): ConsoleForest(forest, width: width, signs: signs).draw(on: &page)
    case .ranks(let ranks): ConsoleRanks(ranks, width: width, signs: signs).draw(on: &page)
    }
    for remark in chart.remarks { page.add(words: remark.text) }
    page.add(words: chart.source, ink: .faint)
    return page.text(usesColor: usesColor)
  }
}

extension Chart {
  /// This chart as a drawing in characters.
  public func drawing(
    width: Int = 80, usesColor: Bool = false, usesASCII: Bool = false
  ) -> String {
    ConsoleChart(self, width: width, usesColor: usesColor, usesASCII: usesASCII).text
  }
}

/// Lines of a drawing, one below the other.
struct ConsolePage {
  let width: Int
  let signs: ConsoleSigns
  private(set) var lines: [StyledLine] = []

  init(width: Int, signs: ConsoleSigns) {
    self.width = width
    self.signs = signs
  }

  mutating func add(_ line: StyledLine) { lines.append(line) }

  /// Adds words, on as many lines as they need; none for no words.
  mutating func add(words: String, ink: ConsoleInk = .plain) {
    let words = signs.words(words)
    guard !words.isEmpty else { return }
    for line in TextWrapping.lines(words, width: width) { add(StyledLine(line, ink)) }
  }

  func text(usesColor: Bool) -> String {
    lines.map { $0.text(usesColor: usesColor) + "\n" }.joined()
  }
}

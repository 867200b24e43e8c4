/// A panel in characters: names of events, the plot with its axes, and the key below.
struct ConsolePanel {
  let panel: Chart.Panel
  let signs: ConsoleSigns
  let width: Int
  /// Columns and rows of the plot.
  let columns: Int
  let rows: Int
  /// The column in which the plot begins; the axis stands left of it.
  let left: Int
  /// Scales in dots: two in a column, four in a row, from the top left of the plot.
  let x: Scale
  let y: Scale
  let events: ConsoleEvents
  /// Whether the labels of the vertical axis stand beside it; where they are too wide for the page
  /// its ends are said below.
  let showsVerticalLabels: Bool

  init(_ panel: Chart.Panel, among panels: [Chart.Panel], width: Int, signs: ConsoleSigns) {
    self.panel = panel
    self.signs = signs
    self.width = width
    let usual = width < 60 ? 12 : width < 100 ? 16 : 20
    rows = panels.count == 1 ? usual : usual - 4
    let isShared =
      panel.vertical.sharesEnds && panels.allSatisfy { $0.vertical == panel.vertical }
    let domain = PanelDrawing.verticalDomain(isShared ? panels : [panel])
    y = Scale(panel.vertical.scale, domain, from: Double(rows * 4), to: 0)
    let labelWidth =
      Self.verticalTicks(y, rows: rows).map { DisplayWidth.of(signs.words($0.text)) }.max() ?? 0
    showsVerticalLabels = labelWidth + 2 <= width / 2
    left = (showsVerticalLabels ? labelWidth + 1 : 0) + 1
    let room = width - left
    columns = Self.even(panel, room)
    x = PanelDrawing.horizontalScale(panel, from: 0, to: Double(columns * 2))
    events = ConsoleEvents(panel, x, left: left, width: width, signs: signs)
  }

  /// The columns of the plot: a whole number for each year where that wastes little.
  private static func even(_ panel: Chart.Panel, _ room: Int) -> Int {
    guard case .years = panel.horizontal else { return room }
    let span = PanelDrawing.horizontalScale(panel, from: 0, to: 1).domain
    let years = span.upperBound - span.lowerBound
    guard years >= 2, years <= Double(room), years.rounded() == years else { return room }
    let even = room / Int(years) * Int(years)
    return even * 10 >= room * 7 ? even : room
  }

  func draw(on page: inout ConsolePage) {
    if let title = panel.title { page.add(words: title, ink: .bold) }
    let axis = panel.vertical
    let suffix = axis.scale == .logarithmic ? "log scale" : ""
    page.add(
      words: [axis.title, suffix].filter { !$0.isEmpty }.joined(separator: ", "), ink: .faint)
    var canvas = CharacterCanvas(
      width: width, height: events.height + rows + 2, isASCII: signs.isASCII)
    drawSpans(on: &canvas)
    drawAxes(on: &canvas)
    var bands: [(band: Chart.Band, shade: Character)] = []
    for case .band(let band) in panel.marks {
      let depth = bands.filter { Self.holds($0.band, band) }.count
      bands.append((band, signs.shades[min(depth, signs.shades.count - 1)]))
      draw(band, on: &canvas)
    }
    drawEventLines(on: &canvas)
    for case .reference(let value, _) in panel.marks { drawReference(value, on: &canvas) }
    let series = panel.marks.compactMap { mark in
      if case .series(let series) = mark { series } else { nil }
    }
    for item in series { drawCloudAndJoins(item, on: &canvas) }
    for case .line(let line) in panel.marks { draw(line, on: &canvas) }
    for item in series { drawRanges(of: item, on: &canvas) }
    for item in series { drawMarks(of: item, on: &canvas) }
    if !hasMarks { drawNothing(on: &canvas) }
    drawEventNames(on: &canvas)
    for line in canvas.lines { page.add(line) }
    drawHorizontalTitle(on: &page)
    key(bands, on: &page)
  }

  /// Whether anything has a place in the plot.
  private var hasMarks: Bool {
    panel.marks.contains { mark in
      switch mark {
      case .series(let series): series.points.contains { !$0.values.filter(\.isFinite).isEmpty }
      case .line(let line): line.places.contains { $0.x.isFinite && $0.y.isFinite }
      case .band(let band): !band.slices.isEmpty
      case .reference, .event, .eventSpan, .interval, .definitionBreak: false
      }
    }
  }

  private func drawNothing(on canvas: inout CharacterCanvas) {
    let text = "(no values)"
    guard columns >= text.count else { return }
    canvas.put(
      words: text, left + (columns - text.count) / 2, events.height + rows / 2, .faint)
  }

  // MARK: Places

  /// The dot column of a horizontal value, counted from the left of the plot; nil off the axis.
  func dotColumn(_ value: Double) -> Int? {
    guard x.contains(value), let place = x.position(value) else { return nil }
    return min(columns * 2 - 1, max(0, Int(place)))
  }

  /// The dot row of a vertical value, from the top of the plot; nil off the axis.
  func dotRow(_ value: Double) -> Int? {
    guard y.contains(value), let place = y.position(value) else { return nil }
    return min(rows * 4 - 1, max(0, Int(place)))
  }

  /// The dot row of a value brought to the nearest end where it lies outside.
  func clampedDotRow(_ value: Double) -> Int {
    min(rows * 4 - 1, max(0, Int(y.clamped(value))))
  }

  /// The canvas column of a dot column, and the canvas row of a dot row.
  func column(_ dot: Int) -> Int { left + dot / 2 }
  func row(_ dot: Int) -> Int { events.height + dot / 4 }

  /// Where lines may not cross.
  var breaks: [Double] {
    panel.marks.compactMap { if case .definitionBreak(let time, _) = $0 { time } else { nil } }
  }

  /// Whether lines of models are drawn, so that values are not joined.
  var hasLines: Bool {
    panel.marks.contains { if case .line = $0 { true } else { false } }
  }

  /// Whether a series has more values than there are columns, so that each is a dot.
  func isCloud(_ series: Chart.Series) -> Bool { series.points.count > columns }

  /// Whether an interval lies in another where it is in its middle.
  private static func holds(_ outer: Chart.Band, _ inner: Chart.Band) -> Bool {
    guard !inner.slices.isEmpty else { return false }
    let middle = inner.slices[inner.slices.count / 2]
    guard let nearest = outer.slices.min(by: { abs($0.x - middle.x) < abs($1.x - middle.x) })
    else { return false }
    let span = outer.slices.map(\.x)
    guard let first = span.first, let last = span.last, first <= middle.x, middle.x <= last else {
      return false
    }
    return nearest.low <= middle.low && nearest.high >= middle.high
  }
}

import Tables

extension ConsolePanel {
  /// A labelled value of an axis.
  struct Tick {
    let value: Double
    let text: String
  }

  /// The labelled values of the vertical axis, no two in one row.
  static func verticalTicks(_ scale: Scale, rows: Int) -> [Tick] {
    var values =
      scale.kind == .linear
      ? Ticks.linear(scale.domain, about: max(2, rows / 4))
      : Ticks.logarithmic(scale.domain, about: max(3, rows / 3))
    if scale.kind == .linear, values.count < 4 {
      values = Ticks.linear(scale.domain, about: rows / 2)
    }
    let labels = TickLabels(values)
    var taken: Set<Int> = []
    return values.compactMap { value in
      guard let place = scale.position(value) else { return nil }
      let row = min(rows - 1, max(0, Int(place) / 4))
      return taken.insert(row).inserted ? Tick(value: value, text: labels.text(value)) : nil
    }
  }

  func drawAxes(on canvas: inout CharacterCanvas) {
    let axis = left - 1
    for row in 0..<rows { canvas.put(signs.axis, axis, events.height + row, .faint) }
    let base = events.height + rows
    canvas.put(signs.corner, axis, base, .faint)
    for column in 0..<columns { canvas.put(signs.base, left + column, base, .faint) }
    // The interval of a date lies on the axis itself, where no value is.
    for case .interval(let span) in panel.marks
    where span.upperBound > x.domain.lowerBound && span.lowerBound < x.domain.upperBound {
      let first = column(Int(x.clamped(span.lowerBound)))
      let last = min(left + columns - 1, column(Int(x.clamped(span.upperBound))))
      for column in first...max(first, last) {
        canvas.put(signs.thick, column, base, .tone(.second))
      }
    }
    if y.kind == .linear, y.domain.lowerBound < 0, y.domain.upperBound > 0, let zero = dotRow(0) {
      for column in 0..<columns where canvas.isFree(left + column, row(zero)) {
        canvas.put(signs.zero, left + column, row(zero), .faint)
      }
    }
    for tick in Self.verticalTicks(y, rows: rows) {
      let row = row(clampedDotRow(tick.value))
      canvas.put(signs.axisTick, axis, row, .faint)
      guard showsVerticalLabels else { continue }
      let text = signs.words(tick.text)
      canvas.put(words: text, axis - 1 - DisplayWidth.of(text), row)
    }
    drawHorizontalLabels(horizontalTicks, on: &canvas)
  }

  private var horizontalTicks: [Tick] {
    switch panel.horizontal {
    case .years where PanelDrawing.isWithinYears(panel):
      return Ticks.calendar(x.domain, atMost: max(1, columns / 13)).map {
        Tick(value: $0.place, text: $0.text)
      }
    case .years:
      let cells = (x.domain.lowerBound - 0.5)...(x.domain.upperBound - 0.5)
      return Ticks.whole(cells, atMost: max(1, columns / 6)).map {
        // A label stands under the middle of its year, where the value of the year is drawn.
        Tick(value: Double($0) + 0.5, text: NumberStyle().number($0, .time).text)
      }
    case .sinceEvent:
      return Ticks.whole(x.domain, atMost: max(1, columns / 5)).map {
        Tick(value: Double($0), text: ($0 > 0 ? "+" : "") + NumberStyle().number($0, .time).text)
      }
    case .number:
      let values =
        x.kind == .linear
        ? Ticks.linear(x.domain, about: max(2, columns / 12))
        : Ticks.logarithmic(x.domain, about: max(3, columns / 10))
      let labels = TickLabels(values)
      return values.map { Tick(value: $0, text: labels.text($0)) }
    }
  }

  /// Labels under their places, those left out that would touch the one before or leave the page.
  private func drawHorizontalLabels(_ ticks: [Tick], on canvas: inout CharacterCanvas) {
    let base = events.height + rows
    var free = 0
    for tick in ticks {
      guard let dot = dotColumn(tick.value) else { continue }
      let text = signs.words(tick.text)
      let length = DisplayWidth.of(text)
      let start = max(0, min(column(dot) - length / 2, width - length))
      guard start >= free, length <= width else { continue }
      canvas.put(signs.baseTick, column(dot), base, .faint)
      canvas.put(words: text, start, base + 1)
      free = start + length + 1
    }
  }

  /// The words of the horizontal axis, under the middle of the plot; a calendar needs none.
  func drawHorizontalTitle(on page: inout ConsolePage) {
    let title =
      switch panel.horizontal {
      case .years: ""
      case .sinceEvent(let title, _): title
      case .number(let axis):
        axis.title.isEmpty
          ? "" : axis.title + (axis.scale == .logarithmic ? ", log scale" : "")
      }
    let words = signs.words(title)
    guard !words.isEmpty else { return }
    for line in TextWrapping.lines(words, width: columns) {
      let space = left + max(0, columns - DisplayWidth.of(line)) / 2
      page.add(StyledLine(String(repeating: " ", count: space) + line, .faint))
    }
  }
}

/// Estimates with their intervals in characters: name, drawing, numbers.
struct ConsoleForest {
  let forest: Chart.Forest
  let width: Int
  let signs: ConsoleSigns
  private let nameWidth: Int
  private let numberWidth: Int
  private let columns: Int
  private let scale: Scale

  init(_ forest: Chart.Forest, width: Int, signs: ConsoleSigns) {
    self.forest = forest
    self.width = width
    self.signs = signs
    var values: [Double] = forest.reference.map { [$0] } ?? []
    var names = 0
    var numbers = 0
    for row in forest.rows {
      switch row {
      case .heading: continue
      case .refused(let label, _): names = max(names, DisplayWidth.of(signs.words(label)))
      case .estimate(let estimate):
        names = max(names, DisplayWidth.of(signs.words(estimate.label)))
        numbers = max(numbers, DisplayWidth.of(Self.numbers(estimate, signs)))
        values +=
          [estimate.value] + estimate.intervals.flatMap { [$0.low, $0.high] }.compactMap { $0 }
      }
    }
    nameWidth = min(names, max(8, width * 3 / 10))
    // Numbers stand below the drawing where the page is too narrow for both.
    numberWidth = width - nameWidth - numbers - 2 >= 20 ? numbers : 0
    columns = max(8, width - nameWidth - 1 - (numberWidth > 0 ? numberWidth + 1 : 0))
    let domain =
      Scale.usable(forest.axis.range, forest.axis.scale)
      ?? Scale.domain(of: values, forest.axis.scale, includesZero: false)
    scale = Scale(forest.axis.scale, domain, from: 0, to: Double(columns))
  }

  func draw(on page: inout ConsolePage) {
    for row in forest.rows {
      switch row {
      case .heading(let text): page.add(words: text, ink: .bold)
      case .refused(let label, let reason): refused(label, reason, on: &page)
      case .estimate(let estimate): draw(estimate, on: &page)
      }
    }
    guard !forest.rows.isEmpty else { return page.add(words: "(no estimates)", ink: .faint) }
    drawAxis(on: &page)
  }

  private func names(_ label: String) -> [String] {
    TextWrapping.lines(signs.words(label), width: max(1, nameWidth))
  }

  private func filled(_ text: String) -> String {
    text + String(repeating: " ", count: max(0, nameWidth + 1 - DisplayWidth.of(text)))
  }

  private func refused(_ label: String, _ reason: String, on page: inout ConsolePage) {
    let names = names(label)
    let reasons = TextWrapping.lines(signs.words(reason), width: max(1, width - nameWidth - 1))
    for index in 0..<max(names.count, reasons.count) {
      var line = StyledLine(filled(index < names.count ? names[index] : ""))
      if index < reasons.count { line.add(reasons[index], .faint) }
      page.add(line)
    }
  }

  private func column(_ value: Double) -> Int {
    min(columns - 1, max(0, Int(scale.clamped(value))))
  }

  private func draw(_ estimate: Chart.Forest.Estimate, on page: inout ConsolePage) {
    var canvas = CharacterCanvas(width: columns, height: 1, isASCII: signs.isASCII)
    if let reference = forest.reference, scale.contains(reference) {
      canvas.put(signs.event, column(reference), 0, .faint)
    }
    let ink = ConsoleInk.tone(estimate.isHeadline ? .second : .first)
    for (index, interval) in estimate.intervals.enumerated() {
      draw(interval, isInner: index > 0, ink, on: &canvas)
    }
    if let reference = forest.reference, scale.contains(reference),
      estimate.intervals.contains(where: { holds($0, reference) })
    {
      canvas.put(signs.rangeBoth, column(reference), 0, ink)
    }
    if scale.contains(estimate.value) {
      let tone: Chart.Tone = estimate.isHeadline ? .fourth : .first
      canvas.put(signs.mark(tone, isFilled: true), column(estimate.value), 0, ink)
    }
    let names = names(estimate.label)
    let numbers = Self.numbers(estimate, signs)
    for index in 0..<max(1, names.count) {
      var line = StyledLine(
        filled(index < names.count ? names[index] : ""), estimate.isHeadline ? .bold : .plain)
      if index == 0 {
        var drawn = 0
        for span in canvas.lines.flatMap(\.spans) {
          line.add(span.text, span.ink)
          drawn += DisplayWidth.of(span.text)
        }
        if numberWidth > 0 { line.add(" " + numbers) }
      }
      page.add(line)
    }
    guard numberWidth == 0 else { return }
    for text in TextWrapping.lines(numbers, width: max(1, width - nameWidth - 1)) {
      page.add(StyledLine(filled("") + text))
    }
  }

  /// Whether a value lies inside an interval, apart from its ends in the drawing.
  private func holds(_ interval: Chart.Forest.Interval, _ value: Double) -> Bool {
    let first = interval.low.map(column) ?? -1
    let last = interval.high.map(column) ?? columns
    return first < column(value) && column(value) < last
  }

  private func draw(
    _ interval: Chart.Forest.Interval, isInner: Bool, _ ink: ConsoleInk,
    on canvas: inout CharacterCanvas
  ) {
    let isOpenBelow = interval.low.map { !scale.contains($0) } ?? true
    let isOpenAbove = interval.high.map { !scale.contains($0) } ?? true
    let first = interval.low.map(column) ?? 0
    let last = interval.high.map(column) ?? columns - 1
    guard first <= last else { return }
    for place in first...last { canvas.put(isInner ? signs.thick : signs.time, place, 0, ink) }
    guard !isInner else { return }
    canvas.put(isOpenBelow ? signs.leftwards : signs.timeStart, first, 0, ink)
    canvas.put(isOpenAbove ? signs.rightwards : signs.timeEnd, last, 0, ink)
  }

  /// The estimate with its widest interval.
  private static func numbers(
    _ estimate: Chart.Forest.Estimate, _ signs: ConsoleSigns
  ) -> String {
    let style = NumberStyle()
    guard let interval = estimate.intervals.max(by: { $0.level < $1.level }) else {
      return signs.words(style.text(estimate.value))
    }
    let low = interval.low.map { style.text($0) } ?? "−∞"
    let high = interval.high.map { style.text($0) } ?? "∞"
    return signs.words("\(style.text(estimate.value)) (\(low) to \(high))")
  }

  private func drawAxis(on page: inout ConsolePage) {
    let ticks =
      scale.kind == .linear
      ? Ticks.linear(scale.domain, about: max(2, columns / 10))
      : Ticks.logarithmic(scale.domain, about: max(3, columns / 8))
    let labels = TickLabels(ticks)
    var canvas = CharacterCanvas(width: width, height: 2, isASCII: signs.isASCII)
    let left = nameWidth + 1
    for place in 0..<columns { canvas.put(signs.base, left + place, 0, .faint) }
    var free = 0
    for tick in ticks where scale.contains(tick) {
      let text = signs.words(labels.text(tick))
      let length = DisplayWidth.of(text)
      let start = max(0, min(left + column(tick) - length / 2, width - length))
      guard start >= free, length <= width else { continue }
      canvas.put(signs.baseTick, left + column(tick), 0, .faint)
      canvas.put(words: text, start, 1)
      free = start + length + 1
    }
    for line in canvas.lines { page.add(line) }
    let suffix = forest.axis.scale == .logarithmic ? ", log scale" : ""
    let words = forest.directions.map { "\($0.left) to the left, \($0.right) to the right" }
    page.add(
      words: [forest.axis.title + suffix, words ?? ""].filter { !$0.isEmpty }
        .joined(separator: "; "), ink: .faint)
    page.add(words: ReadingKey.text(.forest(forest)), ink: .faint)
  }
}

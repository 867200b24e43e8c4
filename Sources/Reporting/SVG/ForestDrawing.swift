/// Estimates with intervals, drawn between their names and their numbers.
struct ForestDrawing {
  let forest: Chart.Forest
  let left: Double
  let right: Double

  private static let size = 12.5
  private static let lineHeight = size * TextMetrics.lineHeight

  private let plot: (left: Double, right: Double)
  private let scale: Scale
  private let texts: [String]
  /// Whether names and numbers stand over their marks, because the canvas is too narrow for three
  /// columns.
  private let isStacked: Bool

  /// The words of a row, and where they and its mark are.
  private struct Layout {
    var name: [String]
    var reason: [String] = []
    /// The first baselines of the name, the numbers and the reason.
    var nameBaseline: Double
    var numbersBaseline = 0.0
    var reasonBaseline = 0.0
    /// The height at which the interval lies.
    var mark: Double
    var height: Double
    var bottom: Double
  }

  init(_ forest: Chart.Forest, left: Double, right: Double) {
    self.forest = forest
    self.left = left
    self.right = right
    texts = forest.rows.map(Self.numbers)
    let room = right - left
    let names = forest.rows.map { row -> Double in
      switch row {
      case .heading: 0
      case .estimate(let estimate):
        TextMetrics.width(of: estimate.label, size: Self.size, isBold: estimate.isHeadline)
      case .refused(let label, _): TextMetrics.width(of: label, size: Self.size)
      }
    }
    let nameWidth = min(room * 0.34, (names.max() ?? 0) + 4)
    let textWidth = texts.map { TextMetrics.width(of: $0, size: Self.size) }.max() ?? 0
    let between = (left: left + nameWidth + 14, right: right - textWidth - 16)
    isStacked = between.right - between.left < 140
    plot = isStacked ? (left + 8, right - 8) : between
    scale = Self.scale(forest, from: plot.left, to: plot.right)
  }

  /// Draws the rows and their axis; the y below them.
  func draw(top: Double, in scene: inout Scene) -> Double {
    var y = top + 8
    var layouts: [Layout] = []
    for index in forest.rows.indices {
      let layout = isStacked ? stackedLayout(index, top: y) : layout(index, top: y)
      layouts.append(layout)
      y = layout.bottom
    }
    drawAxis(uprights: uprights(layouts, from: top + 8), bottom: y, in: &scene)
    for (index, layout) in layouts.enumerated() { draw(index, layout, in: &scene) }
    return drawAxisWords(below: y, in: &scene)
  }

  /// Name, interval and numbers side by side.
  private func layout(_ index: Int, top: Double) -> Layout {
    let name = nameLines(index, width: plot.left - left - 12)
    let reason = reasonLines(index, width: right - plot.left - 4)
    let height = Double(max(name.count, reason.count)) * Self.lineHeight + 9
    let middle = top + height / 2
    return Layout(
      name: name, reason: reason,
      nameBaseline: middle - Double(name.count) * Self.lineHeight / 2 + Self.size * 0.95,
      numbersBaseline: middle + Self.size * 0.34,
      reasonBaseline: middle - Double(reason.count) * 15 / 2 + 11.4, mark: middle,
      height: height, bottom: top + height)
  }

  /// Name and numbers over the interval; the numbers on a line of their own where they are long.
  private func stackedLayout(_ index: Int, top: Double) -> Layout {
    let numbersWidth = TextMetrics.width(of: texts[index], size: Self.size)
    let beside = right - left - (numbersWidth == 0 ? 0 : numbersWidth + 14)
    let isBeside = beside >= 90
    let name = nameLines(index, width: isBeside ? beside : right - left)
    let reason = reasonLines(index, width: right - left)
    let baseline = top + Self.size + 3
    let below = baseline + Double(name.count) * Self.lineHeight
    let numbersBaseline = isBeside ? baseline : below
    let end = isBeside ? below : below + Self.lineHeight
    switch forest.rows[index] {
    case .heading:
      return Layout(
        name: name, nameBaseline: baseline, mark: baseline, height: below - 7 - top,
        bottom: below - 7)
    case .refused:
      return Layout(
        name: name, reason: reason, nameBaseline: baseline, reasonBaseline: below, mark: below,
        height: below + Double(reason.count) * 15 - 6 - top,
        bottom: below + Double(reason.count) * 15 - 6)
    case .estimate:
      return Layout(
        name: name, nameBaseline: baseline, numbersBaseline: numbersBaseline, mark: end - 3,
        height: end + 9 - top, bottom: end + 9)
    }
  }

  /// The stretches over which grid and reference are drawn: past the reasons for refusals, and
  /// where names stand over their marks, past these.
  private func uprights(
    _ layouts: [Layout], from top: Double
  ) -> [(top: Double, bottom: Double)] {
    var stretches: [(top: Double, bottom: Double)] = []
    var start = top
    for (row, layout) in zip(forest.rows, layouts) {
      switch row {
      case .estimate where isStacked: stretches.append((layout.mark - 8, layout.mark + 8))
      case .refused where !isStacked:
        stretches.append((start, layout.bottom - layout.height + 2))
        start = layout.bottom - 2
      case .heading, .estimate, .refused: continue
      }
    }
    if !isStacked, let last = layouts.last { stretches.append((start, last.bottom)) }
    return stretches.filter { $0.bottom - $0.top > 4 }
  }

  private func nameLines(_ index: Int, width: Double) -> [String] {
    switch forest.rows[index] {
    case .heading(let text):
      return TextMetrics.lines(text, width: right - left, size: Self.size, isBold: true)
    case .estimate(let estimate):
      return TextMetrics.lines(
        estimate.label, width: width, size: Self.size, isBold: estimate.isHeadline)
    case .refused(let label, _): return TextMetrics.lines(label, width: width, size: Self.size)
    }
  }

  private func reasonLines(_ index: Int, width: Double) -> [String] {
    guard case .refused(_, let reason) = forest.rows[index] else { return [] }
    return TextMetrics.lines("not estimated: " + reason, width: width, size: 12)
  }

  private func draw(_ index: Int, _ layout: Layout, in scene: inout Scene) {
    var label = Scene.Label(text: "", at: Spot(left, layout.nameBaseline), size: Self.size)
    switch forest.rows[index] {
    case .heading: label.isBold = true
    case .estimate(let estimate):
      label.isBold = estimate.isHeadline
      draw(estimate, at: layout.mark, in: &scene)
      scene.add(
        Scene.Label(
          text: texts[index], at: Spot(right, layout.numbersBaseline), size: Self.size,
          anchor: .end, ink: .ink, isBold: false))
    case .refused:
      label.ink = .muted
      let start = isStacked ? left : plot.left + 2
      scene.paragraph(
        layout.reason,
        Scene.Label(
          text: "", at: Spot(start, layout.reasonBaseline), size: 12, ink: .muted,
          isItalic: true, hasRim: true))
    }
    scene.paragraph(layout.name, label)
  }

  private func draw(
    _ estimate: Chart.Forest.Estimate, at middle: Double, in scene: inout Scene
  ) {
    let tone = estimate.isHeadline ? Chart.Tone.second : .first
    let ink = Scene.Ink.tone(tone)
    let intervals = estimate.intervals.sorted { $0.level > $1.level }
    for (index, interval) in intervals.enumerated() {
      let ends = (interval.low.map(scale.clamped), interval.high.map(scale.clamped))
      let (start, end) = (ends.0 ?? scale.start, ends.1 ?? scale.end)
      // The narrower the interval, the heavier its line.
      scene.line(
        Spot(start, middle), Spot(end, middle), ink,
        width: index == 0 ? 1.5 : 1.5 + 2.2 * Double(index),
        opacity: index == 0 ? 1 : 0.55)
      guard index == 0 else { continue }
      let isOpenLeft = interval.low.map { !scale.contains($0) } ?? true
      let isOpenRight = interval.high.map { !scale.contains($0) } ?? true
      cap(at: Spot(start, middle), isOpen: isOpenLeft, direction: -1, ink, in: &scene)
      cap(at: Spot(end, middle), isOpen: isOpenRight, direction: 1, ink, in: &scene)
    }
    guard scale.contains(estimate.value) else { return }
    let hint = "\(estimate.label): \(Self.numbers(.estimate(estimate)))"
    scene.add(
      .marker(
        tone, at: Spot(scale.clamped(estimate.value), middle), isFilled: true, radius: 4.4,
        hint: hint))
  }

  private func cap(
    at spot: Spot, isOpen: Bool, direction: Double, _ ink: Scene.Ink, in scene: inout Scene
  ) {
    if isOpen {
      let spots = [
        Spot(spot.x - 6 * direction, spot.y - 4), spot, Spot(spot.x - 6 * direction, spot.y + 4),
      ]
      scene.add(Scene.Shape(form: .path(spots, isClosed: false), stroke: ink, width: 1.5))
    } else {
      scene.line(Spot(spot.x, spot.y - 3.5), Spot(spot.x, spot.y + 3.5), ink, width: 1.5)
    }
  }
}

// MARK: - Axis and numbers

extension ForestDrawing {
  private static func scale(_ forest: Chart.Forest, from start: Double, to end: Double) -> Scale {
    var values = forest.rows.flatMap { row -> [Double] in
      guard case .estimate(let estimate) = row else { return [] }
      return [estimate.value] + estimate.intervals.flatMap { [$0.low, $0.high].compactMap { $0 } }
    }
    if let reference = forest.reference { values.append(reference) }
    let axis = forest.axis
    let ends = Scale.domain(of: values, axis.scale, includesZero: axis.includesZero, air: 0.04)
    return Scale(
      axis.scale, Scale.usable(axis.range, axis.scale) ?? ends, from: start, to: end)
  }

  private static func numbers(_ row: Chart.Forest.Row) -> String {
    guard case .estimate(let estimate) = row else { return "" }
    let style = NumberStyle()
    let value = style.text(estimate.value)
    guard let widest = estimate.intervals.max(by: { $0.level < $1.level }) else { return value }
    switch (widest.low, widest.high) {
    case (let low?, let high?): return "\(value) (\(style.text(low)) to \(style.text(high)))"
    case (let low?, nil): return "\(value) (\(style.text(low)) or more)"
    case (nil, let high?): return "\(value) (\(style.text(high)) or less)"
    case (nil, nil): return value
    }
  }

  private func drawAxis(
    uprights: [(top: Double, bottom: Double)], bottom: Double, in scene: inout Scene
  ) {
    let width = plot.right - plot.left
    let ticks =
      scale.kind == .linear
      ? Ticks.linear(scale.domain, about: max(2, Int(width / 75)))
      : Ticks.logarithmic(scale.domain, about: max(3, Int(width / 55)))
    let labels = TickLabels(ticks)
    for tick in ticks {
      guard let place = scale.position(tick) else { continue }
      for upright in uprights {
        scene.line(Spot(place, upright.top), Spot(place, upright.bottom), .grid)
      }
      scene.line(Spot(place, bottom), Spot(place, bottom + 4), .faint)
      scene.add(
        Scene.Label(
          text: labels.text(tick), at: Spot(place, bottom + 17), size: 12, anchor: .middle,
          ink: .muted))
    }
    scene.line(Spot(plot.left, bottom), Spot(plot.right, bottom), .faint)
    if let reference = forest.reference, scale.contains(reference) {
      let place = scale.clamped(reference)
      for upright in uprights {
        scene.line(Spot(place, upright.top), Spot(place, upright.bottom), .ink, width: 1.2)
      }
    }
  }

  private func drawAxisWords(below bottom: Double, in scene: inout Scene) -> Double {
    var y = bottom + 36
    let title = forest.axis.title + (scale.kind == .logarithmic ? ", log scale" : "")
    let middle = (plot.left + plot.right) / 2
    let directions = forest.directions
    if let directions, let reference = forest.reference, scale.contains(reference) {
      let place = scale.clamped(reference)
      let words = ["← " + directions.left, directions.right + " →"]
      let widths = words.map { TextMetrics.width(of: $0, size: 12) }
      // Each side of the reference, kept on the canvas.
      let leftEnd = max(place - 8, left + widths[0])
      let rightStart = max(leftEnd + 16, min(place + 8, right - widths[1]))
      scene.add(
        Scene.Label(text: words[0], at: Spot(leftEnd, y), anchor: .end, ink: .muted))
      scene.add(Scene.Label(text: words[1], at: Spot(rightStart, y), ink: .muted))
      y += 17
    }
    let lines = TextMetrics.lines(title, width: right - left, size: 12)
    let widest = lines.map { TextMetrics.width(of: $0, size: 12) }.max() ?? 0
    let center = min(max(middle, left + widest / 2), right - widest / 2)
    let label = Scene.Label(text: "", at: Spot(center, y), anchor: .middle, ink: .muted)
    return scene.paragraph(lines, label) - 9
  }
}

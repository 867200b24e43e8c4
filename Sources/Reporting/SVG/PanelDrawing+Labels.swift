/// The name of a mark, and where it would like to stand.
struct MarkLabel {
  let text: String
  let ink: Scene.Ink
  let isBold: Bool
  /// Places the mark passes, the preferred one first; the name goes beside one of them.
  let anchors: [Spot]
  /// Where the mark ends on the right.
  let end: Spot
}

extension PanelDrawing {
  /// The widest a name beside the plot may be before it is broken into lines.
  static func widestLabel(onCanvas width: Double) -> Double { min(138, width * 0.26) }
  /// The space between the plot and the names beside it.
  static let labelGap = 11.0

  /// The names of the marks of a panel, before there are pixels.
  static func labelTexts(_ panel: Chart.Panel) -> [(text: String, isBold: Bool)] {
    panel.marks.compactMap { mark in
      switch mark {
      case .series(let series): series.label.isEmpty ? nil : (series.label, true)
      case .line(let line): line.label.isEmpty ? nil : (line.label, false)
      case .band(let band): band.label.isEmpty ? nil : (band.label, false)
      case .reference(_, let label): label.isEmpty ? nil : (label, false)
      case .event, .eventSpan, .interval, .definitionBreak: nil
      }
    }
  }

  func drawLabels(in scene: inout Scene) {
    let labels = markLabels()
    // A name stands beside the plot where its mark comes near the right edge, else inside.
    let nearEdge = plot.left + 0.8 * plot.width
    let beside = labels.filter { labelRoom > 0 && $0.end.x >= nearEdge }
    let inside = labels.filter { !(labelRoom > 0 && $0.end.x >= nearEdge) }
    drawBeside(beside, in: &scene)
    drawInside(inside, in: &scene)
  }

  private func drawBeside(_ labels: [MarkLabel], in scene: inout Scene) {
    let size = Self.labelSize
    let height = size * TextMetrics.lineHeight
    let lines = labels.map { label in
      TextMetrics.lines(
        label.text, width: labelRoom - Self.labelGap, size: size, isBold: label.isBold)
    }
    let wanted = zip(labels, lines).map { label, lines in
      (middle: label.end.y, height: Double(lines.count) * height + 4)
    }
    let middles = LabelPlacement.spread(
      wanted, within: (plot.top - 2)...(plot.bottom + 8))
    for (index, label) in labels.enumerated() {
      let middle = middles[index]
      let left = plot.right + Self.labelGap
      if abs(middle - label.end.y) > 6 || plot.right - label.end.x > 26 {
        scene.line(
          Spot(label.end.x + 7, label.end.y), Spot(left - 3, middle), label.ink, width: 0.8,
          opacity: 0.55)
      }
      let first = middle - Double(lines[index].count) * height / 2 + size * 0.93
      scene.paragraph(
        lines[index],
        Scene.Label(
          text: "", at: Spot(left, first), size: size, ink: label.ink, isBold: label.isBold))
    }
  }

  private func drawInside(_ labels: [MarkLabel], in scene: inout Scene) {
    var obstacles = markObstacles()
    let size = Self.labelSize
    for label in labels {
      let lines = TextMetrics.lines(
        label.text, width: plot.width * 0.5, size: size, isBold: label.isBold)
      let widths = lines.map { TextMetrics.width(of: $0, size: size, isBold: label.isBold) }
      let width = widths.max() ?? 0
      let height = Double(lines.count) * size * TextMetrics.lineHeight
      let candidates = label.anchors.flatMap { Self.candidates(at: $0, width, height) }
      guard
        let best = LabelPlacement.best(
          of: candidates, avoiding: obstacles, inside: plot.grown(by: 2))
      else { continue }
      let box = candidates[best]
      scene.paragraph(
        lines,
        Scene.Label(
          text: "", at: Spot(box.left, box.top + size * 0.95), size: size, ink: label.ink,
          isBold: label.isBold, hasRim: true))
      obstacles.append(box.grown(by: 2))
    }
  }

  /// Boxes around a place: above, below, right, left, and askew.
  private static func candidates(at spot: Spot, _ width: Double, _ height: Double) -> [Box] {
    let gap = 8.0
    let rows = [spot.y - gap - height, spot.y + gap, spot.y - height / 2]
    var boxes: [Box] = []
    for (row, top) in rows.enumerated() {
      let lefts =
        row < 2
        ? [spot.x - width / 2, spot.x - width, spot.x] : [spot.x + gap, spot.x - gap - width]
      for left in lefts {
        boxes.append(Box(left: left, top: top, right: left + width, bottom: top + height))
      }
    }
    return boxes
  }
}

// MARK: - Where marks are

extension PanelDrawing {
  private func markLabels() -> [MarkLabel] {
    panel.marks.compactMap { mark in
      switch mark {
      case .series(let series): label(of: series)
      case .line(let line): label(of: line)
      case .band(let band): label(of: band)
      case .reference(let value, let text): label(of: value, text)
      case .event, .eventSpan, .interval, .definitionBreak: nil
      }
    }
  }

  private func label(of series: Chart.Series) -> MarkLabel? {
    let spots = series.points.compactMap(anchor)
    guard !series.label.isEmpty, let last = spots.last, let first = spots.first else { return nil }
    let byHeight = spots.sorted { $0.y < $1.y }
    let middle = spots[spots.count / 2]
    return MarkLabel(
      text: series.label, ink: .tone(series.tone), isBold: true,
      anchors: [last, byHeight.first ?? last, first, middle, byHeight.last ?? last], end: last)
  }

  private func label(of line: Chart.Line) -> MarkLabel? {
    let spots = line.places.compactMap { place -> Spot? in
      guard x.contains(place.x), y.contains(place.y) else { return nil }
      return Spot(x.clamped(place.x), y.clamped(place.y))
    }
    guard !line.label.isEmpty, let last = spots.last, let first = spots.first else { return nil }
    let middle = Spot((first.x + last.x) / 2, spots[spots.count / 2].y)
    return MarkLabel(
      text: line.label, ink: .tone(line.tone), isBold: false, anchors: [last, first, middle],
      end: last)
  }

  private func label(of band: Chart.Band) -> MarkLabel? {
    let slices = band.slices.filter { x.contains($0.x) && !$0.low.isNaN && !$0.high.isNaN }
    guard !band.label.isEmpty, let last = slices.last, let first = slices.first else { return nil }
    let middle = slices[slices.count / 2]
    let tops = [last, middle, first].map { Spot(x.clamped($0.x), y.clamped($0.high)) }
    let bottoms = [last, middle, first].map { Spot(x.clamped($0.x), y.clamped($0.low)) }
    return MarkLabel(
      text: band.label, ink: .tone(band.tone), isBold: false, anchors: tops + bottoms,
      end: tops[0])
  }

  private func label(of value: Double, _ text: String) -> MarkLabel? {
    guard !text.isEmpty, y.contains(value) else { return nil }
    let height = y.clamped(value)
    let anchors = [plot.right - 30, plot.left + 30, plot.left + plot.width / 2].map {
      Spot($0, height)
    }
    return MarkLabel(
      text: text, ink: .muted, isBold: false, anchors: anchors, end: Spot(plot.right, height))
  }

  /// Where a point is, with a value or without one.
  private func anchor(_ point: Chart.Point) -> Spot? {
    if let place = spot(point) { return place }
    guard x.contains(point.middle), let left = x.position(point.middle) else { return nil }
    let ends = [point.low, point.high].compactMap { $0 }.filter { y.contains($0) }
    guard point.value == nil, !ends.isEmpty else { return nil }
    return Spot(left, ends.map { y.clamped($0) }.reduce(0, +) / Double(ends.count))
  }

  /// What a name inside the plot should not cover.
  private func markObstacles() -> [Box] {
    var boxes: [Box] = []
    for mark in panel.marks {
      switch mark {
      case .series(let series):
        boxes += series.points.flatMap(obstacles)
        for (first, second) in series.joins(breaks: breaks) {
          guard let from = spot(first), let to = spot(second) else { continue }
          boxes += Self.obstacles(along: [from, to])
        }
      case .line(let line):
        boxes += Self.obstacles(
          along: line.places.map { Spot(x.clamped($0.x), y.clamped($0.y)) })
      case .reference(let value, _):
        let height = y.clamped(value)
        boxes.append(
          Box(left: plot.left, top: height - 1.5, right: plot.right, bottom: height + 1.5))
      case .event(let time, _), .definitionBreak(let time, _):
        boxes.append(upright(at: x.clamped(time)))
      case .eventSpan(let span, _):
        boxes += [upright(at: x.clamped(span.lowerBound)), upright(at: x.clamped(span.upperBound))]
      case .band, .interval: continue
      }
    }
    return boxes
  }

  private func upright(at place: Double) -> Box {
    Box(left: place - 2, top: plot.top, right: place + 2, bottom: plot.bottom)
  }

  private func obstacles(_ point: Chart.Point) -> [Box] {
    guard let place = anchor(point) else { return [] }
    var box = Box(left: place.x, top: place.y, right: place.x, bottom: place.y).grown(by: 6)
    if let low = point.low { box.bottom = max(box.bottom, y.clamped(low) + 2) }
    if let high = point.high { box.top = min(box.top, y.clamped(high) - 2) }
    if point.isAtLeast { box.top -= 24 }
    if point.isAtMost { box.bottom += 24 }
    if point.showsTime {
      box.left = min(box.left, x.clamped(point.start))
      box.right = max(box.right, x.clamped(point.end))
    }
    return [box]
  }

  /// Small boxes along a path.
  private static func obstacles(along spots: [Spot]) -> [Box] {
    zip(spots, spots.dropFirst()).flatMap { from, to in
      let reach = max(abs(to.x - from.x), abs(to.y - from.y))
      let steps = min(40, max(1, Int((reach / 6).rounded(.up))))
      return (0...steps).map { step in
        let share = Double(step) / Double(steps)
        let (left, top) = (from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
        return Box(left: left, top: top, right: left, bottom: top).grown(by: 2.5)
      }
    }
  }
}

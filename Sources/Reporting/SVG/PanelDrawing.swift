/// A panel with its scales: what its marks are in pixels.
///
/// Drawing goes in layers: bands of events, grid, intervals, lines, values, words.
struct PanelDrawing {
  let panel: Chart.Panel
  let plot: Box
  let x: Scale
  let y: Scale
  let strip: EventStrip
  /// How far labels may run right of the plot; 0 keeps them inside.
  let labelRoom: Double
  let showsVerticalLabels: Bool

  static let labelSize = 12.0
  static let tickSize = 12.0

  init(
    _ panel: Chart.Panel, plot: Box, vertical: ClosedRange<Double>, labelRoom: Double,
    showsVerticalLabels: Bool
  ) {
    self.panel = panel
    self.plot = plot
    self.labelRoom = labelRoom
    self.showsVerticalLabels = showsVerticalLabels
    x = Self.horizontalScale(panel, from: plot.left, to: plot.right)
    y = Scale(panel.vertical.scale, vertical, from: plot.bottom, to: plot.top)
    strip = Self.strip(panel, x, plot, labelRoom)
  }

  /// Where lines may not cross: the times from which something else is counted.
  var breaks: [Double] {
    panel.marks.compactMap { if case .definitionBreak(let time, _) = $0 { time } else { nil } }
  }

  func draw(in scene: inout Scene) {
    drawEventSpans(in: &scene)
    drawIntervals(in: &scene)
    drawAxes(in: &scene)
    for case .band(let band) in panel.marks { draw(band, in: &scene) }
    drawEventLines(in: &scene)
    // Of very many values models are drawn above, not below: they would not be seen.
    for case .series(let series) in panel.marks where isCloud(series) {
      drawCloud(series, in: &scene)
    }
    for mark in panel.marks {
      switch mark {
      case .reference(let value, _):
        guard y.contains(value), let height = y.position(value) else { continue }
        scene.line(Spot(plot.left, height), Spot(plot.right, height), .muted, dash: [2, 3])
      case .line(let line): draw(line, in: &scene)
      case .series, .band, .event, .eventSpan, .interval, .definitionBreak: continue
      }
    }
    for case .series(let series) in panel.marks where !isCloud(series) {
      draw(series, in: &scene)
    }
    drawLabels(in: &scene)
  }
}

// MARK: - Domains

extension PanelDrawing {
  /// The vertical ends that hold all marks of some panels that share an axis.
  static func verticalDomain(_ panels: [Chart.Panel]) -> ClosedRange<Double> {
    guard let axis = panels.first?.vertical else { return 0...1 }
    if let range = Scale.usable(axis.range, axis.scale) { return range }
    var values: [Double] = []
    var hasOpenEnds = false
    for mark in panels.flatMap(\.marks) {
      switch mark {
      case .series(let series):
        values += series.points.flatMap(\.values)
        hasOpenEnds = hasOpenEnds || series.points.contains { $0.isAtLeast || $0.isAtMost }
      case .band(let band): values += band.slices.flatMap { [$0.low, $0.high] }
      case .line(let line): values += line.places.map(\.y)
      case .reference(let value, _): values.append(value)
      case .event, .eventSpan, .interval, .definitionBreak: continue
      }
    }
    // An arrow needs room beyond the bound it stands on.
    return Scale.domain(
      of: values, axis.scale, includesZero: axis.includesZero, air: hasOpenEnds ? 0.12 : 0.06)
  }

  /// The horizontal scale that holds all marks of a panel.
  static func horizontalScale(
    _ panel: Chart.Panel, from start: Double, to end: Double
  ) -> Scale {
    let values = panel.marks.flatMap(horizontalValues).filter(\.isFinite)
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    switch panel.horizontal {
    case .years(let range):
      let air = isWithinYears(panel) ? (high - low) * 0.01 : 0
      let ends =
        air > 0
        ? (low - air)...(high + air)
        : low.rounded(.down)...max(high.rounded(.up), low.rounded(.down) + 1)
      return Scale(.linear, Scale.usable(range, .linear) ?? ends, from: start, to: end)
    case .sinceEvent(_, let range):
      let ends = (low - 0.6)...(high + 0.6)
      return Scale(.linear, Scale.usable(range, .linear) ?? ends, from: start, to: end)
    case .number(let axis):
      let ends = Scale.domain(of: values, axis.scale, includesZero: axis.includesZero, air: 0.03)
      return Scale(
        axis.scale, Scale.usable(axis.range, axis.scale) ?? ends, from: start, to: end)
    }
  }

  /// Whether a panel shows months, quarters or days of less than three years, whose names its axis
  /// then has in place of those of years.
  static func isWithinYears(_ panel: Chart.Panel) -> Bool {
    guard case .years(nil) = panel.horizontal else { return false }
    var points: [Chart.Point] = []
    for case .series(let series) in panel.marks { points += series.points }
    let isFine = points.allSatisfy { $0.end > $0.start && $0.end - $0.start < 0.4 }
    let values = panel.marks.flatMap(horizontalValues).filter(\.isFinite)
    guard isFine, !points.isEmpty, let low = values.min(), let high = values.max() else {
      return false
    }
    return high - low < 3
  }

  private static func horizontalValues(_ mark: Chart.Mark) -> [Double] {
    switch mark {
    case .series(let series): series.points.flatMap { [$0.start, $0.end] }
    case .line(let line): line.places.map(\.x)
    case .band(let band): band.slices.map(\.x)
    case .event(let time, _), .definitionBreak(let time, _): [time]
    case .eventSpan(let span, _), .interval(let span): [span.lowerBound, span.upperBound]
    case .reference: []
    }
  }
}

// MARK: - Events

extension PanelDrawing {
  private static func strip(
    _ panel: Chart.Panel, _ x: Scale, _ plot: Box, _ labelRoom: Double
  ) -> EventStrip {
    let right = plot.right + max(4, labelRoom - 2)
    let items = panel.marks.compactMap { mark -> EventStrip.Item? in
      let ends: (Double, Double, String, Bool)
      switch mark {
      case .event(let time, let label): ends = (time, time, label, false)
      case .definitionBreak(let time, let label): ends = (time, time, label, true)
      case .eventSpan(let span, let label):
        ends = (span.lowerBound, span.upperBound, label, false)
      case .series, .line, .band, .reference, .interval: return nil
      }
      guard ends.1 >= x.domain.lowerBound, ends.0 <= x.domain.upperBound else { return nil }
      let left = x.clamped(ends.0)
      let lines = EventStrip.lines(
        ends.2, width: min(190, (plot.width + labelRoom) * 0.55), beside: right - left)
      return EventStrip.Item(
        left: left, right: x.clamped(ends.1), lines: lines, isBreak: ends.3)
    }
    return EventStrip(items, between: plot.left - 30, and: right)
  }

  private func drawEventSpans(in scene: inout Scene) {
    for case .eventSpan(let span, _) in panel.marks {
      let (left, right) = (x.clamped(span.lowerBound), x.clamped(span.upperBound))
      guard right > left else { continue }
      let box = Box(left: left, top: plot.top, right: right, bottom: plot.bottom)
      scene.add(Scene.Shape(form: .box(box), fill: .wash))
    }
  }

  /// A wash over the times, and a bar with ends at the foot of the plot.
  private func drawIntervals(in scene: inout Scene) {
    for case .interval(let span) in panel.marks {
      let (left, right) = (x.clamped(span.lowerBound), x.clamped(span.upperBound))
      guard right > left else { continue }
      let ink = Scene.Ink.tone(.second)
      let box = Box(left: left, top: plot.top, right: right, bottom: plot.bottom)
      scene.add(Scene.Shape(form: .box(box), fill: ink, opacity: 0.08))
      let height = plot.bottom - 5
      scene.line(Spot(left, height), Spot(right, height), ink, width: 2)
      for end in [left, right] {
        scene.line(Spot(end, height - 4), Spot(end, height + 4), ink, width: 1.4)
      }
    }
  }

  private func drawEventLines(in scene: inout Scene) {
    for placed in strip.placed {
      let top = plot.top - strip.top(of: placed.lane) + 2
      let (left, right) = (placed.item.left, placed.item.right)
      let isBreak = placed.item.isBreak
      let dash: [Double] = isBreak ? [1.5, 3] : []
      scene.line(
        Spot(left, top), Spot(left, plot.bottom), isBreak ? .muted : .ink, width: 1,
        dash: dash, opacity: isBreak ? 1 : 0.75)
      if right > left {
        scene.line(Spot(right, plot.top), Spot(right, plot.bottom), .ink, opacity: 0.35)
      }
      if isBreak {
        // Two strokes through the axis: the usual sign that it does not run on.
        for shift in [-2.0, 2.0] {
          scene.line(
            Spot(left + shift - 2.5, plot.bottom + 5), Spot(left + shift + 2.5, plot.bottom - 5),
            .muted, width: 1.3)
        }
      }
      var label = Scene.Label(
        text: "", at: Spot(placed.box.left, top + TextMetrics.ascent * EventStrip.size),
        size: EventStrip.size, ink: isBreak ? .muted : .ink, isItalic: isBreak)
      if placed.anchor == .end {
        label.anchor = .end
        label.at.x = placed.box.right
      }
      scene.paragraph(placed.item.lines, label)
    }
  }
}

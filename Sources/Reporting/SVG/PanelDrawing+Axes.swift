import Tables

extension PanelDrawing {
  /// The values at which the vertical axis is labelled.
  static func verticalTicks(_ scale: Scale, height: Double) -> [Double] {
    let count = max(2, Int(height / 46))
    switch scale.kind {
    case .linear: return Ticks.linear(scale.domain, about: count)
    case .logarithmic: return Ticks.logarithmic(scale.domain, about: max(4, Int(height / 30)))
    }
  }

  /// The room the labels of the vertical axis take left of the plot.
  static func verticalLabelWidth(
    _ kind: Chart.ScaleKind, _ domain: ClosedRange<Double>, height: Double
  ) -> Double {
    let scale = Scale(kind, domain, from: height, to: 0)
    let ticks = verticalTicks(scale, height: height)
    let labels = TickLabels(ticks)
    let widths = ticks.map { TextMetrics.width(of: labels.text($0), size: tickSize) }
    return (widths.max() ?? 0) + 9
  }

  func drawAxes(in scene: inout Scene) {
    let ticks = Self.verticalTicks(y, height: plot.height)
    let labels = TickLabels(ticks)
    for tick in ticks {
      guard let height = y.position(tick) else { continue }
      let isZero = tick == 0 && y.kind == .linear
      scene.line(
        Spot(plot.left, height), Spot(plot.right, height), isZero ? .faint : .grid)
      guard showsVerticalLabels else { continue }
      scene.add(
        Scene.Label(
          text: labels.text(tick), at: Spot(plot.left - 7, height + Self.tickSize * 0.36),
          size: Self.tickSize, anchor: .end, ink: .muted))
    }
    scene.line(Spot(plot.left, plot.bottom), Spot(plot.right, plot.bottom), .faint)
    switch panel.horizontal {
    case .years: drawYears(in: &scene)
    case .sinceEvent: drawElapsed(in: &scene)
    case .number(let axis): drawNumbers(axis, in: &scene)
    }
  }

  /// Years are cells between strokes; a label stands under the middle of its year, where the value
  /// of the whole year is drawn.
  private func drawYears(in scene: inout Scene) {
    if Self.isWithinYears(panel) { return drawMonths(in: &scene) }
    let perYear = plot.width / (x.domain.upperBound - x.domain.lowerBound)
    let cells = (x.domain.lowerBound - 0.5)...(x.domain.upperBound - 0.5)
    let width = TextMetrics.width(of: "2000", size: Self.tickSize) + 14
    let labelled = Ticks.whole(cells, atMost: Int(plot.width / width))
    if perYear >= 6 {
      for year in Ticks.whole(x.domain, atMost: .max) {
        guard let place = x.position(Double(year)) else { continue }
        scene.line(Spot(place, plot.bottom), Spot(place, plot.bottom + 4), .faint)
      }
    }
    for year in labelled {
      guard let place = x.position(Double(year) + 0.5) else { continue }
      if perYear < 6 {
        scene.line(Spot(place, plot.bottom), Spot(place, plot.bottom + 4), .faint)
      }
      drawHorizontalLabel(
        NumberStyle().number(year, .time).text, at: place, in: &scene)
    }
  }

  private func drawMonths(in scene: inout Scene) {
    let width = TextMetrics.width(of: "2000-00-00", size: Self.tickSize) + 14
    for tick in Ticks.calendar(x.domain, atMost: Int(plot.width / width)) {
      guard let place = x.position(tick.place) else { continue }
      scene.line(Spot(place, plot.bottom), Spot(place, plot.bottom + 4), .faint)
      drawHorizontalLabel(tick.text, at: place, in: &scene)
    }
  }

  private func drawElapsed(in scene: inout Scene) {
    let width = TextMetrics.width(of: "−10", size: Self.tickSize) + 10
    for tick in Ticks.whole(x.domain, atMost: Int(plot.width / width)) {
      guard let place = x.position(Double(tick)) else { continue }
      scene.line(Spot(place, plot.bottom), Spot(place, plot.bottom + 4), .faint)
      let sign = tick > 0 ? "+" : ""
      drawHorizontalLabel(
        sign + NumberStyle().number(tick, .time).text, at: place, in: &scene)
    }
  }

  private func drawNumbers(_ axis: Chart.Axis, in scene: inout Scene) {
    let ticks =
      x.kind == .linear
      ? Ticks.linear(x.domain, about: max(2, Int(plot.width / 80)))
      : Ticks.logarithmic(x.domain, about: max(3, Int(plot.width / 60)))
    let labels = TickLabels(ticks)
    for tick in ticks {
      guard let place = x.position(tick) else { continue }
      scene.line(Spot(place, plot.bottom), Spot(place, plot.bottom + 4), .faint)
      drawHorizontalLabel(labels.text(tick), at: place, in: &scene)
    }
  }

  private func drawHorizontalLabel(_ text: String, at place: Double, in scene: inout Scene) {
    scene.add(
      Scene.Label(
        text: text, at: Spot(place, plot.bottom + 17), size: Self.tickSize, anchor: .middle,
        ink: .muted))
  }

  /// The words under the horizontal axis; a calendar needs none.
  var horizontalTitle: String? {
    switch panel.horizontal {
    case .years: nil
    case .sinceEvent(let title, _): title.isEmpty ? nil : title
    case .number(let axis):
      axis.title.isEmpty ? nil : axis.title + (axis.scale == .logarithmic ? ", log scale" : "")
    }
  }
}

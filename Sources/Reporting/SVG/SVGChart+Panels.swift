extension SVGChart {
  /// Draws panels in a grid; the y below them.
  ///
  /// Panels with equal axes share one scale, and only the first column has its labels. There are
  /// fewer columns than wanted where panels would come out too narrow to read.
  func drawPanels(
    _ panels: [Chart.Panel], columns wanted: Int, top: Double, in scene: inout Scene
  ) -> Double {
    guard !panels.isEmpty else { return top }
    let most = Int((width - 2 * margin - 40) / 160)
    let columns = max(1, min(wanted, panels.count, most))
    let plotHeight = columns == 1 ? (panels.count == 1 ? 300.0 : 190) : (columns == 2 ? 170 : 140)
    let isShared =
      panels.count > 1
      && panels.allSatisfy { $0.vertical == panels[0].vertical && $0.vertical.sharesEnds }
    let domains = panels.map { PanelDrawing.verticalDomain(isShared ? panels : [$0]) }
    let widths = zip(panels, domains).map { panel, domain in
      PanelDrawing.verticalLabelWidth(panel.vertical.scale, domain, height: plotHeight)
    }
    let labelWidth = widths.max() ?? 40
    let room = columns == 1 ? labelRoom(panels) : 0
    let gap = isShared && columns > 1 ? 22.0 : labelWidth + 16
    let inner = width - 2 * margin - labelWidth - room - (columns > 1 ? 12 : 0)
    let each = (inner - Double(columns - 1) * gap) / Double(columns)
    var y = top
    if isShared, columns > 1 { y = drawVerticalTitle(panels[0], top: y, in: &scene) + 6 }
    for first in stride(from: 0, to: panels.count, by: columns) {
      let row = Array(first..<min(first + columns, panels.count))
      let lefts = row.indices.map { margin + labelWidth + Double($0) * (each + gap) }
      var plotTop = y
      // Titles of a row take as many lines as the longest, so that its plots stand level.
      let titles = row.map { index in
        TextMetrics.lines(panels[index].title ?? "", width: each, size: 12.5, isBold: true)
      }
      for (place, lines) in titles.enumerated() where !lines.isEmpty {
        let label = Scene.Label(text: "", at: Spot(lefts[place], y + 16), size: 12.5, isBold: true)
        plotTop = max(plotTop, scene.paragraph(lines, label) - 8)
      }
      if !isShared || columns == 1 {
        plotTop = drawVerticalTitle(panels[row[0]], top: plotTop, in: &scene)
      }
      let strips = row.indices.map { place in
        drawing(
          panels[row[place]], domains[row[place]],
          Box(left: lefts[place], top: 0, right: lefts[place] + each, bottom: plotHeight),
          room, false
        ).strip.height
      }
      plotTop += 6 + (strips.max() ?? 0)
      var bottom = plotTop + plotHeight + 24
      for (place, index) in row.enumerated() {
        let plot = Box(
          left: lefts[place], top: plotTop, right: lefts[place] + each,
          bottom: plotTop + plotHeight)
        let panel = drawing(panels[index], domains[index], plot, room, !isShared || place == 0)
        panel.draw(in: &scene)
        if let title = panel.horizontalTitle {
          let lines = TextMetrics.lines(title, width: each, size: 12)
          let label = Scene.Label(
            text: "", at: Spot((plot.left + plot.right) / 2, plot.bottom + 35), size: 12,
            anchor: .middle, ink: .muted)
          bottom = max(bottom, scene.paragraph(lines, label) - 8)
        }
      }
      y = bottom + (first + columns < panels.count ? 8 : 0)
    }
    return y
  }

  private func drawing(
    _ panel: Chart.Panel, _ domain: ClosedRange<Double>, _ plot: Box, _ room: Double,
    _ showsLabels: Bool
  ) -> PanelDrawing {
    PanelDrawing(
      panel, plot: plot, vertical: domain, labelRoom: room, showsVerticalLabels: showsLabels)
  }

  /// The words of the vertical axis, set level above it: nobody has to turn their head.
  private func drawVerticalTitle(
    _ panel: Chart.Panel, top: Double, in scene: inout Scene
  ) -> Double {
    let axis = panel.vertical
    guard !axis.title.isEmpty else { return top }
    let text = axis.title + (axis.scale == .logarithmic ? ", log scale" : "")
    let label = Scene.Label(text: "", at: Spot(margin, top + 16), size: 12, ink: .muted)
    return scene.paragraph(
      TextMetrics.lines(text, width: width - 2 * margin, size: 12), label) - 10
  }

  /// The room beside the plots that the names of their marks need.
  private func labelRoom(_ panels: [Chart.Panel]) -> Double {
    var widest = 0.0
    for panel in panels {
      for (text, isBold) in PanelDrawing.labelTexts(panel) {
        let size = PanelDrawing.labelSize
        let lines = TextMetrics.lines(
          text, width: PanelDrawing.widestLabel(onCanvas: width), size: size, isBold: isBold)
        for line in lines {
          widest = max(widest, TextMetrics.width(of: line, size: size, isBold: isBold))
        }
      }
    }
    return widest == 0 ? 12 : widest + PanelDrawing.labelGap + 2
  }
}

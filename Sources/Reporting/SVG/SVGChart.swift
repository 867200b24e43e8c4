import Tables

/// A chart as SVG: one file or one element that needs nothing else.
///
/// The picture scales with its view box, follows the reader's light or dark scheme, prints in
/// black on white, tells its series apart by shape and lightness as well as by hue, and carries
/// its title and description for screen readers. Equal charts give equal text.
public struct SVGChart: Hashable, Sendable {
  /// What is drawn.
  public let chart: Chart
  /// The width of the view box in pixels; the height follows from the content.
  public let width: Double
  /// What every id in the picture begins with; several pictures in one page need different ones.
  public let idPrefix: String
  /// Whether title, subtitle and source are drawn; not where the page around it has them.
  public let showsFrameText: Bool

  /// A picture of a chart.
  ///
  /// Characters other than ASCII letters, digits and dashes in the prefix become dashes. Widths
  /// below 360 are brought up to it, those above 4,000 down to that.
  public init(
    _ chart: Chart, idPrefix: String = "chart", width: Double = 720, showsFrameText: Bool = true
  ) {
    self.chart = chart
    self.width = width.isFinite ? min(4000, max(360, width)) : 720
    let safe = idPrefix.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || Character(scalar).isNumber)
      return isPlain ? Character(scalar) : "-"
    }
    let startsWell = safe.first.map { $0.isLetter } ?? false
    self.idPrefix = startsWell ? String(safe) : "c" + String(safe)
    self.showsFrameText = showsFrameText
  }

  /// The SVG text.
  public var text: String {
    var markup = SVGMarkup(prefix: idPrefix)
    return markup.text(scene(), title: chart.title, description: chart.alternativeText)
  }

  /// The empty space around the picture.
  var margin: Double { showsFrameText ? 18 : 3 }

  /// The picture as shapes and words.
  func scene() -> Scene {
    var scene = Scene(width: width, height: 0)
    var top = showsFrameText ? drawHead(in: &scene) : margin
    switch chart.content {
    case .panels(let panels, let columns):
      top = drawPanels(panels, columns: columns, top: top, in: &scene)
    case .forest(let forest):
      top = ForestDrawing(forest, left: margin, right: width - margin)
        .draw(top: top, in: &scene)
    case .ranks(let ranks):
      top = RanksDrawing(ranks, left: margin, right: width - margin).draw(top: top, in: &scene)
    }
    top = drawFoot(top: top, in: &scene)
    scene.height = (top + margin / 2).rounded(.up)
    return scene
  }

  private func drawHead(in scene: inout Scene) -> Double {
    let room = width - 2 * margin
    var title = Scene.Label(text: "", at: Spot(margin, margin + 15), size: 17, isBold: true)
    title.at.y = scene.paragraph(
      TextMetrics.lines(chart.title, width: room, size: 17, isBold: true), title)
    let subtitle = Scene.Label(text: "", at: Spot(margin, title.at.y), size: 13, ink: .muted)
    let below = scene.paragraph(
      TextMetrics.lines(chart.subtitle, width: room, size: 13), subtitle)
    return below
  }

  private func drawFoot(top: Double, in scene: inout Scene) -> Double {
    let room = width - 2 * margin
    let words =
      ([ReadingKey.text(chart.content)] + chart.remarks.map(\.text)
      + [showsFrameText ? chart.source : ""]).filter { !$0.isEmpty }
    var below = top
    for (index, text) in words.enumerated() {
      let label = Scene.Label(
        text: "", at: Spot(margin, below + (index == 0 ? 16 : 2)), size: 11, ink: .muted)
      below = scene.paragraph(TextMetrics.lines(text, width: room, size: 11), label)
    }
    return words.isEmpty ? top + 8 : below - 6
  }
}

extension Chart {
  /// This chart as SVG.
  public func svg(idPrefix: String = "chart", width: Double = 720) -> String {
    SVGChart(self, idPrefix: idPrefix, width: width).text
  }
}

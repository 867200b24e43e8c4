/// A scene written as SVG.
///
/// Colours stand twice: as attributes, for programs that know no style sheets (slides, word
/// processors), and as classes over custom properties with a light and a dark set. All selectors
/// and ids carry the figure's prefix, so that many figures can live in one page.
struct SVGMarkup {
  let prefix: String
  private var body = ""
  private var fills: Set<Scene.Ink> = []
  private var strokes: Set<Scene.Ink> = []

  static let fontFamily =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"

  init(prefix: String) {
    self.prefix = prefix
  }

  /// The whole figure.
  mutating func text(_ scene: Scene, title: String, description: String) -> String {
    for element in scene.elements {
      switch element {
      case .shape(let shape): write(shape)
      case .label(let label): write(label)
      }
    }
    let size = "\(FixedText.text(scene.width)) \(FixedText.text(scene.height))"
    let number = { (value: Double) in FixedText.text(value) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(prefix)-svg" viewBox="0 0 \(size)" \
      width="\(number(scene.width))" height="\(number(scene.height))" role="img" \
      aria-labelledby="\(prefix)-title \(prefix)-desc" \
      font-family="\(MarkupText.escaped(Self.fontFamily))">
      <title id="\(prefix)-title">\(MarkupText.escaped(title))</title>
      <desc id="\(prefix)-desc">\(MarkupText.escaped(description))</desc>
      <style>
      \(style)
      </style>
      <rect width="100%" height="100%" fill="\(Scene.Ink.paper.light)" class="f-paper"/>
      \(body)</svg>

      """
  }

  private var style: String {
    let used = fills.union(strokes).union([.paper]).sorted { $0.name < $1.name }
    let root = "#\(prefix)-svg"
    let light = used.map { "--\($0.name):\($0.light)" }.joined(separator: ";")
    let dark = used.map { "--\($0.name):\($0.dark)" }.joined(separator: ";")
    var rules = ["\(root){\(light)}"]
    rules.append("@media screen and (prefers-color-scheme:dark){\(root){\(dark)}}")
    for ink in used where fills.contains(ink) || ink == .paper {
      rules.append("\(root) .f-\(ink.name){fill:var(--\(ink.name))}")
    }
    for ink in used where strokes.contains(ink) {
      rules.append("\(root) .s-\(ink.name){stroke:var(--\(ink.name))}")
    }
    return rules.joined(separator: "\n")
  }

  private mutating func write(_ shape: Scene.Shape) {
    let (element, geometry) = Self.geometry(shape.form)
    var attributes = geometry
    var classes: [String] = []
    if let fill = shape.fill {
      fills.insert(fill)
      classes.append("f-\(fill.name)")
      attributes += " fill=\"\(fill.light)\""
    } else if element != "line" {
      attributes += " fill=\"none\""
    }
    if let stroke = shape.stroke {
      strokes.insert(stroke)
      classes.append("s-\(stroke.name)")
      attributes += " stroke=\"\(stroke.light)\""
      if case .dots(_, let radius) = shape.form {
        attributes += " stroke-width=\"\(FixedText.text(2 * radius))\""
      } else if shape.width != 1 {
        attributes += " stroke-width=\"\(FixedText.text(shape.width))\""
      }
      if !shape.dash.isEmpty {
        let dash = shape.dash.map { FixedText.text($0) }.joined(separator: " ")
        attributes += " stroke-dasharray=\"\(dash)\""
      }
    }
    if shape.opacity != 1 { attributes += " opacity=\"\(FixedText.text(shape.opacity))\"" }
    attributes += " class=\"\(classes.joined(separator: " "))\""
    if let hint = shape.hint {
      body += "<\(element)\(attributes)><title>\(MarkupText.escaped(hint))</title></\(element)>\n"
    } else {
      body += "<\(element)\(attributes)/>\n"
    }
  }

  private mutating func write(_ label: Scene.Label) {
    fills.insert(label.ink)
    var attributes = Self.place("x", label.at.x) + Self.place("y", label.at.y)
    attributes += " font-size=\"\(FixedText.text(label.size))\""
    if label.anchor != .start { attributes += " text-anchor=\"\(label.anchor.rawValue)\"" }
    if label.isBold { attributes += " font-weight=\"600\"" }
    if label.isItalic { attributes += " font-style=\"italic\"" }
    let words = MarkupText.escaped(PlainText.singleLine(label.text))
    // The rim is a copy underneath: `paint-order` is unknown to many programs that read SVG.
    if label.hasRim {
      strokes.insert(.paper)
      let paper = Scene.Ink.paper
      body += "<text\(attributes) fill=\"none\" stroke=\"\(paper.light)\" stroke-width=\"3\" "
      body += "stroke-linejoin=\"round\" class=\"s-paper\" aria-hidden=\"true\">\(words)</text>\n"
    }
    body += "<text\(attributes) fill=\"\(label.ink.light)\" class=\"f-\(label.ink.name)\">"
    body += "\(words)</text>\n"
  }

  private static func geometry(_ form: Scene.Shape.Form) -> (element: String, attributes: String) {
    switch form {
    case .line(let from, let to):
      return (
        "line", place("x1", from.x) + place("y1", from.y) + place("x2", to.x) + place("y2", to.y)
      )
    case .path(let spots, let isClosed):
      let steps = spots.enumerated().map { index, spot in
        "\(index == 0 ? "M" : "L")\(FixedText.text(spot.x)) \(FixedText.text(spot.y))"
      }
      return ("path", " d=\"\(steps.joined())\(isClosed ? "Z" : "")\" stroke-linejoin=\"round\"")
    case .circle(let center, let radius):
      return ("circle", place("cx", center.x) + place("cy", center.y) + place("r", radius))
    case .dots(let spots, _):
      // Strokes of next to no length with round ends.
      let steps = spots.map { "M\(FixedText.text($0.x)) \(FixedText.text($0.y))h.01" }
      return ("path", " d=\"\(steps.joined())\" stroke-linecap=\"round\"")
    case .box(let box):
      return (
        "rect",
        place("x", box.left) + place("y", box.top) + place("width", box.width)
          + place("height", box.height)
      )
    }
  }

  private static func place(_ name: String, _ value: Double) -> String {
    " \(name)=\"\(FixedText.text(value))\""
  }
}

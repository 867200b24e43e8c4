/// What is drawn, as a list of shapes and words in canvas pixels: the layout ends here, and the
/// writing of SVG begins.
struct Scene {
  var width: Double
  var height: Double
  var elements: [Element] = []

  /// A shape or a line of words.
  enum Element {
    case shape(Shape)
    case label(Label)
  }

  /// A colour by its part in the figure.
  enum Ink: Hashable {
    case ink, muted, faint, grid, wash, paper
    case tone(Chart.Tone)
  }

  /// A geometric shape.
  struct Shape {
    enum Form {
      case line(Spot, Spot)
      case path([Spot], isClosed: Bool)
      case circle(Spot, radius: Double)
      case box(Box)
      /// Many small discs of one size in one element, drawn with the stroke.
      case dots([Spot], radius: Double)
    }

    var form: Form
    var fill: Ink?
    var stroke: Ink?
    var width = 1.0
    var dash: [Double] = []
    var opacity = 1.0
    /// Shown by browsers when a pointer rests on the shape.
    var hint: String?
  }

  /// One line of words.
  struct Label {
    enum Anchor: String {
      case start, middle, end
    }

    var text: String
    var at: Spot
    var size = 12.0
    var anchor = Anchor.start
    var ink = Ink.ink
    var isBold = false
    var isItalic = false
    /// Whether a rim of paper keeps the words apart from what lies behind them.
    var hasRim = false

    /// The rectangle the words fill.
    var box: Box {
      let width = TextMetrics.width(of: text, size: size, isBold: isBold)
      let left =
        switch anchor {
        case .start: at.x
        case .middle: at.x - width / 2
        case .end: at.x - width
        }
      return Box(
        left: left, top: at.y - TextMetrics.ascent * size, right: left + width,
        bottom: at.y + TextMetrics.descent * size)
    }
  }

  /// The lines of words, for those who check that they fit.
  var labels: [Label] {
    elements.compactMap { if case .label(let label) = $0 { label } else { nil } }
  }

  mutating func add(_ label: Label) {
    if !label.text.isEmpty { elements.append(.label(label)) }
  }

  mutating func add(_ shape: Shape) {
    elements.append(.shape(shape))
  }

  mutating func line(
    _ from: Spot, _ to: Spot, _ ink: Ink, width: Double = 1, dash: [Double] = [],
    opacity: Double = 1
  ) {
    add(Shape(form: .line(from, to), stroke: ink, width: width, dash: dash, opacity: opacity))
  }

  /// Words on several lines, the first baseline at a place; the y below the last line.
  @discardableResult
  mutating func paragraph(_ lines: [String], _ label: Label) -> Double {
    var label = label
    for line in lines {
      label.text = line
      add(label)
      label.at.y += label.size * TextMetrics.lineHeight
    }
    return label.at.y
  }
}

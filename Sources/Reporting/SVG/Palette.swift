extension Scene.Ink {
  /// The short name of the colour in classes and custom properties.
  var name: String {
    switch self {
    case .ink: "ink"
    case .muted: "muted"
    case .faint: "faint"
    case .grid: "grid"
    case .wash: "wash"
    case .paper: "paper"
    case .tone(let tone): tone == .muted ? "t0" : "t\(tone.rawValue + 1)"
    }
  }

  /// The colour on white. Tones follow Okabe and Ito's palette, darkened until words set in them
  /// reach a contrast of 4.5 to 1; they differ in lightness too, and each has its own shape.
  var light: String {
    switch self {
    case .ink: "#1b1e22"
    case .muted: "#565d65"
    case .faint: "#8a9199"
    case .grid: "#e4e7ea"
    case .wash: "#eef0f2"
    case .paper: "#ffffff"
    case .tone(let tone):
      switch tone {
      case .first: "#0b5a8f"
      case .second: "#b8430b"
      case .third: "#0a7355"
      case .fourth: "#8d3f73"
      case .fifth: "#4f4000"
      case .sixth: "#3d434a"
      case .muted: "#6b727a"
      }
    }
  }

  /// The colour on near black.
  var dark: String {
    switch self {
    case .ink: "#e3e5e8"
    case .muted: "#a3abb3"
    case .faint: "#7d858d"
    case .grid: "#2b3036"
    case .wash: "#22272c"
    case .paper: "#15181b"
    case .tone(let tone):
      switch tone {
      case .first: "#6cb2e6"
      case .second: "#f0915a"
      case .third: "#4cc39b"
      case .fourth: "#f07fdc"
      case .fifth: "#d6bd4a"
      case .sixth: "#c3c9cf"
      case .muted: "#969ea6"
      }
    }
  }
}

extension Scene.Shape {
  /// A marker of a tone, in the shape that goes with its colour, filled or hollow.
  static func marker(
    _ tone: Chart.Tone, at spot: Spot, isFilled: Bool, radius: Double = 4, hint: String? = nil
  ) -> Scene.Shape {
    let ink = Scene.Ink.tone(tone)
    let (x, y, r) = (spot.x, spot.y, radius)
    let form: Form =
      switch tone {
      case .first, .muted: .circle(spot, radius: r)
      case .second:
        .box(Box(left: x - r * 0.9, top: y - r * 0.9, right: x + r * 0.9, bottom: y + r * 0.9))
      case .third:
        .path(
          [
            Spot(x, y - r * 1.2), Spot(x + r * 1.15, y + r * 0.85),
            Spot(x - r * 1.15, y + r * 0.85),
          ],
          isClosed: true)
      case .fourth:
        .path(
          [Spot(x, y - r * 1.3), Spot(x + r * 1.3, y), Spot(x, y + r * 1.3), Spot(x - r * 1.3, y)],
          isClosed: true)
      case .fifth:
        .path(
          [
            Spot(x, y + r * 1.2), Spot(x + r * 1.15, y - r * 0.85),
            Spot(x - r * 1.15, y - r * 0.85),
          ],
          isClosed: true)
      case .sixth:
        .box(Box(left: x - r * 1.2, top: y - r * 0.6, right: x + r * 1.2, bottom: y + r * 0.6))
      }
    return Scene.Shape(
      form: form, fill: isFilled ? ink : .paper, stroke: ink, width: 1.5, hint: hint)
  }
}

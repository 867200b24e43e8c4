/// Old values as dots in a row and the new one among them, each row on its own scale.
struct RanksDrawing {
  let ranks: Chart.Ranks
  let left: Double
  let right: Double

  private static let size = 12.5
  private static let radius = 3.6

  private let plot: (left: Double, right: Double)

  init(_ ranks: Chart.Ranks, left: Double, right: Double) {
    self.ranks = ranks
    self.left = left
    self.right = right
    let room = right - left
    let names = ranks.rows.map { TextMetrics.width(of: $0.label, size: Self.size) }
    let findings = ranks.rows.map { TextMetrics.width(of: $0.finding, size: 12) }
    let nameWidth = min(room * 0.28, names.max() ?? 0)
    let findingWidth = min(room * 0.24, findings.max() ?? 0)
    plot = (left + nameWidth + 22, right - findingWidth - 22)
  }

  /// Draws the rows; the y below them.
  func draw(top: Double, in scene: inout Scene) -> Double {
    var y = top + 10
    for row in ranks.rows { y = draw(row, top: y, in: &scene) }
    return y
  }

  private func draw(_ row: Chart.Ranks.Row, top: Double, in scene: inout Scene) -> Double {
    let names = TextMetrics.lines(row.label, width: plot.left - left - 18, size: Self.size)
    let findings = TextMetrics.lines(row.finding, width: right - plot.right - 16, size: 12)
    let past = row.past.filter(\.isFinite)
    var values = past + [row.new].compactMap { $0 }
    if let range = row.range { values += [range.lowerBound, range.upperBound] }
    let isLogarithmic = ranks.scale == .logarithmic && values.allSatisfy { $0 > 0 && $0.isFinite }
    let kind: Chart.ScaleKind = isLogarithmic ? .logarithmic : .linear
    let domain = Scale.domain(of: values, kind, includesZero: false, air: 0.02)
    let scale = Scale(kind, domain, from: plot.left, to: plot.right)
    let levels = Self.levels(past.map(scale.clamped))
    let rise = Double(levels.max() ?? 0) * 2 * Self.radius
    let name = newName(of: row, scale)
    let lift = name.map { self.lift(of: $0, over: past.map(scale.clamped), levels) } ?? 0
    let textHeight = Double(max(names.count, findings.count)) * Self.size * TextMetrics.lineHeight
    let middle = top + max(max(10 + rise, lift + 14), textHeight / 2 + 4)
    scene.line(Spot(plot.left, middle), Spot(plot.right, middle), .grid)
    for (value, level) in zip(past, levels) {
      let spot = Spot(scale.clamped(value), middle - Double(level) * 2 * Self.radius)
      scene.add(
        .marker(
          .muted, at: spot, isFilled: false, radius: Self.radius, hint: NumberStyle().text(value)))
    }
    drawEnds(of: past, scale, middle, in: &scene)
    drawNew(of: row, scale, middle, in: &scene)
    if let name { drawName(name, at: middle - lift, in: &scene) }
    draw(names, at: Spot(left, middle), .ink, Self.size, in: &scene)
    draw(findings, at: Spot(plot.right + 18, middle), .ink, 12, in: &scene)
    return max(middle + 28, middle + textHeight / 2 + 8)
  }

  private func draw(
    _ lines: [String], at spot: Spot, _ ink: Scene.Ink, _ size: Double, in scene: inout Scene
  ) {
    let height = Double(lines.count) * size * TextMetrics.lineHeight
    scene.paragraph(
      lines,
      Scene.Label(
        text: "", at: Spot(spot.x, spot.y - height / 2 + size * 0.95), size: size, ink: ink))
  }

  /// The smallest and largest of the old values, written under them; one where they are close.
  private func drawEnds(
    of values: [Double], _ scale: Scale, _ middle: Double, in scene: inout Scene
  ) {
    guard let low = values.min(), let high = values.max() else { return }
    var taken = -Double.infinity
    for value in low == high ? [low] : [low, high] {
      let text = NumberStyle().text(value)
      let width = TextMetrics.width(of: text, size: 11)
      let place = min(max(scale.clamped(value), plot.left + width / 2), plot.right - width / 2)
      guard place - width / 2 > taken + 6 else { continue }
      taken = place + width / 2
      scene.add(
        Scene.Label(
          text: text, at: Spot(place, middle + 18), size: 11, anchor: .middle, ink: .muted))
    }
  }

  private func drawNew(
    of row: Chart.Ranks.Row, _ scale: Scale, _ middle: Double, in scene: inout Scene
  ) {
    let ink = Scene.Ink.tone(.second)
    if let range = row.range {
      let (start, end) = (scale.clamped(range.lowerBound), scale.clamped(range.upperBound))
      let box = Box(left: start, top: middle - 2.5, right: end, bottom: middle + 2.5)
      if end > start { scene.add(Scene.Shape(form: .box(box), fill: ink, opacity: 0.38)) }
    }
    guard let new = row.new, scale.contains(new) else { return }
    scene.add(
      .marker(
        .second, at: Spot(scale.clamped(new), middle), isFilled: true, radius: 5,
        hint: "\(row.newLabel): \(NumberStyle().text(new))"))
  }

  /// The name of the new value and the room it takes over its mark, kept over the row.
  private func newName(
    of row: Chart.Ranks.Row, _ scale: Scale
  ) -> (text: String, center: Double, width: Double)? {
    guard let new = row.new, scale.contains(new) else { return nil }
    let text = "\(row.newLabel): \(NumberStyle().text(new))"
    let width = TextMetrics.width(of: text, size: 12, isBold: true)
    let center = min(
      max(scale.clamped(new), plot.left + width / 2), max(plot.left, plot.right) - width / 2)
    return (text, center, width)
  }

  /// How far over the row the name stands: clear of every dot below it.
  private func lift(
    of name: (text: String, center: Double, width: Double), over places: [Double], _ levels: [Int]
  ) -> Double {
    let reach = name.width / 2 + Self.radius + 1
    let below = zip(places, levels).filter { abs($0.0 - name.center) < reach }
    let highest = Double(below.map(\.1).max() ?? 0)
    return max(12, (2 * highest + 1) * Self.radius + 6)
  }

  private func drawName(
    _ name: (text: String, center: Double, width: Double), at baseline: Double,
    in scene: inout Scene
  ) {
    scene.add(
      Scene.Label(
        text: name.text, at: Spot(name.center, baseline), anchor: .middle, ink: .tone(.second),
        isBold: true, hasRim: true))
  }

  /// How high each dot stands so that none covers another, in the order of the places.
  static func levels(_ places: [Double]) -> [Int] {
    var levels = [Int](repeating: 0, count: places.count)
    var last: [Double] = []
    for index in places.indices.sorted(by: { (places[$0], $0) < (places[$1], $1) }) {
      let level = last.firstIndex { places[index] - $0 >= 2 * radius } ?? last.count
      if level == last.count {
        last.append(places[index])
      } else {
        last[level] = places[index]
      }
      levels[index] = level
    }
    return levels
  }
}

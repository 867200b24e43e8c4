import Tables

extension PanelDrawing {
  func draw(_ band: Chart.Band, in scene: inout Scene) {
    let slices = band.slices.filter { slice in
      [slice.x, slice.low, slice.high].allSatisfy { !$0.isNaN } && x.contains(slice.x)
    }
    guard slices.count > 1 else {
      // A band over one position is a bar with a little width.
      for slice in slices {
        let middle = x.clamped(slice.x)
        let box = Box(
          left: middle - 6, top: y.clamped(slice.high), right: middle + 6,
          bottom: y.clamped(slice.low))
        scene.add(Scene.Shape(form: .box(box), fill: .tone(band.tone), opacity: 0.18))
      }
      return
    }
    let upper = slices.map { Spot(x.clamped($0.x), y.clamped($0.high)) }
    let lower = slices.map { Spot(x.clamped($0.x), y.clamped($0.low)) }
    scene.add(
      Scene.Shape(
        form: .path(upper + lower.reversed(), isClosed: true), fill: .tone(band.tone),
        opacity: 0.16))
  }

  func draw(_ line: Chart.Line, in scene: inout Scene) {
    let spots = line.places.compactMap { place -> Spot? in
      guard x.contains(place.x), y.contains(place.y) else { return nil }
      guard let left = x.position(place.x), let height = y.position(place.y) else { return nil }
      return Spot(left, height)
    }
    guard spots.count > 1 else {
      // A model of one value is a short level stroke.
      for spot in spots {
        scene.line(
          Spot(max(plot.left, spot.x - 9), spot.y), Spot(min(plot.right, spot.x + 9), spot.y),
          .tone(line.tone), width: 1.6)
      }
      return
    }
    let dash: [Double] =
      switch line.kind {
      case .fitted: []
      case .counterfactual: [7, 4]
      case .mean: [10, 3, 2, 3]
      }
    scene.add(
      Scene.Shape(
        form: .path(spots, isClosed: false), stroke: .tone(line.tone), width: 1.6, dash: dash))
  }

  /// The space between values of the series with most of them, in pixels.
  private func spacing(_ series: Chart.Series) -> Double {
    plot.width / Double(max(1, series.points.count))
  }

  /// The size of markers: smaller where they would cover each other.
  private var markerRadius: Double {
    let spacings = panel.marks.map { mark -> Double in
      if case .series(let series) = mark, !isCloud(series) { spacing(series) } else { .infinity }
    }
    return min(4, max(1.6, (spacings.min() ?? .infinity) * 0.55))
  }

  /// Whether a series has so many values that each is a dot, without a marker and words of its own.
  func isCloud(_ series: Chart.Series) -> Bool { spacing(series) < 2.5 }

  /// Very many values: a dot each in one shape, and one line through each stretch of neighbours.
  func drawCloud(_ series: Chart.Series, in scene: inout Scene) {
    let ink = Scene.Ink.tone(series.tone)
    var stretch: [Spot] = []
    func finish() {
      if stretch.count > 1 {
        scene.add(
          Scene.Shape(
            form: .path(stretch, isClosed: false), stroke: ink, width: 0.6, opacity: 0.45))
      }
      stretch = []
    }
    var last: Chart.Point?
    for (first, second) in series.joins(breaks: breaks) {
      guard let from = spot(first), let to = spot(second) else { continue }
      if first != last {
        finish()
        stretch = [from]
      }
      stretch.append(to)
      last = second
    }
    finish()
    let reach = min(2.5, max(0.4, spacing(series) / 2))
    for point in series.points { drawRange(of: point, ink, reach: reach, in: &scene) }
    let dots = series.points.filter { $0.standing == .final && !$0.showsTime }.compactMap(spot)
    if !dots.isEmpty {
      let radius = max(0.9, min(1.8, 0.9 + spacing(series)))
      scene.add(Scene.Shape(form: .dots(dots, radius: radius), stroke: ink))
    }
    for point in series.points where point.standing != .final || point.showsTime {
      drawValue(of: point, series.tone, in: &scene)
    }
  }

  func draw(_ series: Chart.Series, in scene: inout Scene) {
    let ink = Scene.Ink.tone(series.tone)
    for (first, second) in series.joins(breaks: breaks) {
      guard let from = spot(first), let to = spot(second) else { continue }
      let isFinal = first.standing == .final && second.standing == .final
      scene.line(from, to, ink, width: 1.4, dash: isFinal ? [] : [4, 3], opacity: 0.8)
    }
    for point in series.points { drawRange(of: point, ink, in: &scene) }
    for point in series.points { drawValue(of: point, series.tone, in: &scene) }
  }

  /// The place of a point's value, nil where it has none on the axes.
  func spot(_ point: Chart.Point) -> Spot? {
    guard let value = point.value, x.contains(point.middle), let left = x.position(point.middle)
    else { return nil }
    // A count of zero is real; on a logarithmic axis it sits on the floor, marked as zero.
    if y.kind == .logarithmic && value <= 0 { return Spot(left, plot.bottom) }
    guard y.contains(value), let height = y.position(value) else { return nil }
    return Spot(left, height)
  }

  private func drawRange(
    of point: Chart.Point, _ ink: Scene.Ink, reach: Double = 2.5, in scene: inout Scene
  ) {
    guard x.contains(point.middle), let middle = x.position(point.middle) else { return }
    if let low = point.low, let high = point.high, low < high {
      let (top, bottom) = (y.clamped(high), y.clamped(low))
      guard bottom > top else { return }
      let box = Box(left: middle - reach, top: top, right: middle + reach, bottom: bottom)
      scene.add(Scene.Shape(form: .box(box), fill: ink, opacity: 0.38))
      if !y.contains(low) { arrow(at: Spot(middle, bottom), downwards: true, ink, in: &scene) }
      if !y.contains(high) { arrow(at: Spot(middle, top), downwards: false, ink, in: &scene) }
    } else if let low = point.low, point.high == nil, y.contains(low) {
      openEnd(of: point, from: low, downwards: false, ink, in: &scene)
    } else if let high = point.high, point.low == nil, y.contains(high) {
      openEnd(of: point, from: high, downwards: true, ink, in: &scene)
    }
  }

  /// A bound: a stroke where it lies, and an arrow to the side on which there is no end.
  private func openEnd(
    of point: Chart.Point, from bound: Double, downwards: Bool, _ ink: Scene.Ink,
    in scene: inout Scene
  ) {
    guard let middle = x.position(point.middle), let height = y.position(bound) else { return }
    let room = downwards ? plot.bottom - height : height - plot.top
    let length = max(9, min(22, room - 1))
    let tip = Spot(middle, downwards ? height + length : height - length)
    scene.line(Spot(middle, height), tip, ink, width: 1.6)
    arrow(at: tip, downwards: downwards, ink, in: &scene)
    if point.value == nil {
      scene.add(
        Scene.Shape(
          form: .line(Spot(middle - 5, height), Spot(middle + 5, height)), stroke: ink,
          width: 2.2, hint: PointText.hint(point, panel.horizontal)))
    }
    if point.showsTime && point.value == nil {
      drawTime(of: point, at: height, ink, in: &scene)
    }
  }

  private func arrow(
    at tip: Spot, downwards: Bool, _ ink: Scene.Ink, in scene: inout Scene
  ) {
    let back = downwards ? -6.0 : 6.0
    let spots = [Spot(tip.x - 3.6, tip.y + back), tip, Spot(tip.x + 3.6, tip.y + back)]
    scene.add(Scene.Shape(form: .path(spots, isClosed: false), stroke: ink, width: 1.6))
  }

  private func drawValue(of point: Chart.Point, _ tone: Chart.Tone, in scene: inout Scene) {
    let ink = Scene.Ink.tone(tone)
    let hint = PointText.hint(point, panel.horizontal)
    guard let place = spot(point) else {
      drawRangeWithoutValue(of: point, ink, hint, in: &scene)
      return
    }
    if point.showsTime { drawTime(of: point, at: place.y, ink, in: &scene) }
    scene.add(
      .marker(
        tone, at: place, isFilled: point.standing == .final, radius: markerRadius, hint: hint))
    if y.kind == .logarithmic, (point.value ?? 1) <= 0 {
      scene.add(
        Scene.Label(
          text: "0", at: Spot(place.x, place.y - 8), size: 11, anchor: .middle, ink: ink,
          hasRim: true))
    }
  }

  /// A range for which no best value was published: strokes at both of its ends, no marker.
  private func drawRangeWithoutValue(
    of point: Chart.Point, _ ink: Scene.Ink, _ hint: String, in scene: inout Scene
  ) {
    guard point.value == nil, let low = point.low, let high = point.high else { return }
    guard x.contains(point.middle), let middle = x.position(point.middle) else { return }
    for end in [low, high] where y.contains(end) {
      let height = y.clamped(end)
      scene.add(
        Scene.Shape(
          form: .line(Spot(middle - 4, height), Spot(middle + 4, height)), stroke: ink,
          width: 1.8, hint: hint))
    }
    if point.showsTime {
      drawTime(of: point, at: (y.clamped(low) + y.clamped(high)) / 2, ink, in: &scene)
    }
  }

  /// The time a value stands for, with a small stroke at each end.
  private func drawTime(
    of point: Chart.Point, at height: Double, _ ink: Scene.Ink, in scene: inout Scene
  ) {
    let (left, right) = (x.clamped(point.start), x.clamped(point.end))
    guard right > left else { return }
    scene.line(Spot(left, height), Spot(right, height), ink, width: 1.4)
    for end in [left, right] {
      scene.line(Spot(end, height - 3.5), Spot(end, height + 3.5), ink, width: 1.4)
    }
  }
}

/// A point in words, for the hint under the pointer.
enum PointText {
  static func hint(_ point: Chart.Point, _ horizontal: Chart.Horizontal) -> String {
    let numbers = NumberStyle(significantDigits: 6)
    var text = time(point, horizontal) + ": "
    if let value = point.value { text += numbers.text(value) }
    switch (point.low, point.high) {
    case (let low?, let high?):
      let range = "\(numbers.text(low)) to \(numbers.text(high))"
      text += point.value == nil ? range : " (\(range))"
    case (let low?, nil): text += " at least \(numbers.text(low))"
    case (nil, let high?): text += " at most \(numbers.text(high))"
    case (nil, nil): break
    }
    switch point.standing {
    case .final: break
    case .provisional: text += ", provisional"
    case .partial: text += ", part of a year"
    }
    return text
  }

  private static func time(_ point: Chart.Point, _ horizontal: Chart.Horizontal) -> String {
    let numbers = NumberStyle(significantDigits: 6)
    let spell = { (value: Double) in
      numbers.text((value * 100).rounded() / 100, as: .time)
    }
    if case .years = horizontal, point.end - point.start == 1, point.start.rounded() == point.start
    {
      return spell(point.start)
    }
    return point.start == point.end
      ? spell(point.start) : "\(spell(point.start)) to \(spell(point.end))"
  }
}

extension ConsolePanel {
  // MARK: What lies behind

  func drawSpans(on canvas: inout CharacterCanvas) {
    for case .eventSpan(let span, _) in panel.marks {
      guard span.upperBound > x.domain.lowerBound, span.lowerBound < x.domain.upperBound else {
        continue
      }
      let first = column(dot(x.clamped(span.lowerBound)))
      let last = column(dot(x.clamped(span.upperBound)))
      for column in first...max(first, last) {
        for row in 0..<rows { canvas.put(signs.span, column, events.height + row, .faint) }
      }
    }
  }

  private func dot(_ place: Double) -> Int { min(columns * 2 - 1, max(0, Int(place))) }

  func drawEventLines(on canvas: inout CharacterCanvas) {
    for placed in events.placed where !placed.isBreak {
      for row in events.top(of: placed)..<events.height + rows {
        canvas.put(signs.event, placed.column, row)
      }
      guard let end = placed.end else { continue }
      for row in events.height..<events.height + rows { canvas.put(signs.event, end, row) }
    }
    for placed in events.placed where placed.isBreak {
      // A break in the column of an event takes every other row.
      let isShared = events.placed.contains { !$0.isBreak && $0.column == placed.column }
      let top = events.top(of: placed)
      for row in top..<events.height + rows where !isShared || (row - top) % 2 == 0 {
        canvas.put(signs.definitionBreak, placed.column, row, .faint)
      }
    }
  }

  func drawEventNames(on canvas: inout CharacterCanvas) {
    for placed in events.placed {
      for (index, line) in placed.lines.enumerated() {
        canvas.put(
          words: line, placed.start, events.top(of: placed) + index,
          placed.isBreak ? .faint : .plain)
      }
    }
  }

  func drawReference(_ value: Double, on canvas: inout CharacterCanvas) {
    guard let height = dotRow(value) else { return }
    for column in 0..<columns where canvas.isFree(left + column, row(height)) {
      canvas.put(signs.reference, left + column, row(height), .faint)
    }
  }

  // MARK: Intervals

  func draw(_ band: Chart.Band, on canvas: inout CharacterCanvas) {
    let slices = band.slices.filter { slice in
      [slice.x, slice.low, slice.high].allSatisfy { !$0.isNaN } && x.contains(slice.x)
    }
    guard let first = slices.first, let last = slices.last else { return }
    let ends = (dot(x.clamped(first.x)) / 2, dot(x.clamped(last.x)) / 2)
    guard ends.0 <= ends.1 else { return }
    var index = 0
    for column in ends.0...ends.1 {
      let middle = Double(column * 2 + 1)
      while index + 1 < slices.count, x.clamped(slices[index + 1].x) < middle { index += 1 }
      let (one, other) = (slices[index], slices[min(index + 1, slices.count - 1)])
      let (from, to) = (x.clamped(one.x), x.clamped(other.x))
      let share = to > from ? min(1, max(0, (middle - from) / (to - from))) : 0
      let high = y.clamped(one.high) + share * (y.clamped(other.high) - y.clamped(one.high))
      let low = y.clamped(one.low) + share * (y.clamped(other.low) - y.clamped(one.low))
      shade(column, from: min(high, low), to: max(high, low), .tone(band.tone), on: &canvas)
    }
  }

  /// Shades the rows that lie half or more between two heights, one at least.
  private func shade(
    _ column: Int, from top: Double, to bottom: Double, _ ink: ConsoleInk,
    on canvas: inout CharacterCanvas
  ) {
    var first = Int((top / 4).rounded())
    var last = Int((bottom / 4).rounded()) - 1
    if last < first {
      first = Int((top + bottom) / 8)
      last = first
    }
    for row in max(0, first)...max(0, first, last) where row < rows {
      canvas.shade(signs.shades, left + column, events.height + row, ink)
    }
  }

  // MARK: Lines

  func draw(_ line: Chart.Line, on canvas: inout CharacterCanvas) {
    let spots = line.places.compactMap { place -> Spot? in
      guard x.contains(place.x), y.contains(place.y) else { return nil }
      guard let across = x.position(place.x), let height = y.position(place.y) else { return nil }
      return Spot(across, height)
    }
    let stroke = signs.stroke(line.kind, order: order(of: line))
    guard spots.count > 1 else {
      // A model of one value is a short level stroke.
      for spot in spots {
        trace(
          [Spot(spot.x - 2, spot.y), Spot(spot.x + 3, spot.y)], stroke, .tone(line.tone),
          on: &canvas)
      }
      return
    }
    trace(spots, stroke, .tone(line.tone), on: &canvas)
  }

  /// The place of a line's tone among the tones of the lines of its kind: it decides the stroke.
  func order(of line: Chart.Line) -> Int {
    var tones: [Chart.Tone] = []
    for case .line(let other) in panel.marks
    where other.kind == line.kind && !tones.contains(other.tone) {
      tones.append(other.tone)
    }
    return tones.firstIndex(of: line.tone) ?? 0
  }

  /// Sets the dots of a path, those of a stroke that are there.
  func trace(
    _ spots: [Spot], _ stroke: ConsoleSigns.Stroke, _ ink: ConsoleInk, isCloud: Bool = false,
    on canvas: inout CharacterCanvas
  ) {
    var step = 0
    var last: (x: Int, y: Int)?
    for (from, to) in zip(spots, spots.dropFirst()) {
      let reach = max(abs(to.x - from.x), abs(to.y - from.y))
      let count = max(1, Int(min(reach, 100_000).rounded(.up)))
      for index in 0...count {
        let share = Double(index) / Double(count)
        let place = (
          x: dot(from.x + share * (to.x - from.x)),
          y: min(rows * 4 - 1, max(0, Int(from.y + share * (to.y - from.y))))
        )
        if let last, last == place { continue }
        last = place
        if step % (stroke.on + stroke.off) < stroke.on {
          canvas.dot(
            left * 2 + place.x, events.height * 4 + place.y, plain: stroke.plain,
            isCloud: isCloud, ink)
        }
        step += 1
      }
    }
  }

  // MARK: Values

  /// The place of a point's value in dots; nil where it has none on the axes.
  private func spot(_ point: Chart.Point) -> Spot? {
    guard let value = point.value, let across = dotColumn(point.middle) else { return nil }
    if y.kind == .logarithmic, value <= 0 { return Spot(Double(across), Double(rows * 4 - 1)) }
    guard let height = dotRow(value) else { return nil }
    return Spot(Double(across), Double(height))
  }

  /// The dots of a cloud, and lines between neighbours where no model is drawn.
  func drawCloudAndJoins(_ series: Chart.Series, on canvas: inout CharacterCanvas) {
    let ink = ConsoleInk.tone(series.tone)
    let isCloud = isCloud(series)
    if !hasLines {
      for (first, second) in series.joins(breaks: breaks) {
        guard let from = spot(first), let to = spot(second) else { continue }
        let isFinal = first.standing == .final && second.standing == .final
        trace([from, to], signs.join(isFinal: isFinal), ink, isCloud: isCloud, on: &canvas)
      }
    }
    guard isCloud else { return }
    for point in series.points {
      guard let across = dotColumn(point.middle) else { continue }
      if let low = point.low, let high = point.high, low < high {
        let (top, bottom) = (clampedDotRow(high), clampedDotRow(low))
        for height in min(top, bottom)...max(top, bottom) {
          cloudDot(across, height, series.tone, on: &canvas)
        }
      }
      guard point.standing == .final, let spot = spot(point) else { continue }
      cloudDot(across, Int(spot.y), series.tone, on: &canvas)
    }
  }

  private func cloudDot(
    _ across: Int, _ height: Int, _ tone: Chart.Tone, on canvas: inout CharacterCanvas
  ) {
    canvas.dot(
      left * 2 + across, events.height * 4 + height, plain: signs.mark(tone, isFilled: true),
      isCloud: true, .tone(tone))
  }

  func drawRanges(of series: Chart.Series, on canvas: inout CharacterCanvas) {
    let ink = ConsoleInk.tone(series.tone)
    for point in series.points {
      guard let across = dotColumn(point.middle) else { continue }
      let column = column(across)
      switch (point.low, point.high) {
      case (let low?, let high?) where low <= high:
        if isCloud(series), point.value != nil { continue }
        drawRange(point, low, high, column, ink, on: &canvas)
      case (let low?, nil) where y.contains(low):
        let row = row(clampedDotRow(low))
        if row > events.height { canvas.put(signs.upwards, column, row - 1, ink) }
        canvas.put(signs.rangeBottom, column, row, ink)
      case (nil, let high?) where y.contains(high):
        let row = row(clampedDotRow(high))
        if row + 1 < events.height + rows { canvas.put(signs.downwards, column, row + 1, ink) }
        canvas.put(signs.rangeTop, column, row, ink)
      default: break
      }
      drawTime(of: point, ink, on: &canvas)
    }
  }

  private func drawRange(
    _ point: Chart.Point, _ low: Double, _ high: Double, _ column: Int, _ ink: ConsoleInk,
    on canvas: inout CharacterCanvas
  ) {
    let (top, bottom) = (clampedDotRow(high), clampedDotRow(low))
    let (first, last) = (row(top), row(bottom))
    guard point.value == nil else {
      // Half a bar where the range ends within a row.
      for row in first...max(first, last) {
        let sign =
          first == last
          ? signs.range
          : row == first && top % 4 >= 2
            ? signs.rangeHalfBelow
            : row == last && bottom % 4 < 2 ? signs.rangeHalfAbove : signs.range
        canvas.put(sign, column, row, ink)
      }
      return
    }
    for row in first...max(first, last) { canvas.put(signs.range, column, row, ink) }
    if first == last {
      canvas.put(signs.rangeBoth, column, first, ink)
    } else {
      canvas.put(signs.rangeTop, column, first, ink)
      canvas.put(signs.rangeBottom, column, last, ink)
    }
  }

  /// Whether the time of a point is long enough to be drawn.
  func drawsTime(_ point: Chart.Point) -> Bool {
    guard point.showsTime, point.end > x.domain.lowerBound, point.start < x.domain.upperBound
    else { return false }
    return dot(x.clamped(point.end)) / 2 - dot(x.clamped(point.start)) / 2 >= 2
  }

  /// The time a value stands for, where it is not a year.
  private func drawTime(
    of point: Chart.Point, _ ink: ConsoleInk, on canvas: inout CharacterCanvas
  ) {
    guard drawsTime(point) else { return }
    let height: Int
    if let spot = spot(point) {
      height = Int(spot.y)
    } else {
      let ends = [point.low, point.high].compactMap { $0 }.filter(y.contains).map(clampedDotRow)
      guard point.value == nil, !ends.isEmpty else { return }
      height = ends.reduce(0, +) / ends.count
    }
    let first = column(dot(x.clamped(point.start)))
    let last = column(dot(x.clamped(point.end)))
    let row = row(height)
    for column in first...last { canvas.put(signs.time, column, row, ink) }
    canvas.put(signs.timeStart, first, row, ink)
    canvas.put(signs.timeEnd, last, row, ink)
    if point.value == nil, let middle = dotColumn(point.middle) {
      canvas.put(signs.rangeBoth, column(middle), row, ink)
    }
  }

  func drawMarks(of series: Chart.Series, on canvas: inout CharacterCanvas) {
    let isCloud = isCloud(series)
    for point in series.points {
      guard let spot = spot(point), !isCloud || point.standing != .final else { continue }
      let isZero = y.kind == .logarithmic && (point.value ?? 1) <= 0
      canvas.put(
        isZero ? "0" : signs.mark(series.tone, isFilled: point.standing == .final),
        column(Int(spot.x)), row(Int(spot.y)), .tone(series.tone))
    }
  }
}

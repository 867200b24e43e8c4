extension ConsolePanel {
  /// An entry of the key: a sample and what it stands for.
  private struct Entry: Hashable {
    var sample: String
    var ink: ConsoleInk
    var text: String
  }

  /// Adds what the signs of this panel stand for, those that occur.
  func key(_ bands: [(band: Chart.Band, shade: Character)], on page: inout ConsolePage) {
    var entries = valueEntries
    for case .line(let line) in panel.marks where !line.label.isEmpty {
      entries.append(
        Entry(sample: sample(of: line), ink: .tone(line.tone), text: signs.words(line.label)))
    }
    for (band, shade) in bands where !band.label.isEmpty {
      entries.append(
        Entry(
          sample: String(repeating: shade, count: 3), ink: .tone(band.tone),
          text: signs.words(band.label)))
    }
    if panel.marks.contains(where: { if case .interval = $0 { true } else { false } }) {
      entries.append(
        Entry(
          sample: String(repeating: signs.thick, count: 3), ink: .tone(.second),
          text: "on the axis: the interval of a date"))
    }
    for case .reference(let value, let label) in panel.marks where !label.isEmpty {
      let number = NumberStyle(significantDigits: 6).text(value)
      entries.append(
        Entry(
          sample: String(repeating: signs.reference, count: 3), ink: .faint,
          text: signs.words("\(label): \(number)")))
    }
    if !showsVerticalLabels {
      let ticks = Self.verticalTicks(y, rows: rows)
      if let first = ticks.first, let last = ticks.last {
        entries.append(
          Entry(
            sample: String(signs.axisTick), ink: .faint,
            text: signs.words("from \(first.text) at the lowest to \(last.text) at the highest")))
      }
    }
    lay(entries, on: &page)
  }

  private var valueEntries: [Entry] {
    var entries: [Entry] = []
    var points: [Chart.Point] = []
    var unnamed: Set<Chart.Tone> = []
    for case .series(let series) in panel.marks {
      points += series.points
      guard series.points.contains(where: { $0.value != nil }) else { continue }
      // Stretches of one series between breaks share its tone; the last of them has the name.
      let hasName = panel.marks.contains { mark in
        if case .series(let other) = mark {
          other.tone == series.tone && !other.label.isEmpty
        } else {
          false
        }
      }
      if series.label.isEmpty, hasName || !unnamed.insert(series.tone).inserted { continue }
      let name = series.label.isEmpty ? "values" : signs.words(series.label)
      let ink = ConsoleInk.tone(series.tone)
      if isCloud(series) {
        let dot = signs.isASCII ? String(signs.mark(series.tone, isFilled: true)) : "⠂"
        entries.append(Entry(sample: dot, ink: ink, text: "\(name), a dot each"))
      } else if series.points.contains(where: { $0.value != nil && $0.standing == .final }) {
        entries.append(
          Entry(sample: String(signs.mark(series.tone, isFilled: true)), ink: ink, text: name))
      } else {
        entries.append(
          Entry(sample: String(signs.mark(series.tone, isFilled: false)), ink: ink, text: name))
      }
    }
    return entries + standingEntries(points)
  }

  private func standingEntries(_ points: [Chart.Point]) -> [Entry] {
    var entries: [Entry] = []
    let marked = points.filter { $0.value != nil }
    let hasProvisional = marked.contains { $0.standing == .provisional }
    let hasPartial = marked.contains { $0.standing == .partial }
    if hasProvisional || hasPartial {
      let words = [hasProvisional ? "provisional" : "", hasPartial ? "part of a year" : ""]
      entries.append(
        Entry(
          sample: String(signs.mark(hollowTone, isFilled: false)), ink: .plain,
          text: words.filter { !$0.isEmpty }.joined(separator: " or ")))
    }
    if points.contains(where: { $0.low != nil && $0.high != nil }) {
      entries.append(Entry(sample: String(signs.range), ink: .plain, text: "published range"))
    }
    if points.contains(where: { $0.isAtLeast }) {
      entries.append(
        Entry(sample: String([signs.rangeBottom, signs.upwards]), ink: .plain, text: "at least"))
    }
    if points.contains(where: { $0.isAtMost }) {
      entries.append(
        Entry(sample: String([signs.rangeTop, signs.downwards]), ink: .plain, text: "at most"))
    }
    if points.contains(where: drawsTime) {
      entries.append(
        Entry(
          sample: String([signs.timeStart, signs.time, signs.timeEnd]), ink: .plain,
          text: "the time a value covers"))
    }
    let hasZero = y.kind == .logarithmic && points.contains { $0.value.map { $0 <= 0 } ?? false }
    if hasZero {
      entries.append(Entry(sample: "0", ink: .plain, text: "zero, which has no place on the axis"))
    }
    return entries
  }

  /// The tone of the first hollow mark.
  private var hollowTone: Chart.Tone {
    for case .series(let series) in panel.marks
    where series.points.contains(where: { $0.value != nil && $0.standing != .final }) {
      return series.tone
    }
    return .first
  }

  /// A little of a line, as it is drawn.
  private func sample(of line: Chart.Line) -> String {
    let stroke = signs.stroke(line.kind, order: order(of: line))
    if signs.isASCII { return String(repeating: stroke.plain, count: 3) }
    var canvas = CharacterCanvas(width: 4, height: 1, isASCII: false)
    for step in 0..<8 where step % (stroke.on + stroke.off) < stroke.on {
      canvas.dot(step, 2, plain: stroke.plain, .plain)
    }
    return canvas.lines.map { $0.text(usesColor: false) }.joined()
  }

  /// Entries beside each other where there is room, three spaces between.
  private func lay(_ entries: [Entry], on page: inout ConsolePage) {
    var line = StyledLine()
    var used = 0
    for entry in entries {
      let lead = DisplayWidth.of(entry.sample) + 1
      let length = lead + DisplayWidth.of(entry.text)
      if used > 0, used + 3 + length > width {
        page.add(line)
        (line, used) = (StyledLine(), 0)
      }
      if used > 0 {
        line.add("   ")
        used += 3
      }
      line.add(entry.sample, entry.ink)
      if used + length <= width {
        line.add(" " + entry.text)
        used += length
        continue
      }
      for (index, part) in TextWrapping.lines(entry.text, width: width - lead).enumerated() {
        if index > 0 {
          page.add(line)
          line = StyledLine(String(repeating: " ", count: lead - 1))
        }
        line.add(" " + part)
      }
      page.add(line)
      (line, used) = (StyledLine(), 0)
    }
    if used > 0 { page.add(line) }
  }
}

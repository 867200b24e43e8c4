/// New values among the old in characters, one row for each series on a scale of its own.
struct ConsoleRanks {
  let ranks: Chart.Ranks
  let width: Int
  let signs: ConsoleSigns

  init(_ ranks: Chart.Ranks, width: Int, signs: ConsoleSigns) {
    self.ranks = ranks
    self.width = width
    self.signs = signs
  }

  func draw(on page: inout ConsolePage) {
    guard !ranks.rows.isEmpty else { return page.add(words: "(no series)", ink: .faint) }
    for row in ranks.rows { draw(row, on: &page) }
    let hollow = signs.mark(.first, isFilled: false)
    let square = signs.mark(.second, isFilled: true)
    page.add(
      words:
        "\(hollow) earlier values, the lowest and highest written out; \(square) the new value; "
        + "\(signs.time) its published range", ink: .faint)
  }

  private func draw(_ row: Chart.Ranks.Row, on page: inout ConsolePage) {
    page.add(words: row.label, ink: .bold)
    let past = row.past.filter { $0.isFinite && (ranks.scale == .linear || $0 > 0) }
    let style = NumberStyle()
    let low = past.min().map { signs.words(style.text($0)) } ?? ""
    let high = past.max().map { signs.words(style.text($0)) } ?? ""
    let ends = (DisplayWidth.of(low), DisplayWidth.of(high))
    let columns = width - ends.0 - ends.1 - 2
    guard columns >= 8, !past.isEmpty || row.new != nil else {
      return page.add(words: finding(row))
    }
    let values = past + [row.new, row.range?.lowerBound, row.range?.upperBound].compactMap { $0 }
    let domain = Scale.domain(of: values, ranks.scale, includesZero: false)
    let scale = Scale(ranks.scale, domain, from: 0, to: Double(columns))
    let column = { (value: Double) in min(columns - 1, max(0, Int(scale.clamped(value)))) }
    var canvas = CharacterCanvas(width: columns, height: 1, isASCII: signs.isASCII)
    if let range = row.range {
      for place in column(range.lowerBound)...column(range.upperBound) {
        canvas.put(signs.time, place, 0, .tone(.second))
      }
    }
    for value in past {
      canvas.put(signs.mark(.first, isFilled: false), column(value), 0, .tone(.first))
    }
    if let new = row.new, scale.contains(new) {
      canvas.put(signs.mark(.second, isFilled: true), column(new), 0, .tone(.second))
    }
    var line = StyledLine(low + " ", .faint)
    for span in canvas.lines.flatMap(\.spans) { line.add(span.text, span.ink) }
    line.add(" " + high, .faint)
    page.add(line)
    page.add(words: finding(row))
  }

  private func finding(_ row: Chart.Ranks.Row) -> String {
    let value = row.new.map { " " + NumberStyle().text($0) } ?? ""
    return "\(row.newLabel)\(value): \(row.finding)"
  }
}

/// How the signs of a chart are read, for those that occur in it.
enum ReadingKey {
  /// The key in sentences; empty where nothing needs one.
  static func text(_ content: Chart.Content) -> String {
    let words =
      switch content {
      case .panels(let panels, _): words(panels)
      case .forest(let forest): words(forest)
      case .ranks(let ranks): words(ranks)
      }
    return words.isEmpty ? "" : words.joined(separator: ". ") + "."
  }

  private static func words(_ panels: [Chart.Panel]) -> [String] {
    let series = panels.flatMap(\.marks).compactMap { mark -> Chart.Series? in
      if case .series(let series) = mark { series } else { nil }
    }
    let points = series.flatMap(\.points)
    var words: [String] = []
    let hasProvisional = points.contains { $0.standing == .provisional }
    let hasPartial = points.contains { $0.standing == .partial }
    if hasProvisional && hasPartial {
      words.append("Hollow: provisional, or part of a year")
    } else if hasProvisional {
      words.append("Hollow: provisional")
    } else if hasPartial {
      words.append("Hollow: part of a year")
    }
    if points.contains(where: \.showsTime) { words.append("Flat bars: the time a value covers") }
    if points.contains(where: { $0.low != nil && $0.high != nil }) {
      words.append("Upright bars: published range")
    }
    if points.contains(where: { $0.isAtLeast || $0.isAtMost }) {
      words.append("Arrows: no bound on that side")
    }
    let marks = panels.flatMap(\.marks)
    if marks.contains(where: { if case .interval = $0 { true } else { false } }) {
      words.append("Level bars at the foot: the interval of a date")
    }
    return words
  }

  private static func words(_ forest: Chart.Forest) -> [String] {
    let intervals = forest.rows.flatMap { row -> [Chart.Forest.Interval] in
      if case .estimate(let estimate) = row { estimate.intervals } else { [] }
    }
    let levels = Set(intervals.map(\.level)).sorted(by: >).map { NumberStyle().text($0 * 100) }
    guard let last = levels.last else { return [] }
    var words: [String] = []
    if levels.count == 1 {
      words.append("Lines: \(last) % intervals")
    } else {
      let others = levels.dropLast().joined(separator: ", ")
      words.append("Lines, from thin to thick: \(others) and \(last) % intervals")
    }
    let isOpen = { (interval: Chart.Forest.Interval) in
      interval.low == nil || interval.high == nil
        || (forest.axis.scale == .logarithmic && (interval.low ?? 1) <= 0)
    }
    if intervals.contains(where: isOpen) { words.append("Arrows: no end on that side") }
    return words
  }

  private static func words(_ ranks: Chart.Ranks) -> [String] {
    var words: [String] = []
    if ranks.rows.contains(where: { !$0.past.isEmpty }) {
      words.append("Circles: earlier values, the lowest and highest written out")
    }
    if ranks.rows.contains(where: { $0.new != nil }) { words.append("Square: the new value") }
    if ranks.rows.contains(where: { $0.range != nil }) { words.append("Bar: its published range") }
    return words
  }
}

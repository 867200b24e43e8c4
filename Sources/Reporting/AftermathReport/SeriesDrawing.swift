import Comparison
import Statistics
import TimeSeries

/// A series as marks of a chart: points with their ranges, cut where comparison is not allowed.
struct SeriesDrawing {
  let label: String
  private let series: Series<AnyMeasure>
  private let breaks: [Break]
  private let rule: ReadingRule
  private let asOf: Day
  /// Whether every value stands at the middle of its period, as fits see it, rather than a stock on
  /// the days it was stated for.
  private let usesPeriods: Bool

  init(_ comparison: WindowComparison) {
    self.init(
      comparison.resolved,
      label: comparison.info.title.isEmpty ? comparison.name : comparison.info.title,
      rule: ReadingRule(hedges: comparison.plan.reading.hedges), usesPeriods: false)
  }

  init(
    _ resolved: ResolvedSeries<AnyMeasure>, label: String, rule: ReadingRule, usesPeriods: Bool
  ) {
    self.label = label
    self.rule = rule
    self.usesPeriods = usesPeriods
    series = resolved.series
    breaks = resolved.breaks
    asOf = resolved.asOf
  }

  /// The values drawn as points, which alone choose the scale: a bound of zero is drawn to the edge.
  var bestValues: [Double] {
    series.observations.compactMap { point($0, at: { $0.decimalYear }).value }
  }

  /// Marks of the whole series on calendar years.
  func marks(_ label: String, tone: Chart.Tone) -> [Chart.Mark] {
    marks(label, tone: tone, series.observations) { $0.decimalYear }
  }

  /// Marks of the part of the series within some years of an anchor.
  func marks(
    _ label: String, tone: Chart.Tone, since anchor: Anchor, within span: ClosedRange<Double>
  ) -> [Chart.Mark] {
    let origin = anchor.firstAfter.decimalYear
    let shown = series.observations.filter { observation in
      let elapsed = place(of: observation).middle.decimalYear - origin
      return span.contains(elapsed)
    }
    return marks(label, tone: tone, shown) { $0.decimalYear - origin }
  }

  /// One series of marks for each stretch between breaks; the last of them carries the name.
  private func marks(
    _ label: String, tone: Chart.Tone, _ observations: [Observation],
    at place: (Day) -> Double
  ) -> [Chart.Mark] {
    let dates = breaks.filter(\.separates).map(\.date)
    var stretches: [[Observation]] = []
    for observation in observations {
      if let last = stretches.last?.last,
        !dates.contains(where: { $0 > last.stated.middle && $0 <= observation.stated.middle })
      {
        stretches[stretches.count - 1].append(observation)
      } else {
        stretches.append([observation])
      }
    }
    return stretches.enumerated().map { index, stretch in
      .series(
        Chart.Series(
          index == stretches.count - 1 ? label : "", tone: tone,
          points: stretch.map { point($0, at: place) }, longestJoin: longestJoin))
    }
  }

  /// How far apart the middles of neighbours are at most: a little more than the step of the series.
  private var longestJoin: Double {
    let shapes = Set(series.observations.map(\.period.shape))
    guard shapes.count == 1, let shape = shapes.first else { return 1.25 }
    return switch shape {
    case .quarter: 0.32
    case .month: 0.12
    case .day: 1.5 / 365
    case .year, .span: 1.25
    }
  }

  /// The breaks at which nothing may be compared, as marks.
  var breakMarks: [Chart.Mark] {
    guard let span = series.span else { return [] }
    return breaks.filter { $0.separates && $0.date > span.first.start && $0.date <= span.last.last }
      .map { .definitionBreak($0.date.decimalYear, label: SeriesDrawing.short($0.description)) }
  }

  /// Where an observation stands in time: a stock on the days it was stated for.
  private func place(of observation: Observation) -> Period {
    series.measure.accrual == .stock && !usesPeriods ? observation.stated : observation.period
  }

  private func point(_ observation: Observation, at place: (Day) -> Double) -> Chart.Point {
    let bounds = rule.hedges.bounds(of: observation.reading, hedge: observation.hedge)
    // What a hedging word is taken to span was not published: no bar stands for it.
    let isPlain = [.exact, .approximate].contains(observation.reading.kind)
    let period = self.place(of: observation)
    let standing: Chart.Point.Standing =
      observation.status == .provisional
      ? (observation.isPartialYear ? .partial : .provisional)
      : observation.isPartialYear
        ? .partial : observation.period.last > asOf ? .provisional : .final
    let value = observation.reading.value(rule.point, bounds: bounds, scale: rule.scale)
    let middle = place(period.middle)
    // A level of a few days is a place on the axis; one of months, and every total, has its length.
    let isDay = !usesPeriods && series.measure.accrual == .stock && period.dayCount < 32
    return Chart.Point(
      from: isDay ? middle : place(period.start), to: isDay ? middle : place(period.end),
      value: value, low: isPlain ? nil : bounds.low, high: isPlain ? nil : bounds.high,
      standing: standing)
  }

  /// What there is to see, in a sentence.
  var description: String {
    let drawn = series.observations.map {
      (period: $0.period, point: point($0, at: { $0.decimalYear }))
    }
    let unit = series.measure.unit.symbol
    // A part of a year is no less and no more than a year: it is not among first, last or highest.
    let whole = drawn.filter { $0.point.standing != .partial }
    let valued = whole.compactMap { item in item.point.value.map { (item.period, $0) } }
    let others = drawn.count - valued.count
    let rest =
      others > 0 ? " \(others) more are parts of years or known only by ranges or bounds." : ""
    guard let first = valued.first, let last = valued.last else {
      return "\(label): parts of years, ranges or bounds only, in \(drawn.count) periods."
    }
    guard valued.count > 1 else {
      return "\(label): \(DisplayText.number(first.1)) \(unit) in \(first.0).\(rest)"
    }
    let highest = valued.max { $0.1 < $1.1 } ?? first
    return "\(label): from \(DisplayText.number(first.1)) \(unit) in \(first.0) to "
      + "\(DisplayText.number(last.1)) in \(last.0), highest \(DisplayText.number(highest.1)) in "
      + "\(highest.0).\(rest)"
  }

  /// Whether values differ so much that equal ratios read better than equal differences.
  static func spansDecades(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max(), low > 0 else { return false }
    return high / low > 30
  }

  /// A name with its first letter large.
  static func capitalized(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  /// The first words of a title, for a label on a chart.
  static func short(_ title: String) -> String {
    let clause = title.prefix { !";:(".contains($0) }
    let text = clause.count <= 44 ? clause : clause.prefix { $0 != "," }
    guard text.count > 44 else { return text.trimmed }
    var words: [Substring] = []
    var length = 0
    for word in text.split(separator: " ") {
      length += word.count + 1
      if length > 42 { break }
      words.append(word)
    }
    return words.joined(separator: " ") + " …"
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}

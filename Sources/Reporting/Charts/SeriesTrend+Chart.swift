public import Comparison
import Statistics
import Tables
import TimeSeries

extension Chart {
  /// The trends of series: the values with their ranges, the line of every method that fits one,
  /// and the interval of the first line by least squares. One panel for each series, on an axis of
  /// its own; methods that are refused, or have no line, are named below.
  ///
  /// - Parameters:
  ///   - trends: at most ``mostPanels`` are drawn, the others named.
  ///   - names: what the chart calls series, by their names.
  public static func trends(_ trends: [SeriesTrend], names: [String: Name] = [:]) -> Chart {
    let panels = trends.prefix(mostPanels).map { $0.panel(names, isAlone: trends.count == 1) }
    let sample = trends.count == 1 ? trends[0].sample : nil
    var subtitle = trends.count == 1 ? "no values" : "Each series on an axis of its own"
    if let sample, let first = sample.observations.first, let last = sample.observations.last {
      let span =
        first.period == last.period ? "\(first.period)" : "\(first.period) to \(last.period)"
      subtitle = "\(span), n = \(sample.sample.count)"
    }
    return Chart(
      panels, left: trends.dropFirst(mostPanels).map { title($0.name, names) },
      one: { "Trend: \($0)" }, several: { "Trends of \($0) series" }, subtitle: subtitle)
  }
}

extension SeriesTrend {
  fileprivate func panel(_ names: [String: Chart.Name], isAlone: Bool) -> AnalysisPanel {
    let series = AnalysedSeries(resolved, name: name, rule: rule, names: names)
    let lines = self.lines
    let places = (sample?.observations ?? []).map(AnalysedSeries.place)
    var marks = series.marks
    for (line, tone) in zip(lines, Self.tones(lines.count)) {
      if let level = line.intervals.first?.level {
        let slices = zip(places, line.intervals).map { Chart.Band.Slice($0, $1.low, $1.high) }
        let share = NumberStyle().text(level * 100)
        marks.append(
          .band(.init("\(share) % interval of \(line.method)", tone: tone, slices: slices)))
      }
      let drawn = zip(places, line.values).map { Chart.Place($0, $1) }
      marks.append(.line(.init(line.method, .fitted, tone: tone, places: drawn)))
    }
    let described = lines.compactMap { line -> String? in
      guard let first = line.values.first, let last = line.values.last else { return nil }
      return "The line of \(line.method) goes from \(DisplayText.number(first)) to "
        + "\(DisplayText.number(last))."
    }
    return AnalysisPanel(
      series: series,
      panel: Chart.Panel(
        isAlone ? nil : series.title,
        vertical: series.axis(isLogarithmic(lines) ? .logarithmic : .linear), marks: marks),
      description: ([series.description] + described).joined(separator: " "),
      remarks: remarks(lines))
  }

  /// A logarithmic axis where the analysis is of logarithms: its lines are straight there.
  private func isLogarithmic(_ lines: [FittedLine]) -> Bool {
    if rule.scale == .log { return true }
    let isOfLogarithms = lines.allSatisfy { $0.method == TrendMethod.logLinear.name }
    return !lines.isEmpty && isOfLogarithms
      && resolved.series.observations.allSatisfy { observation in
        let bounds = rule.hedges.bounds(of: observation.reading, hedge: observation.hedge)
        return observation.reading.value(rule.point, bounds: bounds).map { $0 > 0 } ?? true
      }
  }

  /// The methods without a line: those refused, each with its reason, and those that have none.
  private func remarks(_ lines: [FittedLine]) -> [Note] {
    // Methods refused for one reason are named together.
    let reasons = outcomes.compactMap { $0.refusal?.description }.withoutRepeats()
    var remarks = reasons.map { reason in
      let methods = outcomes.filter { $0.refusal?.description == reason }.map(\.method)
      let verb = methods.count == 1 ? "is" : "are"
      return Note(
        .refusal, "refused", "\(methods.joined(separator: ", ")) \(verb) refused: \(reason).")
    }
    let drawn = Set(lines.map(\.method))
    let others = outcomes.filter { $0.value != nil && !drawn.contains($0.method) }.map(\.method)
    if !others.isEmpty {
      remarks.append(
        Note(
          .exclusion, "no-line",
          "Without a line to draw: \(others.joined(separator: ", ")); the table has them."))
    }
    return remarks + (sample?.notes ?? [])
  }

  /// Colours for lines beside the values, which have the first.
  private static func tones(_ count: Int) -> [Chart.Tone] {
    let tones: [Chart.Tone] = [.second, .third, .fourth, .fifth, .sixth]
    return (0..<count).map { tones[$0 % tones.count] }
  }
}

public import Comparison
import Statistics
import Tables
import TimeSeries

extension Chart {
  /// Series interrupted by events: the values, what the model fits before and after, what the years
  /// before lead one to expect with the interval of a new observation, and the events. One panel
  /// for each analysis.
  ///
  /// - Parameters:
  ///   - analyses: at most ``mostPanels`` are drawn, the others named.
  ///   - names: what the chart calls series, by their names.
  public static func interruptions(
    _ analyses: [SeriesInterruption], names: [String: Name] = [:]
  ) -> Chart {
    let isAlone = analyses.count == 1
    let titles = analyses.titles(names)
    let panels = zip(analyses, titles).prefix(mostPanels).map { analysis, title in
      analysis.panel(names, title: isAlone ? nil : title)
    }
    let events = analyses.map(\.event).withoutRepeats()
    return Chart(
      panels, left: Array(titles.dropFirst(mostPanels)), one: { "Before and after: \($0)" },
      several: { "Before and after: \($0) analyses" },
      subtitle: events.count == 1 ? "Interrupted at \(events[0])" : "")
  }
}

extension [SeriesInterruption] {
  /// What tells each analysis from the others.
  fileprivate func titles(_ names: [String: Chart.Name]) -> [String] {
    let series = Set(map(\.name)).count > 1
    let events = Set(map(\.event)).count > 1
    let baselines = Set(map(\.choices.baseline)).count > 1
    return map { analysis in
      let title = Chart.title(analysis.name, names)
      var parts: [String] = series ? [title] : []
      if events { parts.append("at \(analysis.event)") }
      if baselines, let baseline = analysis.choices.baseline {
        parts.append("baseline \(baseline)")
      }
      return parts.isEmpty ? title : parts.joined(separator: ", ")
    }
  }
}

extension SeriesInterruption {
  fileprivate func panel(_ names: [String: Chart.Name], title: String?) -> AnalysisPanel {
    let series = AnalysedSeries(resolved, name: name, rule: choices.rule, names: names)
    let lines = self.lines
    let observations = sample?.observations ?? []
    let place = { (index: Int) in AnalysedSeries.place(of: observations[index]) }
    var marks = eventMarks + series.marks
    var description = [series.description]
    var remarks: [Note] = []
    if let lines {
      let after = lines.expected.filter(\.isAfter)
      let slices = after.compactMap { item in
        item.interval.map { Chart.Band.Slice(place(item.place), $0.low, $0.high) }
      }
      if let level = after.compactMap(\.interval).first?.level {
        let share = NumberStyle().text(level * 100)
        marks.append(
          .band(.init("\(share) % of new values", tone: .second, slices: slices)))
      }
      if !after.isEmpty {
        marks.append(
          .line(
            .init(
              "expected from before", .counterfactual, tone: .second,
              places: lines.expected.map { Chart.Place(place($0.place), $0.value) })))
        description.append(sentence(after))
      } else {
        remarks.append(
          Note(
            .exclusion, "no-counterfactual",
            "Nothing is expected from the years before: that needs 5 observations."))
      }
      for (index, stretch) in lines.stretches.enumerated() {
        let places = stretch.compactMap { item in
          lines.fitted[item].map { Chart.Place(place(item), $0) }
        }
        let isLast = index == lines.stretches.count - 1
        marks.append(
          .line(
            .init(isLast ? "fitted, \(lines.model)" : "", .fitted, tone: .third, places: places)))
      }
    }
    remarks += refusals + (sample?.notes ?? [])
    return AnalysisPanel(
      series: series,
      panel: Chart.Panel(
        title, vertical: series.axis(isLog ? .logarithmic : .linear), marks: marks),
      description: description.joined(separator: " "), remarks: remarks)
  }

  /// The events as lines, those that take time and the transition as bands.
  private var eventMarks: [Chart.Mark] {
    var marks = anchors.map { anchor -> Chart.Mark in
      let start = anchor.lastBefore.advanced(by: 1).decimalYear
      let end = anchor.firstAfter.decimalYear
      let label = "after \(anchor.label)"
      return end - start < 0.02 ? .event(end, label: label) : .eventSpan(start...end, label: label)
    }
    if let years = choices.transition {
      marks.append(
        .eventSpan(Double(years.first)...Double(years.last + 1), label: "transition"))
    }
    return marks
  }

  private func sentence(_ after: [Expectation]) -> String {
    guard let first = after.first, let last = after.last else { return "" }
    let text = { (item: Expectation) in DisplayText.number(item.value) }
    return after.count == 1
      ? "After \(event) the years before lead one to expect \(text(first))."
      : "After \(event) the years before lead one to expect \(text(first)) at first and "
        + "\(text(last)) at last."
  }

  /// Why there is no fit, or the changes that are in none.
  private var refusals: [Note] {
    switch fit {
    case .failure(let refusal): return [Note(.refusal, "refused", "No fit: \(refusal).")]
    case .success(let fit):
      guard let model = fit.models.last(where: { $0.fit != nil }) else {
        return [
          Note(.refusal, "refused", "No fit: there are no more observations than terms.")
        ]
      }
      return model.changes.compactMap { change in
        change.refusal.map {
          Note(.refusal, "refused", "\(change.term) is not in the model: \($0).")
        }
      }
    }
  }
}

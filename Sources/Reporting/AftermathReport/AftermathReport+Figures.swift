import Comparison
import Statistics
import TimeSeries

extension AftermathReport {
  /// The series as they are: those of one measure and unit in one figure, six at most.
  var seriesFigures: [(id: String, chart: Chart)] {
    var groups: [(measure: String, unit: String, subjects: [Subject])] = []
    for subject in subjects where subject.series.count > 0 {
      let measure = subject.series.measure
      if let place = groups.lastIndex(where: {
        $0.measure == measure.name && $0.unit == measure.unit.symbol && $0.subjects.count < 6
      }) {
        groups[place].subjects.append(subject)
      } else {
        groups.append((measure.name, measure.unit.symbol, [subject]))
      }
    }
    var counts: [String: Int] = [:]
    return groups.map { group in
      counts[group.measure, default: 0] += 1
      let number = counts[group.measure] ?? 1
      return (
        "series-\(group.measure)" + (number > 1 ? "-\(number)" : ""),
        seriesChart(group.subjects, number: number)
      )
    }
  }

  private func seriesChart(_ subjects: [Subject], number: Int) -> Chart {
    let drawing = subjects.map { SeriesDrawing($0.comparison) }
    let values = drawing.flatMap(\.bestValues)
    let isFlow = subjects.first?.series.measure.accrual == .flow
    let unit = subjects.first?.unit ?? ""
    let isLogarithmic = SeriesDrawing.spansDecades(values)
    let name = SeriesDrawing.capitalized(subjects.first?.series.measure.name ?? "")
    let title =
      subjects.count == 1
      ? subjects[0].title : "\(name): \(subjects.count) series" + (number > 1 ? " more" : "")
    let summary = subjects.first?.comparison.info.summary ?? ""
    let subtitle =
      subjects.count > 1
      ? "Each counts by its own definition; they cannot be added or spliced"
      : summary.count <= 110 ? summary : ""
    var marks = eventMarks
    if subjects.count == 1 {
      marks += drawing[0].breakMarks
    }
    for (tone, item) in zip(Chart.Tone.allCases, drawing) {
      marks += item.marks(subjects.count == 1 ? "" : item.label, tone: tone)
    }
    return Chart(
      title,
      subtitle: subtitle,
      source: sourceLine(of: subjects),
      alternativeText: drawing.map(\.description).joined(separator: " "),
      content: .panels(
        [
          Chart.Panel(
            vertical: .init(
              isFlow ? "\(unit) a year" : unit, scale: isLogarithmic ? .logarithmic : .linear),
            marks: marks)
        ], columns: 1))
  }

  /// The events compared around, as lines and bands.
  private var eventMarks: [Chart.Mark] {
    guard events.isEmpty else {
      return events.map { event in
        let label = SeriesDrawing.short(event.title)
        return event.isWindow
          ? .eventSpan(event.period.start.decimalYear...event.period.end.decimalYear, label: label)
          : .event(event.period.last.decimalYear, label: label)
      }
    }
    return anchors.map { .event($0.firstAfter.decimalYear, label: "after \($0.label)") }
  }

  /// The publishers of some series, and the day to which they speak.
  func sourceLine(of subjects: [Subject]) -> String {
    let keys = subjects.flatMap { $0.series.observations.flatMap(\.sources) }.withoutRepeats()
    var counts: [String: Int] = [:]
    for key in keys {
      if let publisher = sources[key]?.publisher, !publisher.isEmpty {
        counts[publisher, default: 0] += 1
      }
    }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let listed = names.prefix(4).joined(separator: "; ")
    let more = names.count > 4 ? " and \(names.count - 4) more" : ""
    let lead = names.isEmpty ? origin.title : listed + more
    return "Source: \(lead); as of \(origin.asOf). Statements in provenance.csv."
  }
}

extension AftermathReport {
  /// The two aftermaths on one clock, a panel for each series that has values around both events.
  var alignedFigures: [(id: String, chart: Chart)] {
    guard let first = firstAnchor, let second = laterAnchors.first else { return [] }
    let shown = subjects.filter { subject in
      let series = subject.series.observations
      return series.filter {
        $0.stated.end > first.firstAfter && $0.stated.start < second.firstAfter
      }.count >= 3
        && series.filter { $0.stated.start < first.firstAfter }.count >= 4
    }
    guard !shown.isEmpty else { return [] }
    // Six panels are what a page holds; more go into further figures.
    return stride(from: 0, to: shown.count, by: 6).map { start in
      let part = Array(shown[start..<min(start + 6, shown.count)])
      return (
        "aligned" + (start > 0 ? "-\(start / 6 + 1)" : ""), alignedChart(part, first, second)
      )
    }
  }

  private func alignedChart(_ shown: [Subject], _ first: Anchor, _ second: Anchor) -> Chart {
    let panels = shown.map { subject in
      let drawing = SeriesDrawing(subject.comparison)
      let isLogarithmic = SeriesDrawing.spansDecades(drawing.bestValues)
      let isFlow = subject.series.measure.accrual == .flow
      return Chart.Panel(
        subject.title,
        horizontal: .sinceEvent(title: "Years since the end of the last year before", -8...6),
        vertical: .init(
          isFlow ? "\(subject.unit) a year" : subject.unit,
          scale: isLogarithmic ? .logarithmic : .linear),
        marks: [.event(0, label: "")]
          + drawing.marks(first.yearText, tone: .first, since: first, within: -8...6)
          + drawing.marks(second.yearText, tone: .second, since: second, within: -8...6))
    }
    return Chart(
      "Each aftermath on its own clock",
      subtitle:
        "Eight years before to six after \(first.label) and \(second.label); the years compared begin at 0",
      source: sourceLine(of: shown),
      alternativeText: shown.map { subject in
        "\(subject.title): years before and after \(first.label) and \(second.label) drawn over each other."
      }.joined(separator: " "),
      content: .panels(panels, columns: panels.count > 1 ? 2 : 1))
  }

  /// Changes of level as ratios, and as differences, each with its interval.
  var changeFigures: [(id: String, chart: Chart)] {
    ["ratio", "difference"].compactMap { scale in
      var rows: [Chart.Forest.Row] = []
      var units: [String] = []
      for subject in subjects {
        let found = subject.comparison.outcomes.filter {
          $0.value?.quantity == .levelChange && $0.value?.scale == scale
        }
        guard !found.isEmpty else { continue }
        units.append(subject.unit)
        rows.append(.heading(subject.title))
        for outcome in found {
          guard let effect = outcome.value, let value = effect.estimate,
            let interval = effect.interval
          else { continue }
          let model = effect.term.split(separator: ", ").last.map(String.init) ?? effect.term
          rows.append(
            .estimate(
              .init(
                "\(outcome.event), \(outcome.baseline.map { "\($0)" } ?? ""): \(model)", value,
                [
                  .init(
                    level: interval.level, low: interval.low.isFinite ? interval.low : nil,
                    high: interval.high.isFinite ? interval.high : nil)
                ])))
        }
      }
      guard rows.contains(where: { if case .estimate = $0 { true } else { false } }) else {
        return nil
      }
      let isRatio = scale == "ratio"
      let unit = units.withoutRepeats().joined(separator: ", ")
      return (
        "change-\(scale)",
        Chart(
          isRatio ? "Level after over level before" : "Level after less level before",
          subtitle: "Estimate and interval, averaged over serial correlation"
            + (isRatio ? "" : "; \(unit)"),
          source:
            "Computed by aftermath \(origin.program) from the values in data/; as of \(origin.asOf).",
          alternativeText: alternative(of: rows),
          content: .forest(
            .init(
              axis: .init(
                isRatio ? "Ratio" : "Difference, \(unit)", scale: isRatio ? .logarithmic : .linear),
              reference: isRatio ? 1 : 0,
              directions: .init(left: "lower after", right: "higher after"), rows: rows)))
      )
    }
  }

  private func alternative(of rows: [Chart.Forest.Row]) -> String {
    rows.map { row in
      switch row {
      case .heading(let title): return "\(title):"
      case .refused(let label, let reason): return "\(label): \(reason)."
      case .estimate(let estimate):
        let interval = estimate.intervals.last
        let low = interval?.low.map { DisplayText.number($0) } ?? "no lower end"
        let high = interval?.high.map { DisplayText.number($0) } ?? "no upper end"
        return "\(estimate.label) \(DisplayText.number(estimate.value)), \(low) to \(high)."
      }
    }.joined(separator: " ")
  }
}

public import Comparison
import Statistics
import Tables
import TimeSeries

extension Chart {
  /// Breaks of series: the values, what a method fits to each segment, the breaks it finds and the
  /// intervals of their dates. One panel for each method that finds a break or fits segments; the
  /// others are named below.
  ///
  /// - Parameters:
  ///   - searches: at most ``mostPanels`` methods of them are drawn, the others named.
  ///   - names: what the chart calls series, by their names.
  public static func breaks(_ searches: [SeriesBreaks], names: [String: Name] = [:]) -> Chart {
    var panels: [AnalysisPanel] = []
    var left: [String] = []
    var remarks: [Note] = []
    for search in searches {
      let series = title(search.name, names)
      let already = panels.count + left.count
      for outcome in search.outcomes {
        let title = searches.count > 1 ? "\(series): \(outcome.method)" : outcome.method
        if let remark = search.remark(outcome, title) {
          remarks.append(remark)
        } else if panels.count < mostPanels {
          panels.append(
            search.panel(outcome, names, title: title, isAlone: searches.count == 1))
        } else {
          left.append(title)
        }
      }
      // The values are seen even where no method has anything to add.
      guard panels.count + left.count == already else { continue }
      if panels.count < mostPanels {
        panels.append(
          search.panel(nil, names, title: series, isAlone: searches.count == 1))
      } else {
        left.append(series)
      }
    }
    var chart = Chart(
      panels, left: left, one: { "Breaks: \($0)" },
      several: { _ in
        searches.count == 1
          ? "Breaks: \(title(searches[0].name, names))" : "Breaks of \(searches.count) series"
      }, subtitle: "What each method finds; all but chow look for the place in the values")
    chart.remarks = capped(remarks) + chart.remarks
    return chart
  }
}

extension SeriesBreaks {
  /// Why a method has no panel: it is refused, or finds no break and fits nothing.
  fileprivate func remark(_ outcome: MethodOutcome, _ title: String) -> Note? {
    if let refusal = outcome.refusal {
      return Note(.refusal, "refused", "\(title) is refused: \(refusal).")
    }
    guard breaks(of: outcome).isEmpty else { return nil }
    return Note(.exclusion, "no-break", "\(title) finds no break.")
  }

  fileprivate func panel(
    _ outcome: MethodOutcome?, _ names: [String: Chart.Name], title: String, isAlone: Bool
  ) -> AnalysisPanel {
    let series = AnalysedSeries(resolved, name: name, rule: rule, names: names)
    let found = outcome.map { breaks(of: $0) } ?? []
    var marks: [Chart.Mark] = []
    for item in found {
      marks.append(.event(place(of: item.time, item), label: "after \(item.lastBefore)"))
      guard let low = item.low, let high = item.high, low < high else { continue }
      marks.append(.interval(place(of: low, item)...place(of: high, item)))
    }
    marks += series.marks
    marks += lines(outcome)
    let dates = found.map { "after \($0.lastBefore)" }.joined(separator: ", ")
    var axis = series.axis(rule.scale == .log ? .logarithmic : .linear)
    axis.sharesEnds = isAlone
    return AnalysisPanel(
      series: series, panel: Chart.Panel(title, vertical: axis, marks: marks),
      description: [
        series.description,
        outcome.map { found.isEmpty ? "" : "\($0.method) finds breaks \(dates)." } ?? "",
      ].filter { !$0.isEmpty }.joined(separator: " "),
      remarks: sample?.notes ?? [])
  }

  /// What the method fits, a line for each segment.
  private func lines(_ outcome: MethodOutcome?) -> [Chart.Mark] {
    guard let sample, let outcome else { return [] }
    let fitted = segments.filter { $0.method == outcome.method }
    return fitted.enumerated().map { index, segment in
      let places = segment.values.enumerated().map { offset, value in
        Chart.Place(
          AnalysedSeries.place(of: sample.observations[segment.first + offset]), value)
      }
      return .line(
        .init(index == fitted.count - 1 ? "fitted" : "", .fitted, tone: .third, places: places))
    }
  }

  /// Where a time of the search is drawn: the start of a period as it is; a point in time, a bend,
  /// is as far from the middles of periods, where values are drawn, as from their starts in the fit.
  private func place(of time: Double, _ item: DatedBreak) -> Double {
    guard let sample, item.isPoint, let first = sample.observations.first,
      let start = sample.sample.times.first
    else { return time }
    return time + AnalysedSeries.place(of: first) - start
  }
}

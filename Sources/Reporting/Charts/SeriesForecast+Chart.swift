public import Comparison
import Statistics
import Tables
import TimeSeries

extension Chart {
  /// Forecasts of series: the values so far, what each method expects, and nested intervals in
  /// which a new value lies with a probability of 50 and 80 % and of the level asked for. One panel
  /// for each method that answers; methods that are refused are named below.
  ///
  /// - Parameters:
  ///   - forecasts: at most ``mostPanels`` methods of them are drawn, the others named.
  ///   - names: what the chart calls series, by their names.
  public static func forecasts(
    _ forecasts: [SeriesForecast], names: [String: Name] = [:]
  ) -> Chart {
    var panels: [AnalysisPanel] = []
    var left: [String] = []
    for forecast in forecasts {
      let series = title(forecast.name, names)
      let answered = forecast.outcomes.filter { $0.value != nil }
      for outcome in answered {
        let title = forecasts.count > 1 ? "\(series): \(outcome.method)" : outcome.method
        if panels.count < mostPanels {
          panels.append(
            forecast.panel(outcome, names, title: title, isAlone: forecasts.count == 1))
        } else {
          left.append(title)
        }
      }
    }
    let refused = forecasts.flatMap { forecast in
      forecast.refusals(named: forecasts.count > 1 ? title(forecast.name, names) : nil)
    }
    let horizons = forecasts.map(\.choices.horizon).withoutRepeats()
    var chart = Chart(
      panels, left: left, one: { "Forecast: \($0)" },
      several: { count in
        forecasts.count == 1
          ? "Forecast: \(title(forecasts[0].name, names))"
          : "Forecasts of \(forecasts.count) series"
      },
      subtitle: horizons.count == 1
        ? "\(horizons[0]) \(horizons[0] == 1 ? "period" : "periods") after the last complete one"
        : "")
    chart.remarks = capped(refused) + chart.remarks
    return chart
  }
}

extension SeriesForecast {
  fileprivate func panel(
    _ outcome: MethodOutcome, _ names: [String: Chart.Name], title: String, isAlone: Bool
  ) -> AnalysisPanel {
    let series = AnalysedSeries(resolved, name: name, rule: choices.rule, names: names)
    let expectations = outcome.value?.expectations ?? []
    let place = { (expectation: Expectation) in AnalysedSeries.middle(of: expectation.period) }
    var marks = series.marks
    for level in levels {
      let slices = expectations.compactMap { item in
        item.interval(level: level).map { Chart.Band.Slice(place(item), $0.low, $0.high) }
      }
      guard !slices.isEmpty else { continue }
      let share = NumberStyle().text(level * 100)
      marks.append(.band(.init("\(share) % of new values", tone: .second, slices: slices)))
    }
    let places = expectations.map { Chart.Place(place($0), $0.estimate) }
    marks.append(.line(.init("expected", .counterfactual, tone: .second, places: places)))
    var axis = series.axis(choices.rule.scale == .log ? .logarithmic : .linear)
    axis.sharesEnds = isAlone
    return AnalysisPanel(
      series: series, panel: Chart.Panel(title, vertical: axis, marks: marks),
      description: [series.description, sentence(outcome.method, expectations)]
        .joined(separator: " "),
      remarks: sample?.notes ?? [])
  }

  /// The levels of nested intervals, the widest first.
  private var levels: [Double] {
    [choices.level] + [0.8, 0.5].filter { $0 < choices.level }
  }

  private func sentence(_ method: String, _ expectations: [Expectation]) -> String {
    guard let last = expectations.last else { return "" }
    let share = NumberStyle().text(choices.level * 100)
    let range = last.interval(level: choices.level).map {
      ", \(share) % of new values from \(DisplayText.number($0.low)) to "
        + DisplayText.number($0.high)
    }
    return "\(method) expects \(DisplayText.number(last.estimate)) in \(last.period)"
      + (range ?? "") + "."
  }

  fileprivate func refusals(named series: String?) -> [Note] {
    outcomes.compactMap { outcome in
      outcome.refusal.map {
        let text = "\(outcome.method) is refused: \($0)."
        return Note(.refusal, "refused", series.map { "\($0): \(text)" } ?? text)
      }
    }
  }
}

import Statistics
import Tables
import TimeSeries

/// What must be said of forecasts beside their numbers.
struct ForecastRemarks {
  let resolved: ResolvedSeries<AnyMeasure>
  let past: PastRows
  let outcomes: [SeriesForecast.MethodOutcome]
  let choices: SeriesForecast.Choices
  let crossed: [Break]

  var notes: [Note] {
    [interval, gaps, start, scale, belowZero, farAhead, forced].compactMap { $0 }
  }

  private var expectations: [SeriesForecast.Expectation] {
    outcomes.compactMap(\.value).flatMap(\.expectations)
  }

  private var interval: Note {
    Note(
      .method, "prediction-interval",
      "Low and High are ends of a prediction interval: a new value lies between them with a "
        + "probability of \(DisplayText.number(choices.level * 100)) %, if the model holds.")
  }

  private var gaps: Note? {
    guard past.gapCount > 0 else { return nil }
    let (one, several) = past.grid.name
    return Note(
      .caveat, "missing-periods",
      past.gapCount == 1
        ? "1 \(one) between has no value; the spacing is kept."
        : "\(past.gapCount) \(several) between have no value; the spacing is kept.")
  }

  /// Where forecasts begin, if what was left out of the fits lies there.
  private var start: Note? {
    guard let last = past.grid.period(at: past.values.count - 1) else { return nil }
    let left = resolved.series.observations.filter { $0.period.start >= last.end }
    let parts = left.filter(\.isPartialYear)
    guard !left.isEmpty else { return nil }
    var text = "Forecasts begin after \(last), the last complete and final \(past.grid.name.one)"
    if let part = parts.first {
      text +=
        "; what is expected of \(part.period.start.year) is expected of the whole "
        + "\(past.grid.name.one), not of the part that was counted"
    }
    return Note(.method, "forecast-start", text + ".")
  }

  private var scale: Note? {
    guard choices.rule.scale == .log else { return nil }
    return Note(
      .method, "log-scale",
      "Fitted to natural logarithms: estimates and ends are brought back by the exponential, so that "
        + "an estimate is the median, below the mean; std_error, fitted values and residuals are of "
        + "the logarithm.")
  }

  /// Values that cannot be negative, and intervals or estimates that are. Nothing is cut off.
  private var belowZero: Note? {
    guard choices.rule.scale != .log, past.values.allSatisfy({ ($0 ?? 0) >= 0 }) else { return nil }
    let below = outcomes.filter { outcome in
      outcome.value?.expectations.contains { expectation in
        expectation.interval(level: choices.level).map { $0.low < 0 } ?? (expectation.estimate < 0)
      } ?? false
    }
    guard !below.isEmpty else { return nil }
    let names = below.map(\.method).joined(separator: ", ")
    let isEstimate = below.contains { $0.value?.expectations.contains { $0.estimate < 0 } ?? false }
    return Note(
      .caveat, "below-zero",
      (isEstimate ? "Forecasts and their intervals" : "Intervals")
        + " of \(names) reach below zero, "
        + "where these values have never been; nothing is cut off. If they cannot go there, use "
        + "--scale log.")
  }

  private var farAhead: Note? {
    let longest = past.places.count / 2
    guard choices.horizon > max(1, longest) else { return nil }
    return Note(
      .caveat, "far-ahead",
      "\(choices.horizon) \(past.grid.name.several) ahead on \(past.places.count) values is farther "
        + "than half of what is known: there the shape of a model speaks, not the values.")
  }

  private var forced: Note? {
    guard choices.isForced, let first = crossed.first else { return nil }
    return Note(
      .caveat, "break-crossed",
      "Forced through the break of \(first.date): \(first.description). The values on its two sides "
        + "do not mean the same.")
  }
}

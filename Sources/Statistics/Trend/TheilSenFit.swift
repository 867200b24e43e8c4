public import Tables

/// A line by the method of Theil and Sen.
public struct TheilSenFit: Hashable, Sendable {
  let line: ResistantLine
  /// The number of slopes, n(n − 1)/2.
  public let slopeCount: Int
  /// The interval for the slope; its level is the one asked for.
  public let interval: ConfidenceInterval
  /// The level an exact interval has, at least the one asked for; nil for approximate ones.
  public let achievedLevel: Double?
  /// Which slopes were taken for the ends of the interval.
  public let rule: TheilSen.IntervalRule
  /// The observations.
  public let sample: Sample

  /// The median of the slopes of all pairs.
  public var slope: Double { line.slope }
  /// The value at time 0 of the line through the medians, median(y) − slope · median(t), Conover's;
  /// nil where it is beyond the doubles.
  public var intercept: Double? { line.intercept }
  /// The other intercept in use, median(y − slope · t); nil where it is beyond the doubles.
  public var residualIntercept: Double? { line.residualIntercept }
  /// The values at the times of the sample of the line through the medians.
  public var fitted: [Double] { line.heights(sample.times, through: line.middle) }
  /// The values less those of the line.
  public var residuals: [Double] { zip(sample.values, fitted).map { $0 - $1 } }
  /// How the interval was had.
  public var basis: Basis { rule == .exact ? .exact : .asymptotic }

  var notes: [Note] {
    var notes = [Note(.method, "theil-sen-interval", intervalText)]
    if interval.low == -.infinity {
      notes.append(
        Note(
          .caveat, "interval-unbounded",
          "No slope can be excluded at level \(interval.level) with \(sample.count) values."))
    }
    return notes
  }

  private var intervalText: String {
    switch rule {
    case .exact, .automatic:
      "Theil–Sen interval from the exact law of Kendall's score; achieved level "
        + "\(((achievedLevel ?? interval.level) * 10_000).rounded() / 10_000)."
    case .rounded: "Theil–Sen interval by Sen's normal ranks, rounded (1968)."
    case .interpolated: "Theil–Sen interval by Gilbert's normal ranks, interpolated (1987)."
    }
  }
}

extension TheilSenFit: Tabular {
  /// One row: the slope with its interval.
  public var estimates: Table {
    Table(
      TheilSen.card.title, [self],
      [
        .text(.method) { _ in TheilSen.card.name },
        .text(.term) { _ in "time" },
        .number(.estimate) { $0.slope },
        .number(.intervalLow) { $0.interval.low },
        .number(.intervalHigh) { $0.interval.high },
        .number(.level) { $0.achievedLevel ?? $0.interval.level },
        .text(.basis) { $0.basis.name },
        .integer(.count) { $0.sample.count },
      ], notes: notes)
  }

  /// One row: the method and n.
  public var overview: Table {
    Table(
      TheilSen.card.title, [self],
      [.text(.method) { _ in TheilSen.card.name }, .integer(.count) { $0.sample.count }],
      notes: notes)
  }

  /// One row for each observation: time, value, fitted, residual.
  public var observations: Table? {
    lineObservations(TheilSen.card.title, sample, fitted)
  }
}

/// The observations of a line: time, value, fitted, residual.
func lineObservations(_ title: String, _ sample: Sample, _ fitted: [Double]) -> Table {
  let rows = sample.times.indices.map {
    (time: sample.times[$0], value: sample.values[$0], fitted: fitted[$0])
  }
  return Table(
    title, rows,
    [
      .number(.time) { $0.time },
      .number(.value) { $0.value },
      .number(.fitted) { $0.fitted },
      .number(.residual) { $0.value - $0.fitted },
    ])
}

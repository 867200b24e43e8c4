import Statistics
public import Tables
import TimeSeries

extension SeriesForecast: Tabular {
  /// The columns of every forecast, whatever the methods.
  private static let columns: [Column] = [
    .method, .period, .time, .estimate, .standardError, .degreesOfFreedom, .intervalLow,
    .intervalHigh, .basis, .count, .refusal, .instead, .remark,
  ]
  /// Those that are there only where a row fills them.
  private static let optional: Set<Column> = [
    .degreesOfFreedom, .refusal, .instead, .remark,
  ]

  /// Those whose emptiness in the row of a refused method has the refusal as its reason.
  private static let absent: Set<Column> = [
    .estimate, .intervalLow, .intervalHigh,
  ]

  /// One row for each method and period after the last, or for its refusal.
  public var estimates: Table { SeriesForecast.estimates(of: [self]) }

  /// One row for each method that answered: parameters, likelihood, how its search stopped.
  public var overview: Table { SeriesForecast.overview(of: [self]) }

  /// One row for each observation and method: the forecast from the values before it, and the error.
  public var observations: Table? { SeriesForecast.observations(of: [self]) }

  /// The estimates of several series, one below the other.
  ///
  /// - Parameter grouping: the column in front that tells them apart.
  public static func estimates(
    of forecasts: [SeriesForecast], by grouping: Grouping = .series
  ) -> Table {
    joined("Forecast", forecasts, grouping, before: "from ") { forecast in
      forecast.outcomes.map(forecast.rows)
    }.withoutEmpty(optional)
  }

  /// The overviews of several series.
  public static func overview(
    of forecasts: [SeriesForecast], by grouping: Grouping = .series
  ) -> Table {
    joined("Models", forecasts, grouping, before: "from ") { forecast in
      forecast.outcomes.compactMap { $0.value?.overview }
    }
  }

  /// The observations of several series; on the logarithmic scale as logarithms.
  public static func observations(
    of forecasts: [SeriesForecast], by grouping: Grouping = .series
  ) -> Table {
    joined("Observations", forecasts, grouping, before: "from ") { $0.observationTables }
  }

  private func rows(_ outcome: MethodOutcome) -> Table {
    guard let answer = outcome.value else {
      return refusedRow(outcome, Self.columns, absent: Self.absent)
    }
    let count = sample?.sample.count ?? 0
    let level = choices.level
    let exact = "the fit is exact: there is no error to judge by"
    let beyond = "beyond the range of doubles"
    let basis = answer.basis.name
    let method = outcome.method
    let remark = outcome.remark
    return Table(
      "", answer.expectations,
      [
        .text(.method) { _ in method },
        .text(.period) { $0.period.description },
        .number(.time) { $0.time },
        .cell(.estimate) { Cell($0.estimate, because: beyond) },
        .number(.standardError) { $0.step.standardError },
        .number(.degreesOfFreedom) { $0.step.degreesOfFreedom },
        .cell(.intervalLow) { $0.end(\.low, level: level, exact, beyond) },
        .cell(.intervalHigh) { $0.end(\.high, level: level, exact, beyond) },
        .text(.basis) { _ in basis },
        .integer(.count) { _ in count },
        .text(.remark) { _ in remark },
      ], notes: answer.notes
    ).arranged(Self.columns) { _ in nil }
  }

  private var observationTables: [Table] {
    guard let sample else { return [] }
    let answers = outcomes.compactMap { outcome in
      outcome.value.map { (method: outcome.method, answer: $0) }
    }
    let rows = Array(sample.observations.indices)
    let observations = sample.observations
    let numbers = sample.sample
    let bare: [Field<Int>] = [
      .text(.period) { observations[$0].period.description },
      .number(.time) { numbers.times[$0] },
      .number(.value) { numbers.values[$0] },
    ]
    guard !answers.isEmpty else { return [Table("", rows, bare)] }
    return answers.map { method, answer in
      let fitted = answer.fitted
      let table = Table(
        "", rows,
        bare + [
          .number(.fitted) { fitted[$0] },
          .number(.residual) { row in fitted[row].map { numbers.values[row] - $0 } },
        ])
      return answers.count > 1 ? table.prefixed(by: .method, .text(method)) : table
    }
  }
}

extension SeriesForecast.Expectation {
  /// An end of the interval, or why there is none.
  fileprivate func end(
    _ end: (ConfidenceInterval) -> Double, level: Double, _ exact: String, _ beyond: String
  ) -> Cell {
    interval(level: level).map { Cell(end($0), because: beyond) } ?? .absent(because: exact)
  }
}

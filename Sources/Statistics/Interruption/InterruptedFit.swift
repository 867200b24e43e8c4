public import Tables

/// The changes at one event or several, each with its three answers, and what the years before
/// lead one to expect.
public struct InterruptedFit: Hashable, Sendable {
  /// A model and the changes in it.
  public struct Model: Hashable, Sendable {
    /// Whether a straight trend is in the model.
    public let hasTrend: Bool
    /// The least squares fit; nil where there are no more observations than terms.
    public let fit: LinearFit?
    /// The changes, those of the first event first.
    public let changes: [Change]

    /// The model in words.
    public var name: String { hasTrend ? "trend" : "no trend" }
  }

  /// A change of level or slope.
  public struct Change: Hashable, Sendable {
    /// The term: `level_change`.
    public let term: String
    /// The number of observations.
    public let count: Int
    /// Least squares; nil where refused.
    public var conventional: Coefficient?
    /// At declared autocorrelations; nil where refused.
    public var declared: DeclaredRhoFit?
    /// Averaged over autocorrelations; nil where refused.
    public var averaged: TestResult?
    /// Why there is none.
    public var refusal: StatisticsError?
    /// What must be read with it.
    public var remark: String?
  }

  /// What was fitted.
  public let specification: InterruptedSeries
  /// The observations used: those outside the transition.
  public let sample: Sample
  /// Their places in the sample that was given.
  public let places: [Int]
  /// Without and with a trend.
  public let models: [Model]
  /// What the line through the years before the first event leads one to expect at each time, with
  /// the interval of a new observation; nil with fewer than five years before.
  public let counterfactual: Prediction?
}

extension InterruptedFit: Tabular {
  /// One row of an answer.
  private struct Row {
    let method: String
    let model: String
    let term: String
    let count: Int
    var variant: String?
    var rho: Double?
    var estimate: Double?
    var standardError: Double?
    var statistic: Double?
    var degreesOfFreedom: Double?
    var pValue: Double?
    var interval: ConfidenceInterval?
    var basis: Basis?
    var refusal: StatisticsError?
    var remark: String?

    /// Why a cell of the row is empty.
    var absence: String { refusal.map { "\($0)" } ?? "the fit is exact" }
  }

  private func rows(_ change: Change, _ model: Model) -> [Row] {
    func row(_ method: String, _ variant: String?) -> Row {
      Row(
        method: method, model: model.name, term: change.term, count: change.count,
        variant: variant, remark: change.remark)
    }
    if let refusal = change.refusal {
      var refused = row("ols", nil)
      refused.refusal = refusal
      return [refused]
    }
    var rows: [Row] = []
    func add(
      _ method: String, _ variant: String, rho: Double? = nil, _ estimate: Double?,
      _ standardError: Double?, _ statistic: Double?, _ degreesOfFreedom: Double?,
      _ pValue: Double?, _ interval: ConfidenceInterval?, _ basis: Basis
    ) {
      var answer = row(method, variant)
      answer.rho = rho
      answer.estimate = estimate
      answer.standardError = standardError
      answer.statistic = statistic
      answer.degreesOfFreedom = degreesOfFreedom
      answer.pValue = pValue
      answer.interval = interval
      answer.basis = basis
      rows.append(answer)
    }
    if let found = change.conventional {
      add(
        "ols", "conventional", found.estimate, found.standardError, found.statistic,
        found.degreesOfFreedom, found.pValue, found.interval, .exact)
    }
    for found in change.declared?.rows ?? [] {
      add(
        "gls-ar1", "declared", rho: found.rho, found.estimate, found.standardError,
        found.statistic, found.degreesOfFreedom, found.pValue, found.interval, .exact)
    }
    if let worst = change.declared?.worst {
      add(
        "gls-ar1", "worst", rho: worst.rho, worst.estimate, nil, nil, nil, worst.pValue,
        worst.interval, .exact)
    }
    if let averaged = change.averaged {
      add(
        "gls-ar1", "averaged", averaged.estimate?.value, averaged.standardError, nil,
        averaged.degreesOfFreedom.first, averaged.pValue, averaged.interval, averaged.basis)
    }
    return rows
  }

  /// One row for each answer to each change: least squares, each declared autocorrelation, the
  /// worst of them, and the average.
  public var estimates: Table {
    let rows = models.flatMap { model in model.changes.flatMap { self.rows($0, model) } }
    return Table(
      "Changes", rows,
      [
        .text(.method) { $0.method },
        .text(.model) { $0.model },
        .text(.term) { $0.term },
        .text(.variant) { $0.variant },
        .number(.rho) { $0.rho },
        .cell(.estimate) { Cell($0.estimate, because: $0.absence) },
        .number(.standardError) { $0.standardError },
        .number(.statistic) { $0.statistic },
        .number(.degreesOfFreedom) { $0.degreesOfFreedom },
        .cell(.pValue) { Cell($0.pValue, because: $0.absence) },
        .cell(.intervalLow) { Cell($0.interval?.low, because: $0.absence) },
        .cell(.intervalHigh) { Cell($0.interval?.high, because: $0.absence) },
        .text(.basis) { $0.basis?.name },
        .integer(.count) { $0.count },
        .text(.refusal) { $0.refusal.map { "\($0)" } },
        .text(.remark) { $0.remark },
      ], notes: notes)
  }

  private var notes: [Note] {
    var notes = [
      Note(
        .method, "averaged-rho",
        "The rows averaged over autocorrelation are the ones to quote; the worst of the declared "
          + "ones says what would have to be assumed for them to fail."),
      Note(
        .method, "impact",
        "Declared shape of the change: \(specification.impact). The change of level is that at the "
          + "first time after."),
    ]
    if models.contains(where: { $0.fit?.isExact == true }) {
      notes.append(
        Note(.caveat, "exact-fit", "A model fits the values to their rounding: it has no error."))
    }
    return notes
  }

  /// One row for each model: its size, fit and information criteria, and the autocorrelation at
  /// which the verdict on its first change turns.
  public var overview: Table {
    Table.stacked(
      "Models",
      models.compactMap { model in
        model.fit.map { fit in
          let turn = model.changes.first { $0.declared != nil }?.declared?.breakdown
          let table = fit.overview
          return Table(
            "", columns: [.model] + table.columns + [.breakdownRho],
            rows: table.rows.map {
              [.text(model.name)] + $0
                + [Cell(turn, because: "the verdict does not turn up to 0.99")]
            }, notes: table.notes)
        }
      })
  }

  /// One row for each observation used: its value, what the model with a trend fits, and what the
  /// years before the first event lead one to expect, with the interval of a new observation.
  public var observations: Table? {
    guard let fit = models.last?.fit ?? models.first?.fit else { return nil }
    struct Row {
      let time: Double
      let value: Double
      let fitted: Double
      let expected: Prediction.Row?
    }
    let rows = sample.times.indices.map { place in
      Row(
        time: sample.times[place], value: sample.values[place], fitted: fit.fitted[place],
        expected: counterfactual?.rows[place])
    }
    let reason = "needs 5 observations before the first event"
    return Table(
      "Observations", rows,
      [
        .number(.time) { $0.time }, .number(.value) { $0.value }, .number(.fitted) { $0.fitted },
        .number(.residual) { $0.value - $0.fitted },
        .cell(.counterfactual) { Cell($0.expected?.value, because: reason) },
        .cell(.intervalLow) { Cell($0.expected?.interval?.low, because: reason) },
        .cell(.intervalHigh) { Cell($0.expected?.interval?.high, because: reason) },
      ],
      notes: [
        Note(
          .method, "counterfactual",
          "The counterfactual is the line through the years before the first event; its interval is "
            + "that of a new observation.")
      ])
  }
}

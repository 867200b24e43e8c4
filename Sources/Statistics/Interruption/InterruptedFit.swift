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
  /// One to five times after an event against what those before it lead one to expect, without and
  /// with a trend; none for an event with more of them.
  public let firstTimesAfter: [FirstTimesAfter]
}

extension InterruptedFit: Tabular {
  /// One row of an answer.
  private struct Row {
    let method: String
    let model: String
    let term: String
    let count: Int
    var time: Double?
    var variant: String?
    var rho: Double?
    var estimate: Double?
    var standardError: Double?
    var statistic: Double?
    var degreesOfFreedom: Double?
    var pValue: Double?
    var floor: Double?
    var interval: ConfidenceInterval?
    var basis: Basis?
    var refusal: StatisticsError?
    var remark: String?
    /// Why a cell is empty of which such rows have one; nil for rows that never do.
    var reason: String? = "the fit is exact"

    /// Why a cell of the row is empty.
    var absence: String? { refusal.map { "\($0)" } ?? reason }
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

  /// The rows of the times after an event: each against its interval, together, and their rank.
  private func rows(_ after: FirstTimesAfter) -> [Row] {
    let model = after.hasTrend ? "trend" : "no trend"
    func term(_ kind: String) -> String { after.event.isEmpty ? kind : "\(kind) \(after.event)" }
    let forced =
      after.isForced ? "forced: misleads below \(FirstTimesAfter.leastBefore) before" : nil
    func row(_ method: String, _ kind: String) -> Row {
      Row(
        method: method, model: model, term: term(kind),
        count: after.beforeCount + after.afterCount, remark: forced)
    }
    if let refusal = after.refusal {
      var refused = row("prediction-interval", "departure")
      refused.refusal = refusal
      return [refused]
    }
    var rows = after.departures.map { departure in
      var one = row("prediction-interval", "departure")
      let found = departure.difference
      one.time = departure.time
      one.estimate = found.estimate
      one.standardError = found.standardError
      one.statistic = found.statistic
      one.degreesOfFreedom = found.degreesOfFreedom
      one.pValue = found.pValue
      one.interval = found.interval
      one.basis = .exact
      if let interval = found.interval {
        let isInside = interval.low <= 0 && interval.high >= 0
        let place = (isInside ? "inside" : "outside") + " the interval expected"
        one.remark = forced.map { "\(place); \($0)" } ?? place
      }
      return one
    }
    if let joint = after.joint {
      var one = row("chow-prediction", "joint_departure")
      one.statistic = joint.statistic?.value
      one.degreesOfFreedom = joint.degreesOfFreedom.first
      one.pValue = joint.pValue
      one.basis = joint.basis
      one.reason = nil
      rows.append(one)
    }
    if let placebo = after.placebo {
      var one = row("placebo-rank", "block_change")
      one.estimate = placebo.effect
      // Beside a trend the effect of the last block varies most: its rank is no p-value.
      one.pValue = after.hasTrend ? nil : placebo.pValue
      one.floor = after.hasTrend ? nil : placebo.floor
      one.basis = .descriptive
      one.reason = nil
      let rank = "\(placebo.rank) of \(placebo.blocks.count) blocks have as large a change"
      one.remark = forced.map { "\(rank); \($0)" } ?? rank
      rows.append(one)
    }
    return rows
  }

  /// One row for each answer to each change: least squares, each declared autocorrelation, the
  /// worst of them, and the average; then those of the few times after, where there are no more.
  public var estimates: Table {
    let rows =
      models.flatMap { model in model.changes.flatMap { self.rows($0, model) } }
      + firstTimesAfter.flatMap { self.rows($0) }
    return Table(
      "Changes", rows,
      [
        .text(.method) { $0.method },
        .text(.model) { $0.model },
        .text(.term) { $0.term },
        .number(.time) { $0.time },
        .text(.variant) { $0.variant },
        .number(.rho) { $0.rho },
        .cell(.estimate) { Cell($0.estimate, because: $0.absence) },
        .number(.standardError) { $0.standardError },
        .number(.statistic) { $0.statistic },
        .number(.degreesOfFreedom) { $0.degreesOfFreedom },
        .cell(.pValue) { Cell($0.pValue, because: $0.absence) },
        .number(.floor) { $0.floor },
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
    if firstTimesAfter.contains(where: { $0.refusal == nil }) {
      notes.append(
        Note(
          .method, "first-times-after",
          "A departure is the value less what the times before lead one to expect, with the error of "
            + "a new observation; joint_departure is Chow's prediction test of them all (the second "
            + "degrees of freedom are those of the departures); block_change is the change of the "
            + "block after, ranked among blocks of its length moved through the series, a "
            + "description: without a trend the chance of a first rank is near one over the number "
            + "of blocks where years are independent (.22 for .13 at autocorrelation 0.6, 10 and 5 "
            + "years), beside a trend two to three times as large. All take years as independent: "
            + "at autocorrelation 0.6 intervals of 95 % miss 7 to 8 % in the first year, 12 % in the "
            + "fifth about a mean and up to 20 % beside a trend (simulated), and of several years "
            + "one misses more often than that: read them together."))
    }
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

public import Statistics
public import Tables
public import TimeSeries

/// What the past of one series leads one to expect, by several methods, each with its forecasts or
/// the reason why it has none.
///
/// Never throws: a method that cannot answer, or would mislead, is a refused row. Parts of years and
/// provisional years are in no fit; what is expected of such a year is expected of the whole of it.
/// No method is carried over a break that separates, unless forced.
public struct SeriesForecast: AskedSeries {
  /// What is expected of one period by one method.
  public struct Expectation: Sendable {
    /// The period.
    public let period: Period
    /// Its decimal year.
    public let time: Double
    /// The number and its error on the scale of the analysis.
    public let step: ForecastStep
    /// Whether that scale is logarithmic.
    public let isLog: Bool

    /// The value expected, in the unit of the series; of logarithms the median.
    public var estimate: Double { value(step.value) }

    /// The interval in which a new value lies with a probability, in the unit of the series; nil
    /// where there is no error to judge by.
    public func interval(level: Double) -> ConfidenceInterval? {
      guard step.standardError > 0 else { return nil }
      let interval = step.interval(level: level)
      return ConfidenceInterval(low: value(interval.low), high: value(interval.high), level: level)
    }

    private func value(_ number: Double) -> Double {
      isLog ? Alignment.exponential(number) : number
    }
  }

  /// What a method answered.
  public struct Answer: Sendable {
    /// One for each period after the last.
    public let expectations: [Expectation]
    /// What the model gives each observation, on the scale of the analysis.
    public let fitted: [Double?]
    /// One row: parameters, likelihood, how the search stopped.
    public let overview: Table
    /// How the intervals were had.
    public let basis: Basis
    /// What must be known of it.
    public let notes: [Note]
  }

  /// A method and what came of it.
  public typealias MethodOutcome = AskedMethod<Answer>

  /// The choices of a forecast.
  public struct Choices: Sendable {
    /// How many periods after the last are asked for.
    public var horizon: Int
    /// Which number of a range, on which scale.
    public var rule: ReadingRule
    /// The level of the intervals in tables.
    public var level: Double
    /// Whether to compute what would mislead; such rows are marked.
    public var isForced: Bool

    /// Choices; what is not said is the standard.
    ///
    /// - Precondition: a horizon of 1 at least.
    public init(
      horizon: Int = 3, rule: ReadingRule = ReadingRule(), level: Double = 0.95,
      isForced: Bool = false
    ) {
      precondition(horizon >= 1, "a horizon of \(horizon)")
      self.horizon = horizon
      self.rule = rule
      self.level = level
      self.isForced = isForced
    }
  }

  /// The series' id or file.
  public let name: String
  /// The series.
  public let resolved: ResolvedSeries<AnyMeasure>
  /// The numbers the methods saw; nil where there are none.
  public let sample: AlignedSample?
  /// The choices.
  public let choices: Choices
  /// One for each method, in the order asked for.
  public let outcomes: [MethodOutcome]
  /// What was left out, assumed and must be known.
  public let notes: [Note]

  /// Asks methods what the past of a series leads one to expect.
  ///
  /// - Parameters:
  ///   - name: how tables name the series.
  ///   - methods: which; nil for the standard ones at this length.
  ///   - choices: horizon, scale, level.
  public init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, methods: [ForecastMethod]? = nil,
    _ choices: Choices = Choices()
  ) {
    self.name = name
    self.resolved = resolved
    self.choices = choices
    let selection = FitSelection(resolved)
    let aligned = Result { () throws(SeriesError) in
      try selection.series.aligned(choices.rule, omittingUndetermined: true)
    }
    let sample = try? aligned.get()
    self.sample = sample
    let count = sample?.sample.count ?? 0
    let past = sample.flatMap { PastRows($0) }
    let crossed = Break.crossed(by: sample?.observations ?? [], among: resolved.breaks)
    let asking = Asking(aligned: aligned, past: past, crossed: crossed, choices: choices)
    outcomes = (methods ?? ForecastMethod.standard(count: count)).map(asking.ask)
    var notes = selection.notes.filter {
      $0.code != "missing-years" && $0.code != "missing-periods"
    }
    if let sample { notes += sample.notes }
    if let past, outcomes.contains(where: { $0.value != nil }) {
      notes +=
        ForecastRemarks(
          resolved: resolved, past: past, outcomes: outcomes, choices: choices, crossed: crossed
        ).notes
    }
    self.notes = notes
  }
}

/// The values of a sample in rows of equal spacing, nil where a period between has none.
struct PastRows: Sendable {
  let grid: PeriodGrid
  let values: [Double?]
  /// The row of each observation.
  let places: [Int]

  /// More rows than so many times the values are no series of such periods.
  private static let mostRowsPerValue = 100

  init?(_ sample: AlignedSample) {
    let periods = sample.observations.map(\.period)
    guard let grid = PeriodGrid(periods), let last = periods.last else { return nil }
    let count = grid.place(of: last) + 1
    guard count <= periods.count * Self.mostRowsPerValue else { return nil }
    self.grid = grid
    places = periods.map(grid.place)
    var values = [Double?](repeating: nil, count: count)
    for (place, value) in zip(places, sample.sample.values) { values[place] = value }
    self.values = values
  }

  /// How many rows between have no value.
  var gapCount: Int { values.count - places.count }
}

/// What one method is asked of.
private struct Asking {
  let aligned: Result<AlignedSample, SeriesError>
  let past: PastRows?
  let crossed: [Break]
  let choices: SeriesForecast.Choices

  func ask(_ method: ForecastMethod) -> SeriesForecast.MethodOutcome {
    func refused(
      _ refusal: Refusal, instead: String? = nil
    ) -> SeriesForecast.MethodOutcome {
      SeriesForecast.MethodOutcome(
        method: method.name, answer: .failure(refusal), instead: instead ?? method.card.instead,
        remark: nil)
    }
    let sample: AlignedSample
    switch aligned {
    case .success(let found): sample = found
    case .failure(.empty):
      return refused(
        .statistics(.tooFewObservations(needed: method.card.leastCount, have: 0)))
    case .failure(let error): return refused(.series(error))
    }
    guard let past else {
      return refused(
        .notApplicable(
          "needs values by year, quarter, month or day, most of them there: what comes next has no "
            + "name in this series"), instead: "trend, the verb, which takes any spacing")
    }
    if let first = crossed.first, let last = crossed.last, !choices.isForced {
      let year = last.date == .first(of: last.date.year) ? last.date.year : last.date.year + 1
      return refused(
        .breakCrossed(first.date, first.description),
        instead: "the years on the later side: --from \(year)")
    }
    guard method.allowsGaps || past.gapCount == 0 else {
      return refused(
        .notApplicable(
          "needs a value in every \(past.grid.name.one), \(past.gapCount) "
            + (past.gapCount == 1 ? "is missing" : "are missing")),
        instead: "local-level or trend, which take gaps")
    }
    do throws(StatisticsError) {
      let answer = try method(past.values, steps: choices.horizon, isForced: choices.isForced)
      return SeriesForecast.MethodOutcome(
        method: method.name, answer: .success(named(answer, past)), instead: method.card.instead,
        remark: remark(method, sample.sample.count))
    } catch .misleadingBelow(let needed, let have, let instead) {
      return refused(
        .statistics(.misleadingBelow(observations: needed, have: have, instead: instead)),
        instead: instead)
    } catch {
      return refused(Refusal(error, of: sample.observations))
    }
  }

  private func named(_ answer: ForecastAnswer, _ past: PastRows) -> SeriesForecast.Answer {
    let expectations = answer.steps.enumerated().compactMap { index, step in
      past.grid.period(at: past.values.count + index).map { period in
        SeriesForecast.Expectation(
          period: period, time: period.time, step: step, isLog: choices.rule.scale == .log)
      }
    }
    return SeriesForecast.Answer(
      expectations: expectations, fitted: past.places.map { answer.fitted[$0] },
      overview: answer.overview, basis: answer.basis, notes: answer.notes)
  }

  private func remark(_ method: ForecastMethod, _ count: Int) -> String? {
    guard choices.isForced else { return nil }
    if let first = crossed.first { return "forced through the break of \(first.date)" }
    guard count < method.card.advisedCount else { return nil }
    return "forced: misleads below \(method.card.advisedCount) observations"
  }
}

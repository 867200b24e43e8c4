public import Statistics
public import Tables
public import TimeSeries

/// The trend of one series by several methods, each with its answer or the reason why it has none.
///
/// Never throws: a method that cannot answer, or would mislead, is a refused row. Parts of years
/// and provisional years are in no fit. No line is drawn through a break that separates, unless
/// forced.
public struct SeriesTrend: AskedSeries {
  /// What a method answers.
  public typealias Answer = TrendAnswer
  /// A method and what came of it.
  public typealias MethodOutcome = AskedMethod<Answer>

  /// The series' id or file.
  public let name: String
  /// The series.
  public let resolved: ResolvedSeries<AnyMeasure>
  /// The numbers the methods saw; nil where there are none.
  public let sample: AlignedSample?
  /// Which number of a range was taken, and on which scale.
  public let rule: ReadingRule
  /// The choices made.
  public let settings: TrendSettings
  /// One for each method, in the order asked for.
  public let outcomes: [MethodOutcome]
  /// What was left out, assumed and must be known.
  public let notes: [Note]

  /// Asks methods for the trend of a series.
  ///
  /// - Parameters:
  ///   - name: how tables name the series.
  ///   - methods: which; nil for the standard ones at this length.
  ///   - rule: which number of a range, and on which scale.
  ///   - settings: the choices, given the number of observations.
  public init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, methods: [TrendMethod]? = nil,
    rule: ReadingRule = ReadingRule(),
    settings: (_ count: Int) -> TrendSettings = { _ in TrendSettings() }
  ) {
    let data = TrendData(resolved, rule)
    self.init(data, name: name, methods: methods, rule: rule, settings: settings(data.count))
  }

  /// The trend of data that were made ready; what a panel has found of them is not computed again.
  init(
    _ data: TrendData, name: String, methods: [TrendMethod]?, rule: ReadingRule,
    settings: TrendSettings, knowing trends: SeriesTrends? = nil
  ) {
    self.name = name
    resolved = data.resolved
    self.rule = rule
    self.settings = settings
    sample = try? data.aligned.get()
    outcomes = (methods ?? TrendMethod.standard(count: data.count)).map { method in
      SeriesTrend.ask(method, data, settings, trends)
    }
    var notes = data.notes
    if let sample { notes += sample.notes }
    let hasAnswer = outcomes.contains { $0.value != nil }
    if hasAnswer { notes += SeriesTrend.remarks(resolved.series.measure, rule, settings) }
    if settings.isForced, let first = data.crossed.first, hasAnswer {
      notes.append(
        Note(
          .caveat, "break-crossed",
          "Forced through the break of \(first.date): \(first.description). The values on its "
            + "two sides do not mean the same."))
    }
    self.notes = notes
  }

  private static func ask(
    _ method: TrendMethod, _ data: TrendData, _ settings: TrendSettings, _ trends: SeriesTrends?
  ) -> MethodOutcome {
    func refused(_ refusal: Refusal, instead: String) -> MethodOutcome {
      MethodOutcome(
        method: method.name, answer: .failure(refusal), instead: instead, remark: nil)
    }
    let sample: AlignedSample
    switch data.aligned {
    case .success(let found): sample = found
    case .failure(.empty):
      return refused(
        .statistics(.tooFewObservations(needed: method.card.leastCount, have: 0)),
        instead: method.card.instead)
    case .failure(let error): return refused(.series(error), instead: method.card.instead)
    }
    let crossed = data.crossed
    if let first = crossed.first, let last = crossed.last, !settings.isForced {
      return refused(
        .breakCrossed(first.date, first.description),
        instead: "the years on one side: --from \(year(of: last)) or --to \(first.date.year - 1)")
    }
    do throws(StatisticsError) {
      let answer = try method(sample.sample, settings, knowing: trends)
      return MethodOutcome(
        method: method.name, answer: .success(answer), instead: method.card.instead,
        remark: forced(method, sample.sample.count, settings, crossed))
    } catch {
      return refused(Refusal(error, of: sample.observations), instead: method.instead(for: error))
    }
  }

  /// The first year that lies wholly after a break.
  private static func year(of item: Break) -> Int {
    item.date == .first(of: item.date.year) ? item.date.year : item.date.year + 1
  }

  private static func forced(
    _ method: TrendMethod, _ count: Int, _ settings: TrendSettings, _ crossed: [Break]
  ) -> String? {
    guard settings.isForced else { return nil }
    if let first = crossed.first { return "forced through the break of \(first.date)" }
    if count < method.card.advisedCount {
      return "forced: misleads below \(method.card.advisedCount) observations"
    }
    if method.takesCovariance, case .neweyWest = settings.covariance, count < 30 {
      return "forced: misleads below 30 observations"
    }
    return nil
  }

  private static func remarks(
    _ measure: AnyMeasure, _ rule: ReadingRule, _ settings: TrendSettings
  ) -> [Note] {
    let unit = measure.unit.symbol.isEmpty ? "the unit of the values" : measure.unit.symbol
    var notes = [
      Note(
        .method, "slope-unit",
        rule.scale == .log
          ? "Slopes are of natural logarithms, per year: exp(slope) − 1 is the growth a year."
          : "Slopes are per year, in \(unit).")
    ]
    if let level = Note.level(settings.level) { notes.append(level) }
    if settings.alternative != .twoSided {
      notes.append(
        Note(
          .method, "one-sided",
          "p-values are for \(settings.alternative == .greater ? "an upward" : "a downward") trend "
            + "(\(settings.alternative.rawValue)); intervals are two-sided."))
    }
    return notes
  }
}

extension Refusal {
  /// What a procedure's error means for the observations it was given.
  init(_ error: StatisticsError, of observations: [Observation]) {
    switch error {
    case .valueNotPositive(let index) where observations.indices.contains(index):
      self = .series(.notPositive(observations[index].period))
    default: self = .statistics(error)
    }
  }

  /// Whether more observations, or other values, would have given an answer: the data are not
  /// usable for what was asked, rather than not to be used so.
  public var isOfData: Bool {
    switch self {
    case .series, .statistics: true
    case .notApplicable, .tooFewYears, .breakCrossed: false
    }
  }
}

extension TrendMethod {
  /// What to use in place of a method that ended with an error.
  fileprivate func instead(for error: StatisticsError) -> String {
    if case .misleadingBelow(_, _, let instead) = error { return instead }
    return card.instead
  }
}

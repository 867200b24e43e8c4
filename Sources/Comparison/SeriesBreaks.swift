public import Statistics
public import Tables
public import TimeSeries

/// Where one series changes, by several methods, each with its answer or the reason why it has none.
///
/// Never throws: a method that cannot answer, or would mislead, is a refused row. Parts of years and
/// provisional years are in no search. Where a break of definition separates the values, nothing is
/// looked for unless forced. Methods by level and by rank take the values in their order, whatever the
/// years between; those by lines take the years.
public struct SeriesBreaks: AskedSeries {
  /// What a method answers.
  public typealias Answer = BreakAnswer
  /// A method and what came of it.
  public typealias MethodOutcome = AskedMethod<Answer>

  /// A break as a chart draws it.
  public struct DatedBreak: Sendable, Hashable {
    /// The last period before.
    public let lastBefore: Period
    /// The first period after.
    public let firstAfter: Period
    /// Where it lies, in decimal years: the start of the first period after, or a point between.
    public let time: Double
    /// The lower end of its interval, in decimal years; nil where there is none.
    public let low: Double?
    /// The upper end.
    public let high: Double?
    /// Whether it is a point in time, a bend, rather than the start of a period.
    public let isPoint: Bool
  }

  /// The series' id or file.
  public let name: String
  /// The series.
  public let resolved: ResolvedSeries<AnyMeasure>
  /// Which number of a range, and on which scale.
  public let rule: ReadingRule
  /// The numbers the methods saw; nil where there are none.
  public let sample: AlignedSample?
  /// One for each method, in the order asked for.
  public let outcomes: [MethodOutcome]
  /// What was left out, assumed and must be known.
  public let notes: [Note]

  /// Asks methods where a series changes.
  ///
  /// - Parameters:
  ///   - name: how tables name the series.
  ///   - methods: which; nil for the standard ones.
  ///   - rule: which number of a range, and on which scale.
  ///   - settings: the choices.
  public init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, methods: [BreakMethod]? = nil,
    rule: ReadingRule = ReadingRule(), settings: BreakSettings = BreakSettings()
  ) {
    self.name = name
    self.resolved = resolved
    self.rule = rule
    let selection = FitSelection(resolved)
    let aligned = Result { () throws(SeriesError) in
      try selection.series.aligned(rule, omittingUndetermined: true)
    }
    sample = try? aligned.get()
    let crossed = Break.crossed(by: sample?.observations ?? [], among: resolved.breaks)
    outcomes = (methods ?? BreakMethod.standard).map { method in
      SeriesBreaks.ask(method, aligned, settings, crossed)
    }
    // What the real spacing does is said here in its own words.
    let spacing = ["missing-years", "missing-periods"]
    var notes = selection.notes.filter { !spacing.contains($0.code) }
    if let sample { notes += sample.notes }
    if outcomes.contains(where: { $0.value != nil }) {
      notes += SeriesBreaks.remarks(resolved.series.measure, rule, sample?.sample.times ?? [])
      if let level = Note.level(settings.level) { notes.append(level) }
      if settings.isForced, let first = crossed.first {
        notes.append(
          Note(
            .caveat, "break-crossed",
            "Forced across the break of \(first.date): \(first.description). The values on its two "
              + "sides do not mean the same."))
      }
    }
    self.notes = notes
  }

  private static func ask(
    _ method: BreakMethod, _ aligned: Result<AlignedSample, SeriesError>,
    _ settings: BreakSettings, _ crossed: [Break]
  ) -> MethodOutcome {
    func refused(_ refusal: Refusal, instead: String) -> MethodOutcome {
      MethodOutcome(
        method: method.name, answer: .failure(refusal), instead: instead, remark: nil)
    }
    let sample: AlignedSample
    switch aligned {
    case .success(let found): sample = found
    case .failure(.empty):
      return refused(
        .statistics(.tooFewObservations(needed: method.card.leastCount, have: 0)),
        instead: method.card.instead)
    case .failure(let error): return refused(.series(error), instead: method.card.instead)
    }
    if let first = crossed.first, !settings.isForced {
      return refused(
        .breakCrossed(first.date, first.description),
        instead: "the years on one side, by --from or --to")
    }
    do throws(StatisticsError) {
      let answer = try method(sample.sample, settings)
      return MethodOutcome(
        method: method.name, answer: .success(answer), instead: method.card.instead,
        remark: forced(method, sample.sample.count, settings, crossed))
    } catch {
      return refused(
        SeriesBreaks.refusal(error, of: sample.observations), instead: method.card.instead)
    }
  }

  private static func refusal(
    _ error: StatisticsError, of observations: [Observation]
  ) -> Refusal {
    if case .notACount(let index) = error, observations.indices.contains(index) {
      return .notApplicable("takes counts, and the value of \(observations[index].period) is none")
    }
    return Refusal(error, of: observations)
  }

  private static func forced(
    _ method: BreakMethod, _ count: Int, _ settings: BreakSettings, _ crossed: [Break]
  ) -> String? {
    guard settings.isForced else { return nil }
    if let first = crossed.first { return "forced across the break of \(first.date)" }
    return count < method.card.advisedCount
      ? "forced: misleads below \(method.card.advisedCount) observations" : nil
  }

  private static func remarks(
    _ measure: AnyMeasure, _ rule: ReadingRule, _ times: [Double]
  ) -> [Note] {
    let unit = measure.unit.symbol.isEmpty ? "the unit of the values" : measure.unit.symbol
    var notes = [
      Note(
        .caveat, "independent-values",
        "The methods take the values as independent but for what they fit: where neighbours are alike, "
          + "breaks appear that are none."),
      Note(
        .method, "break-time",
        "The estimate of a break is the time at which its first period after begins, in decimal "
          + "years; that of a bend (segmented) the time at which the lines meet."
      ),
      Note(
        .method, "level-unit",
        rule.scale == .log
          ? "Levels are of natural logarithms, slopes of these per year."
          : "Levels are in \(unit), slopes in that per year."),
    ]
    if isIrregular(times) {
      notes.append(
        Note(
          .caveat, "spacing",
          "The periods are not equally spaced. Levels, ranks and costs take the values in their order; "
            + "lines of --model trend, chow and segmented take the real times. A break beside a gap may "
            + "lie anywhere in it."))
    }
    return notes
  }

  /// Whether steps between times differ by more than months and leap years do.
  private static func isIrregular(_ times: [Double]) -> Bool {
    let steps = zip(times, times.dropFirst()).map { $1 - $0 }
    guard let least = steps.min(), let most = steps.max() else { return false }
    return most > 1.5 * least
  }

  /// The breaks a method has found, for charts; empty where it was refused or found none.
  public func breaks(of outcome: MethodOutcome) -> [DatedBreak] {
    guard let answer = outcome.value else { return [] }
    return answer.rows.compactMap { row in row.term == "break" ? dated(row) : nil }
  }
}

extension SeriesBreaks {
  /// The dates of a row with a place, or nil.
  func dated(_ row: BreakRow) -> DatedBreak? {
    guard let sample, let place = row.place, place > 0, place < sample.observations.count else {
      return nil
    }
    let times = sample.sample.times
    let inside = 1..<times.count
    func time(_ place: Int?) -> Double? {
      place.flatMap { inside.contains($0) ? times[$0] : nil }
    }
    return DatedBreak(
      lastBefore: sample.observations[place - 1].period,
      firstAfter: sample.observations[place].period, time: row.point ?? times[place],
      low: row.point == nil ? time(row.placeLow) : row.low,
      high: row.point == nil ? time(row.placeHigh) : row.high, isPoint: row.point != nil)
  }
}

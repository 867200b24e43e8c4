public import Statistics
public import Tables
public import TimeSeries

/// One series interrupted by events: the change of its level and slope, or why there is none.
///
/// Never throws: what cannot be had, or may not be said, is a refusal. Parts of years, provisional
/// years, years known only by a bound and the transition of an event are in no fit, and are named.
public struct SeriesInterruption: Sendable {
  /// The series' id or file.
  public let name: String
  /// The events, as they are written.
  public let event: String
  /// The events, in order.
  public let anchors: [Anchor]
  /// The choices made.
  public let choices: Choices
  /// The series.
  public let resolved: ResolvedSeries<AnyMeasure>
  /// The numbers the models saw; nil where there are none.
  public let sample: AlignedSample?
  /// The fit, or why there is none.
  public let fit: Result<InterruptedFit, Refusal>
  /// Whether the numbers are logarithms.
  public let isLog: Bool
  /// What was left out, assumed and must be known.
  public let notes: [Note]

  /// The choices of an analysis.
  public struct Choices: Sendable {
    /// The years before the first event that are used; nil for all there are.
    public var baseline: YearRange?
    /// How many years after the last event are used; nil for all there are.
    public var window: Int?
    /// Years that are neither before nor after, beside the events' own.
    public var transition: YearRange?
    /// The declared shape of the change.
    public var impact: Impact
    /// Which number of a range, on which scale.
    public var rule: ReadingRule
    /// The confidence level.
    public var level: Double
    /// The autocorrelations declared possible.
    public var declaredRho: [Double]
    /// Whether to compute what would mislead; such rows are marked.
    public var isForced: Bool
    /// Whether the scale was chosen, so that no other is advised.
    public var isScaleChosen = true

    /// Choices; what is not said is the standard.
    public init(
      baseline: YearRange? = nil, window: Int? = nil, transition: YearRange? = nil,
      impact: Impact = .step, rule: ReadingRule = ReadingRule(), level: Double = 0.95,
      declaredRho: [Double] = DeclaredRho.standardGrid, isForced: Bool = false
    ) {
      self.baseline = baseline
      self.window = window
      self.transition = transition
      self.impact = impact
      self.rule = rule
      self.level = level
      self.declaredRho = declaredRho
      self.isForced = isForced
    }
  }

  /// Fits the change of a series at events.
  ///
  /// - Parameters:
  ///   - name: how tables name the series.
  ///   - anchors: the events, one anchor each.
  ///   - choices: baseline, window, shape and scale.
  public init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, at anchors: [Anchor],
    _ choices: Choices = Choices()
  ) {
    self.name = name
    self.resolved = resolved
    let anchors = anchors.sorted { $0.firstAfter < $1.firstAfter }
    self.anchors = anchors
    self.choices = choices
    event = anchors.map(\.label).joined(separator: ", ")
    isLog = choices.rule.scale == .log
    let selection = FitSelection(resolved)
    var notes = selection.notes
    let used = SeriesInterruption.used(selection.series, anchors, choices, &notes)
    let aligned = Result { () throws(SeriesError) in
      try used.aligned(choices.rule, omittingUndetermined: true)
    }
    sample = try? aligned.get()
    let crossed = Break.crossed(by: sample?.observations ?? [], among: resolved.breaks)
    fit = SeriesInterruption.fit(aligned, anchors, choices, crossed)
    if let sample { notes += sample.notes }
    if choices.isForced, let first = crossed.first {
      notes.append(
        Note(
          .caveat, "break-crossed",
          "Forced through the break of \(first.date): \(first.description). The values on its two "
            + "sides do not mean the same."))
    }
    if let fit = try? fit.get() {
      notes += SeriesInterruption.remarks(
        fit, resolved.series.measure, isLog: isLog, level: choices.level)
      if !choices.isScaleChosen, !isLog {
        notes += SeriesInterruption.scaleAdvice(fit, resolved.series.measure)
      }
    }
    notes.append(Note(.caveat, "timing-not-cause", "Describes timing, not cause."))
    self.notes = notes
  }

  /// The observations in baseline, window and between, without the transitions.
  private static func used(
    _ series: Series<AnyMeasure>, _ anchors: [Anchor], _ choices: Choices,
    _ notes: inout [Note]
  ) -> Series<AnyMeasure> {
    guard let first = anchors.first, let last = anchors.last else { return series }
    let inside = series.filter { observation in
      if observation.period.last <= first.lastBefore, let baseline = choices.baseline {
        return baseline.contains(observation.period.start.year)
      }
      if observation.period.start >= last.firstAfter, let window = choices.window {
        return observation.period.last.year - last.firstYearAfter < window
      }
      return true
    }
    let between = inside.filter { observation in
      anchors.contains { anchor in
        observation.period.end > anchor.lastBefore.advanced(by: 1)
          && observation.period.start < anchor.firstAfter
      } || (choices.transition?.contains(observation.period.start.year) ?? false)
    }.observations
    guard !between.isEmpty else { return inside }
    notes.append(
      Note(
        .exclusion, "transition",
        "\(FitSelection.list(between)): neither before nor after, and not in the fits."))
    let left = Set(between.map(\.period))
    return inside.filter { !left.contains($0.period) }
  }

  private static func fit(
    _ aligned: Result<AlignedSample, SeriesError>, _ anchors: [Anchor], _ choices: Choices,
    _ crossed: [Break]
  ) -> Result<InterruptedFit, Refusal> {
    let sample: AlignedSample
    switch aligned {
    case .success(let found): sample = found
    case .failure(.empty):
      return .failure(
        .statistics(
          .tooFewObservations(needed: InterruptedSeries.card.leastCount, have: 0)))
    case .failure(let error): return .failure(.series(error))
    }
    if let first = crossed.first, !choices.isForced {
      return .failure(.breakCrossed(first.date, first.description))
    }
    do throws(StatisticsError) {
      try InterruptedSeries.card.admit(sample.sample.count, forced: choices.isForced)
      let model = InterruptedSeries(
        interruptions(anchors, sample), impact: choices.impact, level: choices.level,
        declaredRho: choices.declaredRho, isForced: choices.isForced)
      return .success(try model.fit(sample.sample))
    } catch {
      return .failure(Refusal(error, of: sample.observations))
    }
  }

  /// Where the events lie on the clock of the numbers: years for series by years, else the decimal
  /// year of the day.
  private static func interruptions(
    _ anchors: [Anchor], _ sample: AlignedSample
  ) -> [Interruption] {
    let isYearly = sample.observations.allSatisfy { $0.period.shape == .year }
    return anchors.map { anchor in
      let after =
        isYearly ? Double(anchor.firstYearAfter) : anchor.firstAfter.decimalYear
      let last =
        isYearly
        ? Double(anchor.lastYearBefore)
        : sample.sample.times.last { $0 < after } ?? anchor.lastBefore.decimalYear
      return Interruption(
        name: anchors.count > 1 ? anchor.label : "", lastBefore: min(last, after - 1e-6),
        firstAfter: after)
    }
  }

  /// Positive counts and money are compared on the logarithmic scale.
  private static func scaleAdvice(_ fit: InterruptedFit, _ measure: AnyMeasure) -> [Note] {
    let what: String
    switch measure.unit.dimension {
    case .events, .deaths: what = "Positive counts"
    case .money: what = "Sums of money"
    default: return []
    }
    guard fit.sample.values.allSatisfy({ $0 > 0 }) else { return [] }
    return [
      Note(
        .method, "scale",
        "\(what) are usually compared as ratios, whose errors do not grow with the level: --scale "
          + "log. --scale raw says that differences are meant.")
    ]
  }

  private static func remarks(
    _ fit: InterruptedFit, _ measure: AnyMeasure, isLog: Bool, level: Double
  ) -> [Note] {
    let unit = measure.unit.symbol.isEmpty ? "the unit of the values" : measure.unit.symbol
    var notes = [
      Note(
        .method, "change-unit",
        isLog
          ? "Changes are of natural logarithms: exp(level_change) is the ratio, exp(slope_change) − 1 "
            + "the change of growth a year."
          : "Changes of level are in \(unit), of slope in that a year.")
    ]
    if let level = Note.level(level) { notes.append(level) }
    let last = fit.specification.interruptions.last?.firstAfter ?? .infinity
    let after = fit.sample.times.count { $0 >= last }
    if after > FirstTimesAfter.most {
      notes.append(
        Note(
          .method, "many-times-after",
          "\(after) times follow: single ones are set against what those before lead one to expect, "
            + "and ranked, only where there are up to \(FirstTimesAfter.most)."))
    }
    let times = fit.sample.times
    if let gap = zip(times, times.dropFirst()).map({ $1 - $0 }).min(), gap < 0.9 {
      notes.append(
        Note(
          .caveat, "rho-a-year",
          "A declared autocorrelation is that of values a year apart: between neighbours of this "
            + "series, \(DisplayText.number(gap)) years apart, 0.6 is "
            + "\(DisplayText.number(Alignment.exponential(gap * Alignment.logarithm(0.6))))."))
    }
    let isPositive = fit.sample.values.allSatisfy { $0 >= 0 }
    let falls = fit.counterfactual?.rows.contains { $0.value < 0 } ?? false
    if !isLog, isPositive, falls {
      notes.append(
        Note(
          .caveat, "negative-counterfactual",
          "The line through the years before falls below zero, where these values cannot go: use "
            + "--scale log."))
    }
    return notes
  }
}

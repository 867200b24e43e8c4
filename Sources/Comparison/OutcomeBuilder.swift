import Statistics
import Tables
import TimeSeries

/// Makes the rows of a comparison: windows, estimands, refusals.
struct OutcomeBuilder {
  let yearly: Series<AnyMeasure>
  /// The series as finely as it is known, for horizons cut within a year.
  let finest: Series<AnyMeasure>
  let breaks: [Break]
  let plan: ComparisonPlan
  /// The day whose knowledge the series holds.
  let asOf: Day

  private var estimands: [Estimand] {
    plan.estimands.isEmpty
      ? Estimand.allCases : plan.estimands.compactMap { Estimand.named($0) }
  }

  /// A window for each anchor of each event with each of its baselines.
  func windows(_ events: [WindowComparison.DeclaredEvent]) -> [EventWindow] {
    events.flatMap { event in
      event.anchors.flatMap { anchor in
        let baselines = event.baselines.isEmpty ? [defaultBaseline(anchor)] : event.baselines
        return baselines.map {
          EventWindow(
            yearly, around: anchor, baseline: $0, length: plan.window, rule: plan.reading,
            asOf: asOf)
        }
      }
    }
  }

  /// The years before an anchor since the last break that separates, ten at most.
  private func defaultBaseline(_ anchor: Anchor) -> YearRange {
    let last = anchor.lastYearBefore
    let limit = last - 9
    let since = breaks.filter { $0.separates && $0.date <= anchor.lastBefore }.map(\.date).max()
    let afterBreak = since.map { day in
      day == .first(of: day.year) ? day.year : day.year + 1
    }
    let first = yearly.observations.first { $0.period.shape == .year }?.period.start.year ?? limit
    let start = max(limit, first, afterBreak ?? limit)
    return YearRange(start, through: last) ?? YearRange(only: last)
  }

  func outcomes(around window: EventWindow) -> [Outcome] {
    let crossed = Break.crossed(by: window.before + window.after, among: breaks)
    let level = window.entitlement(comparable: crossed.isEmpty)
    return estimands.compactMap { estimand in
      estimand.aroundEvent.map { body in
        rows(estimand, event: window.anchor.label, baseline: window.baseline, level: level) {
          () throws(Refusal) in
          do throws(Refusal) {
            return try effects(of: estimand, body, window, crossed, forced: false)
          } catch {
            guard plan.isForced else { throw error }
            return try effects(of: estimand, body, window, crossed, forced: true).map { effect in
              var effect = effect
              effect.remark = ["forced: \(error)", effect.remark].compactMap { $0 }
                .joined(separator: "; ")
              return effect
            }
          }
        }
      }
    }.flatMap { $0 }
  }

  /// The effects of an estimand in a window; forced, breaks and least numbers of years do not count.
  private func effects(
    of estimand: Estimand, _ body: Estimand.EventBody, _ window: EventWindow, _ crossed: [Break],
    forced: Bool
  ) throws(Refusal) -> [Effect] {
    let breaksAfter = Break.crossed(by: window.after, among: breaks)
    if !forced {
      if let first = crossed.first, estimand.needsBothSides {
        throw .breakCrossed(first.date, first.description)
      }
      if let first = breaksAfter.first, estimand.comparesYearsAfter {
        throw .breakCrossed(first.date, first.description)
      }
    }
    var plan = plan
    plan.isForced = forced
    return try body(
      Estimand.AroundEvent(
        measure: yearly.measure, window: window,
        before: try values(window.before), after: try values(window.after), plan: plan,
        breaksBefore: forced ? [] : Break.crossed(by: window.before, among: breaks),
        breaksAfter: forced ? [] : breaksAfter))
  }

  /// Effects between the aftermath of the first event and each anchor of the later ones; of a first
  /// event that is a window, from both of its ends.
  func between(
    _ events: [WindowComparison.DeclaredEvent], _ windows: [EventWindow]
  ) -> [Outcome] {
    var rows: [Outcome] = []
    for first in events.first?.anchors ?? [] {
      guard let firstWindow = windows.first(where: { $0.anchor == first }) else { continue }
      for anchor in events.dropFirst().flatMap(\.anchors) {
        guard let window = windows.first(where: { $0.anchor == anchor }) else { continue }
        let baselines = windows.filter { $0.anchor == first || $0.anchor == anchor }
        rows += between(firstWindow, window, baselines: baselines)
      }
    }
    return rows
  }

  private func between(
    _ first: EventWindow, _ second: EventWindow, baselines: [EventWindow]
  ) -> [Outcome] {
    let horizon = CommonHorizon(
      finest, after: first.anchor, and: second.anchor, limit: plan.horizon, rule: plan.reading,
      asOf: asOf)
    let observations = horizon.first + horizon.second
    let crossed = Break.crossed(by: observations, among: breaks)
    let level: Entitlement =
      horizon.first.isEmpty || !crossed.isEmpty ? .nothing : .describe
    let event = "\(second.anchor.label) beside \(first.anchor.label)"
    return estimands.compactMap { estimand in
      estimand.betweenWindows.map { body in
        self.rows(estimand, event: event, baseline: nil, level: level) { () throws(Refusal) in
          if let found = crossed.first { throw .breakCrossed(found.date, found.description) }
          if let asked = plan.horizon, horizon.months < asked * 12 {
            throw .tooFewYears(
              window: "after both events", needed: asked, have: horizon.months / 12,
              beside: second.beside)
          }
          return try body(
            Estimand.BetweenWindows(
              measure: yearly.measure, windows: (first, second), horizon: horizon,
              first: try values(horizon.first), second: try values(horizon.second),
              baselines: try baselines.map { (window) throws(Refusal) in
                try values(window.before)
              }, plan: plan))
        }
      }
    }.flatMap { $0 }
  }

  private func values(_ observations: [Observation]) throws(Refusal) -> WindowValues {
    // On the values' own scale: an estimand that takes logarithms reads ranges for itself.
    var rule = plan.reading
    rule.scale = .raw
    return try WindowValues(observations, of: yearly.measure, rule)
  }

  private func rows(
    _ estimand: Estimand, event: String, baseline: YearRange?, level: Entitlement,
    _ body: () throws(Refusal) -> [Effect]
  ) -> [Outcome] {
    func outcome(_ effect: Result<Effect, Refusal>) -> Outcome {
      Outcome(
        estimand: estimand.name, event: event, baseline: baseline, effect: effect,
        instead: estimand.instead, entitlement: level)
    }
    do {
      return try body().map { outcome(.success($0)) }
    } catch {
      return [outcome(.failure(error))]
    }
  }

  /// P-values adjusted over all rows that have one.
  static func adjusted(
    _ rows: [Outcome], _ adjustment: ComparisonPlan.Adjustment
  ) -> [Outcome] {
    let places = rows.indices.filter { rows[$0].value?.pValue != nil }
    let raw = places.compactMap { rows[$0].value?.pValue }
    let method: PValueAdjustment
    switch adjustment {
    case .none: return rows
    case .holm: method = .holm
    case .bh: method = .benjaminiHochberg
    }
    guard let adjusted = try? method.adjusted(raw) else { return rows }
    var rows = rows
    for (place, p) in zip(places, adjusted) { rows[place].adjustedPValue = p }
    return rows
  }

  /// What must be said of any comparison.
  func notes(_ windows: [EventWindow]) -> [Note] {
    var notes = [
      Note(.caveat, "timing-not-cause", "Describes timing, not cause.")
    ]
    for window in windows {
      if let beside = window.beside, window.after.isEmpty {
        notes.append(
          Note(
            .caveat, "no-complete-year",
            "After \(window.anchor.label) there is no complete year: \(beside)."))
      }
      if !window.bounded.isEmpty {
        let years = window.bounded.map(\.period.description).joined(separator: ", ")
        notes.append(
          Note(
            .exclusion, "bound-only",
            "Known only by a bound, and so in no estimate around \(window.anchor.label): \(years). "
              + "Leaving out what was only said to be at least or at most something is a choice."))
      }
      for item in Break.revisions(between: window.before + window.after, among: breaks) {
        notes.append(
          Note(
            .caveat, "revision-crossed",
            "A later release begins on \(item.date) within the years around "
              + "\(window.anchor.label): \(item.description)."))
      }
      let crossed = Break.crossed(by: window.before + window.after, among: breaks)
      for item in crossed {
        notes.append(
          Note(
            .caveat, "break-crossed",
            "A break on \(item.date) (\(item.kind.rawValue)) divides the years around "
              + "\(window.anchor.label): \(item.description)."))
      }
    }
    var seen: Set<Note> = []
    return notes.filter { seen.insert($0).inserted }
  }
}

extension Estimand {
  /// Whether the estimand sets the two sides of an event against each other, so that a break
  /// between them forbids it.
  var needsBothSides: Bool { !["mean-level", "slope"].contains(name) }
  /// Whether the estimand sets the years after against one another, so that a break among them
  /// forbids it.
  var comparesYearsAfter: Bool { name == "slope" }
}

import Statistics
public import Tables
import TimeSeries

extension WindowComparison: Tabular {
  /// One row for each effect or refusal.
  public var estimates: Table {
    let name = name
    let level = plan.level
    var fields: [Field<Outcome>] = [
      .text(.series) { _ in name },
      .text(.event) { $0.event },
      .text(.baseline) { $0.baseline?.description },
      .text(.estimand) { $0.estimand },
      .cell(.term) { Cell($0.value?.term, because: $0.refusal?.description) },
      .cell(.scale) { Cell($0.value?.scale, because: $0.refusal?.description) },
      .cell(.estimate) { Cell($0.value?.estimate, because: $0.refusal?.description) },
      .number(.standardError) { $0.value?.standardError },
      .number(.statistic) { $0.value?.statistic },
      .number(.degreesOfFreedom) { $0.value?.degreesOfFreedom },
      .cell(.pValue) { Cell($0.value?.pValue, because: $0.refusal?.description) },
    ]
    if plan.adjustment != .none {
      fields.append(.number(.adjustedPValue) { $0.adjustedPValue })
    }
    fields += [
      .number(.floor) { $0.value?.floor },
      .cell(.intervalLow) { Cell($0.value?.interval?.low, because: $0.refusal?.description) },
      .cell(.intervalHigh) { Cell($0.value?.interval?.high, because: $0.refusal?.description) },
      .number(.level) { outcome in outcome.value?.interval.map { _ in level } },
      .text(.basis) { $0.value?.basis.name },
      .integer(.firstCount) { $0.value?.firstCount },
      .integer(.secondCount) { $0.value?.secondCount },
      .text(.entitlement) { $0.entitlement.rawValue },
      .text(.refusal) { $0.refusal?.description },
      .text(.instead) { outcome in outcome.refusal.map { _ in outcome.instead } },
      .text(.remark) { $0.value?.remark },
      .number(.worstPValue) { $0.value?.worstPValue },
      .number(.breakdownRho) { $0.value?.breakdownRho },
    ]
    var seen: Set<Note> = []
    let methodNotes = outcomes.flatMap { $0.value?.notes ?? [] }.filter { seen.insert($0).inserted }
    return Table(
      "\(info.title): years before and after", outcomes, fields, notes: notes + methodNotes)
  }

  /// One row for each window: what there is on both sides, and what it allows to be said.
  public var overview: Table {
    let name = name
    let verdicts = windows.map { Verdict(self, $0) }
    return Table(
      "\(info.title): what the data allow", verdicts,
      [
        .text(.series) { _ in name },
        .text(.event) { $0.window.anchor.label },
        .text(.baseline) { $0.window.baseline.description },
        .text(.window) { $0.windowText },
        .integer(.firstCount) { $0.window.before.count },
        .integer(.secondCount) { $0.window.after.count },
        .integer(.partialCount) { $0.window.partial.count },
        .text(.entitlement) { $0.level.rawValue },
        .text(.sentence) { $0.sentence },
        .text(.forbidden) { $0.forbidden },
        .text(.missing) { $0.missing },
      ])
  }

  /// One row for each observation of each window, with the side it is on.
  public var observations: Table? {
    let unit = resolved.series.measure.unit.symbol
    let hedges = plan.reading.hedges
    let sides = windows.flatMap { window in
      [
        ("before", window.before), ("before, provisional", window.provisionalBefore),
        ("after", window.after), ("transition", window.transition),
        ("after, provisional", window.provisional), ("after, part-year", window.partial),
        ("after, year not over", window.unfinished), ("bound only", window.bounded),
      ].flatMap { side, observations in
        observations.map { Placed(window: window, side: side, observation: $0) }
      }
    }
    let name = name
    return Table(
      "\(info.title): observations", sides.sorted { $0.isBefore($1) },
      [
        .text(.series) { _ in name },
        .text(.event) { $0.window.anchor.label },
        .text(.baseline) { $0.window.baseline.description },
        .text(.group) { $0.side },
        .text(.period) { $0.observation.period.description },
        .number(.time) { $0.observation.period.time },
        .number(.elapsed) { $0.elapsed },
        .number(.value) { placed in
          let reading = placed.observation.reading
          let bounds = hedges.bounds(of: reading, hedge: placed.observation.hedge)
          return reading.value(.best, bounds: bounds)
        },
        .number(.low) {
          hedges.bounds(of: $0.observation.reading, hedge: $0.observation.hedge).low
        },
        .number(.high) {
          hedges.bounds(of: $0.observation.reading, hedge: $0.observation.hedge).high
        },
        .text(.kind) { $0.observation.reading.kind.rawValue },
        .text(.unit) { _ in unit },
        .number(.exposure) { $0.observation.exposure },
        .text(.status) { $0.observation.status.rawValue },
        .text(.source) { $0.observation.sources.joined(separator: " ") },
      ])
  }
}

/// An observation on its side of an event.
private struct Placed {
  let window: EventWindow
  let side: String
  let observation: Observation

  var elapsed: Double? {
    Alignment.times(of: [observation], on: .since(window.anchor)).first
  }

  func isBefore(_ other: Placed) -> Bool {
    (window.anchor.firstAfter, window.baseline.first, observation.period.start)
      < (
        other.window.anchor.firstAfter, other.window.baseline.first, other.observation.period.start
      )
  }
}

/// Interrupted time series: the change of level, and of slope, at one event or several.
///
/// The model is y = b₀ + b₁ (t − t₀) + Σ [b₂ D + b₃ (t − t₁) D] with D = 1 from the first time after
/// an event, t₁, on; so the change of level is that at the first time after, and the change of slope
/// that of the years after against the years before. It is fitted without a trend (b₁ = b₃ = 0) and
/// with one, side by side, and each change has three answers: least squares, which takes years as
/// independent; generalised least squares at declared autocorrelations and the worst of them; and
/// the average over autocorrelations, which is the one to quote.
///
/// - Assumes: normal errors of one variance whose autocorrelation falls with the years between, and
///   the declared shape of the change.
/// - Units: changes of level in units of the value (or of its logarithm), of slope in that a year.
/// - Edge cases: a change of level needs two times after (unusual or not, no more) and five before;
///   one of slope five after and eight before. What does not have them is a refused row. One to
///   five times after are also set against what those before lead one to expect,
///   ``FirstTimesAfter``.
/// - Cost: some 150 small fits for each change.
/// - References: Wagner et al. 2002, doi:10.1046/j.1365-2710.2002.00430.x; Lopez Bernal, Cummins &
///   Gasparrini 2017, doi:10.1093/ije/dyw098; for the answers under autocorrelation see
///   ``DeclaredRho`` and ``AveragedRho``.
/// - Checked against: statsmodels 0.14 OLS and GLS on the same designs
///   (`Golden/interruption.json`).
public struct InterruptedSeries: Hashable, Sendable {
  /// The events, ascending.
  public var interruptions: [Interruption]
  /// The declared shape of the change.
  public var impact: Impact
  /// Times that are neither before nor after, ends included; nil for none.
  public var transition: ClosedRange<Double>?
  /// The confidence level.
  public var level: Double
  /// The autocorrelations declared possible.
  public var declaredRho: [Double]
  /// Whether to compute what would mislead; such rows are marked.
  public var isForced: Bool

  /// A model of events; a step at 95 % unless said otherwise.
  public init(
    _ interruptions: [Interruption], impact: Impact = .step,
    transition: ClosedRange<Double>? = nil, level: Double = 0.95,
    declaredRho: [Double] = DeclaredRho.standardGrid, isForced: Bool = false
  ) {
    self.interruptions = interruptions.sorted { $0.firstAfter < $1.firstAfter }
    self.impact = impact
    self.transition = transition
    self.level = level
    self.declaredRho = declaredRho
    self.isForced = isForced
  }

  /// Fits the models to a sample.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` where there is nothing before
  ///   the first event or nothing after the last; ``StatisticsError/rankDeficient(terms:)``; what
  ///   ``DeclaredRho/contrast(_:in:on:level:)`` throws.
  public func fit(_ sample: Sample) throws(StatisticsError) -> InterruptedFit {
    guard let first = interruptions.first, let last = interruptions.last else {
      throw .invalidOption(name: "event", found: "none", needed: "one at least")
    }
    let places = sample.times.indices.filter { place in
      transition.map { !$0.contains(sample.times[place]) } ?? true
    }
    let kept = try Sample(
      times: places.map { sample.times[$0] }, values: places.map { sample.values[$0] },
      exposures: places.map { sample.exposures[$0] })
    let before = kept.times.filter { $0 < first.firstAfter }.count
    guard before >= 2 else { throw .tooFewObservations(needed: 2, have: before) }
    guard kept.times.contains(where: { $0 >= last.firstAfter }) else {
      throw .tooFewObservations(needed: 1, have: 0)
    }
    var models: [InterruptedFit.Model] = []
    for hasTrend in [false, true] where hasTrend || impact != .ramp {
      models.append(try model(kept, hasTrend: hasTrend))
    }
    return InterruptedFit(
      specification: self, sample: kept, places: places, models: models,
      counterfactual: try counterfactual(kept, before: before),
      firstTimesAfter: try firstTimesAfter(kept))
  }

  /// The few times after each event, without and with a trend.
  private func firstTimesAfter(_ sample: Sample) throws(StatisticsError) -> [FirstTimesAfter] {
    var result: [FirstTimesAfter] = []
    for (index, event) in interruptions.enumerated() {
      let end = index + 1 < interruptions.count ? interruptions[index + 1].firstAfter : .infinity
      let start = index > 0 ? interruptions[index - 1].firstAfter : -.infinity
      let own = sample.times.indices.filter { sample.times[$0] >= start && sample.times[$0] < end }
      let before = own.count { sample.times[$0] < event.firstAfter }
      guard before >= 1, (1...FirstTimesAfter.most).contains(own.count - before) else { continue }
      let part = try Sample(
        times: own.map { sample.times[$0] }, values: own.map { sample.values[$0] })
      for hasTrend in [false, true] where hasTrend || impact != .ramp {
        result.append(
          try FirstTimesAfter(
            event, in: part, before: before, hasTrend: hasTrend, level: level,
            isForced: isForced))
      }
    }
    return result
  }

  private func model(
    _ sample: Sample, hasTrend: Bool
  ) throws(StatisticsError) -> InterruptedFit.Model {
    let terms = changes(sample, hasTrend: hasTrend)
    var design = Design.intercept(count: sample.count)
    if hasTrend {
      let origin = interruptions.first?.lastBefore ?? 0
      design = design.adding("time", sample.times.map { $0 - origin })
    }
    for change in terms where change.refusal == nil {
      design = design.adding(change.term, change.column)
    }
    let fit =
      sample.count > design.terms.count ? try LeastSquares().fit(sample.values, on: design) : nil
    var rows: [InterruptedFit.Change] = []
    for change in terms {
      if let refusal = change.refusal {
        rows.append(.init(term: change.term, count: sample.count, refusal: refusal))
      } else if let fit {
        rows.append(try answer(change.term, fit, sample, design, change.remark))
      } else {
        rows.append(
          .init(
            term: change.term, count: sample.count,
            refusal: .notMoreObservationsThanTerms(
              observations: sample.count, terms: design.terms.count)))
      }
    }
    return InterruptedFit.Model(hasTrend: hasTrend, fit: fit, changes: rows)
  }

  private func answer(
    _ term: String, _ fit: LinearFit, _ sample: Sample, _ design: Design, _ remark: String?
  ) throws(StatisticsError) -> InterruptedFit.Change {
    let coefficients = try fit.coefficients(level: level)
    let conventional = coefficients.first { $0.term == term }
    let declared = try DeclaredRho(grid: declaredRho)
      .contrast(term, in: sample, on: design, level: level)
    let averaged = try AveragedRho().contrast(term, in: sample, on: design, level: level)
    return .init(
      term: term, count: sample.count, conventional: conventional, declared: declared,
      averaged: averaged, remark: remark)
  }

  /// A column of the design, or why it is not in it.
  private struct Column {
    let term: String
    let column: [Double]
    var refusal: StatisticsError?
    var remark: String?
  }

  private func changes(_ sample: Sample, hasTrend: Bool) -> [Column] {
    interruptions.enumerated().flatMap { index, event -> [Column] in
      let end = index + 1 < interruptions.count ? interruptions[index + 1].firstAfter : .infinity
      let start = index > 0 ? interruptions[index - 1].firstAfter : -.infinity
      let before = sample.times.filter { $0 >= start && $0 < event.firstAfter }.count
      let after = sample.times.filter { $0 >= event.firstAfter && $0 < end }.count
      var columns = [levelColumn(event, sample, before: before, after: after)]
      if hasTrend, impact.allowsSlopeChange {
        columns.append(slopeColumn(event, sample, before: before, after: after))
      }
      return columns
    }
  }

  private func levelColumn(
    _ event: Interruption, _ sample: Sample, before: Int, after: Int
  ) -> Column {
    var column: Column
    switch impact {
    case .step:
      column = Column(
        term: event.term("level_change"), column: sample.times.stepping(at: event.firstAfter))
    case .lag(let years):
      column = Column(
        term: event.term("level_change"),
        column: sample.times.stepping(at: event.firstAfter + Double(years)))
    case .pulse:
      column = Column(
        term: event.term("level_change"),
        column: sample.times.map { $0 >= event.firstAfter && $0 < event.firstAfter + 1 ? 1 : 0 })
    case .ramp:
      column = Column(
        term: event.term("slope_change"), column: sample.times.ramping(from: event.lastBefore))
    }
    let needed = impact == .ramp ? 5 : impact == .pulse ? 1 : 2
    admit(&column, before: (before, 5), after: (after, needed))
    if column.refusal == nil, after < 3 {
      column.remark = join(column.remark, "unusual or not, no more: \(after) after")
    }
    return column
  }

  private func slopeColumn(
    _ event: Interruption, _ sample: Sample, before: Int, after: Int
  ) -> Column {
    var start = event.firstAfter
    if case .lag(let years) = impact { start += Double(years) }
    var column = Column(
      term: event.term("slope_change"), column: sample.times.ramping(from: start))
    admit(&column, before: (before, 8), after: (after, 5))
    return column
  }

  /// Refuses a change with fewer times on either side than it needs; where forced, it is marked.
  private func admit(
    _ column: inout Column, before: (have: Int, needed: Int), after: (have: Int, needed: Int)
  ) {
    let short = [after, before].first { $0.have < $0.needed }
    guard let short else { return }
    if isForced {
      column.remark = "forced: misleads below \(short.needed) on that side"
    } else {
      column.refusal = .tooFewObservations(needed: short.needed, have: short.have)
    }
  }

  private func join(_ first: String?, _ second: String) -> String {
    first.map { "\($0); \(second)" } ?? second
  }

  /// What the years before the first event lead one to expect at every time: the line through them
  /// where there are five or more, with the interval of a new observation.
  private func counterfactual(
    _ sample: Sample, before: Int
  ) throws(StatisticsError) -> Prediction? {
    guard before >= 5, let event = interruptions.first else { return nil }
    func design(_ times: some Sequence<Double>) -> Design {
      Design.trend(times.map { $0 - event.lastBefore })
    }
    let fit = try LeastSquares().fit(
      Array(sample.values[..<before]), on: design(sample.times[..<before]))
    return try fit.prediction(at: design(sample.times), of: .observation, level: level)
  }
}

extension InterruptedSeries {
  /// The card of the method.
  public static let card = MethodCard(
    name: "interrupted-time-series", title: "Interrupted time series",
    summary: "The change of level and of slope at an event, without and with a trend.",
    assumptions: [
      "the declared shape of the change, and a straight trend or none",
      "normal errors of one variance whose autocorrelation falls with the years between",
    ],
    leastCount: 4, advisedCount: 8,
    instead: "each year after against the prediction interval of the years before",
    references: [
      "Wagner et al. 2002, doi:10.1046/j.1365-2710.2002.00430.x",
      "Lopez Bernal, Cummins & Gasparrini 2017, doi:10.1093/ije/dyw098",
    ])
}

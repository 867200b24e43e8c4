public import Tables

/// The local linear trend model: a level that wanders and has a slope that wanders too, seen with
/// independent errors, and moved by interventions.
///
/// yₜ = μₜ + Σ γⱼ xⱼₜ + εₜ, μₜ₊₁ = μₜ + βₜ + ηₜ, βₜ₊₁ = βₜ + ζₜ. Level and slope before the first value
/// and the sizes of interventions are unknown altogether (exact diffuse start). The three variances by
/// maximum likelihood, their common scale at its best for each set of ratios: a grid and Newton's
/// steps within, on every face where one or two of them are zero, and at the corners. The greatest of
/// all peaks is taken; the others are kept.
///
/// - Assumes: equal spacing, missing values given as nil; normal errors and steps.
/// - Units: levels in the unit of the values, slopes in that a row, variances in its square.
/// - Edge cases: variances of zero are estimates at the boundary, and say so: without steps of the
///   slope it is constant, without steps at all the series has a straight line. Values on a line have
///   no variances and throw, as does an intervention that level and slope could make as well.
/// - Cost: O(n) for given variances, some hundred times that for estimated ones.
/// - References: Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter;
///   Durbin & Koopman 2012, Time Series Analysis by State Space Methods, ch. 3.
/// - Checked against: 40-digit generalised least squares, statsmodels 0.15 with exact start
///   (`Golden/structural.json`).
public struct LocalTrend: Hashable, Sendable, Codable {
  /// The model; it has no options.
  public init() {}

  /// Filters and smooths with given variances.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 3 values and one for each
  ///   intervention, ``StatisticsError/notFinite(index:)``, ``StatisticsError/overflow``,
  ///   ``StatisticsError/rankDeficient(terms:)`` for an intervention that cannot be told, and
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for variances that are negative or all
  ///   zero.
  public func filter(
    _ values: [Double?], errorVariance: Double, levelVariance: Double, slopeVariance: Double,
    interventions: [Intervention] = []
  ) throws(StatisticsError) -> LocalTrendFit {
    try StructuralModel.check(values, needed: 3 + interventions.count)
    try StructuralModel.check([
      ("error", errorVariance), ("level", levelVariance), ("slope", slopeVariance),
    ])
    return try LocalTrendFit(
      values, .init(error: errorVariance, level: levelVariance, slope: slopeVariance),
      interventions, peaks: [], convergence: nil)
  }

  /// Estimates the variances, and filters and smooths with them.
  ///
  /// - Throws: as
  ///   ``filter(_:errorVariance:levelVariance:slopeVariance:interventions:)``; below 5 values and one
  ///   for each intervention ``StatisticsError/tooFewObservations(needed:have:)``, and
  ///   ``StatisticsError/noVariation`` for values that do not vary or lie on a line.
  public func fit(
    _ values: [Double?], interventions: [Intervention] = []
  ) throws(StatisticsError) -> LocalTrendFit {
    let present = try StructuralModel.check(
      values, needed: Self.card.leastCount + interventions.count)
    guard present.contains(where: { $0 != present[0] }) else { throw .noVariation }
    let scale = PowerOfTwoScale(present)
    let unit = scale.inverse * scale.inverse
    let scaled = values.map { $0.map { ($0 - present[0]) * scale.factor } }
    let model = StructuralModel(scaled, hasSlope: true, interventions: interventions)
    let largest = scaled.reduce(0) { max($0, abs($1 ?? 0)) }
    guard model.values.contains(where: { abs($0 ?? 0) > 1e-14 * largest }) else {
      throw .noVariation
    }
    let (peaks, evaluations) = StructuralSearch(model).peaks()
    guard let best = peaks.first else { throw model.reasonForNothing() }
    return try LocalTrendFit(
      values, best.variances.times(unit), interventions,
      peaks: peaks.dropFirst().map {
        $0.likelihoodPeak(unit, present.count - 2 - interventions.count, hasSlope: true)
      },
      convergence: best.convergence(evaluations))
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "local-trend", title: "Local linear trend model",
    summary: "The level and slope of a series when both wander, and where they lead.",
    assumptions: ["equal spacing", "independent normal errors and steps"],
    leastCount: 5, advisedCount: 25, instead: "local-level",
    references: [
      "Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter",
      "Durbin & Koopman 2012, Time Series Analysis by State Space Methods, ch. 3",
    ])
}

/// A local linear trend model for given or estimated variances.
public struct LocalTrendFit: Hashable, Sendable {
  /// The values; nil where missing.
  public let values: [Double?]
  /// The variance of the errors.
  public let errorVariance: Double
  /// The variance of the steps of the level.
  public let levelVariance: Double
  /// The variance of the steps of the slope.
  public let slopeVariance: Double
  /// The interventions.
  public let interventions: [Intervention]
  /// Peaks of the likelihood beside the greatest.
  public let otherPeaks: [LikelihoodPeak]
  /// How the variances were had; nil where they were given.
  public let convergence: Convergence?
  private let pass: StructuralPass

  /// The log likelihood of the values but for two, and one for each intervention, that the start
  /// takes up.
  public var logLikelihood: Double { pass.logLikelihood }
  /// The value of each row from those before it, and the variance of its error; nil until they tell.
  public var predictions: [StateEstimate?] { pass.predictions }
  /// The level given the values up to its own; nil until they tell.
  public var filtered: [StateEstimate?] { pass.filtered }
  /// The level given all values.
  public var levels: [StateEstimate] { pass.levels }
  /// The slope given all values, a row.
  public var slopes: [StateEstimate] { pass.slopes }
  /// The sizes of the interventions.
  public var effects: [StateEstimate] { pass.effects }
  /// The number of values that are not missing.
  public var count: Int { values.count { $0 != nil } }
  /// Whether a variance was estimated to be zero.
  public var isAtBoundary: Bool { convergence?.reason == .boundary }

  /// Parameters as criteria count them: variances, starting level and slope, interventions.
  var parameterCount: Int { 5 + interventions.count }
  /// Akaike's criterion; variances, the start and the interventions count as parameters.
  public var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }
  /// Schwarz's criterion, by the number of values.
  public var bic: Double {
    -2 * logLikelihood + Double(parameterCount) * Elementary.log(Double(count))
  }

  /// Forecasts of the values after the last, as if the variances were known.
  ///
  /// - Precondition: one step at least.
  public func forecasts(_ steps: Int) -> [StateEstimate] {
    precondition(steps >= 1, "forecasts of \(steps) steps")
    return pass.forecasts(steps)
  }

  init(
    _ values: [Double?], _ variances: StructuralModel.Variances, _ interventions: [Intervention],
    peaks: [LikelihoodPeak], convergence: Convergence?
  ) throws(StatisticsError) {
    self.values = values
    errorVariance = variances.error
    levelVariance = variances.level
    slopeVariance = variances.slope
    self.interventions = interventions
    otherPeaks = peaks
    self.convergence = convergence
    pass = try StructuralPass(
      StructuralModel(values, hasSlope: true, interventions: interventions), variances)
  }
}

extension LocalTrendFit: Tabular {
  /// One row for each variance and intervention: its estimate, for interventions with its standard
  /// error.
  public var estimates: Table {
    StructuralRow.table(
      LocalTrend.card,
      [
        StructuralRow("error variance", errorVariance),
        StructuralRow("level variance", levelVariance),
        StructuralRow("slope variance", slopeVariance),
      ], interventions, effects, count: count, notes: notes)
  }

  /// One row: n, log likelihood, criteria, and how the search for the variances ended.
  public var overview: Table {
    Table(
      LocalTrend.card.title, [self],
      [
        .text(.method) { _ in LocalTrend.card.name },
        .number(.errorVariance) { $0.errorVariance },
        .number(.levelVariance) { $0.levelVariance },
        .number(.slopeVariance) { $0.slopeVariance },
        .number(.logLikelihood) { $0.logLikelihood },
        .number(.aic) { $0.aic },
        .number(.bic) { $0.bic },
        .integer(.iterations) { $0.convergence?.iterations },
        .number(.lastChange) { $0.convergence?.change },
        .text(.stopped) { $0.convergence?.reason.rawValue },
        .integer(.count) { $0.count },
      ], notes: notes)
  }

  /// One row for each time: its place, the value, the smoothed level and its variance.
  public var observations: Table? {
    Table(
      LocalTrend.card.title, Array(values.indices),
      [
        .integer(.position) { $0 + 1 },
        .number(.value) { values[$0] },
        .number(.fitted) { levels[$0].mean },
        .number(.variance) { levels[$0].variance },
      ])
  }

  /// What must be known of the estimates.
  var notes: [Note] {
    var notes: [Note] = []
    if isAtBoundary {
      let zeros = [
        ("errors", errorVariance), ("level", levelVariance), ("slope", slopeVariance),
      ].filter { $0.1 == 0 }.map(\.0)
      let what = zeros.joined(separator: " and of the ")
      let meaning =
        slopeVariance > 0
        ? ""
        : levelVariance > 0
          ? ": the slope is constant"
          : ": the level keeps to a line"
      notes.append(
        Note(
          .caveat, "variance-at-zero",
          "The variance of the \(what) is estimated to be 0\(meaning)."))
    }
    if let note = LikelihoodPeak.note(otherPeaks, below: logLikelihood) { notes.append(note) }
    return notes
  }
}

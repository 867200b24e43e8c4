public import Tables

/// A local level model for given or estimated variances.
public struct LocalLevelFit: Hashable, Sendable {
  /// The values; nil where missing.
  public let values: [Double?]
  /// The variance of the errors.
  public let errorVariance: Double
  /// The variance of the steps of the level.
  public let levelVariance: Double
  /// The log likelihood of the values after the first, and after those that interventions take up.
  public let logLikelihood: Double
  /// The value of each row from those before it, and the variance of its error; nil for the first.
  public let predictions: [StateEstimate?]
  /// The level given the values up to its own; nil before the first value.
  public let filtered: [Double?]
  /// The variance of the filtered level; nil before the first value.
  public let filteredVariances: [Double?]
  /// The level given all values.
  public let smoothed: [Double]
  /// The variance of the smoothed level.
  public let smoothedVariances: [Double]
  /// The interventions.
  public let interventions: [Intervention]
  /// The sizes of the interventions.
  public let effects: [StateEstimate]
  /// Peaks of the likelihood beside the greatest.
  public let otherPeaks: [LikelihoodPeak]
  /// How the variances were had; nil where they were given.
  public let convergence: Convergence?
  private let pass: StructuralPass?

  /// The number of values that are not missing.
  public var count: Int { values.count { $0 != nil } }
  /// The variance of the steps over that of the errors; nil without errors.
  public var ratio: Double? { errorVariance > 0 ? levelVariance / errorVariance : nil }
  /// Whether a variance was estimated to be zero.
  public var isAtBoundary: Bool { convergence?.reason == .boundary }

  /// Parameters as criteria count them: both variances, the starting level and the interventions.
  var parameterCount: Int { 3 + interventions.count }
  /// Akaike's criterion; variances, the start and the interventions count as parameters.
  public var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }
  /// Schwarz's criterion, by the number of values.
  public var bic: Double {
    -2 * logLikelihood + Double(parameterCount) * Elementary.log(Double(count))
  }

  /// The value a number of steps after the last: its forecast and variance, as if the variances were
  /// known.
  ///
  /// - Precondition: one step at least.
  public func forecast(_ step: Int) -> (value: Double, variance: Double) {
    precondition(step >= 1, "a forecast \(step) steps ahead")
    if let found = pass?.forecasts(step).last { return (found.mean, found.variance) }
    let last = smoothed.count - 1
    return (
      smoothed[last],
      smoothedVariances[last] + Double(step) * levelVariance + errorVariance
    )
  }

  /// Forecasts of the values after the last.
  ///
  /// - Precondition: one step at least.
  public func forecasts(_ steps: Int) -> [StateEstimate] {
    precondition(steps >= 1, "forecasts of \(steps) steps")
    if let pass { return pass.forecasts(steps) }
    return (1...steps).map { step in
      let found = forecast(step)
      return StateEstimate(mean: found.value, variance: found.variance)
    }
  }

  init(
    _ values: [Double?], _ error: Double, _ step: Double, _ interventions: [Intervention],
    peaks: [LikelihoodPeak], convergence: Convergence?
  ) throws(StatisticsError) {
    self.values = values
    errorVariance = error
    levelVariance = step
    self.interventions = interventions
    otherPeaks = peaks
    self.convergence = convergence
    guard interventions.isEmpty else {
      let pass = try StructuralPass(
        StructuralModel(values, hasSlope: false, interventions: interventions),
        .init(error: error, level: step, slope: 0))
      self.pass = pass
      logLikelihood = pass.logLikelihood
      predictions = pass.predictions
      filtered = pass.filtered.map { $0?.mean }
      filteredVariances = pass.filtered.map { $0?.variance }
      smoothed = pass.levels.map(\.mean)
      smoothedVariances = pass.levels.map(\.variance)
      effects = pass.effects
      return
    }
    pass = nil
    effects = []
    let way = try LevelPass(values, error: error, step: step)
    logLikelihood = way.logLikelihood
    predictions = way.predictions
    filtered = way.filtered
    filteredVariances = way.filteredVariances
    smoothed = way.smoothed
    smoothedVariances = way.smoothedVariances
  }
}

/// The filter and smoother of a level alone, with given variances.
private struct LevelPass {
  private(set) var logLikelihood = 0.0
  private(set) var predictions: [StateEstimate?] = []
  private(set) var filtered: [Double?] = []
  private(set) var filteredVariances: [Double?] = []
  private(set) var smoothed: [Double] = []
  private(set) var smoothedVariances: [Double] = []

  init(_ values: [Double?], error: Double, step: Double) throws(StatisticsError) {
    var level: Double?
    var variance = 0.0
    for value in values {
      predictions.append(level.map { StateEstimate(mean: $0, variance: variance + error) })
      if let value {
        if let old = level {
          let total = variance + error
          guard total > 0 else { throw .varianceNotPositive }
          let surprise = value - old
          let gain = variance / total
          logLikelihood -=
            (Elementary.log(2 * Double.pi) + Elementary.log(total) + surprise * surprise / total)
            / 2
          level = old + gain * surprise
          variance = error * gain
        } else {
          level = value
          variance = error
        }
      }
      filtered.append(level)
      filteredVariances.append(level == nil ? nil : variance)
      if level != nil { variance += step }
    }
    smoothed = filtered.map { $0 ?? 0 }
    smoothedVariances = filteredVariances.map { $0 ?? 0 }
    for index in values.indices.dropLast().reversed() {
      guard let level = filtered[index], let variance = filteredVariances[index] else {
        smoothed[index] = smoothed[index + 1]
        smoothedVariances[index] = smoothedVariances[index + 1] + step
        continue
      }
      let predicted = variance + step
      let share = predicted > 0 ? variance / predicted : 0
      smoothed[index] = level + share * (smoothed[index + 1] - level)
      smoothedVariances[index] =
        variance + share * share * (smoothedVariances[index + 1] - predicted)
    }
    guard logLikelihood.isFinite, smoothed.allSatisfy(\.isFinite),
      smoothedVariances.allSatisfy(\.isFinite)
    else { throw .overflow }
  }
}

extension LocalLevelFit: Tabular {
  /// One row for each variance and intervention: its estimate, for interventions with its standard
  /// error.
  public var estimates: Table {
    StructuralRow.table(
      LocalLevel.card,
      [
        StructuralRow("error variance", errorVariance),
        StructuralRow("level variance", levelVariance),
      ], interventions, effects, count: count, notes: notes)
  }

  /// One row: n, log likelihood, criteria, and how the search for the variances ended.
  public var overview: Table {
    Table(
      LocalLevel.card.title, [self],
      [
        .text(.method) { _ in LocalLevel.card.name },
        .number(.errorVariance) { $0.errorVariance },
        .number(.levelVariance) { $0.levelVariance },
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
      LocalLevel.card.title, Array(values.indices),
      [
        .integer(.position) { $0 + 1 },
        .number(.value) { values[$0] },
        .number(.fitted) { smoothed[$0] },
        .number(.variance) { smoothedVariances[$0] },
      ])
  }

  /// What must be known of the estimates.
  var notes: [Note] {
    var notes: [Note] = []
    if isAtBoundary {
      notes.append(
        Note(
          .caveat, "variance-at-zero",
          levelVariance == 0
            ? "The variance of the level is estimated to be 0: the level is constant."
            : "The variance of the errors is estimated to be 0: the series is a random walk."))
    }
    if let note = LikelihoodPeak.note(otherPeaks, below: logLikelihood) { notes.append(note) }
    return notes
  }
}

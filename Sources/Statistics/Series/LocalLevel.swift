public import Tables

/// The local level model: a level that wanders by independent steps, seen with independent errors.
///
/// yₜ = μₜ + εₜ, μₜ₊₁ = μₜ + ηₜ. The level before the first value is unknown altogether (exact diffuse
/// start): the first value only sets it, and the likelihood is that of the values after it. Both
/// variances by maximum likelihood: their ratio over a grid from 10⁻⁷ to 10⁷, golden section about
/// the best, and both ends.
///
/// - Assumes: equal spacing, missing values given as nil; normal errors and steps.
/// - Units: levels in the unit of the values, variances in its square.
/// - Edge cases: a ratio of 0 (a constant level) or no error at all (a random walk) are estimates at
///   the boundary, and say so. Values that do not vary have no variances and throw. Levels before the
///   first value are known from what comes after only.
/// - Cost: O(n) for given variances, some 250 times that for estimated ones.
/// - References: Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter;
///   Durbin & Koopman 2012, Time Series Analysis by State Space Methods, ch. 2.
/// - Checked against: 40-digit arithmetic, statsmodels 0.15 with exact start, R 4.2 `StructTS`
///   (reference cases).
public struct LocalLevel: Hashable, Sendable, Codable {
  /// The model; it has no options.
  public init() {}

  /// Filters and smooths with given variances.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2 values,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/overflow``, and
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for variances that are negative or both
  ///   zero.
  public func filter(
    _ values: [Double?], errorVariance: Double, levelVariance: Double
  ) throws(StatisticsError) -> LocalLevelFit {
    try check(values)
    for (name, value) in [("error variance", errorVariance), ("level variance", levelVariance)] {
      guard value >= 0, value.isFinite else {
        throw .invalidOption(name: name, found: "\(value)", needed: "0 or more")
      }
    }
    guard errorVariance + levelVariance > 0 else {
      throw .invalidOption(name: "variances", found: "both 0", needed: "one of them positive")
    }
    return try LocalLevelFit(values, errorVariance, levelVariance, convergence: nil)
  }

  /// Estimates both variances, and filters and smooths with them.
  ///
  /// - Throws: as ``filter(_:errorVariance:levelVariance:)``; below 3 values
  ///   ``StatisticsError/tooFewObservations(needed:have:)``, and ``StatisticsError/noVariation``.
  public func fit(_ values: [Double?]) throws(StatisticsError) -> LocalLevelFit {
    try check(values)
    let present = values.compactMap { $0 }
    try Validation.require(Self.card.leastCount, of: present)
    guard present.contains(where: { $0 != present[0] }) else { throw .noVariation }
    let scale = PowerOfTwoScale(present)
    let scaled = values.map { $0.map { ($0 - present[0]) * scale.factor } }
    // The share of the steps in both variances: 0 a constant level, 1 a random walk.
    func profile(_ logRatio: Double) -> LocalLevelProfile {
      let ratio = Elementary.exp(logRatio)
      return LocalLevelProfile(scaled, error: 1 / (1 + ratio), step: ratio / (1 + ratio))
    }
    let grid = (-64...64).map { Double($0) / 4 }
    let heights = grid.map { profile($0).logLikelihood }
    var best = 0
    for index in grid.indices where heights[index] > heights[best] { best = index }
    let found = GoldenSection.maximum(
      from: grid[max(0, best - 1)], to: grid[min(grid.count - 1, best + 1)]
    ) { profile($0).logLikelihood }
    var chosen = profile(found.place)
    var reason = Convergence.Reason.converged
    for edge in [
      LocalLevelProfile(scaled, error: 1, step: 0), LocalLevelProfile(scaled, error: 0, step: 1),
    ] where edge.logLikelihood >= chosen.logLikelihood - 1e-10 {
      chosen = edge
      reason = .boundary
    }
    guard chosen.scale > 0, chosen.logLikelihood.isFinite else { throw .varianceNotPositive }
    let unit = scale.inverse * scale.inverse
    return try LocalLevelFit(
      values, chosen.error * chosen.scale * unit, chosen.step * chosen.scale * unit,
      convergence: Convergence(
        iterations: found.iterations + grid.count, change: found.width, reason: reason))
  }

  private func check(_ values: [Double?]) throws(StatisticsError) {
    for (index, value) in values.enumerated() {
      if let value, !value.isFinite { throw .notFinite(index: index) }
    }
    try Validation.require(2, of: values.compactMap { $0 })
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "local-level", title: "Local level model",
    summary: "The level of a series that wanders by steps and is seen with errors.",
    assumptions: ["equal spacing", "independent normal errors and steps"],
    leastCount: 3, advisedCount: 20, instead: "the mean of the last years",
    references: ["Durbin & Koopman 2012, Time Series Analysis by State Space Methods, ch. 2"])
}

/// The likelihood of a local level model at a ratio of its variances, their common scale estimated.
private struct LocalLevelProfile {
  let error: Double
  let step: Double
  let scale: Double
  let logLikelihood: Double

  init(_ values: [Double?], error: Double, step: Double) {
    var level: Double?
    var variance = 0.0
    var squares = 0.0
    var logs = 0.0
    var count = 0.0
    for value in values {
      if let value {
        if let old = level {
          let total = variance + error
          let surprise = value - old
          let gain = variance / total
          squares += surprise * surprise / total
          logs += Elementary.log(total)
          count += 1
          level = old + gain * surprise
          variance = error * gain
        } else {
          level = value
          variance = error
        }
      }
      if level != nil { variance += step }
    }
    self.error = error
    self.step = step
    scale = squares / count
    logLikelihood =
      scale > 0
      ? -count / 2 * (Elementary.log(2 * Double.pi) + 1 + Elementary.log(scale)) - logs / 2
      : -.infinity
  }
}

/// A local level model for given or estimated variances.
public struct LocalLevelFit: Hashable, Sendable {
  /// The values; nil where missing.
  public let values: [Double?]
  /// The variance of the errors.
  public let errorVariance: Double
  /// The variance of the steps of the level.
  public let levelVariance: Double
  /// The log likelihood of the values after the first.
  public let logLikelihood: Double
  /// The level given the values up to its own; nil before the first value.
  public let filtered: [Double?]
  /// The variance of the filtered level; nil before the first value.
  public let filteredVariances: [Double?]
  /// The level given all values.
  public let smoothed: [Double]
  /// The variance of the smoothed level.
  public let smoothedVariances: [Double]
  /// How the variances were had; nil where they were given.
  public let convergence: Convergence?

  /// The number of values that are not missing.
  public var count: Int { values.count { $0 != nil } }
  /// The variance of the steps over that of the errors; nil without errors.
  public var ratio: Double? { errorVariance > 0 ? levelVariance / errorVariance : nil }
  /// Whether a variance was estimated to be zero.
  public var isAtBoundary: Bool { convergence?.reason == .boundary }

  /// The value a number of steps after the last: its forecast and variance.
  ///
  /// - Precondition: one step at least.
  public func forecast(_ step: Int) -> (value: Double, variance: Double) {
    precondition(step >= 1, "a forecast \(step) steps ahead")
    let last = smoothed.count - 1
    return (
      smoothed[last],
      smoothedVariances[last] + Double(step) * levelVariance + errorVariance
    )
  }

  init(
    _ values: [Double?], _ error: Double, _ step: Double, convergence: Convergence?
  ) throws(StatisticsError) {
    var level: Double?
    var variance = 0.0
    var likelihood = 0.0
    var levels: [Double?] = []
    var variances: [Double?] = []
    for value in values {
      if let value {
        if let old = level {
          let total = variance + error
          guard total > 0 else { throw .varianceNotPositive }
          let surprise = value - old
          let gain = variance / total
          likelihood -=
            (Elementary.log(2 * Double.pi) + Elementary.log(total) + surprise * surprise / total)
            / 2
          level = old + gain * surprise
          variance = error * gain
        } else {
          level = value
          variance = error
        }
      }
      levels.append(level)
      variances.append(level == nil ? nil : variance)
      if level != nil { variance += step }
    }
    var smoothed = levels.map { $0 ?? 0 }
    var smoothedVariances = variances.map { $0 ?? 0 }
    for index in values.indices.dropLast().reversed() {
      guard let level = levels[index], let variance = variances[index] else {
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
    guard likelihood.isFinite, smoothed.allSatisfy(\.isFinite),
      smoothedVariances.allSatisfy(\.isFinite)
    else { throw .overflow }
    self.values = values
    errorVariance = error
    levelVariance = step
    logLikelihood = likelihood
    filtered = levels
    filteredVariances = variances
    self.smoothed = smoothed
    self.smoothedVariances = smoothedVariances
    self.convergence = convergence
  }
}

extension LocalLevelFit: Tabular {
  /// One row for each variance: its estimate.
  public var estimates: Table {
    Table(
      LocalLevel.card.title,
      [("error variance", errorVariance), ("level variance", levelVariance)],
      [
        .text(.method) { _ in LocalLevel.card.name },
        .text(.term) { $0.0 },
        .number(.estimate) { $0.1 },
        .integer(.count) { _ in count },
      ], notes: notes)
  }

  /// One row: n, log likelihood, and how the search for the variances ended.
  public var overview: Table {
    Table(
      LocalLevel.card.title, [self],
      [
        .text(.method) { _ in LocalLevel.card.name },
        .number(.logLikelihood) { $0.logLikelihood },
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

  private var notes: [Note] {
    guard isAtBoundary else { return [] }
    return [
      Note(
        .caveat, "variance-at-zero",
        levelVariance == 0
          ? "The variance of the level is estimated to be 0: the level is constant."
          : "The variance of the errors is estimated to be 0: the series is a random walk.")
    ]
  }
}

import Tables

/// The local level model: a level that wanders by independent steps, seen with independent errors,
/// and moved by interventions.
///
/// yₜ = μₜ + Σ γⱼ xⱼₜ + εₜ, μₜ₊₁ = μₜ + ηₜ. The level before the first value is unknown altogether, as
/// are the sizes of interventions (exact diffuse start): the first value only sets it, and the
/// likelihood is that of the values after it. Both variances by maximum likelihood, their common scale
/// at its best for each ratio: without interventions a grid of ratios from 10⁻⁷ to 10⁷, the zero of
/// the exact derivative beside each of its peaks, and both ends.
///
/// - Assumes: equal spacing, missing values given as nil; normal errors and steps.
/// - Units: levels in the unit of the values, variances in its square.
/// - Edge cases: a ratio of 0 (a constant level) or no error at all (a random walk) are estimates at
///   the boundary, and say so; peaks beside the greatest are kept. Values that do not vary have no
///   variances and throw. Levels before the first value are known from what comes after only. An
///   intervention that the level could make as well, or that no value sees, throws.
/// - Cost: O(n) for given variances, some 30 times that for estimated ones.
/// - References: Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter;
///   Durbin & Koopman 2012, Time Series Analysis by State Space Methods, ch. 2.
/// - Checked against: 40-digit arithmetic, statsmodels 0.15 with exact start, R 4.2 `StructTS`
///   (reference cases; `Golden/structural.json`, `Golden/forecast.json`).
public struct LocalLevel: Hashable, Sendable, Codable {
  /// The model; it has no options.
  public init() {}

  /// Filters and smooths with given variances.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2 values and one for each
  ///   intervention, ``StatisticsError/notFinite(index:)``, ``StatisticsError/overflow``,
  ///   ``StatisticsError/rankDeficient(terms:)`` for an intervention that cannot be told, and
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for variances that are negative or both
  ///   zero.
  public func filter(
    _ values: [Double?], errorVariance: Double, levelVariance: Double,
    interventions: [Intervention] = []
  ) throws(StatisticsError) -> LocalLevelFit {
    try StructuralModel.check(values, needed: 2 + interventions.count)
    try StructuralModel.check([("error", errorVariance), ("level", levelVariance)])
    return try LocalLevelFit(
      values, errorVariance, levelVariance, interventions, peaks: [], convergence: nil)
  }

  /// Estimates both variances, and filters and smooths with them.
  ///
  /// - Throws: as ``filter(_:errorVariance:levelVariance:interventions:)``; below 3 values and one
  ///   for each intervention ``StatisticsError/tooFewObservations(needed:have:)``, and
  ///   ``StatisticsError/noVariation``.
  public func fit(
    _ values: [Double?], interventions: [Intervention] = []
  ) throws(StatisticsError) -> LocalLevelFit {
    let present = try StructuralModel.check(
      values, needed: Self.card.leastCount + interventions.count)
    guard present.contains(where: { $0 != present[0] }) else { throw .noVariation }
    let scale = PowerOfTwoScale(present)
    let unit = scale.inverse * scale.inverse
    let scaled = values.map { $0.map { ($0 - present[0]) * scale.factor } }
    guard interventions.isEmpty else {
      let model = StructuralModel(scaled, hasSlope: false, interventions: interventions)
      let (peaks, evaluations) = StructuralSearch(model).peaks()
      guard let best = peaks.first else { throw model.reasonForNothing() }
      return try LocalLevelFit(
        values, best.variances.error * unit, best.variances.level * unit, interventions,
        peaks: peaks.dropFirst().map {
          $0.likelihoodPeak(unit, present.count - 1 - interventions.count, hasSlope: false)
        },
        convergence: best.convergence(evaluations))
    }
    let (peaks, evaluations) = LevelSearch(scaled).peaks()
    guard let best = peaks.first, best.scale > 0, best.logLikelihood.isFinite else {
      throw .varianceNotPositive
    }
    return try LocalLevelFit(
      values, best.error * best.scale * unit, best.step * best.scale * unit, [],
      peaks: peaks.dropFirst().map { peak in
        LikelihoodPeak(
          [
            Named("error variance", peak.error * peak.scale * unit),
            Named("level variance", peak.step * peak.scale * unit),
          ],
          peak.logLikelihood - Double(present.count - 1) / 2 * Elementary.log(unit))
      },
      convergence: Convergence(
        iterations: evaluations, change: best.width,
        reason: best.isEnd ? .boundary : best.width < 1e-6 ? .converged : .exhausted))
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "local-level", title: "Local level model",
    summary: "The level of a series that wanders by steps and is seen with errors.",
    assumptions: ["equal spacing", "independent normal errors and steps"],
    leastCount: 3, advisedCount: 20,
    instead: "trend from 8 on, or the values in a table and a plot",
    references: ["Durbin & Koopman 2012, Time Series Analysis by State Space Methods, ch. 2"])
}

extension StructuralModel {
  /// Why no variances have a likelihood: an unknown that nothing tells, or nothing left to vary.
  func reasonForNothing() -> StatisticsError {
    do throws(StatisticsError) {
      _ = try StructuralPass(self, .init(error: 1, level: 1, slope: hasSlope ? 1 : 0))
      return .varianceNotPositive
    } catch {
      return error
    }
  }

  /// Refuses values that are not finite or too few; gives those that are there.
  @discardableResult
  static func check(_ values: [Double?], needed: Int) throws(StatisticsError) -> [Double] {
    for (index, value) in values.enumerated() {
      if let value, !value.isFinite { throw .notFinite(index: index) }
    }
    let present = values.compactMap { $0 }
    try Validation.require(needed, of: present)
    return present
  }

  /// Refuses variances that are negative, not finite, or all zero.
  static func check(_ variances: [(name: String, value: Double)]) throws(StatisticsError) {
    for (name, value) in variances where !(value >= 0 && value < .infinity) {
      throw .invalidOption(name: "\(name) variance", found: "\(value)", needed: "0 or more")
    }
    guard variances.contains(where: { $0.value > 0 }) else {
      throw .invalidOption(name: "variances", found: "all 0", needed: "one of them positive")
    }
  }
}

import Distributions
import Tables

/// A line that bends once, at a point in time found by least squares: y = a + b t + d (t − ψ)₊.
///
/// The point is the best of all between the times of row `leastRows` from either end, by the closed
/// form of the profile between neighbouring times: no starting value, no iteration. Its interval holds
/// the points that the F test of the profile likelihood does not reject; its standard error is that of
/// the linearised model (Muggeo), with which slopes have theirs. The test of a bend compares with one
/// line; its p-value is simulated, since the point was looked for.
///
/// - Assumes: independent normal errors of one variance; a line without a jump.
/// - Edge cases: values on one line, or on two that join, throw. An end of the interval that the
///   points looked at do not reach is nil. The interval may be in pieces; then its outermost ends are
///   given, and it is said.
/// - Cost: O(n), and as much for each replicate.
/// - References: Hudson 1966, doi:10.1080/01621459.1966.10502014; Feder 1975,
///   doi:10.1214/aos/1176342999; Muggeo 2003, doi:10.1002/sim.1545.
/// - Checked against: R segmented 1.6 (point, errors, slopes); a grid of points (interval).
public struct SegmentedLine: Hashable, Sendable, Codable {
  /// The fewest rows up to the point, and from it.
  public var leastRows: Int
  /// The level of the intervals.
  public var level: Double
  /// The number of simulated series; 0 for no p-value.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64

  /// A line with a bend at least three rows from either end; 95 % intervals and 1,999 replicates
  /// unless asked otherwise.
  public init(
    leastRows: Int = 3, level: Double = 0.95, replicates: Int = 1_999, seed: UInt64 = 20_111_218
  ) {
    self.leastRows = leastRows
    self.level = level
    self.replicates = replicates
    self.seed = seed
  }

  /// The bend of a sample.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 6 and where no point is left;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for fewer than two rows beside a point, or
  ///   a level outside 0 to 1; ``StatisticsError/noVariation`` for values on one line;
  ///   ``StatisticsError/varianceNotPositive`` for values on two lines that join.
  public func fit(_ sample: Sample) throws(StatisticsError) -> SegmentedLineFit {
    try Validation.requireLevel(level)
    guard leastRows >= 2 else {
      throw .invalidOption(name: "least rows", found: "\(leastRows)", needed: "2 or more")
    }
    try Validation.require(max(Self.card.leastCount, 2 * leastRows), of: sample.values)
    let count = sample.count
    // Scaled values neither overflow nor vanish when squared; everything scales back.
    let scale = PowerOfTwoScale(sample.values)
    let values = scale(sample.values)
    let line = try LeastSquares().fit(values, on: .trend(sample.times))
    guard let total = line.residualSumOfSquares, total > 0, !line.isExact else {
      throw .noVariation
    }
    let mean = CentredValues(sample.times).mean
    let times = sample.times.map { $0 - mean }
    let profile = JoinProfile(times: times, residuals: line.residuals, least: leastRows)
    guard let best = profile.best, best.saving > 0 else { throw .varianceNotPositive }
    let left = total - best.saving
    guard left > 1e-12 * total else { throw .varianceNotPositive }
    let freedom = Double(count - 4)
    let statistic = best.saving / (left / freedom)
    let simulation = NullReplicates(replicates: replicates, seed: seed)
    let basis = NullLine(times)
    let pValue = simulation.pValues([statistic], rows: count) { errors in
      let residuals = basis.residuals(errors)
      let whole = residuals.reduce(0) { $0 + $1 * $1 }
      let found = JoinProfile(times: times, residuals: residuals, least: leastRows).best
      return found.map { [$0.saving / ((whole - $0.saving) / freedom)] }
    }?[0]
    let quantile = StudentT(degreesOfFreedom: freedom).quantile((1 + level) / 2)
    let height = best.saving - left / freedom * quantile * quantile
    let range = profile.range(above: height)
    let point = best.point + mean
    let bent = try Bend(values, sample.times, at: point, freedom: freedom)
    return SegmentedLineFit(
      point: point, standardError: bent.pointError,
      low: range.low.map { $0 + mean }, high: range.high.map { $0 + mean },
      isSplit: range.isSplit,
      slopes: bent.slopes.map { $0.scaled(by: scale.inverse, level: level, freedom: freedom) },
      statistic: statistic, pValue: pValue, basis: pValue == nil ? .descriptive : simulation.basis,
      residualSumOfSquares: try Validation.finite(left * scale.inverse * scale.inverse),
      fitted: bent.fitted.map { $0 * scale.inverse }, level: level, count: count)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "segmented", title: "Segmented line with an unknown bend",
    summary: "When a line changed its slope, at a time not known beforehand.",
    assumptions: ["independent normal errors of one variance", "one bend, without a jump"],
    leastCount: 6, advisedCount: 15, instead: "its at an event known beforehand",
    references: [
      "Muggeo 2003, Statistics in Medicine 22: 3055–3071, doi:10.1002/sim.1545",
      "Feder 1975, Annals of Statistics 3: 49–83, doi:10.1214/aos/1176342999",
    ])
}

/// What a line through centred times leaves of errors.
private struct NullLine: Sendable {
  let times: [Double]
  let spread: Double

  init(_ times: [Double]) {
    self.times = times
    spread = times.reduce(0) { $0 + $1 * $1 }
  }

  func residuals(_ errors: [Double]) -> [Double] {
    let mean = errors.reduce(0, +) / Double(errors.count)
    let slope = zip(times, errors).reduce(0) { $0 + $1.0 * $1.1 } / spread
    return zip(times, errors).map { $1 - mean - slope * $0 }
  }
}

/// The two slopes of a line bent at a point, and their errors with the point's taken in.
private struct Bend {
  struct Slope {
    let estimate: Double
    let error: Double?

    func scaled(by unit: Double, level: Double, freedom: Double) -> SegmentedLineFit.Slope {
      let quantile = StudentT(degreesOfFreedom: freedom).quantile((1 + level) / 2)
      let (estimate, error) = (estimate * unit, error.map { $0 * unit })
      return SegmentedLineFit.Slope(
        estimate: estimate, standardError: error,
        interval: error.map {
          ConfidenceInterval(
            low: estimate - quantile * $0, high: estimate + quantile * $0, level: level)
        })
    }
  }

  /// Before, after, and their difference.
  let slopes: [Slope]
  let pointError: Double?
  let fitted: [Double]

  init(
    _ values: [Double], _ times: [Double], at point: Double, freedom: Double
  ) throws(StatisticsError) {
    let before = times.map { min($0, point) - point }
    let after = times.map { max(0, $0 - point) }
    let plain = Design.intercept(count: values.count).adding("before", before)
      .adding("after", after)
    let fit = try LeastSquares().fit(values, on: plain)
    let estimates = try fit.coefficients().map(\.estimate)
    let change = estimates[2] - estimates[1]
    fitted = fit.fitted
    // The point moves the fitted line by −(change of slope) beyond it.
    let moved = times.map { $0 > point ? -change : 0 }
    let free = try? LeastSquares().fit(values, on: plain.adding("point", moved))
    let other = try? LeastSquares().fit(
      values,
      on: Design.intercept(count: values.count).adding("time", times).adding("change", after)
        .adding("point", moved))
    let left = fit.residualSumOfSquares ?? 0
    // At a point between two times the two agree; at a time itself the free one fits a jump.
    func error(_ fit: LinearFit?, _ place: Int) -> Double? {
      guard let fit, let own = fit.residualSumOfSquares, own > 0,
        let error = try? fit.coefficients()[place].standardError
      else { return nil }
      return error * (left / own).squareRoot()
    }
    slopes = [
      Slope(estimate: estimates[1], error: error(free, 1)),
      Slope(estimate: estimates[2], error: error(free, 2)),
      Slope(estimate: change, error: error(other, 2)),
    ]
    pointError = error(free, 3)
  }
}

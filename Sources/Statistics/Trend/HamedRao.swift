import Distributions
import LinearAlgebra
import Tables

/// The test of Mann and Kendall with the variance of its score corrected for autocorrelation, by
/// Hamed and Rao.
///
/// Var S is multiplied by 1 + 2/(n(n−1)(n−2)) Σ (n−k)(n−k−1)(n−k−2) rₖ over the lags at which the
/// autocorrelation rₖ of the ranks of the values, less their line of Theil and Sen over the row
/// number, exceeds z/√n. The estimate is the slope of Theil and Sen on the true times; details carry
/// `var_S`, `z`, `tau_a`, `n_ns_correction`.
///
/// - Assumes: equally spaced values, many of them: at n below 40 the autocorrelations are too rough.
/// - Edge cases: values on a line exactly have no autocorrelation and are left uncorrected, with a
///   note; a correction that is not positive throws.
/// - Cost: O(n²) time, for the autocorrelations at all lags; O(n) memory.
/// - References: Hamed & Rao 1998, doi:10.1016/S0022-1694(97)00125-X.
/// - Checked against: exact rationals and `pymannkendall` 1.4.3 (reference cases).
public struct HamedRao: Hashable, Sendable, Codable {
  /// A correction: what the variance is multiplied by, and the lags it rests on.
  public struct Correction: Hashable, Sendable {
    /// The factor; not positive where the correction fails.
    public let factor: Double
    /// The lags, from 1, whose autocorrelation is significant.
    public let lags: [Int]
    /// Whether there was no autocorrelation because values lie on a line.
    let isExactLine: Bool
  }

  /// The direction tested.
  public var alternative: Alternative
  /// The two-sided level at which an autocorrelation counts.
  public var significance: Double

  /// The test, two-sided; autocorrelations count at the 5 % level unless asked otherwise.
  public init(alternative: Alternative = .twoSided, significance: Double = 0.05) {
    self.alternative = alternative
    self.significance = significance
  }

  /// The correction of the variance for values in order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4,
  ///   ``StatisticsError/notFinite(index:)``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1.
  public func correction(_ values: [Double]) throws(StatisticsError) -> Correction {
    try Validation.require(Self.card.leastCount, of: values)
    try Validation.requireFinite(values)
    guard significance > 0, significance < 1 else {
      throw .invalidOption(
        name: "significance", found: "\(significance)", needed: "between 0 and 1")
    }
    let rows = RowSeries(values)
    let levels = rows.levels(rows.detrended)
    let ranks = Ranks(finite: levels).midranks
    let count = values.count
    guard Set(levels).count > 1,
      let found = rows.autocorrelations(ranks.map { DoubleDouble($0) }, lags: count - 1)
    else { return Correction(factor: 1, lags: [], isExactLine: true) }
    let limit =
      -Normal.standard.quantile(significance / 2) / Double(count).squareRoot()
    var sum = DoubleDouble.zero
    var lags: [Int] = []
    for (index, value) in found.enumerated() where abs(value.high) > limit {
      let left = Double(count - index - 1)
      lags.append(index + 1)
      sum = sum + value * (left * (left - 1) * (left - 2))
    }
    let size = Double(count)
    let whole = DoubleDouble(size * (size - 1) * (size - 2))
    let factor = DoubleDouble.one + sum * 2 / whole
    return Correction(factor: factor.high, lags: lags, isExactLine: false)
  }

  /// Tests the values of a sample in time order.
  ///
  /// - Throws: what ``correction(_:)`` throws; ``StatisticsError/varianceNotPositive`` where the
  ///   corrected variance is not positive.
  public func test(_ sample: Sample) throws(StatisticsError) -> TestResult {
    let correction = try correction(sample.values)
    guard correction.factor > 0x1p-80 else { throw .varianceNotPositive }
    let score = KendallCount(sample.values)
    return try AutocorrelatedScore.result(
      Self.card, sample, score: score, variance: score.variance * correction.factor,
      alternative: alternative, details: [Named("n_ns_correction", correction.factor)],
      notes: correction.isExactLine ? [AutocorrelatedScore.exactLine] : [])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "hamed-rao", title: "Mann–Kendall test with Hamed and Rao's correction",
    summary: "Whether values of a long series tend to rise or fall, its variance corrected by the "
      + "significant autocorrelations of ranks.",
    assumptions: ["equal spacing", "enough values to estimate autocorrelations"],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: [
      "Hamed & Rao 1998, Journal of Hydrology 204: 182–196, doi:10.1016/S0022-1694(97)00125-X"
    ])
}

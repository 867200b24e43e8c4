import LinearAlgebra
import Tables

/// The test of Mann and Kendall with the variance of its score corrected for autocorrelation, by
/// Yue and Wang.
///
/// Var S is multiplied by 1 + 2 Σ (1 − k/n) rₖ over all lags, rₖ being the autocorrelations of the
/// values less their line of Theil and Sen over the row number. The estimate is the slope of Theil
/// and Sen on the true times; details carry `var_S`, `z`, `tau_a`, `n_ns_correction`.
///
/// - Assumes: equally spaced values. The autocorrelations of a whole series about its mean sum to
///   −½, so that over all lags the factor is often far below 1 and the test far too ready to reject.
/// - Edge cases: values on a line exactly are left uncorrected, with a note; a correction that is not
///   positive throws.
/// - Cost: O(n²) time, for the autocorrelations at all lags; O(n) memory.
/// - References: Yue & Wang 2004, doi:10.1023/B:WARM.0000043140.61082.60.
/// - Checked against: exact rationals and `pymannkendall` 1.4.3 (reference cases).
public struct YueWang: Hashable, Sendable, Codable {
  /// The direction tested.
  public var alternative: Alternative

  /// The test, two-sided unless asked otherwise.
  public init(alternative: Alternative = .twoSided) { self.alternative = alternative }

  /// What the variance is multiplied by for values in order; it may be negative, and then there is no
  /// test.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4,
  ///   ``StatisticsError/notFinite(index:)``.
  public func correction(_ values: [Double]) throws(StatisticsError) -> Double {
    try factor(values) ?? 1
  }

  /// The factor; nil where the values lie on a line.
  private func factor(_ values: [Double]) throws(StatisticsError) -> Double? {
    try Validation.require(Self.card.leastCount, of: values)
    try Validation.requireFinite(values)
    let rows = RowSeries(values)
    let count = values.count
    guard let found = rows.autocorrelations(rows.detrended, lags: count - 1) else { return nil }
    var sum = DoubleDouble.zero
    for (index, value) in found.enumerated() { sum = sum + value * Double(count - index - 1) }
    return (DoubleDouble.one + sum * 2 / DoubleDouble(Double(count))).high
  }

  /// Tests the values of a sample in time order.
  ///
  /// - Throws: what ``correction(_:)`` throws; ``StatisticsError/varianceNotPositive`` where the
  ///   corrected variance is not positive.
  public func test(_ sample: Sample) throws(StatisticsError) -> TestResult {
    let found = try factor(sample.values)
    let factor = found ?? 1
    guard factor > 0x1p-80 else { throw .varianceNotPositive }
    let score = KendallCount(sample.values)
    return try AutocorrelatedScore.result(
      Self.card, sample, score: score, variance: score.variance * factor,
      alternative: alternative, details: [Named("n_ns_correction", factor)],
      notes: found == nil ? [AutocorrelatedScore.exactLine] : [])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "yue-wang", title: "Mann–Kendall test with Yue and Wang's correction",
    summary: "Whether values of a long series tend to rise or fall, its variance corrected by all "
      + "autocorrelations.",
    assumptions: ["equal spacing", "enough values to estimate autocorrelations"],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: [
      "Yue & Wang 2004, Water Resources Management 18: 201–218, "
        + "doi:10.1023/B:WARM.0000043140.61082.60"
    ])
}

import LinearAlgebra
import Tables

/// The test of Mann and Kendall after lag-one autocorrelation was taken out of the values.
///
/// Plain pre-whitening tests yₜ − r₁ yₜ₋₁, which takes part of a trend away with the autocorrelation.
/// Trend-free pre-whitening takes the line of Theil and Sen over the row number away first, whitens
/// what is left, and puts the line back. One value is lost; S, `var_S`, `z` and `tau_a` are those of
/// the values tested, `r1` is the autocorrelation taken out, the estimate the slope of Theil and Sen
/// of the values as they were, on the true times.
///
/// - Assumes: equally spaced values that follow an autoregression of order one about their trend.
/// - Edge cases: values that do not vary about their mean (or line) have no r₁ and are not whitened,
///   with a note. Whether transformed values tie is decided in twice the digits of doubles.
/// - Cost: O(n log n) time, O(n) memory.
/// - References: von Storch 1995, in Analysis of Climate Variability; Yue, Pilon, Phinney & Cavadias
///   2002, doi:10.1002/hyp.1095.
/// - Checked against: exact rationals and `pymannkendall` 1.4.3 (reference cases).
public struct PrewhitenedMannKendall: Hashable, Sendable, Codable {
  /// What is whitened.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The values.
    case plain
    /// The values less their line.
    case trendFree
  }

  /// The direction tested.
  public var alternative: Alternative
  /// What is whitened.
  public var kind: Kind

  /// The test, two-sided unless asked otherwise.
  public init(_ kind: Kind, alternative: Alternative = .twoSided) {
    self.kind = kind
    self.alternative = alternative
  }

  /// Tests the values of a sample in time order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4.
  public func test(_ sample: Sample) throws(StatisticsError) -> TestResult {
    let card = kind == .plain ? Self.plainCard : Self.trendFreeCard
    try Validation.require(card.leastCount, of: sample.values)
    let rows = RowSeries(sample.values)
    let base = kind == .plain ? rows.values : rows.detrended
    let found = rows.autocorrelations(base, lags: 1)?[0]
    let correlation = found ?? .zero
    var tested = RowSeries.whitened(base, by: correlation)
    if kind == .trendFree {
      tested = tested.enumerated().map { $0.element + rows.slope * Double($0.offset + 1) }
    }
    let score = KendallCount(rows.levels(tested))
    return try AutocorrelatedScore.result(
      card, sample, score: score, variance: score.variance, alternative: alternative,
      details: [Named("r1", correlation.high)],
      notes: found == nil ? [AutocorrelatedScore.exactLine] : [])
  }

  /// The card of plain pre-whitening.
  public static let plainCard = MethodCard(
    name: "pre-whitening", title: "Mann–Kendall test after pre-whitening",
    summary: "Whether values of a long series tend to rise or fall once each is freed of the one "
      + "before; a trend is weakened with the autocorrelation.",
    assumptions: ["equal spacing", "an autoregression of order one"],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: ["von Storch 1995, in Analysis of Climate Variability, Springer: 11–26"])

  /// The card of trend-free pre-whitening.
  public static let trendFreeCard = MethodCard(
    name: "trend-free-pre-whitening", title: "Mann–Kendall test after trend-free pre-whitening",
    summary: "Whether values of a long series tend to rise or fall once each is freed of the one "
      + "before, the trend set aside meanwhile.",
    assumptions: ["equal spacing", "a line and an autoregression of order one about it"],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: [
      "Yue, Pilon, Phinney & Cavadias 2002, Hydrological Processes 16: 1807–1829, "
        + "doi:10.1002/hyp.1095"
    ])
}

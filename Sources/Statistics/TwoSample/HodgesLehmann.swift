import Distributions
import LinearAlgebra
import Tables

/// The shift of Hodges and Lehmann: the median of all differences of a value of the first sample
/// and one of the second.
///
/// - Assumes: for the interval, two laws of one shape, and values exchangeable after the shift.
/// - Units: those of the values.
/// - Exact when: values are without ties and at most 10,000 pairs; its level is then at least the
///   one asked for. Otherwise the ranks are from the normal law
///   with tie-corrected variance. `basis` says which.
/// - Edge cases: with so few values that no interval reaches the level it is unbounded; details
///   `attainable_low`, `attainable_high`, `attainable_level` have the widest one there is, which
///   is what R prints. Elsewhere they repeat the interval with the level it really has.
/// - Cost: O(N log N) time and O(N) memory, N = n₁ + n₂: differences are selected by their rank. The
///   exact law takes O((n₁n₂)²/N) more, to 10,000 pairs.
/// - References: Hodges & Lehmann 1963, doi:10.1214/aoms/1177704172; Hollander & Wolfe 1999, §4.3.
/// - Checked against: R 4.2 `wilcox.test(conf.int = TRUE)` (reference cases).
public struct HodgesLehmann: Hashable, Sendable, Codable {
  /// The confidence level.
  public var level: Double

  /// The estimator with 95 % intervals unless asked otherwise.
  public init(level: Double = 0.95) { self.level = level }

  /// The most pairs for which the exact law of U is computed.
  static let exactPairs = 10_000

  /// The shift of the first sample from the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for an empty sample;
  ///   ``StatisticsError/notFinite(index:)``; ``StatisticsError/overflow``.
  public func estimate(
    _ first: [Double], _ second: [Double]
  ) throws(StatisticsError) -> TestResult {
    try Validation.require(1, of: first)
    try Validation.require(1, of: second)
    try Validation.requireFinite(first)
    try Validation.requireFinite(second)
    try Validation.requireLevel(level)
    guard let most = first.max(), let least = first.min(), let top = second.max(),
      let bottom = second.min(), (most - bottom).isFinite, (least - top).isFinite
    else { throw .overflow }
    let pairs = first.count * second.count
    let ranks = Ranks(finite: first + second)
    let isExact = !ranks.hasTies && pairs <= Self.exactPairs
    let reach =
      isExact
      ? exactRank(first.count, second.count)
      : normalRank(Double(first.count), Double(second.count), ranks)
    let isBounded = reach.rank >= 1
    let end = max(1, reach.rank)
    let found = differenceRanks(
      first, second, ranks: [end, pairs + 1 - end, (pairs + 1) / 2, pairs / 2 + 1])
    let (low, high) = (found[0], found[1])
    let interval = ConfidenceInterval(
      low: isBounded ? low : -.infinity, high: isBounded ? high : .infinity, level: level)
    var details = [
      Named("pairs", Double(pairs)), Named("attainable_low", low),
      Named("attainable_high", high),
    ]
    if let attainable = reach.level { details.append(Named("attainable_level", attainable)) }
    return TestResult(
      method: Self.card.name, statistic: nil, pValue: nil,
      estimate: Named("shift", OrderedValues(sorted: [found[2], found[3]]).median),
      interval: interval,
      basis: isExact ? .exact : .asymptotic, count: first.count + second.count, details: details,
      notes: isBounded
        ? []
        : [
          Note(
            .caveat, "interval-unbounded",
            "No shift can be excluded at level \(level) with \(first.count) and \(second.count) "
              + "values.")
        ])
  }

  /// The rank from below of the lower end, 0 for none: the least u with P(U ≤ u) > (1 − level)/2;
  /// and the level of the interval from that rank, or from the first where there is none.
  private func exactRank(_ first: Int, _ second: Int) -> (rank: Int, level: Double?) {
    let law = MannWhitneyU(first: first, second: second)
    let tail = (1 - level) / 2
    var rank = 0
    while rank < first * second, law.cumulative(at: Double(rank)) <= tail { rank += 1 }
    return (rank, 1 - 2 * law.cumulative(at: Double(max(1, rank) - 1)))
  }

  private func normalRank(
    _ n: Double, _ m: Double, _ ranks: Ranks
  ) -> (rank: Int, level: Double?) {
    let total = n + m
    let ties = total > 1 ? ranks.cubicTieSum / (total * (total - 1)) : 0
    let deviation = (n * m / 12 * (total + 1 - ties)).squareRoot()
    let reach = Normal.standard.upperQuantile((1 - level) / 2) * deviation
    return (max(0, Int((n * m / 2 - reach).rounded(.down))), nil)
  }
}

extension HodgesLehmann {
  /// The card of the method.
  public static let card = MethodCard(
    name: "hodges-lehmann", title: "Hodges–Lehmann shift",
    summary: "By how much one sample lies above another, as the median of all differences.",
    assumptions: ["two laws of one shape", "values exchangeable after the shift"],
    leastCount: 2, advisedCount: 7, instead: "the values in a table",
    references: [
      "Hodges & Lehmann 1963, Ann. Math. Stat. 34: 598–611, doi:10.1214/aoms/1177704172"
    ])
}

import Distributions
import Tables

/// The permutation test of the difference of two means: how extreme the difference is among those
/// of all ways to choose the first sample from the values of both.
///
/// Up to 5,000,000 choices are enumerated; beyond, a sample of them is drawn, with
/// p = (b + 1)/(m + 1). Decimal data are summed as whole numbers, so that choices with equal sums
/// count as equal. Details carry `p_less`, `p_greater`, `p_doubled` (twice the smaller tail, as
/// SciPy), `choices` and `p_floor`.
///
/// - Assumes: values exchangeable between the samples under the null hypothesis; years that depend
///   on one another are not.
/// - Units: those of the values.
/// - Exact when: enumerated; the two-sided p is that of |difference|. `basis` says which.
/// - Edge cases: values all equal give p = 1.
/// - Cost: the number of choices.
/// - References: Pitman 1937, doi:10.2307/2984124; Phipson & Smyth 2010, doi:10.2202/1544-6115.1585.
/// - Checked against: enumeration in exact rationals, R `coin` 1.4 (reference cases).
public struct Permutation: Hashable, Sendable, Codable {
  /// The direction tested, of the first mean against the second.
  public var alternative: Alternative
  /// The number of random choices where there are too many to enumerate.
  public var replicates: Int
  /// The seed of the random choices.
  public var seed: UInt64

  /// The test, two-sided; 9,999 replicates and the seed 20111218 where it has to sample.
  public init(
    alternative: Alternative = .twoSided, replicates: Int = 9_999, seed: UInt64 = 20_111_218
  ) {
    self.alternative = alternative
    self.replicates = replicates
    self.seed = seed
  }

  /// The most choices that are enumerated.
  public static let enumerationLimit = 5_000_000.0

  /// Tests the first sample against the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for an empty sample;
  ///   ``StatisticsError/notFinite(index:)``;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for no replicates.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    let difference = try MeanGap.difference(first, second)
    guard replicates >= 1 else {
      throw .invalidOption(name: "replicates", found: "\(replicates)", needed: "at least 1")
    }
    let choices = Self.choices(first.count, of: first.count + second.count)
    let isExact = choices <= Self.enumerationLimit
    let gap = MeanGap(first, second)
    let tally = isExact ? gap.enumerated() : gap.sampled(replicates, seed: seed)
    let less = tally.probability(tally.less)
    let greater = tally.probability(tally.greater)
    let twoSided = tally.probability(tally.twoSided)
    let pValue =
      switch alternative {
      case .twoSided: twoSided
      case .less: less
      case .greater: greater
      }
    let floor = isExact ? tally.floor(alternative) : 1 / Double(replicates + 1)
    return TestResult(
      method: Self.card.name, statistic: Named("mean_difference", difference), pValue: pValue,
      alternative: alternative, estimate: Named("mean_difference", difference),
      basis: isExact ? .exact : .resampled(replicates: replicates, seed: seed),
      count: first.count + second.count,
      details: [
        Named("p_less", less), Named("p_greater", greater),
        Named("p_doubled", min(1, 2 * min(less, greater))), Named("choices", choices),
        Named("p_floor", floor),
      ],
      notes: [
        Note(.method, "exchangeable-years", "Assumes values exchangeable between the samples.")
      ])
  }

  /// The number of ways to choose k of n, as a double; exact below 2⁵³.
  static func choices(_ k: Int, of n: Int) -> Double {
    var result = 1.0
    for step in 1...max(1, min(k, n - k)) where min(k, n - k) > 0 {
      result = (result * Double(n - min(k, n - k) + step) / Double(step)).rounded()
    }
    return result
  }
}

extension Permutation {
  /// The card of the method.
  public static let card = MethodCard(
    name: "permutation", title: "Permutation test of the mean difference",
    summary: "How extreme the difference of two means is among all ways to divide the values.",
    assumptions: ["values exchangeable between the samples if nothing changed"],
    leastCount: 2, advisedCount: 5, instead: "the values in a table",
    references: ["Pitman 1937, JRSS Supplement 4: 119–130, doi:10.2307/2984124"])
}

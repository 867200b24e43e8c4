import Distributions
import Tables

/// The rank-sum test of Mann, Whitney and Wilcoxon of two samples from one law.
///
/// The statistic U counts the pairs in which the first value is the larger, equal pairs half; the
/// estimate is U/(n₁n₂), the chance that a value of the first sample exceeds one of the second.
/// Details carry `z`, `p_normal`, `p_normal_uncorrected`, `p_less`, `p_greater`, `p_doubled`
/// (twice the smaller tail) and `p_floor`.
///
/// - Assumes: values exchangeable between the samples under the null hypothesis.
/// - Units: none; any increasing transform leaves it as it is.
/// - Exact when: the choices of ranks can be counted (to about 140 values in all), with ties given
///   the midranks; then the two-sided p is that of |U − n₁n₂/2|. Otherwise normal with tie-corrected
///   variance and continuity correction. `basis` says which.
/// - Edge cases: values all equal give p = 1.
/// - Cost: O(n₁ N³) at most when exact, O(N log N) otherwise.
/// - References: Wilcoxon 1945, doi:10.2307/3001968; Mann & Whitney 1947,
///   doi:10.1214/aoms/1177730491.
/// - Checked against: full enumeration, R `coin` 1.4, `exactRankTests` 0.8 (reference cases).
public struct MannWhitney: Hashable, Sendable, Codable {
  /// The direction tested, of the first sample against the second.
  public var alternative: Alternative

  /// The test, two-sided unless asked.
  public init(alternative: Alternative = .twoSided) { self.alternative = alternative }

  /// Tests the first sample against the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for an empty sample;
  ///   ``StatisticsError/notFinite(index:)``.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.require(1, of: first)
    try Validation.require(1, of: second)
    try Validation.requireFinite(first)
    try Validation.requireFinite(second)
    let ranks = Ranks(finite: first + second)
    let rankSum = ranks.midranks.prefix(first.count).reduce(0, +)
    let n = Double(first.count)
    let m = Double(second.count)
    let u = rankSum - n * (n + 1) / 2
    let normal = NormalRankSum(u: u, n: n, m: m, ranks)
    let exact: RankSumTails? =
      RankSumLaw.isFeasible(first: first.count, total: first.count + second.count)
      ? RankSumTails(first: first.count, rankSum, ranks) : nil
    var details = [
      Named("z", normal.corrected), Named("p_normal", normal.tail(alternative)),
      Named("p_normal_uncorrected", normal.uncorrectedTail(alternative)),
    ]
    if let exact {
      details += [
        Named("p_less", exact.less), Named("p_greater", exact.greater),
        Named("p_doubled", min(1, 2 * min(exact.less, exact.greater))),
        Named("p_floor", exact.floor(alternative)),
      ]
    }
    return TestResult(
      method: Self.card.name, statistic: Named("U", u),
      pValue: exact?.tail(alternative) ?? normal.tail(alternative), alternative: alternative,
      estimate: Named("probability_larger", u / (n * m)),
      basis: exact == nil ? .asymptotic : .exact, count: first.count + second.count,
      details: details, notes: [basisNote(exact != nil, ranks)])
  }

  private func basisNote(_ isExact: Bool, _ ranks: Ranks) -> Note {
    let text =
      isExact
      ? "p from all choices of the ranks" + (ranks.hasTies ? ", ties at their midranks." : ".")
      : "p from the normal law with tie-corrected variance and continuity correction."
    return Note(.method, "mann-whitney-basis", text)
  }
}

/// The exact tails of a rank sum.
private struct RankSumTails {
  let less: Double
  let greater: Double
  let twoSided: Double
  private let lowest: Double
  private let highest: Double
  private let farthest: Double

  init(first: Int, _ rankSum: Double, _ ranks: Ranks) {
    let law = RankSumLaw(first: first, midranks: ranks.midranks)
    let doubled = Int(2 * rankSum)
    let ascending = ranks.midranks.map { Int(2 * $0) }.sorted()
    let least = ascending.prefix(first).reduce(0, +)
    let most = ascending.suffix(first).reduce(0, +)
    // The mean of the doubled sum is first · (N + 1); doubled once more it is whole for certain.
    let centre = 2 * first * (ranks.midranks.count + 1)
    less = law.cumulative(at: doubled)
    greater = law.survival(atLeast: doubled)
    twoSided = law.twoSided(twice: 2 * doubled, centreTwice: centre)
    lowest = law.cumulative(at: least)
    highest = law.survival(atLeast: most)
    let far = abs(2 * least - centre) >= abs(2 * most - centre) ? least : most
    farthest = law.twoSided(twice: 2 * far, centreTwice: centre)
  }

  func tail(_ alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: twoSided
    case .less: less
    case .greater: greater
    }
  }

  /// The smallest p-value these ranks can give.
  func floor(_ alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: farthest
    case .less: lowest
    case .greater: highest
    }
  }
}

/// The normal approximation of U.
private struct NormalRankSum {
  /// The deviate with continuity correction, of the sign of U − n₁n₂/2.
  let corrected: Double
  private let distance: Double
  private let deviation: Double

  init(u: Double, n: Double, m: Double, _ ranks: Ranks) {
    let total = n + m
    let ties = total > 1 ? ranks.cubicTieSum / (total * (total - 1)) : 0
    deviation = (n * m / 12 * (total + 1 - ties)).squareRoot()
    distance = u - n * m / 2
    let sign: Double = distance == 0 ? 0 : (distance > 0 ? 1 : -1)
    corrected = deviation > 0 ? (distance - sign / 2) / deviation : 0
  }

  func tail(_ alternative: Alternative) -> Double {
    guard deviation > 0 else { return 1 }
    return switch alternative {
    case .twoSided: min(1, 2 * Normal.standard.survival(at: (abs(distance) - 0.5) / deviation))
    case .less: Normal.standard.cumulative(at: (distance + 0.5) / deviation)
    case .greater: Normal.standard.survival(at: (distance - 0.5) / deviation)
    }
  }

  func uncorrectedTail(_ alternative: Alternative) -> Double {
    deviation > 0 ? MannKendall.normalTail(distance / deviation, alternative) : 1
  }
}

extension MannWhitney {
  /// The card of the method.
  public static let card = MethodCard(
    name: "mann-whitney", title: "Mann–Whitney test",
    summary: "Whether values of one sample tend to exceed those of another.",
    assumptions: ["values exchangeable between the samples if nothing changed"],
    leastCount: 2, advisedCount: 5, instead: "predictive-rank, or the values in a table",
    references: [
      "Wilcoxon 1945, Biometrics Bulletin 1: 80–83, doi:10.2307/3001968",
      "Mann & Whitney 1947, Ann. Math. Stat. 18: 50–60, doi:10.1214/aoms/1177730491",
    ])
}

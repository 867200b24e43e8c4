import Distributions
import Tables

/// The sign test of Cox and Stuart of no trend: each value of the first half is set beside the
/// value as far into the second half, and the rises are counted.
///
/// The middle of an odd number of values is left out, equal pairs too. Weaker than
/// ``MannKendall``, and as robust.
///
/// - Assumes: independent values.
/// - Exact when: always; the number of rises is binomial with probability one half.
/// - Edge cases: where all pairs are equal p = 1 and there is no estimate.
/// - Cost: O(n).
/// - References: Cox & Stuart 1955, doi:10.1093/biomet/42.1-2.80.
/// - Checked against: R 4.2 `binom.test`, `Golden/trend.json`.
public struct CoxStuart: Hashable, Sendable, Codable {
  /// The direction tested.
  public var alternative: Alternative

  /// The test, two-sided unless asked.
  public init(alternative: Alternative = .twoSided) { self.alternative = alternative }

  /// Tests the values of a sample in time order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4.
  public func test(_ sample: Sample) throws(StatisticsError) -> TestResult {
    let values = sample.values
    try Validation.require(Self.card.leastCount, of: values)
    let half = values.count / 2
    let offset = values.count - half
    var rises = 0
    var falls = 0
    for index in 0..<half {
      if values[index + offset] > values[index] { rises += 1 }
      if values[index + offset] < values[index] { falls += 1 }
    }
    let pairs = rises + falls
    var notes = [
      Note(
        .method, "cox-stuart-pairs",
        "\(pairs) of \(half) pairs differ; equal ones are left out.")
    ]
    if pairs == 0 {
      notes.append(Note(.caveat, "no-variation", "No pair differs: there is nothing to estimate."))
    }
    return TestResult(
      method: Self.card.name, statistic: Named("rises", Double(rises)),
      pValue: Self.tail(rises, falls, alternative), alternative: alternative,
      estimate: pairs == 0 ? nil : Named("share_rising", Double(rises) / Double(pairs)),
      basis: .exact, count: values.count,
      details: [
        Named("pairs", Double(pairs)), Named("p_floor", Self.tail(pairs, 0, alternative)),
      ], notes: notes)
  }

  private static func tail(_ rises: Int, _ falls: Int, _ alternative: Alternative) -> Double {
    guard rises + falls > 0 else { return 1 }
    let law = Binomial(trials: rises + falls, probability: 0.5)
    return switch alternative {
    case .twoSided: min(1, 2 * law.cumulative(at: Double(min(rises, falls))))
    case .less: law.cumulative(at: Double(rises))
    case .greater: law.cumulative(at: Double(falls))
    }
  }
}

extension CoxStuart {
  /// The card of the method.
  public static let card = MethodCard(
    name: "cox-stuart", title: "Cox–Stuart sign test",
    summary: "Whether the second half tends to lie above the first.",
    assumptions: ["independent values"],
    leastCount: 4, advisedCount: 12, instead: "mann-kendall, which compares all pairs",
    references: ["Cox & Stuart 1955, Biometrika 42: 80–95, doi:10.1093/biomet/42.1-2.80"])
}

import Distributions
import Tables

/// The test of Mann and Kendall of no trend against a monotone one, by the score
/// S = Σᵢ﹤ⱼ sign(yⱼ − yᵢ).
///
/// The estimate is Kendall's τ_b. Details carry `var_S`, `z` (with continuity correction),
/// `p_normal`, `tau_a`, `tau_b`, `p_floor` (the smallest p-value so many values, so tied, can
/// reach), and with ``serialCorrelation`` also `p_worst_rho` and `worst_rho`.
///
/// - Assumes: exchangeable values; years that depend on one another reject too often (a true 5 %
///   test at ρ = 0.6 and n = 10 to 20 rejects in a fifth to a quarter of samples), which
///   ``serialCorrelation`` shows.
/// - Units: none; S is unchanged by any increasing transform of the values. Times only order.
/// - Exact when: n ≤ 60 without ties, n ≤ 10 with ties (all orders of the tied values); otherwise
///   normal with tie-corrected variance and continuity correction. `basis` says which.
/// - Edge cases: equal values give S = 0, z = 0, p = 1 and no τ_b.
/// - Cost: O(n²) to 64 values, O(n log n) beyond; the exact law O(n³), with ties O(n⁴).
/// - References: Mann 1945, doi:10.2307/1907187; Kendall 1975, Rank Correlation Methods.
/// - Checked against: R 4.2 `cor.test(method = "kendall")`, `pymannkendall` 1.4.3 (reference
///   cases); all permutations of tied values, `Golden/trend.json`.
public struct MannKendall: Hashable, Sendable, Codable {
  /// How the p-value is to be had.
  public enum PValueRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// Exact to 60 values without ties and 10 with, normal beyond.
    case automatic
    /// Exact whatever the ties; at most 300 values, 100 where some are tied.
    case exact
    /// The normal approximation.
    case normal
  }

  /// The direction tested.
  public var alternative: Alternative
  /// How the p-value is to be had.
  public var rule: PValueRule
  /// Where the worst p-value over declared autocorrelations is wanted too, how to simulate it.
  public var serialCorrelation: WorstAutocorrelation?

  /// The test, two-sided and without simulation unless asked.
  public init(
    alternative: Alternative = .twoSided, rule: PValueRule = .automatic,
    serialCorrelation: WorstAutocorrelation? = nil
  ) {
    self.alternative = alternative
    self.rule = rule
    self.serialCorrelation = serialCorrelation
  }

  /// The most values, none tied, for which the automatic rule takes the exact law.
  public static let exactLimit = 60
  /// The most values, some tied, for which the automatic rule takes the exact law.
  public static let exactLimitWithTies = 10

  /// Tests the values of a sample in time order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for an exact p-value of too many.
  public func test(_ sample: Sample) throws(StatisticsError) -> TestResult {
    try Validation.require(Self.card.leastCount, of: sample.values)
    let count = KendallCount(sample.values)
    var result = TestResult(try ScoreTrend(self, count))
    if let serialCorrelation {
      let worst = try serialCorrelation.worst(sample, count, alternative)
      result.details += [Named("p_worst_rho", worst.pValue), Named("worst_rho", worst.rho)]
      result.notes.append(serialCorrelation.note)
    }
    return result
  }

  /// Tests values in the order given, at equal spacing.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    let times = values.indices.map(Double.init)
    return try test(Sample(times: times, values: values))
  }

  /// Whether p-values of so many values come from the exact law.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for an exact p-value of too many.
  func usesExactLaw(count: Int, tied: Bool) throws(StatisticsError) -> Bool {
    switch rule {
    case .normal: return false
    case .automatic: return count <= (tied ? Self.exactLimitWithTies : Self.exactLimit)
    case .exact:
      let limit = tied ? ScoreLaw.mostTiedValues : ScoreLaw.mostValues
      guard count <= limit else {
        throw .invalidOption(
          name: "p-value", found: "exact for \(count) values",
          needed: "exact for at most \(limit)")
      }
      return true
    }
  }
}

extension MannKendall {
  /// The card of the method.
  public static let card = MethodCard(
    name: "mann-kendall", title: "Mann–Kendall test",
    summary: "Whether values tend to rise or fall, whatever the form of the trend.",
    assumptions: [
      "exchangeable values under no trend: independent years, or nearly",
      "nothing of the size of a change: the test orders values and does not measure",
    ],
    leastCount: 4, instead: "the values themselves, in a table and a plot",
    references: [
      "Mann 1945, Econometrica 13: 245–259, doi:10.2307/1907187",
      "Kendall 1975, Rank Correlation Methods, 4th ed., Griffin",
    ])

  static func normalTail(_ z: Double, _ alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: min(1, 2 * Normal.standard.survival(at: abs(z)))
    case .less: Normal.standard.cumulative(at: z)
    case .greater: Normal.standard.survival(at: z)
    }
  }

  /// The p-value of the most extreme score there is for these ties.
  static func floor(
    _ moments: ScoreMoments, _ law: ScoreLaw?, _ alternative: Alternative
  ) -> Double {
    let largest = moments.untiedPairs
    guard largest > 0 else { return 1 }
    let extreme = alternative == .less ? -largest : largest
    if let law { return law.tail(extreme, alternative) }
    let z = Double(extreme - extreme.signum()) / moments.variance.squareRoot()
    return normalTail(z, alternative)
  }
}

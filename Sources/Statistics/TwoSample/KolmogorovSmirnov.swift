import Tables

/// The test of Kolmogorov and Smirnov of whether two samples are of one distribution, by the largest
/// distance D of their empirical distribution functions.
///
/// Details carry `p_limit` (Kolmogorov's series) and `p_one_sample` (the exact law of one sample of
/// mn/(m + n) values, rounded, as SciPy approximates) beside the exact p-value.
///
/// - Assumes: two independent samples of exchangeable values.
/// - Exact when: the product of the sizes is at most ``exactLimit``; then p is the share of all ways to
///   deal the pooled values, ties included, into the two samples whose D is at least the observed.
/// - Edge cases: pooled values that are all equal give D = 0 and p = 1.
/// - Cost: O(m n) for the exact law.
/// - References: Smirnov 1939; Schröer & Trenkler 1995, doi:10.1016/0167-9473(94)00040-P (ties);
///   Marsaglia, Tsang & Wang 2003, doi:10.18637/jss.v008.i18 (one sample).
/// - Checked against: R 4.2 `ks.test`, SciPy 1.17, enumeration (reference cases).
public struct KolmogorovSmirnov: Hashable, Sendable, Codable {
  /// The largest product of the sizes for which the exact law is computed.
  public static let exactLimit = 100_000_000

  /// The test; it has no options.
  public init() {}

  /// Tests two samples.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for an empty sample,
  ///   ``StatisticsError/notFinite(index:)``.
  public func test(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.require(1, of: first)
    try Validation.require(1, of: second)
    let pooled = PooledSteps(try Ranks(first + second), first.count)
    let (m, n) = (first.count, second.count)
    let distance = pooled.largestDistance
    let statistic = Double(distance) / Double(m) / Double(n)
    let scaled = (Double(m) * Double(n) / Double(m + n)).squareRoot() * statistic
    let limit = distance == 0 ? 1 : KolmogorovLimit.survival(scaled)
    let exact = m <= Self.exactLimit / n ? pooled.shareAtLeast(distance) : nil
    var details = [Named("p_limit", limit)]
    let equivalent = (Double(m) / Double(m + n) * Double(n)).rounded(.toNearestOrEven)
    if let value = KolmogorovOneSample.survival(statistic, Int(equivalent)) {
      details.append(Named("p_one_sample", value))
    }
    if let exact { details.append(Named("p_exact", exact)) }
    return TestResult(
      method: Self.card.name, statistic: Named("D", statistic), pValue: exact ?? limit,
      basis: exact == nil ? .asymptotic : .exact, count: m + n, details: details,
      notes: [
        Note(
          .method, "kolmogorov-smirnov-basis",
          exact == nil
            ? "p from the limit law of D." : "p from the exact law of D given the ties.")
      ])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "kolmogorov-smirnov", title: "Kolmogorov–Smirnov test of two samples",
    summary: "Whether two samples are of one distribution, whatever the difference.",
    assumptions: ["independent samples of exchangeable values"],
    leastCount: 2, advisedCount: 8, instead: "the values themselves, in a table and a plot",
    references: [
      "Smirnov 1939, Bulletin Mathématique de l'Université de Moscou 2: 3–11",
      "Schröer & Trenkler 1995, Computational Statistics & Data Analysis 20: 185–202",
    ])
}

/// Two samples pooled in order, as groups of equal values.
private struct PooledSteps {
  private let m: Int
  private let n: Int
  /// For each group of equal values, how many there are and how many of the first sample.
  private let groups: [(size: Int, ofFirst: Int)]

  init(_ ranks: Ranks, _ firstCount: Int) {
    m = firstCount
    n = ranks.groups.count - firstCount
    var groups = ranks.groupSizes.map { (size: $0, ofFirst: 0) }
    for group in ranks.groups[..<firstCount] { groups[group].ofFirst += 1 }
    self.groups = groups
  }

  /// m n D, a whole number.
  var largestDistance: Int {
    var largest = 0
    var (first, all) = (0, 0)
    for group in groups {
      first += group.ofFirst
      all += group.size
      largest = max(largest, abs(first * n - (all - first) * m))
    }
    return largest
  }

  /// The share of all deals whose distance reaches a value at the end of some group.
  ///
  /// A deal is a path over the values in order; that of a group's end is compared. Paths that have
  /// reached the distance are gathered as they do, so that a small share keeps its digits. The
  /// probability that the next value is of the first sample is the share of that sample among those
  /// left, so that all terms are probabilities.
  func shareAtLeast(_ distance: Int) -> Double {
    guard distance > 0 else { return 1 }
    var paths = [Double](repeating: 0, count: m + 1)
    paths[0] = 1
    var reached = CompensatedSum()
    var dealt = 0
    for group in groups {
      for _ in 0..<group.size {
        let left = Double(m + n - dealt)
        for first in stride(from: min(m, dealt + 1), through: max(0, dealt + 1 - n), by: -1) {
          let second = dealt - first
          let stay = second >= 0 && second < n ? paths[first] * Double(n - second) / left : 0
          let come = first > 0 ? paths[first - 1] * Double(m - first + 1) / left : 0
          paths[first] = stay + come
        }
        let lowest = max(0, dealt + 1 - n)
        if lowest > 0 { paths[lowest - 1] = 0 }
        dealt += 1
      }
      for first in max(0, dealt - n)...min(m, dealt)
      where abs(first * n - (dealt - first) * m) >= distance {
        reached.add(paths[first])
        paths[first] = 0
      }
    }
    return min(1, reached.value)
  }
}

import RealModule

/// The exact null distribution of Kendall's score S, concordant minus discordant pairs, for
/// rankings without ties.
///
/// S takes the values n(n−1)/2 − 2k, where k is the number of inversions of a random permutation.
/// The inversions of n items are those of n − 1 and one uniform on 0..<n; the sums run in
/// double-double arithmetic, so that every probability is right to the last digits.
///
/// - Assumes: no ties; every order equally likely.
/// - Edge cases: with one item or none, S = 0 for certain. `twoSided(score: 0)` is 1.
/// - Cost: O(n³) once, at the start: 1 ms for n = 60; then O(1) a probability.
/// - References: Kendall 1938, doi:10.1093/biomet/30.1-2.81; Mann 1945, doi:10.2307/1907187.
/// - Checked against: whole-number counts, `Golden/kendall-score.json`.
public struct KendallScore: DiscreteDistribution {
  /// The number of items n.
  public let count: Int
  private let inversions: ExactTable

  /// The distribution for `count` items, in 0...1000.
  public init(count: Int) {
    precondition(
      count >= 0 && count <= 1000, "KendallScore: the count must lie in 0...1000, not \(count)")
    self.count = count
    let last = count * (count - 1) / 2
    let half = last / 2
    var row = [DoubleDouble](repeating: DoubleDouble(0), count: half + 1)
    row[0] = DoubleDouble(1)
    for n in stride(from: 2, through: count, by: 1) {
      // A window of n entries slides over the row; it is symmetric, so half of it is enough.
      var window = DoubleDouble(0)
      var next = row
      let reach = min(half, n * (n - 1) / 2)
      for k in 0...reach {
        window = window + row[k]
        if k >= n { window = window - row[k - n] }
        next[k] = window / Double(n)
      }
      row = next
    }
    self.inversions = ExactTable(lowerHalf: row.map(\.value), last: last)
  }

  /// Two scores are of one distribution when they count as many items.
  public static func == (a: KendallScore, b: KendallScore) -> Bool { a.count == b.count }

  /// Hashes the number of items.
  public func hash(into hasher: inout Hasher) { hasher.combine(count) }

  /// The greatest score, n(n − 1)/2.
  public var greatest: Int { inversions.last }

  /// 0.
  public var mean: Double? { 0 }
  /// n(n − 1)(2n + 5)/18.
  public var variance: Double? {
    let n = Double(count)
    return n * (n - 1) * (2 * n + 5) / 18
  }

  /// P(S ≥ s).
  public func survival(atLeast s: Int) -> Double {
    if s > greatest { return 0 }
    if s <= -greatest { return 1 }
    return inversions.atMost((greatest - s) / 2)
  }

  /// P(|S| ≥ |score|): the two-sided p-value of a score.
  public func twoSided(score: Int) -> Double {
    score == 0 ? 1 : min(1, 2 * survival(atLeast: abs(score)))
  }

  /// P(S ≤ x).
  public func cumulative(at x: Double) -> Double {
    requireNumber(x)
    if x < -Double(greatest) { return 0 }
    return x >= Double(greatest) ? 1 : survival(atLeast: -Int(x.rounded(.down)))
  }

  /// P(S > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    if x < -Double(greatest) { return 1 }
    return x >= Double(greatest) ? 0 : survival(atLeast: Int(x.rounded(.down)) + 1)
  }

  /// P(S = k); zero where n(n − 1)/2 − k is odd.
  public func probability(of k: Int) -> Double {
    guard abs(k) <= greatest, (greatest - k) % 2 == 0 else { return 0 }
    return inversions.probabilities[(greatest - k) / 2]
  }

  /// log P(S = k).
  public func logProbability(of k: Int) -> Double { Double.log(probability(of: k)) }

  /// The smallest possible `s` with P(S ≤ s) ≥ p.
  public func quantile(_ p: Double) -> Int {
    requireProbability(p)
    return 2 * inversions.smallest(lower: p, upper: 1 - p) - greatest
  }

  /// The smallest possible `s` with P(S > s) ≤ p.
  public func upperQuantile(_ p: Double) -> Int {
    requireProbability(p)
    return 2 * inversions.smallest(lower: 1 - p, upper: p) - greatest
  }
}

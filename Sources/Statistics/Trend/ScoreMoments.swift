/// A score of Kendall with what its law depends on: the number of values and how they are tied.
struct ScoreMoments: Hashable, Sendable {
  /// Concordant less discordant pairs.
  let score: Int
  /// The number of values.
  let count: Int
  /// The number of pairs of equal values.
  let tiedPairs: Int
  /// Σ t(t − 1)(2t + 5) over groups of t equal values.
  let tieTerms: Int

  init(score: Int, count: Int, tiedPairs: Int, tieTerms: Int) {
    self.score = score
    self.count = count
    self.tiedPairs = tiedPairs
    self.tieTerms = tieTerms
  }

  init(_ kendall: KendallCount) {
    score = kendall.score
    count = kendall.count
    tiedPairs = kendall.tieGroups.reduce(0) { $0 + KendallCount.pairs($1) }
    tieTerms = kendall.tieGroups.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) }
  }

  /// Whether some values are equal.
  var hasTies: Bool { tiedPairs > 0 }

  /// The number of pairs that are not tied: the largest possible score.
  var untiedPairs: Int { KendallCount.pairs(count) - tiedPairs }

  /// The variance of the score over all orders of the values:
  /// (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18.
  var variance: Double {
    let n = Double(count)
    return (n * (n - 1) * (2 * n + 5) - Double(tieTerms)) / 18
  }

  /// (S − sign S) / √var, and 0 for values that do not vary.
  var standardized: Double {
    guard score != 0, variance > 0 else { return 0 }
    return Double(score - score.signum()) / variance.squareRoot()
  }

  /// S / √var, and 0 for values that do not vary.
  var uncorrected: Double { variance > 0 ? Double(score) / variance.squareRoot() : 0 }

  /// S over the number of pairs.
  var tauA: Double { Double(score) / Double(KendallCount.pairs(count)) }

  /// S / √(n₀ (n₀ − n₁)) with n₀ all pairs and n₁ the tied ones; nil where all are tied.
  var tauB: Double? {
    guard untiedPairs > 0 else { return nil }
    let pairs = Double(KendallCount.pairs(count))
    return Double(score) / (pairs * Double(untiedPairs)).squareRoot()
  }
}

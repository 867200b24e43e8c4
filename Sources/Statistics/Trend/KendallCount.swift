import LinearAlgebra

/// The score of Kendall, S = Σᵢ﹤ⱼ sign(yⱼ − yᵢ), and what its variance needs.
struct KendallCount: Hashable, Sendable {
  /// Concordant less discordant pairs.
  let score: Int
  /// The number of values.
  let count: Int
  /// The sizes of the groups of equal values that hold more than one.
  let tieGroups: [Int]

  /// The score of values in time order.
  init(_ values: [Double]) {
    count = values.count
    var ascending = values
    // Sorting counts the pairs out of order; comparing all of a few is quicker than counting.
    let isShort = values.count <= Self.directLimit
    let falling = isShort ? 0 : sortCountingInversions(&ascending)
    if isShort { ascending.sort() }
    var groups: [Int] = []
    var run = 1
    for index in ascending.indices.dropFirst() {
      if ascending[index] == ascending[index - 1] {
        run += 1
      } else {
        if run > 1 { groups.append(run) }
        run = 1
      }
    }
    if run > 1 { groups.append(run) }
    tieGroups = groups
    let tied = groups.reduce(0) { $0 + Self.pairs($1) }
    score =
      isShort ? Self.directScore(values) : Self.pairs(values.count) - tied - 2 * falling
  }

  /// The score alone.
  static func score(_ values: [Double]) -> Int {
    values.count <= directLimit ? directScore(values) : KendallCount(values).score
  }

  /// Below this many values comparing all pairs is quicker than sorting.
  static let directLimit = 64

  /// The number of pairs among n.
  static func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }

  /// The number of pairs that are not tied: the largest possible score.
  var untiedPairs: Int { Self.pairs(count) - tieGroups.reduce(0) { $0 + Self.pairs($1) } }

  /// The variance of the score over all orders of the values:
  /// (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18.
  var variance: Double {
    func term(_ size: Int) -> Double {
      let size = Double(size)
      return size * (size - 1) * (2 * size + 5)
    }
    return (term(count) - tieGroups.reduce(0) { $0 + term($1) }) / 18
  }

  /// The score by comparing all pairs.
  static func directScore(_ values: [Double]) -> Int {
    var score = 0
    values.withUnsafeBufferPointer { values in
      for later in 0..<values.count {
        let value = values[later]
        for earlier in 0..<later {
          score += (values[earlier] < value ? 1 : 0) - (values[earlier] > value ? 1 : 0)
        }
      }
    }
    return score
  }
}

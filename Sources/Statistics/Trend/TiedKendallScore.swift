import Distributions

/// The exact law of a score, with or without ties.
struct ScoreLaw: Sendable {
  private enum Law: Sendable {
    case untied(KendallScore)
    case tied(TiedKendallScore)
  }

  /// The most values, none tied, for which the law is computed.
  static let mostValues = 300
  /// The most values, some tied, for which the law is computed.
  static let mostTiedValues = 100

  private let law: Law

  init(_ count: KendallCount) {
    if count.tieGroups.isEmpty {
      law = .untied(KendallScore(count: count.count))
    } else {
      let singles = count.count - count.tieGroups.reduce(0, +)
      law = .tied(
        TiedKendallScore(groups: count.tieGroups + Array(repeating: 1, count: singles)))
    }
  }

  /// The law of the score of so many values without ties.
  init(count: Int) { law = .untied(KendallScore(count: count)) }

  /// The probability of a score at least as extreme in a direction.
  func tail(_ score: Int, _ alternative: Alternative) -> Double {
    switch (law, alternative) {
    case (.untied(let law), .twoSided): law.twoSided(score: score)
    case (.untied(let law), .less): law.survival(atLeast: -score)
    case (.untied(let law), .greater): law.survival(atLeast: score)
    case (.tied(let law), .twoSided): law.twoSided(score: score)
    case (.tied(let law), .less): law.survival(atLeast: -score)
    case (.tied(let law), .greater): law.survival(atLeast: score)
    }
  }
}

/// The exact distribution of Kendall's score over all orders of values that may be tied.
///
/// Values enter in ascending order, one group of equal values at a time. The descending pairs a
/// group of m forms with the n values already placed are distributed as the U of Mann and Whitney
/// for sizes n and m, independently of what came before; their sum is convolved.
struct TiedKendallScore: Sendable {
  /// The probability of each number of descending pairs, from none.
  private let probabilities: [Double]

  /// The distribution for groups of equal values of these sizes, singles included.
  init(groups: [Int]) {
    var probabilities = [1.0]
    var placed = 0
    for size in groups {
      probabilities = Self.convolved(probabilities, Self.descendingPairs(placed, size))
      placed += size
    }
    self.probabilities = probabilities
  }

  /// The probability of a score at least this large.
  func survival(atLeast score: Int) -> Double {
    // A score is the number of untied pairs less twice the descending ones.
    let most = probabilities.count - 1
    let limit = (Double(most - score) / 2).rounded(.down)
    guard limit >= 0 else { return 0 }
    let last = min(most, Int(limit))
    return min(1, probabilities[0...last].reduce(0, +))
  }

  /// The probability of a score at least this large in magnitude.
  func twoSided(score: Int) -> Double {
    score == 0 ? 1 : min(1, 2 * survival(atLeast: abs(score)))
  }

  /// The distribution of the descending pairs between `first` values placed and `second` equal
  /// ones among them, by the recursion of Mann and Whitney on the last place. All terms are
  /// positive, so no digits are lost.
  private static func descendingPairs(_ first: Int, _ second: Int) -> [Double] {
    guard first > 0, second > 0 else { return [1] }
    // Row k of a table whose entry is the number of ways with `first` values and k equal ones.
    var rows = [[Double]](repeating: [1], count: second + 1)
    for values in 1...first {
      for equal in 1...second {
        // Either the last place holds one of the equal values, ahead of nothing, or a placed one,
        // behind all of them.
        var ways = [Double](repeating: 0, count: values * equal + 1)
        for (pairs, count) in rows[equal - 1].enumerated() { ways[pairs] += count }
        for (pairs, count) in rows[equal].enumerated() { ways[pairs + equal] += count }
        rows[equal] = ways
      }
    }
    let total = rows[second].reduce(0, +)
    return rows[second].map { $0 / total }
  }

  private static func convolved(_ first: [Double], _ second: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: first.count + second.count - 1)
    for (i, a) in first.enumerated() {
      for (j, b) in second.enumerated() { result[i + j] += a * b }
    }
    return result
  }
}

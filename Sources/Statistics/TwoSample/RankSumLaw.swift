import Distributions

/// The exact law of the rank sum of a first sample among the ranks of both, ties and all, given
/// the ranks: every choice of so many of them is equally likely.
///
/// Doubled midranks are whole numbers, so choices are counted by size and doubled sum, without
/// rounding until the counts pass 2⁵³ and without cancellation after.
struct RankSumLaw: Sendable {
  /// The probability of each doubled sum from 0.
  private let probabilities: [Double]

  /// Whether the law can be had in reasonable time and memory.
  static func isFeasible(first: Int, total: Int) -> Bool {
    let sum = Double(total) * Double(total + 1)
    return Double(min(first, total - first)) * sum * Double(total) <= 2e8
  }

  /// The law for a sample of `first` values among these midranks.
  init(first: Int, midranks: [Double]) {
    let doubled = midranks.map { Int(2 * $0) }
    let second = doubled.count - first
    guard first > second else {
      probabilities = Self.law(first, doubled)
      return
    }
    // The other sample is the smaller: its sum and this one add up to the sum of all.
    let total = doubled.reduce(0, +)
    let other = Self.law(second, doubled)
    var mirrored = [Double](repeating: 0, count: total + 1)
    for (sum, probability) in other.enumerated() { mirrored[total - sum] = probability }
    probabilities = mirrored
  }

  private static func law(_ size: Int, _ ranks: [Int]) -> [Double] {
    let most = ranks.sorted(by: >).prefix(size).reduce(0, +)
    var counts = [[Double]](repeating: [Double](repeating: 0, count: most + 1), count: size + 1)
    counts[0][0] = 1
    for (seen, rank) in ranks.enumerated() {
      for taken in stride(from: min(size, seen + 1), through: 1, by: -1) where rank <= most {
        for sum in rank...most {
          counts[taken][sum] += counts[taken - 1][sum - rank]
        }
      }
    }
    let total = counts[size].reduce(0, +)
    return counts[size].map { $0 / total }
  }

  /// The probability of a doubled sum at most this.
  func cumulative(at sum: Int) -> Double {
    guard sum >= 0 else { return 0 }
    return min(1, probabilities[0...min(sum, probabilities.count - 1)].reduce(0, +))
  }

  /// The probability of a doubled sum at least this.
  func survival(atLeast sum: Int) -> Double {
    guard sum < probabilities.count else { return 0 }
    return min(1, probabilities[max(0, sum)...].reduce(0, +))
  }

  /// The probability of a doubled sum at least as far from `centre` as `sum`, which may lie
  /// between whole numbers: both are given doubled once more.
  func twoSided(twice sum: Int, centreTwice centre: Int) -> Double {
    let reach = abs(sum - centre)
    var total = 0.0
    for (place, probability) in probabilities.enumerated() where abs(2 * place - centre) >= reach {
      total += probability
    }
    return min(1, total)
  }
}

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
    let most = doubled.sorted(by: >).prefix(first).reduce(0, +)
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: most + 1), count: first + 1)
    counts[0][0] = 1
    for (seen, rank) in doubled.enumerated() {
      for size in stride(from: min(first, seen + 1), through: 1, by: -1) {
        guard rank <= most else { continue }
        for sum in rank...most where counts[size - 1][sum - rank] > 0 {
          counts[size][sum] += counts[size - 1][sum - rank]
        }
      }
    }
    let total = counts[first].reduce(0, +)
    probabilities = counts[first].map { $0 / total }
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

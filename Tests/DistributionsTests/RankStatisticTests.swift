import Distributions
import Testing

/// The exact null distributions, against every permutation counted out.
@Suite struct RankStatisticTests {
  static func permutations(_ n: Int) -> [[Int]] {
    n == 0
      ? [[]]
      : permutations(n - 1).flatMap { shorter in
        (0..<n).map { Array(shorter[..<$0]) + [n - 1] + Array(shorter[$0...]) }
      }
  }

  @Test(arguments: 0...7)
  func `Kendall's score over all permutations`(_ n: Int) {
    var counts: [Int: Int] = [:]
    let all = Self.permutations(n)
    for order in all {
      var score = 0
      for i in 0..<n { for j in 0..<i { score += (order[i] - order[j]).signum() } }
      counts[score, default: 0] += 1
    }
    let distribution = KendallScore(count: n)
    let greatest = n * (n - 1) / 2
    #expect(distribution.greatest == greatest)
    for s in (-greatest - 2)...(greatest + 2) {
      let total = Double(all.count)
      let atLeast = counts.filter { $0.key >= s }.map(\.value).reduce(0, +)
      let extreme = counts.filter { abs($0.key) >= abs(s) }.map(\.value).reduce(0, +)
      #expect(abs(distribution.probability(of: s) - Double(counts[s] ?? 0) / total) < 1e-16)
      #expect(abs(distribution.survival(atLeast: s) - Double(atLeast) / total) < 2e-16)
      #expect(abs(distribution.twoSided(score: s) - Double(extreme) / total) < 3e-16)
      #expect(distribution.survival(at: Double(s)) == distribution.survival(atLeast: s + 1))
    }
  }

  @Test(arguments: [(0, 3), (1, 1), (1, 4), (2, 3), (4, 4), (5, 3)])
  func `Mann and Whitney's U over all choices`(_ m: Int, _ n: Int) {
    var counts = [Int](repeating: 0, count: m * n + 1)
    for mask in 0..<(1 << (m + n)) where mask.nonzeroBitCount == m {
      var statistic = 0
      var smaller = 0
      for position in 0..<(m + n) {
        if mask >> position & 1 == 1 { statistic += smaller } else { smaller += 1 }
      }
      counts[statistic] += 1
    }
    let total = Double(counts.reduce(0, +))
    let distribution = MannWhitneyU(first: m, second: n)
    for u in 0...(m * n) {
      let atLeast = Double(counts[u...].reduce(0, +)) / total
      let distance = abs(2 * u - m * n)
      let extreme = counts.indices.filter { abs(2 * $0 - m * n) >= distance }
      let twoSided = Double(extreme.map { counts[$0] }.reduce(0, +)) / total
      #expect(abs(distribution.probability(of: u) - Double(counts[u]) / total) < 1e-16)
      #expect(abs(distribution.survival(atLeast: u) - atLeast) < 2e-16)
      #expect(abs(distribution.twoSided(statistic: u) - twoSided) < 3e-16)
    }
  }

  @Test func `sizes make the identity`() {
    #expect(KendallScore(count: 8) == KendallScore(count: 8))
    #expect(KendallScore(count: 8) != KendallScore(count: 9))
    #expect(MannWhitneyU(first: 2, second: 7) != MannWhitneyU(first: 7, second: 2))
  }
}

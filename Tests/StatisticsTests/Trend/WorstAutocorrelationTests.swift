import Distributions
import TestSupport
import Testing

@testable import Statistics

@Suite("The worst p over declared autocorrelations")
struct WorstAutocorrelationTests {
  /// One replicate after another, one value after the other.
  private func extremes(
    _ sample: Sample, _ worst: WorstAutocorrelation, _ alternative: Alternative
  ) -> [Int] {
    let observed = KendallCount(sample.values)
    let sizes = Ranks(finite: sample.values).groupSizes
    let levels = sizes.enumerated().flatMap {
      Array(repeating: Double($0.offset), count: $0.element)
    }
    return worst.grid.map { rho in
      (0..<worst.replicates).count { replicate in
        var generator = Philox(seed: Seed(worst.seed), stream: UInt64(replicate))
        var values: [Double] = []
        for index in sample.times.indices {
          let gap = index == 0 ? 0 : sample.times[index] - sample.times[index - 1]
          let kept = index == 0 ? 0 : Elementary.power(rho, gap)
          let draw = generator.standardNormal()
          values.append(kept * (values.last ?? 0) + (1 - kept * kept).squareRoot() * draw)
        }
        if !observed.tieGroups.isEmpty {
          let order = values.indices.sorted { values[$0] < values[$1] }
          for (place, index) in order.enumerated() { values[index] = levels[place] }
        }
        let score = KendallCount.directScore(values)
        return switch alternative {
        case .twoSided: abs(score) >= abs(observed.score)
        case .less: score <= observed.score
        case .greater: score >= observed.score
        }
      }
    }
  }

  @Test("Eight replicates at a time count as one after another", arguments: [4, 11, 30, 70])
  func counts(length: Int) throws {
    var generator = SplitMix64(seed: UInt64(length))
    for digits in [1.0, 1000] {
      let values = (0..<length).map {
        ((0.02 * Double($0) + Double.random(in: -1...1, using: &generator)) * digits).rounded()
          / digits
      }
      let times = (0..<length).map { Double($0) + ($0 > length / 2 ? 0.5 : 0) }
      let sample = try Sample(times: times, values: values)
      // Not a multiple of eight: the last block has lanes to spare.
      let worst = WorstAutocorrelation(grid: [0, 0.3, 0.6], replicates: 101, seed: 7)
      for alternative in Alternative.allCases {
        let curve = try worst.curve(sample, KendallCount(values), alternative)
        let counts = extremes(sample, worst, alternative)
        #expect(curve.map(\.rho) == worst.grid)
        #expect(curve.map(\.pValue) == counts.map { Double($0 + 1) / 102 })
      }
    }
  }
}

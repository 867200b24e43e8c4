import Distributions
import LinearAlgebra

/// What each block adds to a linear statistic at each place it may stand, so that a replicate is a
/// sum of look-ups.
struct BlockTable: Sendable {
  private let draw: ResampleDraw
  /// For each block of a resample, what it adds by where it begins in the values.
  private let contributions: [Double]

  init(_ draw: ResampleDraw, _ statistic: LinearStatistic, _ values: [Double]) {
    self.draw = draw
    let (count, length, starts) = (draw.count, draw.length, draw.starts)
    var contributions: [Double] = []
    contributions.reserveCapacity(draw.blocks * starts)
    for block in 0..<draw.blocks {
      let first = block * length
      let size = min(length, count - first)
      for start in 0..<starts {
        var sum = 0.0
        for step in 0..<size {
          let index = start + step
          sum += statistic.weights[first + step] * values[index < count ? index : index - count]
        }
        contributions.append(sum)
      }
    }
    self.contributions = contributions
  }

  /// Whether the table is small enough to be worth its making.
  static func isWorthwhile(_ draw: ResampleDraw) -> Bool {
    draw.kind != .stationary && draw.blocks * draw.starts <= 1 << 20
  }

  /// The statistic of replicates of a range of numbers.
  func replicates(_ range: Range<Int>, seed: UInt64) -> [Double] {
    blockSums(contributions, length: draw.starts, seed: seed, replicates: range) { replicate in
      var draws = IndexDraws(seed: Seed(seed), stream: UInt64(replicate))
      var sum = 0.0
      for block in 0..<draw.blocks {
        sum += contributions[block * draw.starts + draws.next(below: draw.starts)]
      }
      return sum
    }
  }
}

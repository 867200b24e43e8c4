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
    let seed = Seed(seed)
    var result: [Double] = []
    result.reserveCapacity(range.count)
    contributions.withUnsafeBufferPointer { table in
      var replicate = range.lowerBound
      while replicate < range.upperBound {
        let size = min(PhiloxLanes.count, range.upperBound - replicate)
        if size == PhiloxLanes.count, let sums = eight(replicate, seed, table) {
          for lane in 0..<size { result.append(sums[lane]) }
        } else {
          for number in replicate..<(replicate + size) { result.append(one(number, seed, table)) }
        }
        replicate += size
      }
    }
    return result
  }

  /// One replicate.
  private func one(
    _ replicate: Int, _ seed: Seed, _ table: UnsafeBufferPointer<Double>
  ) -> Double {
    var draws = IndexDraws(seed: seed, stream: UInt64(replicate))
    var sum = 0.0
    for block in 0..<draw.blocks {
      sum += table[block * draw.starts + draws.next(below: draw.starts)]
    }
    return sum
  }

  /// Eight replicates from `replicate` on; nil where one of them has to draw a word again.
  @inline(__always)
  private func eight(
    _ replicate: Int, _ seed: Seed, _ table: UnsafeBufferPointer<Double>
  ) -> SIMD8<Double>? {
    let starts = draw.starts
    let bound = UInt32(truncatingIfNeeded: starts)
    let threshold = SIMD8(repeating: IndexDraws.threshold(bound))
    let factor = SIMD8(repeating: UInt64(bound))
    var lanes = PhiloxLanes(seed: seed, stream: UInt64(replicate))
    var sums = SIMD8<Double>()
    var row = 0
    var left = draw.blocks
    while left > 0 {
      let words = lanes.next()
      if !add(words.0, factor, threshold, table, row, &sums) { return nil }
      if left > 1, !add(words.1, factor, threshold, table, row + starts, &sums) { return nil }
      if left > 2, !add(words.2, factor, threshold, table, row + 2 * starts, &sums) { return nil }
      if left > 3, !add(words.3, factor, threshold, table, row + 3 * starts, &sums) { return nil }
      left -= 4
      row += 4 * starts
    }
    return sums
  }

  /// Adds what the blocks that eight words choose contribute; false where a word must be drawn again.
  @inline(__always)
  private func add(
    _ words: SIMD8<UInt32>, _ factor: SIMD8<UInt64>, _ threshold: SIMD8<UInt32>,
    _ table: UnsafeBufferPointer<Double>, _ row: Int, _ sums: inout SIMD8<Double>
  ) -> Bool {
    let products = SIMD8<UInt64>(truncatingIfNeeded: words) &* factor
    let rejected = SIMD8<UInt32>(truncatingIfNeeded: products) .< threshold
    if any(rejected) { return false }
    let places = SIMD8<UInt32>(truncatingIfNeeded: products &>> 32)
    var found = SIMD8<Double>()
    for lane in 0..<8 { found[lane] = table[row + Int(places[lane])] }
    sums += found
    return true
  }
}

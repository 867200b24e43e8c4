import LinearAlgebra

/// Where the last segment of a partition that ends at a place best starts.
///
/// Starts are looked through in blocks of consecutive ones. The cost of a segment is no less than the
/// costs of its two parts, so the least total of a block's starts at the block's own end bounds all its
/// totals at any later end: blocks whose bound is above a total already found are passed over, and what
/// is found is what a search of all starts finds. In long stretches without change few blocks are looked
/// into; the work for an end is one bound a block, and the starts of a few blocks.
///
/// Costs about the mean are first had in doubles, many at a time; those near the least are then compared
/// in double-doubles. Of starts whose totals agree to rounding the earliest is taken.
struct SegmentStarts {
  private let costs: SegmentCosts
  private let looksAtAll: Bool
  /// What the partition before a segment that starts at a place has cost; infinite where there is none.
  private(set) var entry: [Double]
  /// The entries as the kernel takes them: less the sum of squares before the place.
  private var base: [Double]
  /// The least total of each whole block's starts at its end.
  private var bounds: [Double]
  private var isBounded: [Bool]
  /// From which end on a block's starts can be best no more.
  private var leaves: [Int]
  private var firstLive = 0
  private var preferred = 0
  private var totals: [Double]
  private let sums: [Double]
  private let squares: [Double]
  /// One over n, n − 1, … 1, and 0.
  private let inverse: [Double]
  /// What totals in doubles may be wrong by, beside their own rounding.
  private let slack: Double

  private static let block = 64

  /// Starts none of which has been entered.
  init(_ costs: SegmentCosts, looksAtAll: Bool = false) {
    self.costs = costs
    self.looksAtAll = looksAtAll
    let count = costs.count
    entry = Array(repeating: .infinity, count: count + 1)
    base = entry
    totals = entry
    let blocks = count / Self.block + 1
    bounds = Array(repeating: .infinity, count: blocks)
    isBounded = Array(repeating: false, count: blocks)
    leaves = Array(repeating: .max, count: blocks)
    guard costs.cost == .mean else {
      (sums, squares, inverse, slack) = ([], [], [], 0)
      return
    }
    (sums, squares) = costs.rounded
    inverse = (0...count).map { $0 < count ? 1 / Double(count - $0) : 0 }
    let largest = sums.reduce(0) { max($0, abs($1)) }
    slack = 0x1p-48 * (largest + (squares.last ?? 0))
  }

  /// Enters what the partition before a place has cost.
  mutating func enter(_ total: Double, at start: Int) {
    entry[start] = total
    base[start] = squares.isEmpty ? total : total - squares[start]
  }

  /// The best start of a segment that ends before a place, of starts up to the last, and the total;
  /// nil where no start has been entered.
  mutating func best(end: Int, last: Int) -> (start: Int, total: Double)? {
    let block = Self.block
    let whole = (last + 1) / block
    var least = evaluate(whole * block..<(last + 1), end)
    while firstLive < whole, leaves[firstLive] <= end { firstLive += 1 }
    if looksAtAll {
      least = min(least, evaluate(0..<(whole * block), end))
    } else {
      if preferred >= firstLive, preferred < whole {
        least = min(least, evaluate(preferred * block..<((preferred + 1) * block), end))
      }
      for index in firstLive..<max(whole, firstLive) where index != preferred {
        let starts = index * block..<((index + 1) * block)
        if leaves[index] > end, bound(index, end) <= least + margin(least, end) {
          least = min(least, evaluate(starts, end))
        } else {
          totals[starts.lowerBound] = .infinity
          totals[starts.upperBound - 1] = .nan
        }
      }
    }
    guard least < .infinity else { return nil }
    return closest(whole, last, end, limit: least + margin(least, end))
  }

  /// Leaves out, from an end on, the blocks that a start entered with `total` beats for good.
  mutating func leave(beatenBy total: Double, end: Int, from: Int, last: Int) {
    let whole = (last + 1) / Self.block
    let limit = total + 1e-9 * abs(total) + 2 * slack
    for index in firstLive..<max(whole, firstLive)
    where leaves[index] == .max && isBounded[index] {
      if bound(index, end) + shift(end) > limit { leaves[index] = from }
    }
  }

  /// The starts whose totals are within a limit, compared without rounding.
  private mutating func closest(
    _ whole: Int, _ last: Int, _ end: Int, limit: Double
  ) -> (start: Int, total: Double)? {
    var found: (start: Int, total: Double)?
    func compare(_ starts: Range<Int>) {
      for start in starts where totals[start] <= limit {
        let total = entry[start] + costs.scaled(start, end)
        guard let best = found else {
          found = (start, total)
          continue
        }
        if total < best.total - 1e-13 * abs(total) { found = (start, total) }
      }
    }
    let block = Self.block
    for index in (looksAtAll ? 0 : firstLive)..<max(whole, looksAtAll ? 0 : firstLive) {
      let starts = index * block..<((index + 1) * block)
      // A block that was passed over is marked by its last total.
      if !totals[starts.upperBound - 1].isNaN { compare(starts) }
    }
    compare(whole * block..<(last + 1))
    if let start = found?.start { preferred = start / block }
    return found
  }

  private func shift(_ end: Int) -> Double { squares.isEmpty ? 0 : squares[end] }

  private func margin(_ least: Double, _ end: Int) -> Double {
    guard least < .infinity else { return 0 }
    return 1e-12 * abs(least + shift(end)) + 2 * slack
  }

  /// The totals of starts at an end, less the sum of squares before the end, and the least.
  private mutating func evaluate(_ starts: Range<Int>, _ end: Int) -> Double {
    guard costs.cost == .mean else {
      var least = Double.infinity
      for start in starts {
        let total = entry[start] < .infinity ? entry[start] + costs.scaled(start, end) : .infinity
        totals[start] = total
        least = min(least, total)
      }
      return least
    }
    return meanTotals(
      starts, base: base, sums: sums, inverse: inverse,
      shift: costs.count - end, sum: sums[end], into: &totals)
  }

  /// What no total of a block's starts at an end is below, less the sum of squares before the end.
  private mutating func bound(_ index: Int, _ end: Int) -> Double {
    let middle = (index + 1) * Self.block
    if !isBounded[index] {
      isBounded[index] = true
      var least = Double.infinity
      for start in (index * Self.block)..<middle where entry[start] < .infinity {
        least = min(least, entry[start] + costs.scaled(start, middle))
      }
      bounds[index] = squares.isEmpty ? least : least - squares[middle]
    }
    guard costs.cost == .mean else { return bounds[index] + costs.scaled(middle, end) }
    guard end > middle else { return bounds[index] }
    let apart = sums[end] - sums[middle]
    return bounds[index] - apart * apart * inverse[costs.count - end + middle]
  }
}

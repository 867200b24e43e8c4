/// Brings the value of a rank, from 0, to its place: none before it is larger, none after it
/// smaller.
///
/// - Cost: O(n) on average, without branches that depend on the values.
/// - Precondition: no value is NaN; the rank is one of the places.
/// - References: Floyd & Rivest 1975, doi:10.1145/360680.360691.
@discardableResult
package func selectRank(_ values: inout [Double], _ rank: Int) -> Double {
  precondition(values.indices.contains(rank), "rank \(rank) of \(values.count) values")
  return values.withUnsafeMutableBufferPointer { values in
    guard let base = values.baseAddress else { return 0 }
    return selectRank(base, 0, values.count, rank)
  }
}

/// The same among the places from `start` up to `end`.
@discardableResult
func selectRank(
  _ values: UnsafeMutablePointer<Double>, _ start: Int, _ end: Int, _ rank: Int
) -> Double {
  var start = start
  var end = end
  while end - start > 24 {
    if end - start > 600 {
      // Order a sample about the rank first, so that the value there cuts close to it.
      let count = Double(end - start)
      let share = Double(rank - start) / count
      // Near the n^⅔ of Floyd and Rivest, and the natural logarithm near enough from the exponent.
      let size = count.squareRoot() * count.squareRoot().squareRoot().squareRoot()
      let logarithm = 0.69 * Double(count.exponent)
      let side: Double = share < 0.5 ? -1 : 1
      let spread = side * 0.5 * (logarithm * size * (1 - size / count)).squareRoot()
      let low = max(start, Int(Double(rank) - share * size + spread))
      let high = min(end - 1, Int(Double(rank) + (1 - share) * size + spread))
      selectRank(values, min(low, rank), max(high, rank) + 1, rank)
    } else {
      let middle = start + (end - start) / 2
      let (a, b, c) = (values[start], values[middle], values[end - 1])
      let median = max(min(a, b), min(max(a, b), c))
      let place = median == a ? start : (median == b ? middle : end - 1)
      values.swap(place, rank)
    }
    let pivot = values[rank]
    let smaller = partition(values, start, end) { $0 < pivot }
    if rank < smaller {
      end = smaller
      continue
    }
    let equal = partition(values, smaller, end) { $0 <= pivot }
    if rank < equal { return pivot }
    start = equal
  }
  for place in start + 1..<max(start + 1, end) {
    let value = values[place]
    var free = place
    while free > start, values[free - 1] > value {
      values[free] = values[free - 1]
      free -= 1
    }
    values[free] = value
  }
  return values[rank]
}

/// Moves those that satisfy a condition before the others and returns where the others begin.
@inline(__always)
private func partition(
  _ values: UnsafeMutablePointer<Double>, _ start: Int, _ end: Int, _ isFirst: (Double) -> Bool
) -> Int {
  var border = start
  for place in start..<end {
    let value = values[place]
    values[place] = values[border]
    values[border] = value
    border &+= isFirst(value) ? 1 : 0
  }
  return border
}

extension UnsafeMutablePointer<Double> {
  @inline(__always)
  fileprivate func swap(_ a: Int, _ b: Int) {
    let kept = self[a]
    self[a] = self[b]
    self[b] = kept
  }
}

/// A double as a whole number of the same order: −0 just below 0.
@inline(__always)
func orderedKey(_ value: Double) -> UInt64 {
  let bits = value.bitPattern
  return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
}

/// The double of a key.
@inline(__always)
func value(ofKey key: UInt64) -> Double {
  Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
}

/// The values of ranks, from 1, among numbers that can be visited again and again but are too many
/// to keep.
///
/// - Cost: at most six visits a rank; memory that does not grow.
package func selectRanks(
  _ ranks: [Int], _ visit: (_ body: (Double) -> Void) -> Void
) -> [Double] {
  let bits = 12
  return ranks.map { rank in
    var left = rank
    var least = UInt64.max
    var most = UInt64.min
    visit { value in
      let key = orderedKey(value)
      least = min(least, key)
      most = max(most, key)
    }
    while least < most {
      let width = 64 - (most - least).leadingZeroBitCount
      let shift = UInt64(max(0, width - bits))
      var histogram = [Int](repeating: 0, count: 1 << bits)
      let (low, high) = (least, most)
      histogram.withUnsafeMutableBufferPointer { histogram in
        visit { value in
          let key = orderedKey(value)
          if key >= low, key <= high { histogram[Int((key - low) >> shift)] += 1 }
        }
      }
      var bucket = 0
      while left > histogram[bucket] {
        left -= histogram[bucket]
        bucket += 1
      }
      least = low + UInt64(bucket) << shift
      most = min(high, least + (1 << shift) - 1)
    }
    return value(ofKey: least)
  }
}

/// The values of ranks, from 1, among the differences of every value of one list less every one of
/// another; exactly those a list of all differences would hold.
///
/// A rounded difference never falls as its first term rises, so the number of differences up to a
/// bound is a walk along the border; the bound is found bit by bit.
///
/// - Cost: O((n + m) log(n + m)), and at most 64 (n + m) a rank; memory n + m.
/// - Precondition: values are finite, ranks from 1 to nm.
package func differenceRanks(
  _ first: [Double], _ second: [Double], ranks: [Int]
) -> [Double] {
  let first = first.sorted()
  let second = second.sorted()
  guard let least = first.first, let most = first.last, let low = second.first,
    let high = second.last
  else { return [] }
  return first.withUnsafeBufferPointer { first in
    second.withUnsafeBufferPointer { second in
      /// The number of differences up to a bound.
      func count(_ bound: Double) -> Int {
        var total = 0
        // The first value of the second list whose difference from the current one is in.
        var start = 0
        for a in first {
          while start < second.count, a - second[start] > bound { start += 1 }
          if start == second.count { break }
          total += second.count - start
        }
        return total
      }
      return ranks.map { rank in
        var bottom = orderedKey(least - high)
        var top = orderedKey(most - low)
        while bottom < top {
          let middle = bottom + (top - bottom) / 2
          if count(value(ofKey: middle)) >= rank { top = middle } else { bottom = middle + 1 }
        }
        return value(ofKey: bottom)
      }
    }
  }
}

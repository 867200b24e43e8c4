/// Puts values in ascending order and returns how many pairs were out of it: pairs i < j with
/// vᵢ > vⱼ. Equal values are in order.
///
/// - Cost: O(n log n), without branches that depend on the values; n doubles of scratch.
/// - Precondition: no value is NaN.
/// - References: Knight 1966, doi:10.1080/01621459.1966.10480879.
package func sortCountingInversions(_ values: inout [Double]) -> Int {
  let count = values.count
  guard count > 1 else { return 0 }
  return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { scratch in
    values.withUnsafeMutableBufferPointer { values in
      guard let keys = values.baseAddress, let spare = scratch.baseAddress else { return 0 }
      return MergeCount.sort(keys, spare, count)
    }
  }
}

/// Merge sorts that see every inversion, on memory of the caller.
enum MergeCount {
  /// Runs up to this long are sorted by insertion.
  private static let shortest = 6

  /// The number of halvings until no run is longer than the shortest.
  private static func depth(_ count: Int) -> Int {
    var depth = 0
    while (count + (1 << depth) - 1) >> depth > shortest { depth += 1 }
    return depth
  }

  /// Where run `index` of 2^depth begins; runs of one depth differ by at most one in length.
  @inline(__always)
  private static func edge(_ index: Int, _ depth: Int, _ count: Int) -> Int {
    (index * count) >> depth
  }

  /// Sorts `count` keys and returns the number of inversions.
  static func sort(
    _ keys: UnsafeMutablePointer<Double>, _ spare: UnsafeMutablePointer<Double>, _ count: Int
  ) -> Int {
    var depth = depth(count)
    var inversions = 0
    // Where the number of merges is odd, the runs begin in the other buffer.
    var source = depth % 2 == 0 ? keys : spare
    var target = depth % 2 == 0 ? spare : keys
    for run in 0..<(1 << depth) {
      inversions &+= insertion(
        keys, source, edge(run, depth, count), edge(run + 1, depth, count))
    }
    while depth > 0 {
      depth -= 1
      for run in 0..<(1 << depth) {
        inversions &+= merge(
          source, target, edge(2 * run, depth + 1, count), edge(2 * run + 1, depth + 1, count),
          edge(2 * run + 2, depth + 1, count))
      }
      swap(&source, &target)
    }
    return inversions
  }

  private static func insertion(
    _ keys: UnsafeMutablePointer<Double>, _ sorted: UnsafeMutablePointer<Double>, _ start: Int,
    _ end: Int
  ) -> Int {
    var inversions = 0
    for place in start..<end {
      let key = keys[place]
      var free = place
      while free > start, sorted[free - 1] > key {
        sorted[free] = sorted[free - 1]
        free -= 1
      }
      sorted[free] = key
      inversions &+= place - free
    }
    return inversions
  }

  /// Merges two runs that differ by at most one in length, from both ends at once: two chains of
  /// comparisons that do not wait for one another, and no ends to check.
  @inline(__always)
  private static func merge(
    _ source: UnsafeMutablePointer<Double>, _ target: UnsafeMutablePointer<Double>, _ start: Int,
    _ middle: Int, _ end: Int
  ) -> Int {
    var left = start
    var right = middle
    var lastLeft = middle &- 1
    var lastRight = end &- 1
    var inversions = 0
    for step in 0..<min(middle - start, end - middle) {
      let a = source[left]
      let b = source[right]
      let takesRight = b < a
      target[start &+ step] = takesRight ? b : a
      inversions &+= takesRight ? middle &- left : 0
      right &+= takesRight ? 1 : 0
      left &+= takesRight ? 0 : 1
      let c = source[lastLeft]
      let d = source[lastRight]
      let takesLeft = d < c
      target[end &- 1 &- step] = takesLeft ? c : d
      inversions &+= takesLeft ? 0 : middle &- 1 &- lastLeft
      lastLeft &-= takesLeft ? 1 : 0
      lastRight &-= takesLeft ? 0 : 1
    }
    // One is left over where the runs differ in length.
    if left <= lastLeft {
      target[left &+ right &- middle] = source[left]
    } else if right <= lastRight {
      target[left &+ right &- middle] = source[right]
      inversions &+= middle &- 1 &- lastLeft
    }
    return inversions
  }

  /// Sorts keys with their indices, stably.
  static func sort(
    _ keys: UnsafeMutablePointer<Double>, _ indices: UnsafeMutablePointer<Int32>,
    _ spareKeys: UnsafeMutablePointer<Double>, _ spareIndices: UnsafeMutablePointer<Int32>,
    _ count: Int
  ) {
    forEachInversion(keys, indices, spareKeys, spareIndices, count) { _, _, _ in }
  }

  /// Sorts keys with their indices, stably, and calls for every index that overtakes others of
  /// larger keys before it: the index, and the indices it overtakes.
  @inline(__always)
  static func forEachInversion(
    _ keys: UnsafeMutablePointer<Double>, _ indices: UnsafeMutablePointer<Int32>,
    _ spareKeys: UnsafeMutablePointer<Double>, _ spareIndices: UnsafeMutablePointer<Int32>,
    _ count: Int,
    _ body: (_ index: Int32, _ overtaken: UnsafeMutablePointer<Int32>, _ number: Int) -> Void
  ) {
    var depth = depth(count)
    var (source, target) = depth % 2 == 0 ? (keys, spareKeys) : (spareKeys, keys)
    var (from, to) = depth % 2 == 0 ? (indices, spareIndices) : (spareIndices, indices)
    for run in 0..<(1 << depth) {
      let start = edge(run, depth, count)
      for place in start..<edge(run + 1, depth, count) {
        let key = keys[place]
        let index = indices[place]
        var free = place
        while free > start, source[free - 1] > key {
          source[free] = source[free - 1]
          from[free] = from[free - 1]
          free -= 1
        }
        if free < place { body(index, from + free + 1, place - free) }
        source[free] = key
        from[free] = index
      }
    }
    while depth > 0 {
      depth -= 1
      for run in 0..<(1 << depth) {
        let middle = edge(2 * run + 1, depth + 1, count)
        let end = edge(2 * run + 2, depth + 1, count)
        var left = edge(2 * run, depth + 1, count)
        var right = middle
        var place = left
        while left < middle, right < end {
          if source[right] < source[left] {
            body(from[right], from + left, middle - left)
            target[place] = source[right]
            to[place] = from[right]
            right += 1
          } else {
            target[place] = source[left]
            to[place] = from[left]
            left += 1
          }
          place += 1
        }
        while left < middle {
          target[place] = source[left]
          to[place] = from[left]
          left += 1
          place += 1
        }
        while right < end {
          target[place] = source[right]
          to[place] = from[right]
          right += 1
          place += 1
        }
      }
      swap(&source, &target)
      swap(&from, &to)
    }
  }
}

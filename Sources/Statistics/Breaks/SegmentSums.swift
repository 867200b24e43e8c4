/// The residual sums of squares of all runs of rows long enough, and the partitions with the least.
struct SegmentSums {
  private let count: Int
  private let least: Int
  /// For each first row, the sums of runs of `least` rows, one more, and so on.
  private let sums: [[Double]]

  init(_ regression: SegmentRegression, least: Int) {
    count = regression.count
    self.least = least
    sums = (0...(regression.count - least)).map { start in
      Array(regression.sumsOfSquares(start..<regression.count)[(least - 1)...])
    }
  }

  /// A partition: the ends of its segments but the last, and its sum.
  struct Found {
    let breaks: [Int]
    let sum: Double
  }

  /// The best partition for each number of breaks from none, as far as there is room.
  func partitions(upTo most: Int) -> [Found] {
    // best[end] is the least sum of rows before `end` with the breaks so far; last[m][end] where the
    // last of m segments starts.
    var best = [Double](repeating: .infinity, count: count + 1)
    for end in least...count { best[end] = sum(0, end) }
    var starts: [[Int]] = []
    var found = [Found(breaks: [], sum: best[count])]
    var breaks = 1
    while breaks <= most, (breaks + 1) * least <= count {
      var next = [Double](repeating: .infinity, count: count + 1)
      var start = [Int](repeating: 0, count: count + 1)
      for end in ((breaks + 1) * least)...count {
        for place in (breaks * least)...(end - least) {
          let value = best[place] + sum(place, end)
          if value < next[end] {
            next[end] = value
            start[end] = place
          }
        }
      }
      starts.append(start)
      best = next
      found.append(Found(breaks: Self.trace(starts, from: count), sum: best[count]))
      breaks += 1
    }
    return found
  }

  private func sum(_ start: Int, _ end: Int) -> Double { sums[start][end - start - least] }

  private static func trace(_ starts: [[Int]], from end: Int) -> [Int] {
    var place = end
    var breaks: [Int] = []
    for start in starts.reversed() {
      place = start[place]
      breaks.append(place)
    }
    return breaks.reversed()
  }
}

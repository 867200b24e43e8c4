import LinearAlgebra

/// The partitions of the rows of a regression with the least residual sum of squares, one for each
/// number of breaks.
///
/// Runs that end at one row are extended together, and folded at once into the best partitions that
/// end there: no sum of squares is kept.
///
/// - Cost: O(n² k²) time for k terms and O(m n²) for m breaks; n (k² + k + 2 + 2 m) doubles.
struct SegmentSums {
  private let regression: SegmentRegression
  private let least: Int

  /// Partitions into segments of at least so many rows.
  init(_ regression: SegmentRegression, least: Int) {
    self.regression = regression
    self.least = least
  }

  /// A partition: the ends of its segments but the last, and its sum.
  struct Found {
    let breaks: [Int]
    let sum: Double
  }

  /// The best partition for each number of breaks from none, as far as there is room.
  func partitions(upTo most: Int) -> [Found] {
    let count = regression.count
    let most = max(0, min(most, count / least - 1))
    // best[m][end] is the least sum of the rows before `end` with m breaks; start[m][end] where the
    // last of its segments begins.
    var best = Array(
      repeating: [Double](repeating: .infinity, count: count + 1), count: most + 1)
    var start = Array(repeating: [Int](repeating: 0, count: count + 1), count: most + 1)
    let runs = count - least + 1
    var growing = GrowingRuns(terms: regression.terms, runs: runs)
    var sums = [Double](repeating: 0, count: runs)
    for end in 1...count {
      growing.extend(
        min(end, runs), rows: regression.rows, at: end - 1,
        response: regression.response[end - 1])
      guard end >= least else { continue }
      let last = end - least
      growing.sums(last + 1, into: &sums)
      for first in 0...last { sums[first] = regression.settled(sums[first], rows: end - first) }
      best[0][end] = sums[0]
      for breaks in 0..<most where (breaks + 2) * least <= end {
        guard
          let found = leastSum(best[breaks], sums, ((breaks + 1) * least)..<(last + 1))
        else { continue }
        best[breaks + 1][end] = found.sum
        start[breaks + 1][end] = found.place
      }
    }
    return (0...most).map { breaks in
      var places: [Int] = []
      var place = count
      for earlier in stride(from: breaks, to: 0, by: -1) {
        place = start[earlier][place]
        places.append(place)
      }
      return Found(breaks: places.reversed(), sum: best[breaks][count])
    }
  }
}

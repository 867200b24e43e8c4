import RealModule

/// An exact distribution on 0...last, symmetric about last/2, with both tails summed from the end.
struct ExactTable: Sendable {
  /// P(K = k) for k in 0...last.
  let probabilities: [Double]
  /// P(K ≤ k) for k in 0...last, up to the middle summed from 0.
  let cumulative: [Double]

  /// The tails of symmetric `probabilities`, given for k in 0...last/2.
  init(lowerHalf: [Double], last: Int) {
    var all = lowerHalf
    all.reserveCapacity(last + 1)
    for k in lowerHalf.count..<max(lowerHalf.count, last + 1) { all.append(all[last - k]) }
    probabilities = all
    var sums: [Double] = []
    sums.reserveCapacity(lowerHalf.count)
    var total = DoubleDouble(0)
    for p in lowerHalf {
      total = total + p
      sums.append(min(1, total.value))
    }
    cumulative = sums
  }

  var last: Int { probabilities.count - 1 }

  /// P(K ≤ k).
  func atMost(_ k: Int) -> Double {
    if k < 0 { return 0 }
    if k >= last { return 1 }
    return k < cumulative.count ? cumulative[k] : 1 - cumulative[last - k - 1]
  }

  /// P(K ≥ k).
  func atLeast(_ k: Int) -> Double { atMost(last - k) }

  /// The smallest k with P(K ≤ k) ≥ lower, or P(K > k) ≤ upper, by the smaller probability.
  func smallest(lower: Double, upper: Double) -> Int {
    if lower == 0 { return 0 }
    if upper == 0 { return last }
    var below = -1
    var above = last
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if reaches((atMost(middle), atLeast(middle + 1)), lower: lower, upper: upper) {
        above = middle
      } else {
        below = middle
      }
    }
    return above
  }
}

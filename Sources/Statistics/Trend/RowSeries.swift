import LinearAlgebra

/// A series by its rows, in double-double: its median slope over the row number, what is left when
/// that line is taken away, and autocorrelations.
///
/// Rank tests of transformed series hang on which transformed values are equal. The line of Theil
/// and Sen passes through pairs of values, whose residuals are equal in exact arithmetic and rarely
/// so in doubles; twice the digits tell equal from nearly equal.
struct RowSeries {
  /// The values, scaled.
  let values: [DoubleDouble]
  /// The median of all pairwise slopes over the row number, of the scaled values.
  let slope: DoubleDouble
  /// The values less the slope times the row number.
  let detrended: [DoubleDouble]
  /// Differences up to this are rounding.
  private let grain: Double

  /// A series of at least two finite values.
  init(_ values: [Double]) {
    let scaled = PowerOfTwoScale(values)(values)
    self.values = scaled.map { DoubleDouble($0) }
    let slope = Self.medianSlope(scaled)
    self.slope = slope
    detrended = scaled.indices.map { DoubleDouble(scaled[$0]) - slope * Double($0 + 1) }
    let largest = scaled.reduce(0) { max($0, abs($1)) }
    // Some 2⁸ roundings of 2⁻¹⁰⁴ each; distinct values of doubles lie far further apart.
    grain = (largest + abs(slope.high) * Double(scaled.count)) * 0x1p-96
  }

  /// Values with the part of the one before that autocorrelation explains taken away: one fewer.
  static func whitened(_ values: [DoubleDouble], by correlation: DoubleDouble) -> [DoubleDouble] {
    zip(values.dropFirst(), values).map { $0 - $1 * correlation }
  }

  /// Numbers ordered and tied as these are.
  func levels(_ values: [DoubleDouble]) -> [Double] {
    let order = values.indices.sorted { Self.precedes(values[$0], values[$1]) }
    var result = [Double](repeating: 0, count: values.count)
    var level = 0.0
    for (place, index) in order.enumerated() {
      if place > 0, (values[index] - values[order[place - 1]]).high > grain { level += 1 }
      result[index] = level
    }
    return result
  }

  /// Autocorrelations at lags from 1, divisor n at every lag; nil where values do not vary beyond
  /// rounding.
  func autocorrelations(_ values: [DoubleDouble], lags: Int) -> [DoubleDouble]? {
    let count = DoubleDouble(Double(values.count))
    let mean = values.reduce(.zero) { $0 + $1 } / count
    let deviations = values.map { $0 - mean }
    guard deviations.contains(where: { abs($0.high) > grain }) else { return nil }
    let total = deviations.reduce(DoubleDouble.zero) { $0 + $1 * $1 }
    guard total.high > 0, lags >= 1, lags < values.count else { return nil }
    return (1...lags).map { lag in
      var sum = DoubleDouble.zero
      for index in lag..<deviations.count {
        sum = sum + deviations[index] * deviations[index - lag]
      }
      return sum / total
    }
  }

  private static func precedes(_ first: DoubleDouble, _ second: DoubleDouble) -> Bool {
    (first.high, first.low) < (second.high, second.low)
  }

  /// The median of all pairwise slopes. Of a long series those that rounding to doubles might bring
  /// to the median are found first, and only they are made in double-double.
  private static func medianSlope(_ values: [Double]) -> DoubleDouble {
    func slope(_ earlier: Int, _ later: Int) -> DoubleDouble {
      DoubleDouble.sum(values[later], -values[earlier]) / DoubleDouble(Double(later - earlier))
    }
    let count = KendallCount.pairs(values.count)
    let ranks = [(count + 1) / 2, count / 2 + 1]
    let middle: [DoubleDouble]
    if count <= 4_096 {
      var slopes: [DoubleDouble] = []
      slopes.reserveCapacity(count)
      for later in values.indices {
        for earlier in 0..<later { slopes.append(slope(earlier, later)) }
      }
      slopes.sort(by: precedes)
      middle = ranks.map { slopes[$0 - 1] }
    } else {
      let selection = SlopeSelection(times: values.indices.map(Double.init), values: values)
      middle = zip(ranks, selection.slopes(ranks: ranks)).map { rank, near in
        var found: [DoubleDouble: Int] = [:]
        let below = selection.visitPairs(around: near) { found[slope($0, $1), default: 0] += 1 }
        var left = rank - below
        for (value, number) in found.sorted(by: { precedes($0.key, $1.key) }) {
          left -= number
          if left <= 0 { return value }
        }
        return DoubleDouble(near)
      }
    }
    return ranks[0] == ranks[1] ? middle[0] : (middle[0] + middle[1]) * 0.5
  }
}

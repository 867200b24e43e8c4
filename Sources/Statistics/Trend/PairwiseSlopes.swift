/// The slopes (yⱼ − yᵢ)/(tⱼ − tᵢ) of all pairs of observations, ascending, on a scale where no
/// difference overflows or vanishes.
struct PairwiseSlopes {
  /// The slopes, ascending, times ``scale``'s factor.
  let scaled: OrderedValues
  /// The scale of the values.
  let scale: PowerOfTwoScale
  /// The values, scaled.
  let values: [Double]

  init(_ sample: Sample) throws(StatisticsError) {
    scale = PowerOfTwoScale(sample.values)
    values = scale(sample.values)
    var slopes: [Double] = []
    slopes.reserveCapacity(KendallCount.pairs(values.count))
    let times = sample.times
    for later in values.indices {
      for earlier in 0..<later {
        slopes.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
      }
    }
    guard slopes.allSatisfy(\.isFinite) else { throw .overflow }
    scaled = OrderedValues(sorted: slopes.sorted())
  }

  /// The number of slopes.
  var count: Int { scaled.values.count }

  /// The slope of a rank from 1, in the unit of the data; ∓∞ below the first and above the last.
  func slope(rank: Int) -> Double {
    if rank < 1 { return -.infinity }
    if rank > count { return .infinity }
    return scaled.values[rank - 1] * scale.inverse
  }

  /// The slope at a rank that need not be whole, between its neighbours in proportion; the first
  /// and the last slope stand for ranks beyond them.
  func slope(interpolated rank: Double) -> Double {
    let rank = min(max(rank, 1), Double(count))
    let whole = rank.rounded(.down)
    return scaled.interpolated(Int(whole), rank - whole) * scale.inverse
  }
}

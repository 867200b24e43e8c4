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

  /// The slope at a place among them, in the unit of the data.
  func slope(at place: SlopeEnds.Place) -> Double {
    place.slope(count: count) { scaled.values[$0 - 1] } * scale.inverse
  }
}

import LinearAlgebra

/// The slopes (yⱼ − yᵢ)/(tⱼ − tᵢ) of all pairs of observations by their rank, on a scale where no
/// difference overflows or vanishes; selected, not kept.
struct PairwiseSlopes {
  private let slopes: SlopeSelection
  /// The scale of the values.
  let scale: PowerOfTwoScale
  /// The values, scaled.
  let values: [Double]

  init(_ sample: Sample) throws(StatisticsError) {
    scale = PowerOfTwoScale(sample.values)
    values = scale(sample.values)
    slopes = SlopeSelection(times: sample.times, values: values)
    guard slopes.isFinite else { throw .overflow }
  }

  /// The number of slopes.
  var count: Int { slopes.count }

  /// The ranks, from 1, whose slopes make the median.
  var medianRanks: [Int] { Array(Set([(count + 1) / 2, count / 2 + 1])) }

  /// The slopes of some ranks, selected together; ranks that there are not are passed over.
  func ranked(_ ranks: [Int]) -> RankedSlopes {
    let ranks = Array(Set(ranks.filter { $0 >= 1 && $0 <= count }))
    let found = slopes.slopes(ranks: ranks)
    return RankedSlopes(
      count: count, found: Dictionary(uniqueKeysWithValues: zip(ranks, found)))
  }
}

/// Slopes that were asked for by their ranks, on the scale of ``PairwiseSlopes``.
struct RankedSlopes {
  /// The number of all slopes.
  let count: Int
  /// The slope of each rank that was asked for.
  let found: [Int: Double]

  /// The slope of a rank, from 1.
  func scaled(_ rank: Int) -> Double { found[rank] ?? .nan }

  /// The median; asked for by ``PairwiseSlopes/medianRanks``.
  var scaledMedian: Double {
    OrderedValues(sorted: [scaled((count + 1) / 2), scaled(count / 2 + 1)]).median
  }
}

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

  /// The ranks, from 1, that a rank which need not be whole lies between; the first and the last
  /// slope stand for ranks beyond them.
  func ranks(around rank: Double) -> [Int] {
    let whole = Int(min(max(rank, 1), Double(count)).rounded(.down))
    return [whole, min(count, whole + 1)]
  }

  /// The slopes of some ranks, from 1, selected together.
  func ranked(_ ranks: [Int]) -> RankedSlopes {
    let ranks = Array(Set(ranks.filter { $0 >= 1 && $0 <= count }))
    let found = slopes.slopes(ranks: ranks)
    return RankedSlopes(
      count: count, scale: scale, found: Dictionary(uniqueKeysWithValues: zip(ranks, found)))
  }
}

/// Slopes that were asked for by their ranks.
struct RankedSlopes {
  let count: Int
  let scale: PowerOfTwoScale
  /// The scaled slope of each rank.
  let found: [Int: Double]

  /// The median, scaled; asked for by ``PairwiseSlopes/medianRanks``.
  var scaledMedian: Double {
    OrderedValues(sorted: [(count + 1) / 2, count / 2 + 1].map { found[$0] ?? .nan }).median
  }

  /// The slope of a rank from 1, in the unit of the data; ∓∞ below the first and above the last.
  func slope(rank: Int) -> Double {
    if rank < 1 { return -.infinity }
    if rank > count { return .infinity }
    return (found[rank] ?? .nan) * scale.inverse
  }

  /// The slope at a rank that need not be whole, between its neighbours in proportion; the first
  /// and the last slope stand for ranks beyond them.
  func slope(interpolated rank: Double) -> Double {
    let rank = min(max(rank, 1), Double(count))
    let whole = rank.rounded(.down)
    let low = found[Int(whole)] ?? .nan
    let high = found[min(count, Int(whole) + 1)] ?? .nan
    return OrderedValues(sorted: [low, high]).interpolated(1, rank - whole) * scale.inverse
  }
}

/// The times that many series share, with all that their slopes need of them.
package struct SeriesTimes: Hashable, Sendable {
  /// The times, ascending.
  package let values: [Double]
  /// Their mean.
  package let mean: DoubleDouble
  /// The sum of their squares about the mean.
  package let squares: DoubleDouble
  /// The sum of the magnitudes of the ``weights``: the most a slope can be of values up to one.
  package let reach: Double
  /// Whether lines over these times keep their digits in a ``SeriesBlock``: the times spread over
  /// more than a billionth of their size, and neither they nor their gaps are beyond 2^±400.
  package let isOrdinary: Bool

  /// tⱼ − tᵢ of the pairs i < j, at j(j − 1)/2 + i; none where slopes of pairs are not wanted.
  let gaps: [Double]
  /// The times less their mean, and what rounding left out.
  let centred: [Double]
  let centredRests: [Double]
  /// Those over ``squares``: the slope of a line is their product with the values.
  let weights: [Double]
  let weightRests: [Double]

  /// Finite times in ascending order, two at least.
  ///
  /// - Parameter withPairs: whether slopes of pairs will be asked for, which takes n²/2 doubles.
  package init(_ times: [Double], withPairs: Bool = true) {
    precondition(times.count >= 2, "a slope over \(times.count) times")
    values = times
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }
    precondition(steps.allSatisfy { $0 > 0 }, "times that do not ascend")
    var gaps: [Double] = []
    if withPairs {
      gaps.reserveCapacity(times.count * (times.count - 1) / 2)
      for later in times.indices {
        for earlier in 0..<later { gaps.append(times[later] - times[earlier]) }
      }
    }
    self.gaps = gaps
    let total = times.reduce(DoubleDouble.zero) { $0 + DoubleDouble($1) }
    let mean = total / DoubleDouble(Double(times.count))
    let centred = times.map { DoubleDouble($0) - mean }
    let squares = centred.reduce(DoubleDouble.zero) { $0 + $1 * $1 }
    let weights = centred.map { $0 / squares }
    self.mean = mean
    self.squares = squares
    self.centred = centred.map(\.high)
    centredRests = centred.map(\.low)
    self.weights = weights.map(\.high)
    weightRests = weights.map(\.low)
    reach = weights.reduce(0) { $0 + abs($1.high) }
    let largest = times.reduce(0) { max($0, abs($1)) }
    let span = times[times.count - 1] - times[0]
    let narrowest = steps.reduce(span, min)
    isOrdinary = span > largest * 0x1p-30 && span < 0x1p400 && narrowest > 0x1p-400
  }

  /// The number of times.
  package var count: Int { values.count }
  /// The number of pairs of them.
  package var pairCount: Int { count * (count - 1) / 2 }
}

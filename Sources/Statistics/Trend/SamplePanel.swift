/// Many series over the same times, one value of each for each time: a panel without gaps.
///
/// Whether values are finite is not asked here: the series that is not is refused, by its place,
/// where it is used.
public struct SamplePanel: Hashable, Sendable {
  /// Times in years on any origin, strictly ascending.
  public let times: [Double]
  /// Series after series, each with a value for each time.
  public let values: [Double]

  /// A panel of values that stand series after series.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for no times,
  ///   ``StatisticsError/notFinite(index:)`` and ``StatisticsError/timesNotAscending(index:)`` for
  ///   times, ``StatisticsError/unequalLengths(_:_:)`` where the last series is not whole.
  public init(times: [Double], values: [Double]) throws(StatisticsError) {
    try Validation.require(1, of: times)
    try Validation.requireFinite(times)
    for index in times.indices.dropFirst() where times[index] <= times[index - 1] {
      throw .timesNotAscending(index: index)
    }
    let rest = values.count % times.count
    guard rest == 0 else { throw .unequalLengths(times.count, rest) }
    self.times = times
    self.values = values
  }

  /// A panel of series, each with a value for each time.
  ///
  /// - Throws: as ``init(times:values:)-(_,[Double])``; ``StatisticsError/unequalLengths(_:_:)``
  ///   for a series of another length.
  public init(times: [Double], series: [[Double]]) throws(StatisticsError) {
    for values in series where values.count != times.count {
      throw .unequalLengths(times.count, values.count)
    }
    try self.init(times: times, values: series.flatMap { $0 })
  }

  /// The number of series.
  public var count: Int { values.count / times.count }

  /// The values of the series at a place.
  ///
  /// - Precondition: there is such a series.
  public func series(_ place: Int) -> ArraySlice<Double> {
    values[place * times.count..<(place + 1) * times.count]
  }

  /// The series at a place as a sample of its own.
  ///
  /// - Throws: ``StatisticsError/notFinite(index:)`` with the place in the series.
  public func sample(_ place: Int) throws(StatisticsError) -> Sample {
    try Sample(times: times, values: Array(series(place)))
  }
}

/// Numbers at times, each over an exposure: all that a procedure may know of the world.
///
/// Times are in years on any origin and strictly ascending; exposures are years observed, 1 for
/// stocks. Gaps are simply absent times: procedures use the real spacing.
public struct Sample: Hashable, Sendable {
  /// Times in years, strictly ascending.
  public let times: [Double]
  /// One finite value for each time.
  public let values: [Double]
  /// Years observed, positive, one for each time.
  public let exposures: [Double]

  /// A sample with unit exposures unless given.
  ///
  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``, ``StatisticsError/notFinite(index:)``,
  ///   ``StatisticsError/timesNotAscending(index:)``, ``StatisticsError/exposureNotPositive(index:)``.
  public init(
    times: [Double], values: [Double], exposures: [Double]? = nil
  ) throws(StatisticsError) {
    guard times.count == values.count else { throw .unequalLengths(times.count, values.count) }
    let exposures = exposures ?? Array(repeating: 1, count: times.count)
    guard exposures.count == times.count else {
      throw .unequalLengths(times.count, exposures.count)
    }
    for index in times.indices {
      guard times[index].isFinite, values[index].isFinite else { throw .notFinite(index: index) }
      guard exposures[index].isFinite, exposures[index] > 0 else {
        throw .exposureNotPositive(index: index)
      }
      if index > 0, times[index] <= times[index - 1] { throw .timesNotAscending(index: index) }
    }
    self.times = times
    self.values = values
    self.exposures = exposures
  }

  /// The number of observations.
  public var count: Int { times.count }
}

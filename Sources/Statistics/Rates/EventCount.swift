/// Events counted over an exposure: how many, in how many years (or person-years, or rows).
///
/// - Assumes: events one by one. Deaths and persons come in clusters and are not events: whoever
///   counts them must widen (``Dispersion``) or take another method.
public struct EventCount: Hashable, Sendable, Codable {
  /// How many events: a whole number from 0.
  public let count: Double
  /// Over what: positive.
  public let exposure: Double

  /// A count over an exposure.
  ///
  /// - Throws: ``StatisticsError/notACount(index:)`` unless the count is a whole number from 0 to
  ///   2⁵³; ``StatisticsError/exposureNotPositive(index:)``. The index is 0.
  public init(_ count: Double, over exposure: Double) throws(StatisticsError) {
    try Self.requireCount(count, at: 0)
    guard exposure.isFinite, exposure > 0 else { throw .exposureNotPositive(index: 0) }
    self.count = count
    self.exposure = exposure
  }

  /// The counts of a sample added up, over its exposures added up.
  ///
  /// - Throws: ``StatisticsError/notACount(index:)`` for a value that is not a count;
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` for an empty sample.
  public init(_ sample: Sample) throws(StatisticsError) {
    try Validation.require(1, of: sample.values)
    var exposure = CompensatedSum()
    for (index, value) in sample.values.enumerated() {
      try Self.requireCount(value, at: index)
      exposure.add(sample.exposures[index])
    }
    try self.init(sample.values.reduce(0, +), over: exposure.value)
  }

  /// Events for each unit of exposure.
  public var rate: Double { count / exposure }

  /// Refuses what is not a whole number from 0 to 2⁵³.
  static func requireCount(_ value: Double, at index: Int) throws(StatisticsError) {
    guard value >= 0, value <= 0x1p53, value == value.rounded() else {
      throw .notACount(index: index)
    }
  }
}

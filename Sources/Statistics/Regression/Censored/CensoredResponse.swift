/// Responses known exactly, as a range, or as a bound on one side.
public struct CensoredResponse: Hashable, Sendable {
  /// The lower ends; −∞ where there is none.
  public let low: [Double]
  /// The upper ends; ∞ where there is none. Equal to the lower ones where the value is exact.
  public let high: [Double]

  /// Ranges with their ends; a nil end is open.
  ///
  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``, ``StatisticsError/notFinite(index:)`` for an
  ///   end that is not a number or infinite inwards,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` where an end is below the other.
  public init(low: [Double?], high: [Double?]) throws(StatisticsError) {
    guard low.count == high.count else { throw .unequalLengths(low.count, high.count) }
    let lower = low.map { $0 ?? -.infinity }
    let upper = high.map { $0 ?? .infinity }
    for index in lower.indices {
      guard !lower[index].isNaN, !upper[index].isNaN, lower[index] < .infinity,
        upper[index] > -.infinity
      else { throw .notFinite(index: index) }
      guard lower[index] <= upper[index] else {
        throw .invalidOption(
          name: "range \(index + 1)", found: "\(lower[index]) to \(upper[index])",
          needed: "the lower end first")
      }
    }
    self.low = lower
    self.high = upper
  }

  /// Values censored at limits: one at or below the lower limit is known to be at most itself, one at
  /// or above the upper limit at least itself.
  ///
  /// - Throws: ``StatisticsError/notFinite(index:)``.
  public init(
    _ values: [Double], below lower: Double? = nil, above upper: Double? = nil
  ) throws(StatisticsError) {
    try Validation.requireFinite(values)
    try self.init(
      low: values.map { value in lower.map { value <= $0 } ?? false ? nil : value },
      high: values.map { value in upper.map { value >= $0 } ?? false ? nil : value })
  }

  /// The number of observations.
  public var count: Int { low.count }

  /// The number of those not known exactly.
  public var censoredCount: Int { zip(low, high).filter { $0 != $1 }.count }

  /// The middle of each range; its finite end where one is open, nil where both are.
  var middles: [Double?] {
    zip(low, high).map { low, high in
      if low == high { return low }
      if low == -.infinity { return high == .infinity ? nil : high }
      return high == .infinity ? low : low / 2 + high / 2
    }
  }
}

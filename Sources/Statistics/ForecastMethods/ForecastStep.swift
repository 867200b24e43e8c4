import Distributions

/// What is expected of one row after the last: a value, and how far off a new value may be.
public struct ForecastStep: Hashable, Sendable {
  /// The value expected.
  public let value: Double
  /// The standard error of a new value.
  public let standardError: Double
  /// The degrees of freedom of its t; nil where it is normal.
  public let degreesOfFreedom: Double?

  /// A value with the standard error of a new one.
  public init(value: Double, standardError: Double, degreesOfFreedom: Double?) {
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The interval in which a new value lies with a probability.
  ///
  /// - Precondition: the level is between 0 and 1.
  public func interval(level: Double) -> ConfidenceInterval {
    precondition(level > 0 && level < 1, "a level of \(level)")
    let tail = (1 - level) / 2
    let factor =
      degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).upperQuantile(tail) }
      ?? -Normal.standard.quantile(tail)
    return ConfidenceInterval(
      low: value - factor * standardError, high: value + factor * standardError, level: level)
  }
}

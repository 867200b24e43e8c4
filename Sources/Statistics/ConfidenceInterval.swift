/// Two ends and the level at which they are meant to hold the truth. An end that does not exist
/// (the upper end of a rate ratio with a zero below) is infinite here and absent in tables.
public struct ConfidenceInterval: Hashable, Sendable, Codable {
  /// The lower end; −∞ where there is none.
  public let low: Double
  /// The upper end; +∞ where there is none.
  public let high: Double
  /// The confidence level, between 0 and 1.
  public let level: Double

  /// An interval at a level.
  public init(low: Double, high: Double, level: Double) {
    self.low = low
    self.high = high
    self.level = level
  }
}

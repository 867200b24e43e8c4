/// The seed of a random stream: a whole number that prints and parses, so that a run can be
/// reported and repeated.
public struct Seed: Hashable, Sendable, Codable, CustomStringConvertible, LosslessStringConvertible,
  ExpressibleByIntegerLiteral
{
  /// The number.
  public let value: UInt64

  /// A seed of a given value.
  public init(_ value: UInt64) { self.value = value }

  /// A seed written as a number.
  public init(integerLiteral value: UInt64) { self.value = value }

  /// The seed that `description` names: decimal digits only; `nil` for anything else.
  public init?(_ description: String) {
    guard !description.hasPrefix("+"), let value = UInt64(description) else { return nil }
    self.value = value
  }

  /// Reads the number alone.
  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(UInt64.self)
  }

  /// Writes the number alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  /// The number in decimal digits.
  public var description: String { String(value) }
}

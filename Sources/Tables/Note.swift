/// A remark that travels with a result into every format: what was assumed, left out, or refused.
public struct Note: Hashable, Sendable, Codable {
  /// What sort of remark a note is.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Something a reader must know before using the numbers.
    case caveat
    /// How a number was had: convention, correction, assumption.
    case method
    /// Where the numbers come from.
    case source
    /// Why an estimate is not there.
    case refusal
    /// What was left out, converted or capped.
    case exclusion
    /// What the data allow to be said.
    case verdict
  }

  /// What sort of remark it is.
  public var kind: Kind
  /// A stable, machine-readable name: `break-crossed`, `partial-year`.
  public var code: String
  /// The remark, in a sentence.
  public var text: String

  /// A remark with its kind and code.
  public init(_ kind: Kind, _ code: String, _ text: String) {
    self.kind = kind
    self.code = code
    self.text = text
  }
}

/// One value of a table: a number at full precision, a text, or the reason why there is none.
///
/// Rounding belongs to formats; a cell holds what was computed. `absent` stands for a quantity
/// that does not exist, never for zero, and says why where that is known.
public enum Cell: Hashable, Sendable, Codable {
  /// A finite number. Build it with ``init(_:because:)-(Double?,_)`` where it may not be finite.
  case number(Double)
  /// A whole number: a count, a year, a rank.
  case integer(Int)
  /// A text.
  case text(String)
  /// A yes or no.
  case flag(Bool)
  /// No value, with the reason.
  case absent(because: String?)

  /// A number, or an absence where there is none or it is not finite.
  public init(_ value: Double?, because reason: String? = nil) {
    guard let value else {
      self = .absent(because: reason)
      return
    }
    self = value.isFinite ? .number(value) : .absent(because: reason ?? "not finite")
  }

  /// A whole number, or an absence.
  public init(_ value: Int?, because reason: String? = nil) {
    self = value.map(Cell.integer) ?? .absent(because: reason)
  }

  /// A text, or an absence where there is none.
  public init(_ value: String?, because reason: String? = nil) {
    self = value.map(Cell.text) ?? .absent(because: reason)
  }

  /// The number in this cell, whole or not.
  public var double: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .text, .flag, .absent: nil
    }
  }

  /// Whether there is no value here.
  public var isAbsent: Bool {
    if case .absent = self { return true }
    return false
  }
}

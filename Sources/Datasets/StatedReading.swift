import TimeSeries

/// Makes a reading of what a row states: a kind, a value and its bounds, any of which may be
/// missing. The rules are those of the data package and of users' files alike.
enum StatedReading {
  /// What is wrong with a row, and in which of its cells.
  struct Fault: Error {
    let cell: Cell
    let message: String
    let hint: String?

    enum Cell { case kind, value, low, high }
  }

  /// The reading of a row; nil where it holds no number at all.
  ///
  /// Without a kind, low and high make an interval, a lone low an at-least, a lone high an
  /// at-most, and a value alone is exact. A value beside a lone bound says the same as the bound,
  /// or the row is refused: a best value with one open end is no reading.
  static func reading(
    kind: Reading.Kind?, value: Double?, low: Double?, high: Double?
  ) throws(Fault) -> Reading? {
    if let low, let high, low > high {
      throw Fault(
        cell: .low, message: "low \(plain(low)) is above high \(plain(high))",
        hint: "exchange them, or correct the one that is wrong")
    }
    if let value, let low, value < low {
      throw Fault(
        cell: .value, message: "value \(plain(value)) is below low \(plain(low))",
        hint: "the best value must lie within its bounds")
    }
    if let value, let high, value > high {
      throw Fault(
        cell: .value, message: "value \(plain(value)) is above high \(plain(high))",
        hint: "the best value must lie within its bounds")
    }
    if kind == nil, let value, low == nil || high == nil, let bound = low ?? high, bound != value {
      let (given, missing) = low == nil ? ("high", "low") : ("low", "high")
      throw Fault(
        cell: .value,
        message: "value \(plain(value)) has the \(given) \(plain(bound)) and no \(missing)",
        hint: "give both bounds, or say in the column kind what the row states")
    }
    switch kind ?? impliedKind(value: value, low: low, high: high) {
    case nil: return nil
    case .exact:
      guard let value else { throw missing(.value, "an exact figure has a value") }
      return .exactly(value)
    case .approximate:
      guard let value else { throw missing(.value, "an approximate figure has a value") }
      return .approximately(value)
    case .interval:
      guard let low else { throw missing(.low, "an interval has a low and a high") }
      guard let high else { throw missing(.high, "an interval has a low and a high") }
      return .within(low...high, best: value)
    case .atLeast:
      guard let floor = low ?? value else { throw missing(.low, "at_least has a low") }
      return .atLeast(floor)
    case .atMost:
      guard let ceiling = high ?? value else { throw missing(.high, "at_most has a high") }
      return .atMost(ceiling)
    }
  }

  private static func impliedKind(
    value: Double?, low: Double?, high: Double?
  ) -> Reading.Kind? {
    switch (value, low, high) {
    case (_, .some, .some): .interval
    case (_, .some, nil): .atLeast
    case (_, nil, .some): .atMost
    case (.some, nil, nil): .exact
    case (nil, nil, nil): nil
    }
  }

  private static func missing(_ cell: Fault.Cell, _ message: String) -> Fault {
    Fault(
      cell: cell, message: "the cell is empty, but \(message)",
      hint: "fill it in, or change the kind")
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

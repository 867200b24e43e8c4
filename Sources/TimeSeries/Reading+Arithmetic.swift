/// Arithmetic on readings, where it is sound: whatever the true numbers were within their bounds,
/// the true result is within the bounds of the result.
extension Reading {
  /// This reading in a unit of which one old unit makes `factor`.
  ///
  /// - Precondition: `factor` is positive and finite.
  public func scaled(by factor: Double) -> Reading {
    precondition(factor > 0 && factor.isFinite, "a factor of \(factor) is no change of unit")
    return switch self {
    case .exactly(let value): .exactly(value * factor)
    case .approximately(let value): .approximately(value * factor)
    case .within(let range, let best):
      .within(range.lowerBound * factor...range.upperBound * factor, best: best.map { $0 * factor })
    case .atLeast(let value): .atLeast(value * factor)
    case .atMost(let value): .atMost(value * factor)
    }
  }

  /// The sum of two readings.
  ///
  /// An approximate part makes an approximate sum. Floors add to a floor and ceilings to a
  /// ceiling. A floor and a ceiling bound their sum on neither side: nil. The bounds of a range
  /// beside an approximate number are not known to add up: nil too.
  public func adding(_ other: Reading) -> Reading? {
    switch (self, other) {
    case (.exactly(let first), .exactly(let second)): return .exactly(first + second)
    case (.approximately(let first), .approximately(let second)),
      (.approximately(let first), .exactly(let second)),
      (.exactly(let first), .approximately(let second)):
      return .approximately(first + second)
    case (.approximately, _), (_, .approximately): return nil
    case (.atLeast, .atMost), (.atMost, .atLeast): return nil
    default: break
    }
    let first = plainBounds
    let second = other.plainBounds
    let low = sum(first.low, second.low)
    let high = sum(first.high, second.high)
    if let low, let high, low <= high {
      return .within(low...high, best: sum(stated, other.stated))
    }
    if let low { return .atLeast(low) }
    if let high { return .atMost(high) }
    return nil
  }

  /// The smallest statement that both readings imply: a range over both, open where either is.
  ///
  /// `bounds` are those the hedge rules give; nil where both ends are open.
  public static func hull(_ bounds: [Bounds]) -> Reading? {
    guard !bounds.isEmpty else { return nil }
    let lows = bounds.compactMap(\.low)
    let highs = bounds.compactMap(\.high)
    let low = lows.count == bounds.count ? lows.min() : nil
    let high = highs.count == bounds.count ? highs.max() : nil
    switch (low, high) {
    case (.some(let low), .some(let high)):
      return low == high ? .exactly(low) : .within(low...high)
    case (.some(let low), nil): return .atLeast(low)
    case (nil, .some(let high)): return .atMost(high)
    case (nil, nil): return nil
    }
  }

  /// The bounds the words give without any hedge rule: an approximate number is taken as said.
  var plainBounds: Bounds {
    switch self {
    case .exactly(let value), .approximately(let value): Bounds(low: value, high: value)
    case .within(let range, _): Bounds(low: range.lowerBound, high: range.upperBound)
    case .atLeast(let value): Bounds(low: value, high: nil)
    case .atMost(let value): Bounds(low: nil, high: value)
    }
  }

  private func sum(_ first: Double?, _ second: Double?) -> Double? {
    guard let first, let second else { return nil }
    return first + second
  }
}

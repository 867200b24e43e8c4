/// A reported magnitude, with what its source says of its bounds.
///
/// Bounds come first: there is no plain `value` to reach for. To leave the world of statements one
/// names a ``PointRule``, and "at least 50" has no upper value under any.
public enum Reading: Hashable, Sendable, Codable {
  /// "1,470"
  case exactly(Double)
  /// "about 20,000": what it spans is for the hedge rules in force to say.
  case approximately(Double)
  /// "20,000 to 31,500", with the source's own best estimate if it gives one.
  case within(ClosedRange<Double>, best: Double? = nil)
  /// "more than 50"
  case atLeast(Double)
  /// "up to 4,000"
  case atMost(Double)

  /// The sort of statement, as data files name it.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A number without reservation.
    case exact
    /// A number said to be near the truth.
    case approximate
    /// A range.
    case interval
    /// A floor.
    case atLeast = "at_least"
    /// A ceiling.
    case atMost = "at_most"
  }

  /// The sort of statement.
  public var kind: Kind {
    switch self {
    case .exactly: .exact
    case .approximately: .approximate
    case .within: .interval
    case .atLeast: .atLeast
    case .atMost: .atMost
    }
  }

  /// The number stated: the best estimate of a range, else nil.
  public var stated: Double? {
    switch self {
    case .exactly(let value), .approximately(let value), .atLeast(let value), .atMost(let value):
      value
    case .within(_, let best): best
    }
  }

  /// The number the source puts forward: what was stated, but neither a floor nor a ceiling.
  var best: Double? {
    switch self {
    case .exactly(let value), .approximately(let value): value
    case .within(_, let best): best
    case .atLeast, .atMost: nil
    }
  }

  /// Whether every number of the reading is finite. Text that reads as a number gives only such;
  /// a change of unit may leave the range of a double.
  public var isFinite: Bool {
    switch self {
    case .exactly(let value), .approximately(let value), .atLeast(let value), .atMost(let value):
      value.isFinite
    case .within(let range, let best):
      range.lowerBound.isFinite && range.upperBound.isFinite && best?.isFinite != false
    }
  }
}

/// Which number of a reading to compute with.
public enum PointRule: String, Hashable, Sendable, Codable, CaseIterable {
  /// The source's own best estimate, else the middle of a bounded range.
  case best
  /// The lower bound.
  case low
  /// The upper bound.
  case high
  /// The middle of the bounds, on the scale of the analysis.
  case midpoint
}

/// The scale of an analysis.
public enum Scale: String, Hashable, Sendable, Codable, CaseIterable {
  /// Values as they are.
  case raw
  /// Natural logarithms of values.
  case log
}

/// Ends of what a reading allows; nil where it is open.
public struct Bounds: Hashable, Sendable, Codable {
  /// The lower end, or nil.
  public let low: Double?
  /// The upper end, or nil.
  public let high: Double?

  /// Ends, either of which may be open.
  public init(low: Double?, high: Double?) {
    self.low = low
    self.high = high
  }
}

extension Reading {
  /// The number a rule takes from this reading, or nil where there is none.
  ///
  /// - Parameters:
  ///   - rule: which number.
  ///   - bounds: what the hedge rules in force make of this reading.
  ///   - scale: on the logarithmic scale the middle of a range is the geometric mean, and a range
  ///     that reaches zero has neither a middle nor a lower end.
  public func value(_ rule: PointRule, bounds: Bounds, scale: Scale = .raw) -> Double? {
    switch rule {
    case .low: return Reading.low(bounds, scale)
    case .high: return bounds.high
    case .midpoint: return Reading.middle(bounds, scale)
    case .best:
      switch self {
      case .exactly(let value), .approximately(let value): return value
      case .within(_, let best): return best ?? Reading.middle(bounds, scale)
      case .atLeast, .atMost: return nil
      }
    }
  }

  /// On the logarithmic scale a range from zero is open below.
  private static func low(_ bounds: Bounds, _ scale: Scale) -> Double? {
    guard let low = bounds.low else { return nil }
    let isPoint = bounds.high == low
    return scale == .log && low <= 0 && !isPoint ? nil : low
  }

  private static func middle(_ bounds: Bounds, _ scale: Scale) -> Double? {
    guard let low = bounds.low, let high = bounds.high else { return nil }
    switch scale {
    case .log:
      guard low > 0 else { return nil }
      let product = low * high
      // The roots apart only where the product leaves the range of a double.
      let middle =
        product.isNormal ? product.squareRoot() : low.squareRoot() * high.squareRoot()
      return min(high, max(low, middle))
    case .raw: return (high - low).isFinite ? low + (high - low) / 2 : low / 2 + high / 2
    }
  }
}

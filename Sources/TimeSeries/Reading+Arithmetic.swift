/// Arithmetic on readings, where it is sound: whatever the true numbers were within their bounds,
/// the true result is within the bounds of the result, under the hedge rules it was made for.
extension Reading {
  /// This reading in a unit of which one old unit makes `factor`.
  ///
  /// Powers of ten, which all changes of unit are, move the decimal point of the number as it was
  /// written: 8.2 million is 8,200,000.
  ///
  /// - Precondition: `factor` is positive and finite.
  /// - Edge cases: a result may leave the range of a double; see ``isFinite``.
  public func scaled(by factor: Double) -> Reading {
    precondition(factor > 0 && factor.isFinite, "a factor of \(factor) is no change of unit")
    guard factor != 1 else { return self }
    guard let power = ShortestDecimal.power(of: factor) else { return mapped { $0 * factor } }
    return mapped { $0.isFinite ? ShortestDecimal($0).shifted(by: power).value : $0 }
  }

  /// This reading as the total of a rate over so many of its units of time.
  ///
  /// What "about 75 a week" leaves open is stated of the rate, so the strict rule, which goes by
  /// digits, is applied before the rate is multiplied; shares of the number stay shares of it.
  func totalled(over units: Double, hedges: Hedges) -> Reading {
    guard case .approximately(let value) = self, hedges == .strict else {
      return mapped { $0 * units }
    }
    let bounds = hedges.bounds(of: self)
    guard let low = bounds.low, let high = bounds.high else { return mapped { $0 * units } }
    return .within(low * units...high * units, best: value * units)
  }

  /// An n-th of this reading.
  func divided(by count: Int) -> Reading { mapped { $0 / Double(count) } }

  /// This reading through an increasing function that keeps the sign.
  private func mapped(_ function: (Double) -> Double) -> Reading {
    switch self {
    case .exactly(let value): .exactly(function(value))
    case .approximately(let value): .approximately(function(value))
    case .within(let range, let best):
      .within(
        function(range.lowerBound)...function(range.upperBound), best: best.map(function))
    case .atLeast(let value): .atLeast(function(value))
    case .atMost(let value): .atMost(function(value))
    }
  }

  /// The sum of two readings.
  ///
  /// Approximate numbers of one sign make an approximate sum, except under the strict rule, which
  /// goes by digits that a sum does not have; beside other readings they enter with their bounds.
  /// Floors add to a floor and ceilings to a ceiling. A floor and a ceiling bound their sum on
  /// neither side: nil. So is a sum beyond the range of a double.
  public func adding(_ other: Reading, hedges: Hedges = .default) -> Reading? {
    Reading.sum([(self, ""), (other, "")], hedges: hedges)
  }

  /// The sum of readings, each with its source's hedging word; nil as for
  /// ``adding(_:hedges:)``, or where there is none.
  static func sum(_ parts: [(reading: Reading, hedge: String)], hedges: Hedges) -> Reading? {
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return first.reading }
    let kinds = Set(parts.map(\.reading.kind))
    let best = total(parts.map(\.reading.best))
    if kinds == [.exact] { return best.map { .exactly($0) } }
    let isOneSign =
      parts.allSatisfy { $0.reading.best ?? -1 >= 0 }
      || parts.allSatisfy { $0.reading.best ?? 1 <= 0 }
    if kinds == [.approximate], hedges != .strict, isOneSign {
      return best.map { .approximately($0) }
    }
    let bounds = parts.map { hedges.plainBounds(of: $0.reading, hedge: $0.hedge) }
    switch (total(bounds.map(\.low)), total(bounds.map(\.high))) {
    case (.some(let low), .some(let high)): return .within(low...high, best: best)
    case (.some(let low), nil): return .atLeast(low)
    case (nil, .some(let high)): return .atMost(high)
    case (nil, nil): return nil
    }
  }

  /// The sum of numbers, or nil where one is missing or the sum is too large for a double.
  private static func total(_ numbers: [Double?]) -> Double? {
    var total = 0.0
    for number in numbers {
      guard let number else { return nil }
      total += number
    }
    return total.isFinite ? total : nil
  }

  /// The smallest statement that every reading implies: a range over all, open where one is.
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
}

extension Hedges {
  /// The bounds of a reading without the assumption that nothing is negative: a ceiling that is
  /// not almost reached has no floor.
  func plainBounds(of reading: Reading, hedge: String) -> Bounds {
    if case .atMost(let value) = reading, !Hedges.isNearly(hedge) {
      return Bounds(low: nil, high: value)
    }
    return bounds(of: reading, hedge: hedge)
  }
}

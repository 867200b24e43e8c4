#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A monotone map from values to pixels.
struct Scale {
  let kind: Chart.ScaleKind
  /// The values at the two ends.
  let domain: ClosedRange<Double>
  /// The pixels of the two ends; the first may be the larger, as on a vertical axis.
  let start: Double
  let end: Double

  /// A scale over a domain; one that is a single value is widened so that it has a place.
  ///
  /// - Precondition: the ends are finite, and above zero on a logarithmic scale.
  init(_ kind: Chart.ScaleKind, _ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    precondition(domain.lowerBound.isFinite && domain.upperBound.isFinite, "\(domain) is no domain")
    precondition(
      kind == .linear || domain.lowerBound > 0, "a logarithmic scale from \(domain.lowerBound)")
    self.kind = kind
    self.domain = Scale.widened(domain, kind)
    self.start = start
    self.end = end
  }

  /// The pixel of a value; nil where the value has no place: not finite, or not above zero on a
  /// logarithmic scale.
  func position(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let share: Double
    switch kind {
    case .linear:
      // Halved first: the span of a domain as wide as doubles go would overflow.
      let span = domain.upperBound / 2 - domain.lowerBound / 2
      share = (value / 2 - domain.lowerBound / 2) / span
    case .logarithmic:
      guard value > 0 else { return nil }
      let low = log10(domain.lowerBound)
      share = (log10(value) - low) / (log10(domain.upperBound) - low)
    }
    return start + share * (end - start)
  }

  /// The pixel of a value, brought to the nearest end where it lies outside; what has no place on a
  /// logarithmic scale goes to the lower end.
  func clamped(_ value: Double) -> Double {
    if value.isNaN || (kind == .logarithmic && value <= 0) || value <= domain.lowerBound {
      return start
    }
    return value >= domain.upperBound ? end : position(value) ?? end
  }

  /// Whether a value lies on the axis.
  func contains(_ value: Double) -> Bool {
    domain.contains(value)
  }

  private static func widened(
    _ domain: ClosedRange<Double>, _ kind: Chart.ScaleKind
  ) -> ClosedRange<Double> {
    guard domain.lowerBound == domain.upperBound else { return domain }
    let value = domain.lowerBound
    switch kind {
    case .linear:
      let margin = value == 0 ? 1 : value.magnitude / 2
      return (value - margin)...(value + margin)
    case .logarithmic: return (value / 2)...(value * 2)
    }
  }

  /// The ends of an axis that holds all of some values, with a little air.
  ///
  /// A linear axis of values on one side of zero ends at zero where asked. On a logarithmic axis
  /// only values above zero count; where there are none it runs from 1 to 10.
  static func domain(
    of values: [Double], _ kind: Chart.ScaleKind, includesZero: Bool, air: Double = 0.05
  ) -> ClosedRange<Double> {
    let usable = values.filter { $0.isFinite && (kind == .linear || $0 > 0) }
    guard var low = usable.min(), var high = usable.max() else {
      return kind == .linear ? 0...1 : 1...10
    }
    switch kind {
    case .linear:
      let (least, greatest) = (low, high)
      if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
      if low == high { return widened(low...high, kind) }
      let margin = (high / 2 - low / 2) * 2 * air
      let isBottomZero = includesZero && least >= 0
      let isTopZero = includesZero && greatest <= 0
      if !isBottomZero { low = max(low - margin, -Double.greatestFiniteMagnitude) }
      if !isTopZero { high = min(high + margin, Double.greatestFiniteMagnitude) }
      return low...high
    case .logarithmic:
      if low == high { return widened(low...high, kind) }
      let factor = pow(high / low, air)
      let padded = (low / factor, high * factor)
      return max(padded.0, Double.leastNormalMagnitude)...min(padded.1, .greatestFiniteMagnitude)
    }
  }
}

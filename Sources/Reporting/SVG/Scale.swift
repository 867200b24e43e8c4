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

  /// A scale over a domain; one that is too narrow to tell values apart is widened.
  ///
  /// - Precondition: the domain is usable on the scale, see ``usable(_:_:)``.
  init(_ kind: Chart.ScaleKind, _ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    precondition(Scale.usable(domain, kind) != nil, "a \(kind) scale over \(domain)")
    self.kind = kind
    self.domain = Scale.widened(domain, kind)
    self.start = start
    self.end = end
  }

  /// The ends somebody asked for, where an axis can have them: finite, and above zero on a
  /// logarithmic scale.
  static func usable(
    _ range: ClosedRange<Double>?, _ kind: Chart.ScaleKind
  ) -> ClosedRange<Double>? {
    guard let range, range.lowerBound.isFinite, range.upperBound.isFinite else { return nil }
    return kind == .linear || range.lowerBound > 0 ? range : nil
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
    let place = start + share * (end - start)
    return place.isFinite ? place : nil
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

  /// The domain, or where its ends are equal or so close that doubles hardly tell them apart, one
  /// around them.
  private static func widened(
    _ domain: ClosedRange<Double>, _ kind: Chart.ScaleKind
  ) -> ClosedRange<Double> {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    switch kind {
    case .linear:
      let size = max(low.magnitude, high.magnitude)
      let span = high / 2 - low / 2
      guard span < max(4 * size.ulp, .leastNormalMagnitude) else { return domain }
      let margin = size == 0 ? 1 : max(size / 2, 1e-300)
      return max(low - margin, -greatest)...min(high + margin, greatest)
    case .logarithmic:
      guard log10(high) - log10(low) < 1e-9 else { return domain }
      return max(low / 2, .leastNonzeroMagnitude)...min(high * 2, greatest)
    }
  }

  private static let greatest = Double.greatestFiniteMagnitude

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
      let (least, most) = (low, high)
      if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
      if low == high { return widened(low...high, kind) }
      let margin = (high / 2 - low / 2) * 2 * air
      let isBottomZero = includesZero && least >= 0
      let isTopZero = includesZero && most <= 0
      if !isBottomZero { low = max(low - margin, -greatest) }
      if !isTopZero { high = min(high + margin, greatest) }
      return low...high
    case .logarithmic:
      if low == high { return widened(low...high, kind) }
      // In logarithms: the ratio of the ends may be too large for a double.
      let margin = (log10(high) - log10(low)) * air
      let factor = pow(10, margin)
      return max(low / factor, .leastNonzeroMagnitude)...min(high * factor, greatest)
    }
  }
}

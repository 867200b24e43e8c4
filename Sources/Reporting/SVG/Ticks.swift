#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Round values at which an axis is labelled.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten inside a domain, about as many as wanted.
  ///
  /// Each is computed as a whole multiple of its step, so that none carries a rounding error into
  /// its label.
  static func linear(_ domain: ClosedRange<Double>, about count: Int) -> [Double] {
    let span = domain.upperBound / 2 - domain.lowerBound / 2
    guard span > 0, span.isFinite else { return [domain.lowerBound] }
    let rough = span / Double(max(1, count)) * 2
    guard rough.isFinite, rough > 0 else { return [domain.lowerBound] }
    let power = Int(log10(rough).rounded(.down))
    let mantissa = rough / power10(power)
    let (multiple, exponent) =
      mantissa <= 1.01
      ? (1, power) : mantissa <= 2.02 ? (2, power) : mantissa <= 5.05 ? (5, power) : (1, power + 1)
    let step = Double(multiple) * power10(exponent)
    guard step > 0, step.isFinite else { return [domain.lowerBound] }
    let tolerance = 1e-9
    let first = (domain.lowerBound / step - tolerance).rounded(.up)
    let last = (domain.upperBound / step + tolerance).rounded(.down)
    // Beyond 2⁵³ steps from zero, neighbouring multiples are no longer different numbers.
    guard last >= first, last - first < 1000, max(first.magnitude, last.magnitude) < 0x1p53 else {
      return [domain.lowerBound, domain.upperBound]
    }
    return (0...Int(last - first)).map { index in
      let whole = (first + Double(index)) * Double(multiple)
      return whole == 0 ? 0 : scaled(whole, exponent)
    }
  }

  /// Values for a logarithmic axis: 1, 2 and 5 in each decade, powers of ten where decades are
  /// many, every few decades where they are very many, and plain round values within one.
  static func logarithmic(_ domain: ClosedRange<Double>, about count: Int) -> [Double] {
    guard domain.lowerBound > 0, domain.upperBound > domain.lowerBound else {
      return [domain.lowerBound]
    }
    let first = Int(log10(domain.lowerBound).rounded(.down))
    let last = Int(log10(domain.upperBound).rounded(.up))
    for multiples in [[1, 2, 5], [1, 3], [1]] {
      let ticks = (first...last).flatMap { power in
        multiples.map { scaled(Double($0), power) }
      }.filter { domain.contains($0) }
      if ticks.count <= count + 2 && ticks.count >= 3 { return ticks }
    }
    let decades = (first...last).filter { domain.contains(scaled(1, $0)) }
    if decades.count > count + 2 {
      let stride = (decades.count + count) / (count + 1)
      return decades.filter { $0 % stride == 0 }.map { scaled(1, $0) }
    }
    let round = linear(domain, about: count).filter { $0 > 0 }
    return round.count >= 2 ? round : [domain.lowerBound, domain.upperBound]
  }

  /// Whole numbers inside a domain, one apart or by steps of 2, 5, 10, …: years, or years since.
  static func whole(_ domain: ClosedRange<Double>, atMost count: Int) -> [Int] {
    guard domain.lowerBound > -1e15, domain.upperBound < 1e15 else { return [] }
    let low = Int(domain.lowerBound.rounded(.up))
    let high = Int(domain.upperBound.rounded(.down))
    guard low <= high else { return [] }
    var step = 1
    var power = 1
    search: while true {
      for multiple in [1, 2, 5] {
        step = multiple * power
        if (high - low) / step + 1 <= max(2, count) { break search }
      }
      power *= 10
    }
    let remainder = low % step
    let first = remainder == 0 ? low : remainder > 0 ? low + step - remainder : low - remainder
    return Array(stride(from: first, through: high, by: step))
  }

  /// A whole number times a power of ten; division by a whole power is exact where there is one.
  private static func scaled(_ whole: Double, _ power: Int) -> Double {
    power < 0 && power >= -22 ? whole / power10(-power) : whole * power10(power)
  }

  private static func power10(_ power: Int) -> Double { pow(10, Double(power)) }
}

/// The words at the ticks of an axis.
struct TickLabels {
  private let usesUnits: Bool
  private let style: NumberStyle

  /// Labels for some ticks: in thousands, millions and so on where the largest reaches 10,000,
  /// with as many digits as tell them apart.
  init(_ ticks: [Double]) {
    let usesUnits = (ticks.map(\.magnitude).max() ?? 0) >= 10_000
    self.usesUnits = usesUnits
    let digits = (6...17).first { digits in
      let style = NumberStyle(significantDigits: digits)
      return Set(ticks.map { Self.text($0, style, usesUnits) }).count == Set(ticks).count
    }
    style = NumberStyle(significantDigits: digits ?? 17)
  }

  /// The label of a tick: `500`, `10k`, `1.5 mn`, `2 bn`, `−0.2`.
  func text(_ value: Double) -> String { Self.text(value, style, usesUnits) }

  private static func text(_ value: Double, _ style: NumberStyle, _ usesUnits: Bool) -> String {
    if usesUnits {
      let units: [(size: Double, sign: String)] = [
        (1e12, "\u{A0}tn"), (1e9, "\u{A0}bn"), (1e6, "\u{A0}mn"), (1e3, "k"),
      ]
      for unit in units where value.magnitude >= unit.size && value.magnitude < 1e15 {
        return style.text(value / unit.size) + unit.sign
      }
    }
    return style.text(value)
  }
}

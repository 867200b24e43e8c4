#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private let logarithmOfOnePlus: @Sendable (Double) -> Double = { log1p($0) }
private let sine: @Sendable (Double) -> Double = { sin($0) }
private let cosine: @Sendable (Double) -> Double = { cos($0) }
private let arcTangent: @Sendable (Double, Double) -> Double = { atan2($0, $1) }
private let arcSine: @Sendable (Double) -> Double = { asin($0) }
private let hyperbolicSine: @Sendable (Double) -> Double = { sinh($0) }
private let hyperbolicCosine: @Sendable (Double) -> Double = { cosh($0) }

extension Elementary {
  /// log(1 + x), to full precision near zero.
  static func logOnePlus(_ x: Double) -> Double { logarithmOfOnePlus(x) }

  /// The sine.
  static func sin(_ x: Double) -> Double { sine(x) }

  /// The cosine.
  static func cos(_ x: Double) -> Double { cosine(x) }

  /// The angle of the point (x, y).
  static func atan2(_ y: Double, _ x: Double) -> Double { arcTangent(y, x) }

  /// The inverse of the sine.
  static func asin(_ x: Double) -> Double { arcSine(x) }

  /// The hyperbolic sine.
  static func sinh(_ x: Double) -> Double { hyperbolicSine(x) }

  /// The hyperbolic cosine.
  static func cosh(_ x: Double) -> Double { hyperbolicCosine(x) }

  /// ψ(x + n) − ψ(x) for a whole n from 0 and x > 0: the sum of 1/(x + j) over j below n.
  static func digammaStep(_ x: Double, _ count: Double) -> Double {
    guard count > 500 else { return sum(of: count) { 1 / (x + $0) } }
    // ψ at both ends by its asymptotic series, the first hundred terms of the sum apart.
    let lead = sum(of: 100) { 1 / (x + $0) }
    return lead + digammaTail(x + count) - digammaTail(x + 100)
  }

  /// ψ′(x) − ψ′(x + n) for a whole n from 0 and x > 0: the sum of 1/(x + j)² over j below n.
  static func trigammaStep(_ x: Double, _ count: Double) -> Double {
    guard count > 500 else { return sum(of: count) { 1 / ((x + $0) * (x + $0)) } }
    let lead = sum(of: 100) { 1 / ((x + $0) * (x + $0)) }
    return lead + trigammaTail(x + 100) - trigammaTail(x + count)
  }

  private static func sum(of count: Double, _ term: (Double) -> Double) -> Double {
    var total = 0.0
    // From the small terms to the large.
    for place in stride(from: count - 1, through: 0, by: -1) { total += term(place) }
    return total
  }

  /// ψ(x) by its asymptotic series (DLMF 5.11.2), for x ≥ 100.
  private static func digammaTail(_ x: Double) -> Double {
    let s = 1 / (x * x)
    return log(x) - 1 / (2 * x) - s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252)))
  }

  /// ψ′(x) by its asymptotic series, for x ≥ 100.
  private static func trigammaTail(_ x: Double) -> Double {
    let s = 1 / (x * x)
    return 1 / x + s / 2 + s / x * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42)))
  }
}

import RealModule

/// Student's t distribution.
///
/// - Cost: as ``Beta``.
/// - References: DLMF 8.17; Student 1908, doi:10.1093/biomet/6.1.1.
/// - Checked against: 50-digit values, `Golden/distributions.json`.
public struct StudentT: ContinuousDistribution {
  /// The degrees of freedom ν, positive; not necessarily whole.
  public let degreesOfFreedom: Double

  /// A t distribution with positive `degreesOfFreedom`.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "StudentT: degrees of freedom must be positive and finite, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// 0 for ν > 1.
  public var mean: Double? { degreesOfFreedom > 1 ? 0 : nil }

  /// ν/(ν − 2) for ν > 2.
  public var variance: Double? {
    degreesOfFreedom > 2 ? degreesOfFreedom / (degreesOfFreedom - 2) : nil
  }

  /// ν : t², as parts of their sum.
  private func point(_ t: Double) -> UnitPoint {
    UnitPoint(parts: DoubleDouble(degreesOfFreedom), DoubleDouble.product(t, t))
  }

  /// Beyond this magnitude t² might overflow, and within its reciprocal underflow.
  private static let large = 1e140

  /// The density at `x`.
  public func density(at x: Double) -> Double {
    requireNumber(x)
    let t = max(abs(x), 1 / Self.large)
    if t > Self.large { return degreesOfFreedom * farTail(t) / t }
    let (factor, exponent) = betaDensity(degreesOfFreedom / 2, 0.5, at: point(t))
    return factor * exponent.exponential / t
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double { survival(at: -x) }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    let t = abs(x)
    if t < 1 / Self.large { return 0.5 }
    let tail: Double
    if t > Self.large {
      tail = farTail(t)
    } else {
      tail = 0.5 * incompleteBeta(degreesOfFreedom / 2, 0.5, at: point(t)).lower
    }
    return x > 0 ? tail : 1 - tail
  }

  /// P(X > t) where 1 + ν/t² rounds to 1: (ν/t²)^{ν/2} / (ν B(ν/2, ½)).
  private func farTail(_ t: Double) -> Double {
    guard t.isFinite, degreesOfFreedom < 8 else { return 0 }
    let a = degreesOfFreedom / 2
    let power = (DoubleDouble(degreesOfFreedom).logarithm - DoubleDouble(t).logarithm * 2) * a
    return power.exponential * farFactor
  }

  /// 1/(νB(ν/2, ½)).
  private var farFactor: Double {
    let a = degreesOfFreedom / 2
    return Double.gamma(a + 0.5) / (Double.gamma(a) * Double.pi.squareRoot() * degreesOfFreedom)
  }

  /// The `x` with P(X ≤ x) = p; infinite where it overflows.
  public func quantile(_ p: Double) -> Double { -upperQuantile(p) }

  /// The `x` with P(X > x) = p; infinite where it overflows.
  public func upperQuantile(_ p: Double) -> Double {
    requireProbability(p)
    if p == 0 { return .infinity }
    if p == 1 { return -.infinity }
    if p == 0.5 { return 0 }
    return p < 0.5 ? magnitude(tail: p) : -magnitude(tail: 1 - p)
  }

  /// The positive t beyond which lies `tail`, below one half.
  private func magnitude(tail: Double) -> Double {
    if degreesOfFreedom < 8 {
      // ½(ν/t²)^{ν/2}/((ν/2)B) = tail, where that is far out.
      let logRatio = (Double.log(tail) - Double.log(farFactor)) / degreesOfFreedom
      let logT = 0.5 * Double.log(degreesOfFreedom) - logRatio
      if logT > 300 { return Double.exp(logT) }
    }
    let odds = inverseIncompleteBetaOdds(
      degreesOfFreedom / 2, 0.5, lower: 2 * tail, upper: 1 - 2 * tail)
    return (degreesOfFreedom / odds).squareRoot()
  }
}

import RealModule

/// Student's t distribution.
///
/// - Cost: 0.12–0.15 µs a tail, 0.25–0.5 µs a quantile of a tail below a quarter.
/// - References: DLMF 8.17; Student 1908, doi:10.1093/biomet/6.1.1.
/// - Checked against: 50-digit values, `Golden/student-t.json`,
///   `Golden/student-t-tails.json`.
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
    if t == .infinity { return 0 }
    if t > Self.large { return farTails(t).density / t }
    let (factor, exponent) = betaDensity(degreesOfFreedom / 2, 0.5, at: point(t))
    return factor * exponent.exponential / t
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double { survival(at: -x) }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    let t = abs(x)
    if t < 1e-30 { return 0.5 }
    let tail: Double
    if t == .infinity {
      tail = 0
    } else if t < Self.large && StudentTail.serves(degreesOfFreedom / 2) {
      let odds = DoubleDouble.product(t, t) / degreesOfFreedom
      tail = 0.5 * StudentTail(degreesOfFreedom / 2, odds: odds).value
    } else if t > Self.large {
      tail = 0.5 * farTails(t).lower
    } else {
      tail = 0.5 * incompleteBeta(degreesOfFreedom / 2, 0.5, at: point(t)).lower
    }
    return x > 0 ? tail : 1 - tail
  }

  /// The tails of beta where t² overflows, from log(ν/t²).
  private func farTails(_ t: Double) -> Tails {
    let logOdds = DoubleDouble(degreesOfFreedom).logarithm - DoubleDouble(t).logarithm * 2
    return incompleteBeta(degreesOfFreedom / 2, 0.5, nearZero: logOdds)
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
    if -Double.log(tail) > 200 * degreesOfFreedom {
      // Where that is far out the tail is a power of t, (t₀/t)^ν of the tail at t₀.
      let far = farTails(1)
      let logUnit = far.exponent + DoubleDouble(0.5 * far.factor * far.ratio).logarithm
      let logT = (logUnit - DoubleDouble(tail).logarithm) / degreesOfFreedom
      if logT.high > 300 { return logT.exponential }
    }
    let a = degreesOfFreedom / 2
    let odds: Double
    if tail < 0.25 && StudentTail.serves(a) {
      odds = solveTail(
        from: startingOdds(tail: tail), lower: 2 * tail, upper: 1 - 2 * tail,
        tails: { StudentTail(a, odds: DoubleDouble(1) / $0).tails },
        slope: { odds in (a - 0.5 * odds) / (1 + odds) })
    } else {
      odds = inverseIncompleteBetaOdds(a, 0.5, lower: 2 * tail, upper: 1 - 2 * tail)
    }
    return (degreesOfFreedom / odds).squareRoot()
  }

  /// ν/t² to a relative error of about ν⁻²: the normal deviate z, moved by log g / z where the
  /// density of t is that of the normal times g.
  private func startingOdds(tail: Double) -> Double {
    let z = -normalDeviate(tail)
    let square = z * z / degreesOfFreedom
    let gain = 0.5 * Double.log(square / -Double.expMinusOne(-square))
    let moved = z + gain / z
    return 1 / Double.expMinusOne(moved * moved / degreesOfFreedom)
  }
}

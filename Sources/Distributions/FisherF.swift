import RealModule

/// The F distribution of Fisher and Snedecor: the ratio of two independent mean squares.
///
/// - Cost: as ``Beta``; 0.13 µs a survival above 1 for few whole degrees of freedom of the
///   numerator.
/// - References: DLMF 8.17; Johnson, Kotz & Balakrishnan 1995, Continuous Univariate
///   Distributions 2, chapter 27.
/// - Checked against: 50-digit values, `Golden/fisher-f.json`,
///   `Golden/fisher-f-tails.json`.
public struct FisherF: ContinuousDistribution {
  /// The degrees of freedom of the numerator, positive; not necessarily whole.
  public let numerator: Double
  /// The degrees of freedom of the denominator, positive; not necessarily whole.
  public let denominator: Double

  /// An F distribution with positive degrees of freedom.
  public init(numerator: Double, denominator: Double) {
    precondition(
      numerator > 0 && numerator.isFinite && denominator > 0 && denominator.isFinite,
      "FisherF: degrees of freedom must be positive and finite, not \(numerator), \(denominator)")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// ν₂/(ν₂ − 2) for ν₂ > 2.
  public var mean: Double? { denominator > 2 ? denominator / (denominator - 2) : nil }

  /// 2ν₂²(ν₁ + ν₂ − 2)/(ν₁(ν₂ − 2)²(ν₂ − 4)) for ν₂ > 4.
  public var variance: Double? {
    guard denominator > 4, let mean else { return nil }
    return 2 * mean * mean * (numerator + denominator - 2) / (numerator * (denominator - 4))
  }

  /// The fraction of the sum of squares that belongs to the numerator, where F = x.
  private func point(_ x: Double) -> UnitPoint {
    UnitPoint(parts: DoubleDouble.product(numerator, x), DoubleDouble(denominator))
  }

  /// Both tails, for 0 < x < ∞.
  private func tails(at x: Double) -> Tails {
    let odds = numerator / denominator * x
    if odds > 1e-280 && odds < 1e280 && numerator < 1e25 && denominator < 1e25 {
      return incompleteBeta(numerator / 2, denominator / 2, at: point(x))
    }
    let logOdds =
      DoubleDouble(numerator).logarithm + DoubleDouble(x).logarithm
      - DoubleDouble(denominator).logarithm
    return odds < 1
      ? incompleteBeta(numerator / 2, denominator / 2, nearZero: logOdds)
      : incompleteBeta(denominator / 2, numerator / 2, nearZero: -logOdds).mirrored
  }

  /// P(X > x) above the mean for a whole number of tested terms, a sum of as many positive terms as
  /// there are pairs of them; nil elsewhere.
  private func upperTail(at x: Double) -> Double? {
    let a = denominator / 2
    guard x >= 1, x < 1e30, numerator <= 64, numerator == numerator.rounded(), a < 1e8,
      StudentTail.serves(a)
    else { return nil }
    let odds = DoubleDouble.product(numerator, x) / denominator
    return StudentTail(a, odds: odds).value(upTo: numerator / 2)
  }

  /// The density at `x`; infinite at 0 for fewer than 2 degrees of freedom of the numerator.
  public func density(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return numerator < 2 ? .infinity : numerator > 2 ? 0 : 1 }
    return tails(at: x).density / x
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double {
    requireNumber(x)
    if x <= 0 { return 0 }
    return x == .infinity ? 1 : tails(at: x).lower
  }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    return upperTail(at: x) ?? tails(at: x).upper
  }

  /// The `x` with P(X ≤ x) = p.
  public func quantile(_ p: Double) -> Double {
    requireProbability(p)
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    return value(lower: p, upper: 1 - p)
  }

  /// The `x` with P(X > x) = p.
  public func upperQuantile(_ p: Double) -> Double {
    requireProbability(p)
    if p == 0 { return .infinity }
    if p == 1 { return 0 }
    return value(lower: 1 - p, upper: p)
  }

  private func value(lower: Double, upper: Double) -> Double {
    let odds = inverseIncompleteBetaOdds(
      numerator / 2, denominator / 2, lower: lower, upper: upper)
    return odds * denominator / numerator
  }
}

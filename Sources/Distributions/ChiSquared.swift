/// The chi-squared distribution: the sum of ν squared standard normals.
///
/// - Cost: as ``Gamma``.
/// - References: DLMF 8.2.
/// - Checked against: 50-digit values, `Golden/chi-squared.json`.
public struct ChiSquared: ContinuousDistribution {
  /// The degrees of freedom ν, positive; not necessarily whole.
  public let degreesOfFreedom: Double
  private let gamma: Gamma

  /// A chi-squared distribution with positive `degreesOfFreedom`.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "ChiSquared: degrees of freedom must be positive and finite, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
    self.gamma = Gamma(shape: degreesOfFreedom / 2, scale: 2)
  }

  /// ν.
  public var mean: Double? { degreesOfFreedom }
  /// 2ν.
  public var variance: Double? { 2 * degreesOfFreedom }

  /// The density at `x`; infinite at 0 for fewer than 2 degrees of freedom.
  public func density(at x: Double) -> Double { gamma.density(at: x) }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double { gamma.cumulative(at: x) }

  /// P(X > x).
  public func survival(at x: Double) -> Double { gamma.survival(at: x) }

  /// The `x` with P(X ≤ x) = p.
  public func quantile(_ p: Double) -> Double { gamma.quantile(p) }

  /// The `x` with P(X > x) = p.
  public func upperQuantile(_ p: Double) -> Double { gamma.upperQuantile(p) }
}

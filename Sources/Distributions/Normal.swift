import RealModule

/// The normal distribution.
///
/// - Checked against: 50-digit values, `Golden/normal.json`.
/// - References: DLMF 7.2, 7.17; Wichura 1988, doi:10.2307/2347330, for the quantile's start.
public struct Normal: ContinuousDistribution {
  /// The location, any finite number.
  public let location: Double
  /// The standard deviation, positive.
  public let standardDeviation: Double

  /// The normal distribution of mean 0 and standard deviation 1.
  public static let standard = Normal()

  /// A normal distribution with finite `mean` and positive `standardDeviation`.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(mean.isFinite, "Normal: the mean must be finite, not \(mean)")
    precondition(
      standardDeviation > 0 && standardDeviation.isFinite,
      "Normal: the standard deviation must be positive and finite, not \(standardDeviation)")
    self.location = mean
    self.standardDeviation = standardDeviation
  }

  /// The expected value.
  public var mean: Double? { location }
  /// The square of the standard deviation.
  public var variance: Double? { standardDeviation * standardDeviation }

  /// (x − mean)/standardDeviation to 106 bits: in the far tail its rounding would be felt.
  private func standardized(_ x: Double) -> DoubleDouble {
    let plain = (x - location) / standardDeviation
    // Far out the tails are empty, and an infinity must not meet another.
    if !(abs(plain) < 1e6) { return DoubleDouble(plain) }
    return DoubleDouble.sum(x, -location) / standardDeviation
  }

  /// The density at `x`.
  public func density(at x: Double) -> Double {
    requireNumber(x)
    return normalPeak * normalKernel(standardized(x)) / standardDeviation
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double {
    requireNumber(x)
    return normalUpperTail(-standardized(x))
  }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    return normalUpperTail(standardized(x))
  }

  /// The `x` with P(X ≤ x) = p.
  public func quantile(_ p: Double) -> Double {
    requireProbability(p)
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    return location + standardDeviation * normalQuantile(p)
  }

  /// The `x` with P(X > x) = p.
  public func upperQuantile(_ p: Double) -> Double {
    requireProbability(p)
    if p == 0 { return .infinity }
    if p == 1 { return -.infinity }
    return location - standardDeviation * normalQuantile(p)
  }
}

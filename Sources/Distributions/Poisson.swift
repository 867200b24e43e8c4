import RealModule

/// The Poisson distribution: counts of independent events.
///
/// - Cost: 0.2–1 µs a probability, whatever the mean.
/// - References: DLMF 8.4.9–10; Loader 2000, "Fast and accurate computation of binomial
///   probabilities".
/// - Checked against: 50-digit values, `Golden/poisson.json`.
public struct Poisson: DiscreteDistribution {
  /// The expected count λ, zero or more.
  public let rate: Double

  /// A Poisson distribution with finite `mean` of zero or more.
  public init(mean: Double) {
    precondition(
      mean >= 0 && mean < 0x1p53, "Poisson: the mean must lie in [0, 2^53), not \(mean)")
    self.rate = mean
  }

  /// λ.
  public var mean: Double? { rate }
  /// λ.
  public var variance: Double? { rate }

  private func mass(_ k: Int) -> (factor: Double, exponent: DoubleDouble) {
    if k == 0 { return (1, DoubleDouble(-rate)) }
    let density = gammaDensity(shape: Double(k), at: DoubleDouble(rate))
    return (density.factor / Double(k), density.exponent)
  }

  /// P(X = k).
  public func probability(of k: Int) -> Double {
    if k < 0 { return 0 }
    if rate == 0 { return k == 0 ? 1 : 0 }
    let (factor, exponent) = mass(k)
    return factor * exponent.exponential
  }

  /// log P(X = k).
  public func logProbability(of k: Int) -> Double {
    if k < 0 { return -.infinity }
    if rate == 0 { return k == 0 ? 0 : -.infinity }
    let (factor, exponent) = mass(k)
    return (exponent + Double.log(factor)).value
  }

  private func tails(_ k: Int) -> (lower: Double, upper: Double) {
    let tails = incompleteGamma(shape: Double(k) + 1, at: DoubleDouble(rate))
    return (tails.upper, tails.lower)
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 { return 0 }
    guard rate > 0, let k = count(atMost: x) else { return 1 }
    return tails(k).lower
  }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 { return 1 }
    guard rate > 0, let k = count(atMost: x) else { return 0 }
    return tails(k).upper
  }

  /// The smallest `k` with P(X ≤ k) ≥ p.
  public func quantile(_ p: Double) -> Int {
    requireProbability(p)
    return search(lower: p, upper: 1 - p)
  }

  /// The smallest `k` with P(X > k) ≤ p.
  public func upperQuantile(_ p: Double) -> Int {
    requireProbability(p)
    return search(lower: 1 - p, upper: p)
  }

  private func search(lower: Double, upper: Double) -> Int {
    if rate == 0 || lower == 0 { return 0 }
    if upper == 0 { return .max }
    let z = lower <= upper ? normalDeviate(lower) : -normalDeviate(upper)
    let start = cornishFisher(mean: rate, variance: rate, skewness: 1 / rate.squareRoot(), z: z)
    return smallestInteger(
      lower: lower, upper: upper, from: start, in: 0...greatestCount,
      tails: tails, probability: probability)
  }
}

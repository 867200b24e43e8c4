import RealModule

/// The negative binomial distribution: counts whose rate varies as a gamma variable.
///
/// In the form of regression (NB2) the variance is mean + dispersion·mean²; in the classical form
/// it counts the failures before the success number `size`, where a success has a probability.
/// The two are one with size = 1/dispersion and probability = 1/(1 + dispersion·mean).
///
/// - Cost: 0.2–3 µs a probability, whatever the mean.
/// - References: DLMF 8.17; Cameron & Trivedi 2013, Regression Analysis of Count Data, 3.3.
/// - Checked against: 50-digit values, `Golden/negative-binomial.json`.
public struct NegativeBinomial: DiscreteDistribution {
  /// The shape r, positive; not necessarily whole.
  public let size: Double
  /// Success against failure, as parts of their sum.
  private let odds: UnitPoint

  /// A negative binomial distribution with finite `mean` of zero or more and positive
  /// `dispersion`.
  public init(mean: Double, dispersion: Double) {
    precondition(
      mean >= 0 && mean < 0x1p53 && dispersion >= 1e-300 && dispersion.isFinite,
      "NegativeBinomial: mean \(mean) must lie in [0, 2^53), dispersion \(dispersion) be positive")
    self.size = 1 / dispersion
    self.odds = UnitPoint(
      parts: DoubleDouble(1), DoubleDouble.product(mean, dispersion))
  }

  /// A negative binomial distribution with positive `size` and `probability` in (0, 1].
  public init(size: Double, probability: Double) {
    precondition(
      size > 0 && size.isFinite && probability > 0 && probability <= 1,
      "NegativeBinomial: size \(size) must be positive, probability \(probability) in (0, 1]")
    self.size = size
    self.odds = UnitPoint(probability)
  }

  /// The probability of a success.
  public var successProbability: Double { odds.x.value }
  /// The dispersion 1/r: variance = mean + dispersion·mean².
  public var dispersion: Double { 1 / size }

  private var expected: Double { size * (odds.y / odds.x).value }

  /// r(1 − p)/p.
  public var mean: Double? { expected }
  /// r(1 − p)/p².
  public var variance: Double? { expected / odds.x.value }

  /// Whether all mass is at 0.
  private var isCertain: Bool { odds.y.high == 0 }

  private func mass(_ k: Int) -> (factor: Double, exponent: DoubleDouble) {
    if k == 0 { return (1, odds.x.logarithm * size) }
    let density = betaDensity(size, Double(k), at: odds)
    return (density.factor / Double(k), density.exponent)
  }

  /// P(X = k).
  public func probability(of k: Int) -> Double {
    if k < 0 { return 0 }
    if isCertain { return k == 0 ? 1 : 0 }
    let (factor, exponent) = mass(k)
    return factor * exponent.exponential
  }

  /// log P(X = k).
  public func logProbability(of k: Int) -> Double {
    if k < 0 { return -.infinity }
    if isCertain { return k == 0 ? 0 : -.infinity }
    let (factor, exponent) = mass(k)
    return (exponent + Double.log(factor)).value
  }

  private func tails(_ k: Int) -> (lower: Double, upper: Double) {
    let tails = incompleteBeta(size, Double(k) + 1, at: odds)
    return (tails.lower, tails.upper)
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 { return 0 }
    guard !isCertain, let k = count(atMost: x) else { return 1 }
    return tails(k).lower
  }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 { return 1 }
    guard !isCertain, let k = count(atMost: x) else { return 0 }
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
    if isCertain || lower == 0 { return 0 }
    if upper == 0 { return .max }
    let p = odds.x.value
    let q = odds.y.value
    let z = lower <= upper ? normalDeviate(lower) : -normalDeviate(upper)
    let start = cornishFisher(
      mean: expected, variance: expected / p, skewness: (1 + q) / (size * q).squareRoot(), z: z)
    return smallestInteger(
      lower: lower, upper: upper, from: start, in: 0...greatestCount,
      tails: tails, probability: probability)
  }
}

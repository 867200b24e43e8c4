import RealModule

/// The binomial distribution: successes in independent trials.
///
/// - Cost: 0.2–3 µs a probability, whatever the number of trials.
/// - References: DLMF 8.17.5; Loader 2000, "Fast and accurate computation of binomial
///   probabilities".
/// - Checked against: 50-digit values, `Golden/binomial.json`.
public struct Binomial: DiscreteDistribution {
  /// The number of trials n, zero or more.
  public let trials: Int
  /// The probability of a success in one trial.
  public let successProbability: Double

  /// A binomial distribution with `trials` of zero or more and `probability` in [0, 1].
  public init(trials: Int, probability: Double) {
    precondition(
      trials >= 0 && trials <= 1 << 53,
      "Binomial: the number of trials must lie in 0...2^53, not \(trials)")
    precondition(
      probability >= 0 && probability <= 1,
      "Binomial: the probability must lie in [0, 1], not \(probability)")
    self.trials = trials
    self.successProbability = probability
  }

  /// np.
  public var mean: Double? { Double(trials) * successProbability }
  /// np(1 − p).
  public var variance: Double? {
    Double(trials) * successProbability * (1 - successProbability)
  }

  /// The only possible count, if there is just one.
  private var certainCount: Int? {
    if trials == 0 || successProbability == 0 { return 0 }
    return successProbability == 1 ? trials : nil
  }

  private func mass(_ k: Int) -> (factor: Double, exponent: DoubleDouble) {
    let n = Double(trials)
    let point = UnitPoint(successProbability)
    if k == 0 { return (1, point.y.logarithm * n) }
    if k == trials { return (1, point.x.logarithm * n) }
    let a = Double(k)
    let b = Double(trials - k)
    let density = betaDensity(a, b, at: point)
    return (density.factor * (n / a) / b, density.exponent)
  }

  /// P(X = k).
  public func probability(of k: Int) -> Double {
    if k < 0 || k > trials { return 0 }
    if let certainCount { return k == certainCount ? 1 : 0 }
    let (factor, exponent) = mass(k)
    return factor * exponent.exponential
  }

  /// log P(X = k).
  public func logProbability(of k: Int) -> Double {
    if k < 0 || k > trials { return -.infinity }
    if let certainCount { return k == certainCount ? 0 : -.infinity }
    let (factor, exponent) = mass(k)
    return (exponent + Double.log(factor)).value
  }

  /// For 0 ≤ k < n and 0 < p < 1.
  private func tails(_ k: Int) -> (lower: Double, upper: Double) {
    let tails = incompleteBeta(
      Double(k) + 1, Double(trials - k), at: UnitPoint(successProbability))
    return (tails.upper, tails.lower)
  }

  /// P(X ≤ x).
  public func cumulative(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 { return 0 }
    guard let k = count(atMost: x), k < trials else { return 1 }
    if let certainCount { return k >= certainCount ? 1 : 0 }
    return tails(k).lower
  }

  /// P(X > x).
  public func survival(at x: Double) -> Double {
    requireNumber(x)
    if x < 0 { return 1 }
    guard let k = count(atMost: x), k < trials else { return 0 }
    if let certainCount { return k >= certainCount ? 0 : 1 }
    return tails(k).upper
  }

  /// The smallest `k` with P(X ≤ k) ≥ p; 0 for p = 0 and `trials` for p = 1.
  public func quantile(_ p: Double) -> Int {
    requireProbability(p)
    return search(lower: p, upper: 1 - p)
  }

  /// The smallest `k` with P(X > k) ≤ p; 0 for p = 1 and `trials` for p = 0.
  public func upperQuantile(_ p: Double) -> Int {
    requireProbability(p)
    return search(lower: 1 - p, upper: p)
  }

  private func search(lower: Double, upper: Double) -> Int {
    if let certainCount { return certainCount }
    if lower == 0 { return 0 }
    if upper == 0 { return trials }
    let z = lower <= upper ? normalDeviate(lower) : -normalDeviate(upper)
    let p = successProbability
    let spread = Double(trials) * p * (1 - p)
    let start = cornishFisher(
      mean: Double(trials) * p, variance: spread, skewness: (1 - 2 * p) / spread.squareRoot(),
      z: z)
    return smallestInteger(
      lower: lower, upper: upper, from: start, in: 0...trials,
      tails: tails, probability: probability)
  }
}

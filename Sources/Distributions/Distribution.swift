/// A probability distribution on the real line.
///
/// Both tails are asked for by name, because a p-value of 1e-30 cannot be had as 1 − 0.999….
/// An argument that is NaN, or a parameter outside its domain, is the caller's mistake and stops
/// the program with the numbers in the message. Infinite arguments are answered.
public protocol Distribution: Hashable, Sendable {
  /// The expected value; `nil` where it does not exist or is not finite.
  var mean: Double? { get }
  /// The variance; `nil` where it does not exist or is not finite.
  var variance: Double? { get }
  /// The probability of a value of at most `x`, P(X ≤ x).
  func cumulative(at x: Double) -> Double
  /// The probability of a value above `x`, P(X > x), computed for itself and never as
  /// 1 − cumulative where that would cancel.
  func survival(at x: Double) -> Double
}

/// A distribution with a density.
public protocol ContinuousDistribution: Distribution {
  /// The density at `x`; zero outside the support, infinite at a pole.
  func density(at x: Double) -> Double
  /// The `x` with P(X ≤ x) = p, for `p` in [0, 1]; the ends of the support for 0 and 1.
  func quantile(_ p: Double) -> Double
  /// The `x` with P(X > x) = p, for `p` in [0, 1]: the inverse of ``Distribution/survival(at:)``.
  func upperQuantile(_ p: Double) -> Double
}

/// A distribution on the integers.
public protocol DiscreteDistribution: Distribution {
  /// The probability of the value `k`.
  func probability(of k: Int) -> Double
  /// The natural logarithm of the probability of `k`; −∞ outside the support.
  func logProbability(of k: Int) -> Double
  /// The smallest `k` with P(X ≤ k) ≥ p, for `p` in [0, 1]; the ends of the support for 0 and 1
  /// (`Int.max` where it has no upper end). Probabilities within 4e-15 of each other, relatively,
  /// count as equal.
  func quantile(_ p: Double) -> Int
  /// The smallest `k` with P(X > k) ≤ p, for `p` in [0, 1]; the ends of the support for 1 and 0
  /// (`Int.max` where it has no upper end). Probabilities within 4e-15 of each other, relatively,
  /// count as equal.
  func upperQuantile(_ p: Double) -> Int
}

/// Stops the program unless `x` is a number.
@inline(__always)
func requireNumber(_ x: Double, _ name: StaticString = #function) {
  precondition(!x.isNaN, "\(name): the argument is NaN")
}

/// Stops the program unless `p` is a probability.
@inline(__always)
func requireProbability(_ p: Double, _ name: StaticString = #function) {
  precondition(p >= 0 && p <= 1, "\(name): a probability must lie in [0, 1], not \(p)")
}

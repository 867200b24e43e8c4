import Distributions

/// The distribution of a response about its mean μ: how its variance hangs on the mean.
public enum Family: Hashable, Sendable {
  /// Any number; variance φ, estimated.
  case gaussian
  /// The share of successes among the trials given as weights, or 0 and 1; variance μ(1 − μ).
  case binomial
  /// Counts; variance μ.
  case poisson
  /// Numbers from 0; variance φμ, with φ estimated by Pearson's χ² over n − p.
  case quasiPoisson
  /// Counts; variance μ + μ²/θ with θ known.
  case negativeBinomial(theta: Double)

  /// The name in results and on the command line.
  public var name: String {
    switch self {
    case .gaussian: "gaussian"
    case .binomial: "binomial"
    case .poisson: "poisson"
    case .quasiPoisson: "quasi-poisson"
    case .negativeBinomial: "negative-binomial"
    }
  }

  /// The link that is used unless another is asked for: identity, logit, or the logarithm.
  public var standardLink: Link {
    switch self {
    case .gaussian: .identity
    case .binomial: .logit
    case .poisson, .quasiPoisson, .negativeBinomial: .log
    }
  }

  /// Whether the dispersion is estimated: errors are then those of t with n − p degrees of freedom.
  public var estimatesDispersion: Bool { self == .gaussian || self == .quasiPoisson }

  /// Whether the response counts something.
  var isCount: Bool {
    switch self {
    case .poisson, .quasiPoisson, .negativeBinomial: true
    case .gaussian, .binomial: false
    }
  }

  /// The variance at a mean, the dispersion left out.
  func variance(_ mean: Link.Mean) -> Double {
    switch self {
    case .gaussian: 1
    case .binomial: mean.value * mean.complement
    case .poisson, .quasiPoisson: mean.value
    case .negativeBinomial(let theta): mean.value * (1 + mean.value / theta)
    }
  }

  /// Whether a mean is inside the domain of the family.
  func admits(_ mean: Link.Mean) -> Bool {
    switch self {
    case .gaussian: mean.value.isFinite
    case .binomial: mean.value > 0 && mean.complement > 0
    case .poisson, .quasiPoisson, .negativeBinomial: mean.value > 0 && mean.value < 0x1p53
    }
  }

  /// Twice the log likelihood by which a mean falls short of the observation itself.
  func deviance(_ y: Double, _ mean: Link.Mean) -> Double {
    let m = mean.value
    switch self {
    case .gaussian: return (y - m) * (y - m)
    case .binomial: return 2 * (gap(y, m) + gap(1 - y, mean.complement))
    case .poisson, .quasiPoisson: return 2 * gap(y, m)
    case .negativeBinomial(let theta):
      // (y + θ) log((y + θ)/(μ + θ)) grows with θ; its logarithm is taken of what differs from one.
      let shift = Elementary.logOnePlus((y - m) / (m + theta))
      let own = y > 0 ? y * logRatio(y, m) : 0
      return 2 * (own - (y + theta) * shift)
    }
  }

  /// y log(y/μ) − (y − μ), which keeps its digits where both are large and near.
  private func gap(_ y: Double, _ mean: Double) -> Double {
    y > 0 ? y * logRatio(y, mean) - (y - mean) : mean
  }

  private func logRatio(_ y: Double, _ mean: Double) -> Double {
    let relative = (y - mean) / mean
    return abs(relative) < 0.5 ? Elementary.logOnePlus(relative) : Elementary.log(y / mean)
  }

  /// A mean to start an iteration from, near the observation and inside the domain.
  func startingMean(_ y: Double, weight: Double) -> Double {
    switch self {
    case .gaussian: y
    case .binomial: (weight * y + 0.5) / (weight + 1)
    case .poisson, .quasiPoisson: y + 0.1
    case .negativeBinomial: y > 0 ? y : 1.0 / 6
    }
  }

  /// Checks that the responses are such as the family speaks of.
  ///
  /// - Throws: ``StatisticsError/notACount(index:)``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)``.
  func validate(_ response: [Double]) throws(StatisticsError) {
    if case .negativeBinomial(let theta) = self, !(theta > 0 && theta.isFinite) {
      throw .invalidOption(name: "theta", found: "\(theta)", needed: "positive")
    }
    for (index, y) in response.enumerated() {
      switch self {
      case .gaussian: break
      case .binomial:
        guard y >= 0, y <= 1 else {
          throw .invalidOption(
            name: "value \(index + 1)", found: "\(y)", needed: "a share, from 0 to 1")
        }
      case .quasiPoisson:
        guard y >= 0, y < 0x1p53 else {
          throw .invalidOption(
            name: "value \(index + 1)", found: "\(y)", needed: "from 0, below 2^53")
        }
      case .poisson, .negativeBinomial:
        guard y >= 0, y < 0x1p53, y == y.rounded() else { throw .notACount(index: index) }
      }
    }
  }

  /// The logarithm of the probability of an observation, its weight included; nil where the family
  /// has none (quasi-Poisson), or the trials of a share are not whole.
  func logProbability(_ y: Double, _ mean: Link.Mean, weight: Double) -> Double? {
    switch self {
    case .gaussian, .quasiPoisson: return nil
    case .poisson: return weight * Poisson(mean: mean.value).logProbability(of: Int(y))
    case .negativeBinomial(let theta):
      let law = NegativeBinomial(mean: mean.value, dispersion: 1 / theta)
      return weight * law.logProbability(of: Int(y))
    case .binomial:
      let successes = (y * weight).rounded()
      guard weight == weight.rounded(), weight < 0x1p31,
        abs(successes - y * weight) <= 1e-7 * max(1, successes)
      else { return nil }
      let trials = Int(weight)
      // The smaller of the two probabilities keeps its digits.
      if mean.value <= mean.complement {
        return Binomial(trials: trials, probability: mean.value).logProbability(of: Int(successes))
      }
      return Binomial(trials: trials, probability: mean.complement)
        .logProbability(of: trials - Int(successes))
    }
  }
}

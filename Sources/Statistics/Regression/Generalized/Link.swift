import Distributions

/// How the mean of a response hangs on the linear predictor η.
public enum Link: String, Hashable, Sendable, Codable, CaseIterable {
  /// The mean is η.
  case identity
  /// The mean is exp(η): coefficients are logarithms of ratios.
  case log
  /// The mean is 1 / (1 + exp(−η)): coefficients are logarithms of odds ratios.
  case logit

  /// A mean, what it lacks of one, and how fast it moves with η.
  struct Mean: Hashable, Sendable {
    let value: Double
    let slope: Double
    private let rest: Rest

    private enum Rest: Hashable, Sendable {
      case known(Double)
      case exponential(of: Double)
    }

    init(value: Double, complement: Double, slope: Double) {
      self.value = value
      self.slope = slope
      rest = .known(complement)
    }

    /// The mean exp(η).
    init(exponentialOf predictor: Double) {
      value = Elementary.exp(predictor)
      slope = value
      rest = .exponential(of: predictor)
    }

    var complement: Double {
      switch rest {
      case .known(let value): value
      case .exponential(let predictor): -Elementary.expLessOne(predictor)
      }
    }
  }

  /// The mean at a linear predictor.
  func mean(at predictor: Double) -> Mean {
    switch self {
    case .identity: return Mean(value: predictor, complement: 1 - predictor, slope: 1)
    case .log: return Mean(exponentialOf: predictor)
    case .logit:
      let small = Elementary.exp(-abs(predictor))
      let near = 1 / (1 + small)
      let far = small / (1 + small)
      let value = predictor >= 0 ? near : far
      return Mean(value: value, complement: predictor >= 0 ? far : near, slope: near * far)
    }
  }

  /// The linear predictor of a mean inside its domain.
  func predictor(of mean: Double) -> Double {
    switch self {
    case .identity: mean
    case .log: Elementary.log(mean)
    case .logit: Elementary.log(mean / (1 - mean))
    }
  }
}

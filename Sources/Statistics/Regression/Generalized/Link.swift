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
    let complement: Double
    let slope: Double
  }

  /// The mean at a linear predictor.
  func mean(at predictor: Double) -> Mean {
    switch self {
    case .identity: return Mean(value: predictor, complement: 1 - predictor, slope: 1)
    case .log:
      let value = Elementary.exp(predictor)
      return Mean(value: value, complement: -Elementary.expLessOne(predictor), slope: value)
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

/// A state or value of a model: its mean and variance given what the model was shown.
public struct StateEstimate: Hashable, Sendable, Codable {
  /// The mean, in the unit of the values.
  public let mean: Double
  /// The variance, in the square of that unit.
  public let variance: Double

  /// A mean and its variance.
  public init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
  }
}

/// A peak of a likelihood that has several: what the parameters are there, and how high it is.
public struct LikelihoodPeak: Hashable, Sendable {
  /// The parameters by name.
  public let parameters: [Named]
  /// The log likelihood.
  public let logLikelihood: Double

  init(_ parameters: [Named], _ logLikelihood: Double) {
    self.parameters = parameters
    self.logLikelihood = logLikelihood
  }
}

import Distributions
import LinearAlgebra
import Tables

/// What residuals are multiplied by before they are drawn from, hᵢ being the leverage of their
/// observation: least squares leaves residuals too small.
public enum ResidualScaling: String, Hashable, Sendable, Codable, CaseIterable {
  /// Nothing.
  case none
  /// 1/√(1 − hᵢ): of the variance of the errors, where these are alike.
  case hc2
  /// 1/(1 − hᵢ): as if the observation had been left out.
  case hc3

  /// The residuals of a fit, multiplied.
  func residuals(_ fit: LinearFit) throws(StatisticsError) -> [Double] {
    guard self != .none else { return fit.residuals }
    var result = fit.residuals
    for (index, rest) in fit.solution.leverageComplements.enumerated() {
      guard rest > LinearFit.leverageTolerance else { throw .leverageOne(index: index) }
      result[index] /= self == .hc2 ? rest.squareRoot() : rest
    }
    return result
  }
}

/// The bootstrap of a linear regression by its residuals: fitted values stay, and residuals are
/// drawn anew by a scheme, singly or in blocks.
///
/// With times in the design this is the block bootstrap of a trend: the times keep their places.
///
/// - Assumes: a right model, and errors of one law wherever they stand (stationary, with blocks).
/// - Cost: as ``Bootstrap`` of a linear statistic.
/// - References: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 9; Davison & Hinkley
///   1997, ch. 6.
/// - Checked against: residuals resampled and refitted one by one.
public struct ResidualBootstrap: Hashable, Sendable, Codable {
  /// How residuals are drawn.
  public var bootstrap: Bootstrap
  /// What residuals are multiplied by.
  public var scaling: ResidualScaling

  /// Residuals drawn by a scheme, made of the variance of the errors unless asked otherwise.
  public init(
    _ scheme: BootstrapScheme = .independent, replicates: Int = 9_999, seed: UInt64 = 20_111_218,
    scaling: ResidualScaling = .hc2
  ) {
    bootstrap = Bootstrap(scheme, replicates: replicates, seed: seed)
    self.scaling = scaling
  }

  /// The distribution of a coefficient.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a term that is not in the
  ///   design, and what ``Bootstrap/distribution(of:isAccelerated:_:)`` throws;
  ///   ``StatisticsError/leverageOne(index:)``.
  public func distribution(
    of term: String, in fit: LinearFit
  ) throws(StatisticsError) -> BootstrapDistribution {
    let place = try fit.place(of: term)
    let scaled = try scaling.residuals(fit)
    let mean = fit.spansConstant ? CentredValues(scaled).mean : 0
    let residuals = scaled.map { $0 - mean }
    let drawn = try bootstrap.distribution(of: residuals, fit.responseWeights(place))
    let estimate = fit.solution.coefficients[place]
    let note = Note(
      .method, "residual-bootstrap",
      "Residuals, scaled by \(scaling.rawValue), drawn about the fitted values.")
    return try BootstrapDistribution(
      observed: estimate, replicates: drawn.replicates.map { estimate + $0 }, acceleration: nil,
      count: fit.count, blockLength: drawn.blockLength, card: bootstrap.scheme.card,
      seed: bootstrap.seed, notes: drawn.notes + [note])
  }
}

extension LinearFit {
  /// The place of a term.
  func place(of term: String) throws(StatisticsError) -> Int {
    guard let place = terms.firstIndex(of: term) else {
      throw .invalidOption(
        name: "term", found: term, needed: "one of \(terms.joined(separator: ", "))")
    }
    return place
  }
}

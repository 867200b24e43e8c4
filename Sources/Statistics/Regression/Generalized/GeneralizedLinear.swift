import LinearAlgebra

/// A generalised linear model: the mean of a response, through a link, is linear in the columns.
///
/// Counts over exposures, shares, and numbers are fitted by maximum likelihood (quasi-likelihood
/// for ``Family/quasiPoisson``), by Fisher scoring through least squares.
///
/// - Assumes: independent observations whose variance hangs on the mean as the family says.
/// - Units: with a logarithmic link coefficients are logarithms of ratios of means; exposures are in
///   any unit, and the constant is the logarithm of a rate per that unit.
/// - Edge cases: a term that fits the zeros perfectly (a period without events) has no estimate and
///   is refused by name, ``StatisticsError/separation(terms:)``; a mean on the edge of its domain
///   under an identity link ends in ``StatisticsError/notConverged(iterations:)``. Steps are halved
///   when the deviance does not fall. How the iteration ended is
///   ``GeneralizedFit/convergence``.
/// - Cost: n p² operations an iteration, mostly 4 to 8 iterations; counts of 2,048 rows or more take
///   one fast pass in doubles each, and what there is one of for each row is made when asked for.
/// - References: McCullagh & Nelder 1989, *Generalized Linear Models*; Nelder & Wedderburn 1972,
///   doi:10.2307/2344614.
/// - Checked against: R 4.2 `glm`, statsmodels 0.15 `GLM` and 40-digit arithmetic
///   (`ReferenceCases/glm_poisson.json`, `glm_negbin_fixed.json`); R `glm` for the binomial and
///   Gaussian families and other links (`Golden/regression-methods.json`).
public struct GeneralizedLinear: Model {
  /// How the variance hangs on the mean.
  public var family: Family
  /// How the mean hangs on the linear predictor.
  public var link: Link
  /// Prior weights, positive: for a share the number of trials, else how many observations of equal
  /// covariates a mean is of. Nil for equal ones.
  public var weights: [Double]?
  /// What the counts were counted over, positive; nil for one. Asks for a logarithmic link.
  public var exposures: [Double]?
  /// What is added to the linear predictor, finite; nil for nothing.
  public var offset: [Double]?

  /// A model of a family, with its standard link unless another is given.
  public init(
    _ family: Family, link: Link? = nil, weights: [Double]? = nil, exposures: [Double]? = nil,
    offset: [Double]? = nil
  ) {
    self.family = family
    self.link = link ?? family.standardLink
    self.weights = weights
    self.exposures = exposures
    self.offset = offset
  }

  /// The fit of a response, one element for each row of the design.
  ///
  /// - Throws: ``StatisticsError/separation(terms:)``, ``StatisticsError/notACount(index:)``,
  ///   ``StatisticsError/exposureNotPositive(index:)``, ``StatisticsError/weightNotPositive(index:)``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a link the family does not take or a
  ///   share outside 0 to 1, ``StatisticsError/noVariation`` where every count is zero,
  ///   ``StatisticsError/notConverged(iterations:)``, and what ``LeastSquares/fit(_:on:)`` throws.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> GeneralizedFit {
    let scoring = try prepared(response, design)
    let end = try scoring.maximum()
    return GeneralizedFit(self, scoring, end)
  }

  /// The iteration for checked data.
  func prepared(
    _ response: [Double], _ design: Design
  ) throws(StatisticsError) -> ReweightedLeastSquares {
    try checkRegression(response, design)
    try family.validate(response)
    try checkLink()
    if family.isCount, response.allSatisfy({ $0 == 0 }) { throw .noVariation }
    let weights = try checked(weights, response.count) ?? response.map { _ in 1 }
    let scoring = ReweightedLeastSquares(
      family: family, link: link, response: response, design: design, weights: weights,
      offset: try linearOffset(response.count))
    if let signs = separationSigns(response), !Separation.isExcluded(design, signs: signs),
      let separation = try Separation(design, signs: signs)
    {
      throw .separation(terms: separation.terms)
    }
    return scoring
  }

  private func separationSigns(_ response: [Double]) -> [Int]? {
    switch (family, link) {
    case (.poisson, .log), (.quasiPoisson, .log), (.negativeBinomial, .log):
      return response.map { $0 == 0 ? -1 : 0 }
    case (.binomial, .logit): return response.map { $0 == 0 ? -1 : $0 == 1 ? 1 : 0 }
    default: return nil
    }
  }

  private func checkLink() throws(StatisticsError) {
    if link == .logit, family != .binomial {
      throw .invalidOption(name: "link", found: link.rawValue, needed: "identity or log")
    }
    if exposures != nil, link != .log {
      throw .invalidOption(
        name: "link", found: link.rawValue, needed: "log, where there are exposures")
    }
  }

  private func checked(
    _ weights: [Double]?, _ count: Int
  ) throws(StatisticsError) -> [Double]? {
    guard let weights else { return nil }
    guard weights.count == count else { throw .unequalLengths(count, weights.count) }
    if let index = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw .weightNotPositive(index: index)
    }
    return weights
  }

  private func linearOffset(_ count: Int) throws(StatisticsError) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    if let offset {
      guard offset.count == count else { throw .unequalLengths(count, offset.count) }
      if let index = offset.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
      result = offset
    }
    if let exposures {
      guard exposures.count == count else { throw .unequalLengths(count, exposures.count) }
      for (index, exposure) in exposures.enumerated() {
        guard exposure > 0, exposure.isFinite else { throw .exposureNotPositive(index: index) }
        result[index] += Elementary.log(exposure)
      }
    }
    return result
  }
}

import Distributions
import LinearAlgebra
import Tables

/// Wald's test of linear restrictions on the coefficients of a fit: whether all of R β = r hold.
///
/// F = (Rb − r)ᵀ (R V Rᵀ)⁻¹ (Rb − r) / q for q restrictions, under any covariance V of the
/// coefficients; χ² = qF where the coefficients are normal.
///
/// - Assumes: what the covariance assumes; with classical errors the F of least squares is exact for
///   normal errors.
/// - Edge cases: restrictions that depend on one another throw
///   ``StatisticsError/rankDeficient(terms:)`` naming them.
/// - Cost: O(p² q).
/// - References: Wald 1943, doi:10.1090/S0002-9947-1943-0012401-3.
/// - Checked against: the F of nested fits, to which it is equal.
public struct LinearHypothesis: Hashable, Sendable {
  /// A restriction: what the coefficients are multiplied by, by term, and what the sum shall be.
  public struct Restriction: Hashable, Sendable {
    /// The multipliers by the names of the terms; those not named are zero.
    public let multipliers: [String: Double]
    /// What the sum shall be.
    public let value: Double

    /// A restriction.
    public init(_ multipliers: [String: Double], equals value: Double = 0) {
      self.multipliers = multipliers
      self.value = value
    }
  }

  /// The restrictions that shall hold together.
  public var restrictions: [Restriction]

  /// A hypothesis of restrictions.
  public init(_ restrictions: [Restriction]) { self.restrictions = restrictions }

  /// The hypothesis that terms have coefficients of zero.
  public init(zero terms: [String]) {
    restrictions = terms.map { Restriction([$0: 1]) }
  }

  /// The test under a covariance; F with n − p degrees of freedom (clusters less one for clustered
  /// errors), χ² in the details.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a term the fit has not, and
  ///   what ``LinearFit/covariance(_:)`` throws.
  public func test(
    _ fit: LinearFit, _ covariance: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> TestResult {
    try test(
      terms: fit.terms, estimates: fit.solution.coefficients, try fit.covariance(covariance),
      degreesOfFreedom: fit.degreesOfFreedom(covariance), count: fit.count,
      basis: covariance == .classical ? .exact : .asymptotic)
  }

  /// The test of a generalised linear model; χ² where its dispersion is known.
  ///
  /// - Throws: as for a linear fit.
  public func test(_ fit: GeneralizedFit) throws(StatisticsError) -> TestResult {
    let factor = try fit.working.unitFactor()
    return try test(
      terms: fit.terms, estimates: fit.values,
      factor.times(factor.transposed).scaled(by: fit.dispersion),
      degreesOfFreedom: fit.model.family.estimatesDispersion ? Double(fit.degreesOfFreedom) : nil,
      count: fit.count, basis: .asymptotic)
  }

  /// The test of any estimates with their covariance; χ² where there are no degrees of freedom.
  func test(
    terms: [String], estimates: [Double], _ covariance: Matrix, degreesOfFreedom: Double?,
    count: Int, basis: Basis
  ) throws(StatisticsError) -> TestResult {
    guard !restrictions.isEmpty else {
      throw .invalidOption(name: "restrictions", found: "none", needed: "one at least")
    }
    var rows: [[Double]] = []
    var distances: [Double] = []
    for restriction in restrictions {
      for name in restriction.multipliers.keys where !terms.contains(name) {
        throw .invalidOption(
          name: "term", found: name, needed: "one of \(terms.joined(separator: ", "))")
      }
      let row = terms.map { restriction.multipliers[$0] ?? 0 }
      rows.append(row)
      distances.append(compensatedDot(row.span, estimates.span) - restriction.value)
    }
    let matrix = Matrix(rows: rows)
    var middle = matrix.times(covariance).times(matrix.transposed)
    // Units off, so that terms of different size stand beside each other.
    let scales = middle.rootDiagonal
    guard scales.allSatisfy({ $0 > 0 }) else { throw .varianceNotPositive }
    for row in 0..<middle.rows {
      for column in 0..<middle.columns { middle[row, column] /= scales[row] * scales[column] }
    }
    let q = Double(restrictions.count)
    let length: Double
    do throws(LinearAlgebraError) {
      let factor = try Cholesky(middle)
      guard factor.factor.diagonal.allSatisfy({ $0 > 1e-7 }) else {
        throw LinearAlgebraError.notPositiveDefinite(order: middle.rows)
      }
      length = euclideanLength(try factor.whitened(zip(distances, scales).map { $0 / $1 }))
    } catch {
      let names = Set(restrictions.flatMap(\.multipliers.keys))
      throw .rankDeficient(terms: terms.filter(names.contains))
    }
    let chiSquared = length * length
    let chi = Named("chi2", chiSquared)
    let asymptotic = ChiSquared(degreesOfFreedom: q).survival(at: chiSquared)
    guard let degrees = degreesOfFreedom else {
      return TestResult(
        method: Self.card.name, statistic: chi, degreesOfFreedom: [q], pValue: asymptotic,
        alternative: .greater, basis: basis, count: count)
    }
    return TestResult(
      method: Self.card.name, statistic: Named("F", chiSquared / q),
      degreesOfFreedom: [q, degrees],
      pValue: FisherF(numerator: q, denominator: degrees).survival(at: chiSquared / q),
      alternative: .greater, basis: basis, count: count,
      details: [chi, Named("p_chi2", asymptotic)])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "wald", title: "Wald's test of linear restrictions",
    summary: "Whether several coefficients, or sums of them, have given values together.",
    assumptions: ["what the covariance of the coefficients assumes"],
    leastCount: 3, advisedCount: 10, instead: "likelihood-ratio, for generalised linear models",
    references: ["Wald 1943, doi:10.1090/S0002-9947-1943-0012401-3"])
}

/// The likelihood ratio test of a model within another: twice the gain in log likelihood, χ² with as
/// many degrees of freedom as parameters were added.
///
/// - Assumes: the smaller model is within the larger, both fitted to the same observations by
///   maximum likelihood; no parameter is on the edge of its domain.
/// - Edge cases: a larger model with a smaller likelihood is not one, and throws.
/// - References: Wilks 1938, doi:10.1214/aoms/1177732360.
/// - Checked against: R `anova(test = "LRT")` (`Golden/regression-methods.json`).
public struct LikelihoodRatio: Hashable, Sendable {
  /// The test; it has no options.
  public init() {}

  /// The test of two log likelihoods with their numbers of parameters.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` unless the second has more
  ///   parameters and no smaller likelihood.
  public func test(
    _ smaller: (logLikelihood: Double, parameters: Int),
    within larger: (logLikelihood: Double, parameters: Int), count: Int
  ) throws(StatisticsError) -> TestResult {
    let added = larger.parameters - smaller.parameters
    let gain = 2 * (larger.logLikelihood - smaller.logLikelihood)
    guard added > 0, gain >= -1e-6 * max(1, abs(larger.logLikelihood)) else {
      throw .invalidOption(
        name: "models", found: "a gain of \(gain) for \(added) parameters",
        needed: "the first within the second")
    }
    return TestResult(
      method: Self.card.name, statistic: Named("chi2", max(0, gain)),
      degreesOfFreedom: [Double(added)],
      pValue: ChiSquared(degreesOfFreedom: Double(added)).survival(at: max(0, gain)),
      alternative: .greater, basis: .asymptotic, count: count)
  }

  /// The test of two generalised linear models of one family.
  ///
  /// - Throws: as for likelihoods; ``StatisticsError/invalidOption(name:found:needed:)`` for a family
  ///   without a likelihood or other observations.
  public func test(
    _ smaller: GeneralizedFit, within larger: GeneralizedFit
  ) throws(StatisticsError) -> TestResult {
    guard smaller.response == larger.response, smaller.model.family == larger.model.family,
      let first = smaller.logLikelihood, let second = larger.logLikelihood
    else {
      throw .invalidOption(
        name: "models", found: "\(smaller.model.family.name), \(larger.model.family.name)",
        needed: "of one family with a likelihood, on the same observations")
    }
    return try test(
      (first, smaller.terms.count), within: (second, larger.terms.count), count: larger.count)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "likelihood-ratio", title: "Likelihood ratio test",
    summary: "Whether a larger model fits better than one within it by more than chance.",
    assumptions: ["nested models by maximum likelihood; a sample long enough for a limit"],
    leastCount: 4, advisedCount: 20, instead: "wald with F, for linear models",
    references: ["Wilks 1938, doi:10.1214/aoms/1177732360"])
}

import Distributions
import LinearAlgebra
public import Tables

/// A negative binomial regression that has met its counts.
public struct NegativeBinomialFit: Hashable, Sendable {
  /// Which information the errors of the coefficients come from.
  public enum Information: String, Hashable, Sendable, Codable, CaseIterable {
    /// Expected, θ taken as known: R's `glm.nb`.
    case expected
    /// Observed, of coefficients and α together: statsmodels, Stata, gretl.
    case observed
  }

  /// The fit at the estimated θ; the Poisson fit where α is zero.
  public let fit: GeneralizedFit
  /// The Poisson fit: the limit at α = 0.
  public let poisson: GeneralizedFit
  /// The extra variance: that of a count is μ + αμ².
  public let alpha: Double
  /// The standard error of α from the observed information; nil at the boundary.
  public let alphaStandardError: Double?
  /// The standard error of θ, the means taken as known, as in R's `glm.nb`; nil at the boundary.
  public let thetaStandardError: Double?
  /// How the search for α ended; its iterations are those of all the fits it took.
  public let convergence: Convergence
  private let observedErrors: [Double]?

  init(poisson: GeneralizedFit, evaluations: Int) throws(StatisticsError) {
    fit = poisson
    self.poisson = poisson
    alpha = 0
    alphaStandardError = nil
    thetaStandardError = nil
    observedErrors = nil
    convergence = Convergence(iterations: evaluations, change: 0, reason: .boundary)
  }

  init(
    _ fit: GeneralizedFit, _ scoring: ReweightedLeastSquares, alpha: Double,
    poisson: GeneralizedFit, convergence: Convergence
  ) throws(StatisticsError) {
    let fitted = fit.fitted
    var ratios: [Double] = []
    var cross: [Double] = []
    for (index, y) in fit.response.enumerated() {
      let mean = fitted[index]
      let spread = 1 + alpha * mean
      let weight = scoring.weights[index]
      ratios.append((1 + alpha * y) / spread)
      let root = (weight * mean / spread).squareRoot()
      cross.append(weight * (y - mean) * mean / (spread * spread) / root)
    }
    let working = fit.working
    let score = NegativeBinomialScore(scoring, fit.predictors, alpha: alpha)
    try self.init(
      fit, alpha: alpha, poisson: poisson,
      observed: ObservedInformation(
        slope: -score.first * alpha * alpha, curvature: score.secondInTheta,
        middle: working.middle(ratios),
        mixed: working.solution.orthonormal.transposedTimes(cross)), convergence: convergence)
  }

  init(
    _ fit: GeneralizedFit, alpha: Double, poisson: GeneralizedFit, observed: ObservedInformation,
    convergence: Convergence
  ) throws(StatisticsError) {
    self.fit = fit
    self.poisson = poisson
    self.alpha = alpha
    self.convergence = convergence
    thetaStandardError = observed.curvature < 0 ? 1 / (-observed.curvature).squareRoot() : nil
    let information = observed.matrix(alpha: alpha)
    guard let inverse = try? Cholesky(information).inverse() else {
      observedErrors = nil
      alphaStandardError = nil
      return
    }
    observedErrors = (0..<fit.terms.count).map { row in
      let own = fit.unitFactor.row(row) + [0]
      let moved = inverse.times(own)
      return max(0, zip(own, moved).reduce(0) { $0 + $1.0 * $1.1 }).squareRoot()
    }
    let last = fit.terms.count
    alphaStandardError = max(0, inverse[last, last]).squareRoot()
  }

  /// Whether α is at zero: the counts vary no more than Poisson counts.
  public var isAtBoundary: Bool { alpha == 0 }

  /// The size 1/α; nil at the boundary, where it is infinite.
  public var theta: Double? { alpha > 0 ? 1 / alpha : nil }

  /// The maximised log likelihood, of coefficients and α.
  public var logLikelihood: Double? { fit.logLikelihood }

  /// Akaike's criterion, α counted among the parameters.
  public var aic: Double? {
    logLikelihood.map { -2 * $0 + 2 * Double(fit.terms.count + 1) }
  }

  /// Schwarz's criterion, α counted among the parameters.
  public var bic: Double? {
    logLikelihood.map {
      -2 * $0 + Double(fit.terms.count + 1) * Elementary.log(Double(fit.count))
    }
  }

  /// The test of α = 0 by twice the gain in log likelihood; half the mass of its distribution is at
  /// zero, so that p is half that of χ² with one degree of freedom.
  public var overdispersionTest: TestResult {
    let gain = max(0, 2 * ((logLikelihood ?? 0) - (poisson.logLikelihood ?? 0)))
    return TestResult(
      method: "negative-binomial-overdispersion", statistic: Named("chi2", gain),
      degreesOfFreedom: [1],
      pValue: gain > 0 ? ChiSquared(degreesOfFreedom: 1).survival(at: gain) / 2 : 1,
      alternative: .greater, estimate: Named("alpha", alpha), standardError: alphaStandardError,
      basis: .asymptotic, count: fit.count)
  }

  /// The coefficients in the order of the terms; normal distribution.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a level;
  ///   ``StatisticsError/varianceNotPositive`` where the observed information is not positive.
  public func coefficients(
    _ information: Information = .expected, level: Double = 0.95
  ) throws(StatisticsError) -> [Coefficient] {
    guard information == .observed, !isAtBoundary else {
      return try fit.coefficients(level: level)
    }
    try checkLevel(level)
    guard let observedErrors else { throw .varianceNotPositive }
    return fit.terms.indices.map { place in
      Coefficient(
        term: fit.terms[place], estimate: fit.values[place],
        standardError: observedErrors[place], degreesOfFreedom: nil, level: level,
        absence: "the fit is exact")
    }
  }
}

/// The second derivatives of the log likelihood at its maximum, in the basis in which the expected
/// information of the coefficients is the identity.
struct ObservedInformation {
  /// dℓ/dθ.
  let slope: Double
  /// d²ℓ/dθ².
  let curvature: Double
  /// That of the coefficients.
  let middle: Matrix
  /// That of coefficients and α together.
  let mixed: [Double]

  /// Minus the second derivatives in coefficients and α.
  func matrix(alpha: Double) -> Matrix {
    let order = middle.rows
    let theta = 1 / alpha
    var result = Matrix(rows: order + 1, columns: order + 1)
    for row in 0..<order {
      for column in 0..<order { result[row, column] = middle[row, column] }
      result[row, order] = mixed[row]
      result[order, row] = mixed[row]
    }
    // From θ to α = 1/θ.
    result[order, order] = -theta * theta * theta * (theta * curvature + 2 * slope)
    return result
  }
}

extension NegativeBinomialFit: Tabular {
  /// What a reader must know of this fit.
  public var notes: [Note] {
    var notes = [
      Note(
        .method, "negative-binomial",
        "NB2 by maximum likelihood, variance μ + αμ², α = 1/θ: \(convergence.reason.rawValue) "
          + "after \(convergence.iterations) iterations. Errors from the expected information, θ "
          + "taken as known, normal distribution (R MASS glm.nb); statsmodels and Stata use the "
          + "observed information.")
    ]
    if isAtBoundary {
      notes.append(
        Note(
          .caveat, "alpha-boundary",
          "α is 0, the boundary: the counts vary no more than Poisson counts, and the fit is the "
            + "Poisson fit."))
    }
    return notes
  }

  /// The coefficients with expected-information errors, one row a term.
  public var estimates: Table { table(fit.classical(0.95)) }

  /// The coefficients with errors from an information, one row a term.
  ///
  /// - Throws: as ``coefficients(_:level:)``.
  public func table(
    _ information: Information, level: Double = 0.95
  ) throws(StatisticsError) -> Table {
    table(try coefficients(information, level: level))
  }

  private func table(_ coefficients: [Coefficient]) -> Table {
    Table(
      "Coefficients", coefficients,
      Coefficient.fields(method: Self.card.name, basis: .asymptotic, count: fit.count),
      notes: notes)
  }

  /// Size, θ and α, deviance, criteria and how the iteration ended, in one row.
  public var overview: Table {
    Table(
      "Fit", [self],
      [
        .text(.method) { _ in Self.card.name },
        .integer(.count) { $0.fit.count },
        .cell(.theta) { Cell($0.theta, because: "α is 0: no finite θ") },
        .number(.alpha) { $0.alpha },
        .number(.deviance) { $0.fit.deviance },
        .number(.nullDeviance) { $0.fit.nullDeviance },
        .number(.pearsonStatistic) { $0.fit.pearsonStatistic },
        .number(.logLikelihood) { $0.logLikelihood },
        .number(.aic) { $0.aic },
        .number(.bic) { $0.bic },
        .integer(.residualDegreesOfFreedom) { $0.fit.degreesOfFreedom },
        .integer(.iterations) { $0.convergence.iterations },
        .number(.lastChange) { $0.convergence.change },
        .text(.stopped) { $0.convergence.reason.rawValue },
      ], notes: notes)
  }

  /// Value, fitted mean and residual of each observation.
  public var observations: Table? { fit.observations }

  /// The card of the method.
  public static let card = MethodCard(
    name: "negative-binomial", title: "Negative binomial regression",
    summary: "How the rate of counts that vary more than Poisson counts hangs on the columns.",
    assumptions: [
      "independent counts with variance μ + αμ²", "log rates linear in the columns",
    ],
    leastCount: 4, advisedCount: 15, instead: "quasi-poisson, which estimates less",
    references: [
      "Lawless 1987, doi:10.2307/3314912",
      "Cameron & Trivedi 2013, Regression Analysis of Count Data, 2nd ed., §3.3",
    ])
}

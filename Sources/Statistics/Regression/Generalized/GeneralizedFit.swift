import Distributions
import LinearAlgebra

/// A generalised linear model that has met its data.
public struct GeneralizedFit: Hashable, Sendable {
  /// The model, with its weights, exposures and offset.
  public let model: GeneralizedLinear
  /// The response.
  public let response: [Double]
  /// The columns it was fitted on.
  public let design: Design
  /// The linear predictors, offset and exposures included.
  public var predictors: [Double] { rows.value.predictor }
  /// The fitted means: for counts those over their exposures, for shares those of one trial.
  public var fitted: [Double] { rows.value.fitted }
  /// Twice the log likelihood by which the model falls short of a mean for each observation.
  public let deviance: Double
  /// The deviance with a constant alone, the offset kept; with the offset alone where the design
  /// has no constant column. Nil where the constant alone could not be fitted.
  public let nullDeviance: Double?
  /// Σ wᵢ(yᵢ − μᵢ)²/V(μᵢ).
  public let pearsonStatistic: Double
  /// The maximised log likelihood; nil for quasi-Poisson, for shares of trials that are not whole,
  /// and for an exact Gaussian fit.
  public let logLikelihood: Double?
  /// How the iteration ended.
  public let convergence: Convergence
  let values: [Double]
  let unitFactor: Matrix
  let unitErrors: [Double]
  private let rows: Deferred<ReweightedLeastSquares.Rows>

  init(
    _ model: GeneralizedLinear, _ scoring: ReweightedLeastSquares,
    _ end: ReweightedLeastSquares.Result
  ) {
    self.model = model
    count = scoring.response.count
    response = scoring.response
    design = scoring.design
    rows = end.rows
    deviance = end.deviance
    pearsonStatistic = end.pearson
    convergence = end.convergence
    values = end.coefficients
    unitFactor = end.unitFactor
    unitErrors = end.unitErrors
    let histogram = Self.histogram(scoring)
    logLikelihood = Self.logLikelihood(model, scoring, end, histogram)
    nullDeviance = Self.nullDeviance(scoring, histogram)
  }

  /// A fit to rows that are not kept.
  init(
    _ scoring: StreamedScoring, _ design: Design, _ working: LinearFit
  ) throws(StatisticsError) {
    model = GeneralizedLinear(scoring.family)
    count = working.count
    response = []
    self.design = design
    deviance = scoring.deviance
    nullDeviance = scoring.nullDeviance
    pearsonStatistic = scoring.pearsonStatistic
    logLikelihood = scoring.logLikelihood
    convergence = scoring.convergence
    values = working.solution.coefficients
    let factor = try working.unitFactor()
    unitFactor = factor
    unitErrors = (0..<factor.rows).map { euclideanLength(factor.row($0)) }
    rows = Deferred(ReweightedLeastSquares.Rows(predictor: [], fitted: [], working: working))
  }

  /// The last weighted regression.
  var working: LinearFit { rows.value.working }

  /// How often each of many counts occurs; nil for few rows or other responses.
  static func histogram(_ scoring: ReweightedLeastSquares) -> CountHistogram? {
    guard scoring.family.isCount, scoring.response.count >= CountScoring.leastRows else {
      return nil
    }
    return CountHistogram(scoring.response, scoring.weights)
  }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The number of observations.
  public let count: Int

  /// Observations less coefficients.
  public var degreesOfFreedom: Int { count - terms.count }

  /// Response less fitted mean.
  public var residuals: [Double] { zip(response, fitted).map { $0 - $1 } }

  /// Residuals over the standard deviation the family gives the mean, the dispersion left out.
  public var pearsonResiduals: [Double] {
    response.indices.map { index in
      let mean = model.link.mean(at: predictors[index])
      let weight = model.weights?[index] ?? 1
      return (response[index] - mean.value) * (weight / model.family.variance(mean)).squareRoot()
    }
  }

  /// The signed square root of what each observation adds to the deviance.
  public var devianceResiduals: [Double] {
    response.indices.map { index in
      let mean = model.link.mean(at: predictors[index])
      let own = (model.weights?[index] ?? 1) * model.family.deviance(response[index], mean)
      return response[index] >= mean.value ? max(0, own).squareRoot() : -max(0, own).squareRoot()
    }
  }

  /// Pearson's χ² over n − p: about 1 where the family's variance holds for counts and shares, the
  /// estimated variance for the Gaussian family.
  public var pearsonDispersion: Double { pearsonStatistic / Double(degreesOfFreedom) }

  /// What the variances are multiplied by: the estimate where the family estimates it, else 1.
  public var dispersion: Double { model.family.estimatesDispersion ? pearsonDispersion : 1 }

  /// Akaike's criterion, −2 log L + 2k, with the variance counted for the Gaussian family.
  public var aic: Double? { logLikelihood.map { -2 * $0 + 2 * parameters } }

  /// Schwarz's criterion, −2 log L + k log n, with the variance counted for the Gaussian family.
  public var bic: Double? {
    logLikelihood.map { -2 * $0 + parameters * Elementary.log(Double(count)) }
  }

  private var parameters: Double { Double(terms.count + (model.family == .gaussian ? 1 : 0)) }

  /// The coefficients in the order of the terms, with errors of a kind and intervals at a level.
  ///
  /// Classical errors are those of the expected information, times the root of the dispersion where
  /// that is estimated; the others are made of the scores, so that they hold whatever the variance.
  /// Normal where the dispersion is known, t with n − p degrees of freedom where it is estimated or
  /// the errors are not classical.
  ///
  /// - Throws: as ``LinearFit/coefficients(_:level:)``.
  public func coefficients(
    _ covariance: CovarianceEstimator = .classical, level: Double = 0.95
  ) throws(StatisticsError) -> [Coefficient] {
    try checkLevel(level)
    if covariance == .classical { return classical(level) }
    return coefficients(
      try working.scaledCovariance(covariance), degrees: working.degreesOfFreedom(covariance),
      level)
  }

  /// The coefficients with errors of a covariance, t with some degrees of freedom.
  func coefficients(
    _ scaled: ScaledCovariance, degrees: Double, _ level: Double
  ) -> [Coefficient] {
    terms.indices.map { place in
      Coefficient(
        term: terms[place], estimate: values[place],
        standardError: scaled.standardError(place), degreesOfFreedom: degrees, level: level,
        absence: "the fit is exact")
    }
  }

  func classical(_ level: Double) -> [Coefficient] {
    let spread = dispersion.squareRoot()
    let degrees = model.family.estimatesDispersion ? Double(degreesOfFreedom) : nil
    return terms.indices.map { place in
      Coefficient(
        term: terms[place], estimate: values[place], standardError: unitErrors[place] * spread,
        degreesOfFreedom: degrees, level: level, absence: "the fit is exact")
    }
  }

  /// The standard errors at dispersion one, in the order of the terms.
  public var unitStandardErrors: [Double] { unitErrors }

  private static func logLikelihood(
    _ model: GeneralizedLinear, _ scoring: ReweightedLeastSquares,
    _ end: ReweightedLeastSquares.Result, _ histogram: CountHistogram?
  ) -> Double? {
    if model.family == .gaussian {
      guard end.deviance > 0 else { return nil }
      let n = Double(scoring.response.count)
      let logs = model.weights.map { logarithmOfProduct($0) / 2 } ?? 0
      return -n / 2 * (Elementary.log(2 * Double.pi * end.deviance / n) + 1) + logs
    }
    if model.family == .quasiPoisson { return nil }
    if let histogram {
      return mostLikelihood(model.family, histogram) - end.deviance / 2
    }
    var terms: [Double] = []
    for (index, predictor) in end.rows.value.predictor.enumerated() {
      let term = model.family.logProbability(
        scoring.response[index], scoring.link.mean(at: predictor),
        weight: scoring.weights[index])
      guard let term else { return nil }
      terms.append(term)
    }
    return compensatedSum(terms.span)
  }

  /// The log likelihood of many counts with a mean for each, which hangs on how often each count
  /// occurs.
  private static func mostLikelihood(_ family: Family, _ histogram: CountHistogram) -> Double {
    histogram.sum { count in
      guard count > 0 else { return 0 }
      let mean = Link.identity.mean(at: Double(count))
      return family.logProbability(Double(count), mean, weight: 1) ?? 0
    }
  }

  private static func nullDeviance(
    _ scoring: ReweightedLeastSquares, _ histogram: CountHistogram?
  ) -> Double? {
    let hasConstant = scoring.design.columns.contains { column in
      column.first != 0 && column.allSatisfy { $0 == column[0] }
    }
    guard hasConstant else { return scoring.deviance(at: scoring.offset) }
    // Under one offset the mean of the responses is the best of one mean.
    if let offset = scoring.offset.first, scoring.offset.allSatisfy({ $0 == offset }) {
      let products = zip(scoring.response, scoring.weights).map { $0 * $1 }
      let mean = compensatedSum(products.span) / compensatedSum(scoring.weights.span)
      let common = scoring.link.predictor(of: mean)
      let single = scoring.link.mean(at: common)
      if let histogram, scoring.family.admits(single), common.isFinite {
        return max(0, histogram.sum { scoring.family.deviance(Double($0), single) })
      }
      let predictor = [Double](repeating: common, count: scoring.response.count)
      if let deviance = scoring.deviance(at: predictor) { return deviance }
    }
    let constant = ReweightedLeastSquares(
      family: scoring.family, link: scoring.link, response: scoring.response,
      design: .intercept(count: scoring.response.count), weights: scoring.weights,
      offset: scoring.offset)
    return try? constant.maximum().deviance
  }
}

import Distributions
import LinearAlgebra

/// Log-linear regression of counts that vary more than Poisson counts, the extra variance estimated:
/// variance μ + αμ² (NB2), by maximum likelihood.
///
/// α = 1/θ is the maximum of the profile likelihood: at each α the coefficients come from Fisher
/// scoring, and α from the zero of its score.
///
/// - Assumes: independent counts, gamma-mixed Poisson; log means linear in the columns.
/// - Edge cases: counts that vary no more than Poisson counts have α = 0, the boundary, said in
///   ``NegativeBinomialFit/convergence``; the fit is then the Poisson fit and θ has no value. A term
///   that fits the zeros perfectly is refused by name.
/// - Cost: about 20 to 60 iterations of n p² operations; about 15 fast ones, of one pass in doubles
///   each, where there are 2,048 rows or more.
/// - References: Lawless 1987, doi:10.2307/3314912; Cameron & Trivedi 2013, *Regression Analysis of
///   Count Data*, section 3.3.
/// - Checked against: R MASS 7.3 `glm.nb`, statsmodels 0.15, gretl 2022c and 40-digit arithmetic
///   (`ReferenceCases/glm_negbin.json`).
public struct NegativeBinomialRegression: Model {
  /// Prior weights, positive; nil for equal ones.
  public var weights: [Double]?
  /// What the counts were counted over, positive; nil for one.
  public var exposures: [Double]?
  /// What is added to the linear predictor; nil for nothing.
  public var offset: [Double]?

  /// A regression with the given weights, exposures and offset.
  public init(weights: [Double]? = nil, exposures: [Double]? = nil, offset: [Double]? = nil) {
    self.weights = weights
    self.exposures = exposures
    self.offset = offset
  }

  /// The fit of counts, one for each row of the design.
  ///
  /// - Throws: what ``GeneralizedLinear/fit(_:on:)`` throws.
  public func fit(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> NegativeBinomialFit {
    let scoring = try model(.poisson).prepared(response, design)
    if let fit = try quickFit(scoring) { return fit }
    let poisson = try GeneralizedFit(model(.poisson), scoring, scoring.maximum())
    var profile = Profile(scoring: scoring, predictor: poisson.predictors, evaluations: 0)
    guard let bracket = try profile.bracket() else {
      return try NegativeBinomialFit(poisson: poisson, evaluations: profile.evaluations)
    }
    let (alpha, change) = try profile.zero(in: bracket)
    let (own, end) = try profile.maximum(alpha)
    let fit = GeneralizedFit(model(own.family), own, end)
    return try NegativeBinomialFit(
      fit, own, alpha: alpha, poisson: poisson,
      convergence: Convergence(
        iterations: profile.evaluations, change: change, reason: .converged))
  }

  /// The fit of many counts whose likelihood rises from α = 0, coefficients and α sought together;
  /// nil where that does not settle.
  private func quickFit(
    _ scoring: ReweightedLeastSquares
  ) throws(StatisticsError) -> NegativeBinomialFit? {
    guard var counts = CountScoring(scoring), let histogram = GeneralizedFit.histogram(scoring),
      counts.settle(alpha: 0), let atZero = counts.finish(alpha: 0), atZero.sums.excess > 0,
      let (alpha, change) = counts.settleWithAlpha(
        from: atZero.sums.excess / atZero.sums.squares, histogram),
      let end = counts.finish(alpha: alpha), let observed = counts.observed(alpha: alpha)
    else { return nil }
    let own = scoring.with(.negativeBinomial(theta: 1 / alpha))
    let poisson = GeneralizedFit(model(.poisson), scoring, scoring.result(atZero))
    let fit = GeneralizedFit(model(own.family), own, own.result(end))
    let (slope, curvature) = histogram.derivatives(theta: 1 / alpha, end.sums)
    // H = BᵀX′VXB in the basis B that makes the expected information the identity.
    let factor = end.factor.inverseFactor
    var middle = factor.transposedTimes(observed.information.times(factor))
    for place in 0..<middle.rows { middle[place, place] += 1 }
    return try NegativeBinomialFit(
      fit, alpha: alpha, poisson: poisson,
      observed: ObservedInformation(
        slope: slope, curvature: curvature, middle: middle,
        mixed: factor.transposedTimes(observed.score)),
      convergence: Convergence(
        iterations: end.convergence.iterations, change: change, reason: .converged))
  }

  private func model(_ family: Family) -> GeneralizedLinear {
    GeneralizedLinear(family, link: .log, weights: weights, exposures: exposures, offset: offset)
  }
}

/// The likelihood of α, the coefficients at their best for each.
private struct Profile {
  let scoring: ReweightedLeastSquares
  /// The linear predictors of the last α: where the next iteration starts.
  var predictor: [Double]
  var evaluations: Int

  /// An interval of log α in which the score turns from positive to negative; nil where the
  /// likelihood is greatest at α = 0.
  mutating func bracket() throws(StatisticsError) -> (low: Double, high: Double)? {
    let start = predictor
    let atZero = NegativeBinomialScore(scoring, predictor, alpha: 0)
    let largest = atZero.largestMean
    // α below which αμ is felt nowhere: there the score is that at zero.
    var low = Elementary.log(1e-6 / max(1, largest))
    if atZero.first <= 0 {
      guard let better = try maximumAway(from: low, poisson: start) else { return nil }
      low = better
    }
    var step = 1.0
    var high = low
    for _ in 0..<60 {
      high += step
      step = min(step * 1.5, 4)
      if try score(at: high) <= 0 { return (low, high) }
      low = high
    }
    throw .notConverged(iterations: evaluations)
  }

  /// A log α whose likelihood is above that of α = 0, though it falls there at first; nil for none.
  private mutating func maximumAway(
    from low: Double, poisson: [Double]
  ) throws(StatisticsError) -> Double? {
    var last: (place: Double, score: Double)?
    for step in 0...20 {
      let place = low + Double(step) * 1.5
      guard place < 6 else { return nil }
      let score = try score(at: place)
      if let last, last.score > 0, score <= 0 {
        let (alpha, _) = try zero(in: (last.place, place))
        let here = try logLikelihood(alpha)
        predictor = poisson
        return here > logLikelihoodOfPoisson(poisson) ? last.place : nil
      }
      last = (place, score)
    }
    return nil
  }

  private func logLikelihoodOfPoisson(_ predictor: [Double]) -> Double {
    var total = 0.0
    for (index, y) in scoring.response.enumerated() {
      let mean = scoring.link.mean(at: predictor[index])
      total +=
        Family.poisson.logProbability(y, mean, weight: scoring.weights[index]) ?? -.infinity
    }
    return total
  }

  private mutating func logLikelihood(_ alpha: Double) throws(StatisticsError) -> Double {
    try move(to: alpha)
    let family = Family.negativeBinomial(theta: 1 / alpha)
    var total = 0.0
    for (index, y) in scoring.response.enumerated() {
      let mean = scoring.link.mean(at: predictor[index])
      total += family.logProbability(y, mean, weight: scoring.weights[index]) ?? -.infinity
    }
    return total
  }

  /// The α at which the score vanishes, by the Illinois variant of false position in log α.
  mutating func zero(
    in bracket: (low: Double, high: Double)
  ) throws(StatisticsError) -> (alpha: Double, change: Double) {
    var (low, high) = bracket
    var below = try score(at: low)
    var above = try score(at: high)
    var side = 0
    var place = high
    for _ in 0..<200 {
      let next = (low * above - high * below) / (above - below)
      let isInside = next > min(low, high) && next < max(low, high)
      let candidate = isInside ? next : (low + high) / 2
      let change = abs(candidate - place)
      place = candidate
      if change <= 1e-13 * max(1, abs(place)) || abs(high - low) <= 1e-14 * max(1, abs(place)) {
        return (Elementary.exp(place), change)
      }
      let value = try score(at: place)
      if value == 0 { return (Elementary.exp(place), 0) }
      if value > 0 {
        low = place
        below = value
        if side == 1 { above /= 2 }
        side = 1
      } else {
        high = place
        above = value
        if side == -1 { below /= 2 }
        side = -1
      }
    }
    return (Elementary.exp(place), abs(high - low))
  }

  /// The coefficients at their best for an α.
  func maximum(
    _ alpha: Double
  ) throws(StatisticsError) -> (scoring: ReweightedLeastSquares, end: ReweightedLeastSquares.Result)
  {
    let own = scoring.with(.negativeBinomial(theta: 1 / alpha))
    return (own, try own.maximum(from: predictor))
  }

  private mutating func move(to alpha: Double) throws(StatisticsError) {
    let end = try maximum(alpha).end
    predictor = end.rows.value.predictor
    evaluations += end.convergence.iterations
  }

  private mutating func score(at logAlpha: Double) throws(StatisticsError) -> Double {
    let alpha = Elementary.exp(logAlpha)
    try move(to: alpha)
    return NegativeBinomialScore(scoring, predictor, alpha: alpha).first
  }
}

/// The first and second derivatives of the log likelihood in α at given means.
struct NegativeBinomialScore {
  /// dℓ/dα.
  let first: Double
  /// d²ℓ/dθ² with θ = 1/α; zero at α = 0.
  let secondInTheta: Double
  /// The largest mean or count.
  let largestMean: Double

  init(_ scoring: ReweightedLeastSquares, _ predictor: [Double], alpha: Double) {
    var first: [Double] = []
    var second: [Double] = []
    var largest = 0.0
    let steps = DigammaSteps(scoring.response, theta: 1 / alpha)
    for (index, y) in scoring.response.enumerated() {
      let mean = scoring.link.mean(at: predictor[index]).value
      let weight = scoring.weights[index]
      largest = max(largest, mean, y)
      if alpha * max(mean, y, 1) < 1e-7 {
        first.append(weight * ((y - mean) * (y - mean) - y) / 2)
        continue
      }
      let theta = 1 / alpha
      let sum = theta + mean
      let slope =
        steps.first(y) - Elementary.logOnePlus(mean * alpha) + (mean - y) / sum
      first.append(-weight * theta * theta * slope)
      let curvature =
        mean * alpha / sum - steps.second(y) + (y - mean) / (sum * sum)
      second.append(weight * curvature)
    }
    self.first = compensatedSum(first.span)
    secondInTheta = compensatedSum(second.span)
    largestMean = largest
  }
}

/// ψ(θ + y) − ψ(θ) and ψ′(θ) − ψ′(θ + y) at counts, from a table where there are many of them.
private struct DigammaSteps {
  private let theta: Double
  private var firsts: [Double] = []
  private var seconds: [Double] = []

  init(_ counts: [Double], theta: Double) {
    self.theta = theta
    guard theta.isFinite, counts.count >= CountScoring.leastRows,
      let largest = counts.max(), largest < Double(counts.count)
    else { return }
    var first = DoubleDouble.zero
    var second = DoubleDouble.zero
    firsts.append(0)
    seconds.append(0)
    for place in 0..<Int(largest) {
      let term = DoubleDouble(1 / (theta + Double(place)))
      first = first + term
      second = second + term * term
      firsts.append(first.high)
      seconds.append(second.high)
    }
  }

  func first(_ count: Double) -> Double {
    firsts.isEmpty ? Elementary.digammaStep(theta, count) : firsts[Int(count)]
  }

  func second(_ count: Double) -> Double {
    seconds.isEmpty ? Elementary.trigammaStep(theta, count) : seconds[Int(count)]
  }
}

import Distributions
import LinearAlgebra

/// The likelihood of normal responses known only to lie in ranges, and its derivatives.
///
/// In the parameters γ = β/σ and θ = 1/σ it is concave, so that Newton's method with halved steps
/// finds its one maximum.
///
/// - References: Olsen 1978, doi:10.2307/1913082; Burridge 1981,
///   doi:10.1111/j.2517-6161.1981.tb01152.x (concavity for ranges).
struct CensoredLikelihood {
  let basis: Matrix
  let low: [Double]
  let high: [Double]

  struct Value {
    var value: Double
    var gradient: [Double]
    /// The Hessian, γ first and θ last.
    var hessian: Matrix
  }

  private var order: Int { basis.columns + 1 }

  /// The log likelihood; −∞ where it is below the range of doubles.
  func value(_ gamma: [Double], _ theta: Double) -> Double {
    guard theta > 0 else { return -.infinity }
    let predictors = basis.times(gamma)
    var terms: [Double] = []
    for index in low.indices {
      terms.append(Contribution(low[index], high[index], predictors[index], theta).value)
    }
    return compensatedSum(terms.span)
  }

  /// The log likelihood with both derivatives.
  func derivatives(_ gamma: [Double], _ theta: Double) -> Value {
    let predictors = basis.times(gamma)
    var result = Value(
      value: 0, gradient: [Double](repeating: 0, count: order),
      hessian: Matrix(rows: order, columns: order))
    for index in low.indices {
      let part = Contribution(low[index], high[index], predictors[index], theta)
      result.value += part.value
      let row = basis.row(index)
      for first in 0..<row.count {
        result.gradient[first] -= row[first] * part.slope
        for second in 0...first {
          result.hessian[first, second] += row[first] * row[second] * part.curvature
        }
        result.hessian[order - 1, first] -= row[first] * part.mixed
      }
      result.gradient[order - 1] += part.thetaSlope
      result.hessian[order - 1, order - 1] += part.thetaCurvature
    }
    for first in 0..<order {
      for second in 0..<first { result.hessian[second, first] = result.hessian[first, second] }
    }
    return result
  }
}

/// What one observation adds, in z = θ·end − xγ: the derivatives by −xγ and by θ.
private struct Contribution {
  let value: Double
  /// dℓ/d(−xγ).
  let slope: Double
  /// d²ℓ/d(xγ)².
  let curvature: Double
  /// d²ℓ/d(−xγ)dθ.
  let mixed: Double
  let thetaSlope: Double
  let thetaCurvature: Double

  init(_ low: Double, _ high: Double, _ predictor: Double, _ theta: Double) {
    let a = theta * low - predictor
    let b = theta * high - predictor
    if b - a < 1e-5 {
      // An exact value, or a range too narrow for its probability to be told from its density.
      let middle = low == high ? low : low / 2 + high / 2
      let z = theta * middle - predictor
      let width = low == high ? theta : theta * (high - low)
      value = NormalTails.logDensity(z) + Elementary.log(width)
      slope = -z
      curvature = -1
      mixed = -middle
      thetaSlope = -z * middle + 1 / theta
      thetaCurvature = -middle * middle - 1 / (theta * theta)
      return
    }
    value = NormalTails.logBetween(a, b)
    // Densities at the ends over the probability between them.
    let atLow = a.isFinite ? Elementary.exp(NormalTails.logDensity(a) - value) : 0
    let atHigh = b.isFinite ? Elementary.exp(NormalTails.logDensity(b) - value) : 0
    let lowEnd = a.isFinite ? low : 0
    let highEnd = b.isFinite ? high : 0
    let lowSelf = a.isFinite ? a * atLow - atLow * atLow : 0
    let highSelf = b.isFinite ? -b * atHigh - atHigh * atHigh : 0
    let both = atLow * atHigh
    slope = atHigh - atLow
    curvature = lowSelf + 2 * both + highSelf
    mixed = lowSelf * lowEnd + both * (lowEnd + highEnd) + highSelf * highEnd
    thetaSlope = atHigh * highEnd - atLow * lowEnd
    thetaCurvature =
      lowSelf * lowEnd * lowEnd + 2 * both * lowEnd * highEnd + highSelf * highEnd * highEnd
  }
}

/// Newton's method on the concave likelihood.
struct CensoredMaximum {
  let gamma: [Double]
  let theta: Double
  /// In the units of the responses before the division.
  let logLikelihood: Double
  let hessian: Matrix
  let convergence: Convergence
  /// What the responses were divided by before: σ is this over θ.
  let unit: Double

  init(
    _ likelihood: CensoredLikelihood, gamma start: [Double], theta startTheta: Double,
    unit: Double
  ) throws(StatisticsError) {
    self.unit = unit
    var gamma = start
    var theta = startTheta
    var current = likelihood.derivatives(gamma, theta)
    guard current.value.isFinite else { throw .overflow }
    let exact = zip(likelihood.low, likelihood.high).filter { $0 == $1 }.count
    var lastChange = Double.infinity
    for iteration in 1...200 {
      let step: [Double]
      do throws(LinearAlgebraError) {
        step = try Cholesky(current.hessian.scaled(by: -1)).solve(current.gradient)
      } catch {
        throw .varianceNotPositive
      }
      var share = 1.0
      var next = (gamma, theta)
      var reached = -Double.infinity
      while share > 1e-12 {
        next = (
          zip(gamma, step).map { $0 + share * $1 }, theta + share * step[gamma.count]
        )
        reached = likelihood.value(next.0, next.1)
        if reached >= current.value - 1e-12 * abs(current.value) { break }
        share /= 2
      }
      let size = max(abs(next.1), next.0.reduce(0) { max($0, abs($1)) })
      let change = share * step.reduce(0) { max($0, abs($1)) } / size
      // A likelihood without maximum: the ranges hold a plane, and σ shrinks to nothing.
      if exact == 0, reached > -1e-9 { throw .varianceNotPositive }
      guard next.1 < startTheta * 1e7, reached.isFinite else { throw .varianceNotPositive }
      (gamma, theta) = next
      current = likelihood.derivatives(gamma, theta)
      let isSettled = change < 1e-13
      let isExhausted = change < 1e-9 && change >= lastChange / 2
      lastChange = change
      guard isSettled || isExhausted || share <= 1e-12 else { continue }
      if share <= 1e-12, change > 1e-9 { throw .notConverged(iterations: iteration) }
      self.gamma = gamma
      self.theta = theta
      logLikelihood = current.value - Double(exact) * Elementary.log(unit)
      hessian = current.hessian
      convergence = Convergence(
        iterations: iteration, change: change, reason: isSettled ? .converged : .exhausted)
      return
    }
    throw .notConverged(iterations: 200)
  }
}

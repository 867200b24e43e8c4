import LinearAlgebra

/// Both tails of Q = Σ λᵢ zᵢ² at zero, z independent standard normal.
///
/// P(Q > 0) is an integral of exp(K(s))/s along a line through the saddle point of its integrand,
/// K(s) = −½ Σ log(1 − 2sλᵢ): there is no cancellation, however small the tail. The line is run
/// through by a hyperbolic sine and summed by the trapezoidal rule, which converges exponentially.
///
/// - References: Imhof 1961, doi:10.1093/biomet/48.3-4.419 (the problem); Rice 1980,
///   doi:10.1137/0901032 (integration through the saddle point); Trefethen & Weideman 2014,
///   doi:10.1137/130932132 (the trapezoidal rule).
struct QuadraticFormTail {
  /// P(Q < 0).
  let below: Double
  /// P(Q > 0).
  let above: Double

  init(_ weights: [Double]) {
    let largest = weights.reduce(0) { max($0, abs($1)) }
    let scaled = weights.map { $0 / largest }.filter { abs($0) > 1e-15 }
    let hasPositive = scaled.contains { $0 > 0 }
    let hasNegative = scaled.contains { $0 < 0 }
    guard hasPositive, hasNegative else {
      above = hasPositive ? 1 : 0
      below = hasNegative ? 1 : 0
      return
    }
    let mean = scaled.reduce(0, +)
    // The tail on the far side of the mean is the smaller one, more or less.
    if mean <= 0 {
      above = QuadraticFormTail.upperTail(scaled)
      below = 1 - above
    } else {
      below = QuadraticFormTail.upperTail(scaled.map { -$0 })
      above = 1 - below
    }
  }

  private static func upperTail(_ weights: [Double]) -> Double {
    let pole = 1 / (2 * (weights.max() ?? 1))
    var low = 0.0
    var high = pole
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      let slope = weights.reduce(-1 / middle) { $0 + $1 / (1 - 2 * middle * $1) }
      if slope < 0 { low = middle } else { high = middle }
    }
    let saddle = (low + high) / 2
    let curvature = weights.reduce(1 / (saddle * saddle)) { sum, weight in
      let rest = 1 - 2 * saddle * weight
      return sum + 2 * weight * weight / (rest * rest)
    }
    let contour = Contour(weights: weights, saddle: saddle, width: 1 / curvature.squareRoot())
    var step = 0.25
    var result = contour.sum(step: step)
    for _ in 0..<6 {
      step /= 2
      let finer = contour.sum(step: step)
      let change = abs(finer - result)
      result = finer
      if change <= 1e-14 * abs(finer) { break }
    }
    return min(1, max(0, result))
  }
}

/// The integrand on the line through the saddle point.
private struct Contour {
  let weights: [Double]
  let saddle: Double
  let width: Double

  func sum(step: Double) -> Double {
    var total = value(0) / 2
    var place = 1
    var quiet = 0
    while quiet < 4, place < 100_000 {
      let t = Double(place) * step
      guard t < 300 else { break }
      let term = value(t)
      total += term
      quiet = abs(term) <= 1e-18 * abs(total) ? quiet + 1 : 0
      place += 1
    }
    return total * step / Double.pi
  }

  /// The real part of exp(K(s))/s · dy/dt at s = c + iy, y = width · sinh t.
  private func value(_ t: Double) -> Double {
    let y = width * Elementary.sinh(t)
    var logSize = 0.0
    var angle = 0.0
    for weight in weights {
      let real = 1 - 2 * saddle * weight
      let imaginary = -2 * y * weight
      logSize -= Elementary.log(euclideanLength([real, imaginary])) / 2
      angle -= Elementary.atan2(imaginary, real) / 2
    }
    logSize -= Elementary.log(euclideanLength([saddle, y]))
    angle -= Elementary.atan2(y, saddle)
    return Elementary.exp(logSize) * Elementary.cos(angle) * width * Elementary.cosh(t)
  }
}

import RealModule

/// A point of the unit interval given with its complement, both to full relative precision.
struct UnitPoint: Hashable, Sendable {
  var x: DoubleDouble
  var y: DoubleDouble

  /// x and 1 − x.
  init(_ x: Double) {
    self.x = DoubleDouble(x)
    self.y = DoubleDouble.sum(1, -x)
  }

  /// The point that divides 1 as u : v, x = u/(u+v) and y = v/(u+v).
  init(parts u: DoubleDouble, _ v: DoubleDouble) {
    let whole = u + v
    self.x = u / whole
    self.y = v / whole
  }

  private init(x: DoubleDouble, y: DoubleDouble) {
    self.x = x
    self.y = y
  }

  /// The point with x and its complement exchanged.
  var mirrored: UnitPoint { UnitPoint(x: y, y: x) }
}

/// The regularised incomplete beta function I_x(a, b) and its complement.
///
/// The density on the scale of log(x/y), xᵃyᵇ/B(a, b), is formed with its exponent in
/// double-double arithmetic, in Loader's form: with n = a + b the deviance is
/// a log(a/nx) + b log(b/ny), the rest √(ab/2πn) Γ*(n)/(Γ*(a)Γ*(b)). On that scale the density
/// is log-concave for all a, b > 0 with its mode at x = a/n, so the tail away from the mode is
/// the density times an integral without cancellation, evaluated by one Gauss–Legendre rule; the
/// near side of small parameters is the continued fraction.
///
/// - Assumes: a, b > 0; 0 < x < 1, with x and y normal numbers.
/// - Cost: bounded: at most 200 terms of the fraction or one tail integral, 0.2–3 µs.
/// - References: DLMF 8.17; Loader 2000; Didonato & Morris 1992, doi:10.1145/131766.131776.
func incompleteBeta(_ a: Double, _ b: Double, at point: UnitPoint) -> Tails {
  let gap = (point.y * a - point.x * b).value
  if gap < 0 { return incompleteBeta(b, a, at: point.mirrored, gap: -gap).mirrored }
  return incompleteBeta(a, b, at: point, gap: gap)
}

/// The lower tail is computed where x lies below the mode; `gap` is ay − bx.
private func incompleteBeta(
  _ a: Double, _ b: Double, at point: UnitPoint, gap: Double
) -> Tails {
  let density = betaDensity(a, b, at: point)
  let x = point.x.high
  let y = point.y.high
  let ratio: Double
  if a < 4 {
    // Near 0 with a small a the upper tail may be much the smaller even below the mode; where b is
    // large enough for a smooth integrand it is computed for itself.
    if a < 0.5 && b >= 100 && x * (a + b) > 0.05 {
      let upper = lowerBetaRatio(b, a, y, x, gap: -gap)
      return Tails(
        side: .upper, exponent: density.exponent, factor: density.factor, ratio: upper)
    }
    ratio = betaFraction(a, b, x, y) / a
  } else {
    ratio = lowerBetaRatio(a, b, x, y, gap: gap)
  }
  return Tails(side: .lower, exponent: density.exponent, factor: density.factor, ratio: ratio)
}

/// I_x(a, b) for an x too small for a double, from its logarithm: xᵃ/(aB(a, b)) (DLMF 8.17.7).
///
/// - Assumes: (a + b)x < 1e-20.
func incompleteBeta(_ a: Double, _ b: Double, nearZero logX: DoubleDouble) -> Tails {
  let n = DoubleDouble.sum(a, b)
  let first = ((DoubleDouble(a) / n).logarithm - logX) * a
  let second = (DoubleDouble(b) / n).logarithm * b
  return Tails(
    side: .lower, exponent: -(first + second), factor: betaFactor(a, b, n.value), ratio: 1 / a)
}

/// xᵃyᵇ/B(a, b), as factor · e^exponent.
func betaDensity(
  _ a: Double, _ b: Double, at point: UnitPoint
) -> (factor: Double, exponent: DoubleDouble) {
  let n = DoubleDouble.sum(a, b)
  let first = logarithm(a, over: n, point.x) * a
  let second = logarithm(b, over: n, point.y) * b
  return (betaFactor(a, b, n.value), -(first + second))
}

/// √(ab/2πn) Γ*(n)/(Γ*(a)Γ*(b)).
private func betaFactor(_ a: Double, _ b: Double, _ n: Double) -> Double {
  let root = (a / n * b / (2 * Double.pi)).squareRoot()
  return root * scaledGamma(n) / (scaledGamma(a) * scaledGamma(b))
}

/// log(a/(nx)).
private func logarithm(_ a: Double, over n: DoubleDouble, _ x: DoubleDouble) -> DoubleDouble {
  if x.high > 1e-150 && a > 1e-100 && n.high < 1e100 {
    return (DoubleDouble(a) / (n * x)).logarithm
  }
  return (DoubleDouble(a) / n).logarithm - x.logarithm
}

/// I_x/density = ∫₀^∞ exp(−(ay−bx)u − (a+b)k(u)) du, with k(u) = log(y + xe⁻ᵘ) + xu the cumulant
/// function of a centred Bernoulli variable.
private func lowerBetaRatio(
  _ a: Double, _ b: Double, _ x: Double, _ y: Double, gap: Double
) -> Double {
  let n = a + b
  let quadratic = quadraticRange(slope: max(0, gap), curvature: n * x * y)
  // k grows like the exponential before the square where y is small.
  let grown = Double.log(onePlus: Double.expMinusOne(min(600, 42 / n)) / y) + 1
  let start = max(min(quadratic, grown), 1e-3 * quadratic)
  if x <= 0.5 {
    return tailIntegral(
      from: start,
      exponent: { u in
        let z = x * Double.expMinusOne(-u)
        let k = logOnePlusMinusArgument(z) + x * expMinusOneMinusArgument(-u)
        return gap * u + n * k
      },
      slope: { u in
        let e = Double.exp(-u)
        return a - n * x * e / (y + x * e)
      })
  }
  return tailIntegral(
    from: start,
    exponent: { u in
      let z = y * Double.expMinusOne(u)
      let k =
        u < 0.7
        ? logOnePlusMinusArgument(z) + y * expMinusOneMinusArgument(u)
        : Double.log(onePlus: z) - y * u
      return gap * u + n * k
    },
    slope: { u in
      let e = Double.exp(-u)
      return a - n * x * e / (y + x * e)
    })
}

/// The continued fraction of I_x(a, b) over xᵃyᵇ/(aB(a, b)) (DLMF 8.17.22), by the modified
/// algorithm of Lentz.
private func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
  let tiny = 1e-290
  let n = a + b
  var c = 1.0
  var d = 1 - n * x / (a + 1)
  if abs(d) < tiny { d = tiny }
  d = 1 / d
  var h = d
  for step in 1...200 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    if abs(d) < tiny { d = tiny }
    c = 1 + even / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    h *= d * c
    let odd = -(a + m) * (n + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    if abs(d) < tiny { d = tiny }
    c = 1 + odd / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    let factor = d * c
    h *= factor
    if abs(factor - 1) < 1e-16 { break }
  }
  return h
}

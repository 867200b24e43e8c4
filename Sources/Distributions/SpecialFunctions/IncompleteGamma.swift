import RealModule

/// The regularised incomplete gamma functions P(a, x) and Q(a, x).
///
/// The density on the scale of log x, G = xᵃe⁻ˣ/Γ(a), is formed with its exponent in
/// double-double arithmetic, in Loader's form: G = √(a/2π) e^{−D(a,x)} / Γ*(a) with the deviance
/// D = a log(a/x) + x − a. On that scale the density is log-concave for every a > 0 with its mode
/// at x = a, so the tail away from the mode is G times an integral without cancellation,
/// evaluated by one Gauss–Legendre rule; the near side of small shapes is Kummer's series.
///
/// - Assumes: a > 0; x a normal positive number.
/// - Cost: bounded: at most 120 terms of the series or one tail integral, 0.2–1 µs.
/// - References: DLMF 8.2, 8.11.4; Loader 2000; Gil, Segura & Temme 2012, doi:10.1137/120872553.
func incompleteGamma(shape a: Double, at x: DoubleDouble) -> Tails {
  let exponent = -gammaDeviance(shape: a, at: x)
  let factor = (a / (2 * Double.pi)).squareRoot() / scaledGamma(a)
  let point = x.high
  let gap = (x - a).value
  if gap >= 0 || (a < 1 && point > 0.05) {
    let ratio = upperGammaRatio(shape: a, at: point, gap: gap)
    return Tails(side: .upper, exponent: exponent, factor: factor, ratio: ratio)
  }
  let ratio =
    a < 16 ? lowerGammaSeries(shape: a, at: point) : lowerGammaRatio(a, point, gap: -gap)
  return Tails(side: .lower, exponent: exponent, factor: factor, ratio: ratio)
}

/// xᵃe⁻ˣ/Γ(a) alone, as factor · e^exponent.
func gammaDensity(shape a: Double, at x: DoubleDouble) -> (factor: Double, exponent: DoubleDouble) {
  ((a / (2 * Double.pi)).squareRoot() / scaledGamma(a), -gammaDeviance(shape: a, at: x))
}

/// a log(a/x) + x − a.
private func gammaDeviance(shape a: Double, at x: DoubleDouble) -> DoubleDouble {
  let logarithm: DoubleDouble
  if x.high > 1e-150 && x.high < 1e150 && a > 1e-150 && a < 1e150 {
    logarithm = (DoubleDouble(a) / x).logarithm
  } else {
    logarithm = DoubleDouble(a).logarithm - x.logarithm
  }
  return logarithm * a + (x - a)
}

/// P/G = 1/a + x/(a(a+1)) + … (DLMF 8.11.4), for x ≤ a < 16.
private func lowerGammaSeries(shape a: Double, at x: Double) -> Double {
  var term = 1.0
  var total = 1.0
  var denominator = a
  for _ in 0..<120 {
    denominator += 1
    term *= x / denominator
    total += term
    if term < 1e-17 * total { break }
  }
  return total / a
}

/// P/G = ∫₀^∞ exp(−(a−x)u − x(e⁻ᵘ−1+u)) du.
private func lowerGammaRatio(_ a: Double, _ x: Double, gap: Double) -> Double {
  tailIntegral(
    from: quadraticRange(slope: gap, curvature: x),
    exponent: { u in gap * u + x * expMinusOneMinusArgument(-u) },
    slope: { u in gap - x * Double.expMinusOne(-u) })
}

/// Q/G = ∫₀^∞ exp(−(x−a)u − x(eᵘ−1−u)) du.
private func upperGammaRatio(shape a: Double, at x: Double, gap: Double) -> Double {
  let start = min(
    quadraticRange(slope: max(gap, 0), curvature: x), Double.log(onePlus: 42 / x) + 1)
  return tailIntegral(
    from: start,
    exponent: { u in gap * u + x * expMinusOneMinusArgument(u) },
    slope: { u in gap + x * Double.expMinusOne(u) })
}

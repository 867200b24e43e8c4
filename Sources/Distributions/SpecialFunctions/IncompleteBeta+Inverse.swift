import RealModule

/// The odds x/(1−x) with I_x(a, b) = lower and 1 − I_x(a, b) = upper, from the smaller of the two.
///
/// - Assumes: a, b > 0; lower and upper positive, with lower + upper = 1 within rounding.
func inverseIncompleteBetaOdds(_ a: Double, _ b: Double, lower: Double, upper: Double) -> Double {
  solveTail(
    from: inverseBetaStart(a, b, lower, upper), lower: lower, upper: upper,
    tails: {
      incompleteBeta(a, b, at: UnitPoint(parts: DoubleDouble($0), DoubleDouble(1)))
    },
    slope: { odds in (a - b * odds) / (1 + odds) })
}

private func inverseBetaStart(
  _ a: Double, _ b: Double, _ lower: Double, _ upper: Double
) -> Double {
  let z = lower <= upper ? normalDeviate(lower) : -normalDeviate(upper)
  // Paulson's approximation: the cube root of F is a ratio of normals (Wilson & Hilferty).
  let p = 1 / (9 * a)
  let q = 1 / (9 * b)
  if p < 0.5 && q < 0.5 {
    let u = (1 - p) * (1 - p)
    let v = (1 - q) * (1 - q)
    let discriminant = p * v + q * u - p * q * z * z
    let denominator = v - q * z * z
    if discriminant > 0 && denominator > 0.02 * v {
      let w = ((1 - p) * (1 - q) + z * discriminant.squareRoot()) / denominator
      if w > 0.2 { return w * w * w * a / b }
    }
  }
  // I ≈ xᵃ/(aB) at the lower end, and the same at the upper.
  let logBeta = Double.logGamma(a) + Double.logGamma(b) - Double.logGamma(a + b)
  let fromLower = (Double.log(lower) + Double.log(a) + logBeta) / a
  let fromUpper = -(Double.log(upper) + Double.log(b) + logBeta) / b
  let middle = Double.log(a) - Double.log(b)
  let guess = lower <= upper ? min(fromLower, middle + 1) : max(fromUpper, middle - 1)
  return Double.exp(min(690, max(-690, guess)))
}

import RealModule

/// The x with P(a, x) = lower and Q(a, x) = upper, from the smaller of the two.
///
/// - Assumes: a > 0; lower and upper positive, with lower + upper = 1 within rounding.
func inverseIncompleteGamma(shape a: Double, lower: Double, upper: Double) -> Double {
  solveTail(
    from: inverseGammaStart(a, lower, upper), lower: lower, upper: upper,
    tails: { incompleteGamma(shape: a, at: DoubleDouble($0)) },
    slope: { a - $0 })
}

private func inverseGammaStart(_ a: Double, _ lower: Double, _ upper: Double) -> Double {
  let z = lower <= upper ? normalDeviate(lower) : -normalDeviate(upper)
  if upper < 0.1 && a < 3 {
    // Q ≈ x^{a−1}e^{−x}/Γ(a) (DLMF 8.11.2).
    let t = -Double.log(upper) - Double.logGamma(a)
    return max(0.1, t + (a - 1) * Double.log(max(1, t)))
  }
  let t = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
  if a > 0.5 && t > 0.3 { return a * t * t * t }
  // P ≈ xᵃ/Γ(a+1) (DLMF 8.7.1).
  let power = Double.exp((Double.log(lower) + Double.logGamma(a + 1)) / a)
  return power < 0.5 * a || a <= 0.5 ? min(power, max(a, 1)) : 0.5 * a
}

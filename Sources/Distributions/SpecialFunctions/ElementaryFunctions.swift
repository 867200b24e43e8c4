import RealModule

/// log(1 + z) − z without cancellation, for z > −1.
///
/// With r = z/(2+z), log(1+z) = 2 artanh r and 2r − z = −rz, so that the difference is
/// −rz + 2r³(1/3 + r²/5 + …).
func logOnePlusMinusArgument(_ z: Double) -> Double {
  guard z > -0.35, z < 0.55 else { return Double.log(onePlus: z) - z }
  let r = z / (2 + z)
  let s = r * r
  // s ≤ 0.0465: thirteen terms leave less than 1e-17 of the sum.
  var series = 1 / 27.0
  series = series * s + 1 / 25.0
  series = series * s + 1 / 23.0
  series = series * s + 1 / 21.0
  series = series * s + 1 / 19.0
  series = series * s + 1 / 17.0
  series = series * s + 1 / 15.0
  series = series * s + 1 / 13.0
  series = series * s + 1 / 11.0
  series = series * s + 1 / 9.0
  series = series * s + 1 / 7.0
  series = series * s + 1 / 5.0
  series = series * s + 1 / 3.0
  return r * (2 * s * series - z)
}

/// e^u − 1 − u without cancellation.
func expMinusOneMinusArgument(_ u: Double) -> Double {
  guard abs(u) < 0.7 else { return Double.exp(u) - 1 - u }
  // Taylor: u²/2 (1 + u/3 (1 + u/4 (…))), eighteen terms.
  var series = 1.0
  series = 1 + series * u * (1 / 17.0)
  series = 1 + series * u * (1 / 16.0)
  series = 1 + series * u * (1 / 15.0)
  series = 1 + series * u * (1 / 14.0)
  series = 1 + series * u * (1 / 13.0)
  series = 1 + series * u * (1 / 12.0)
  series = 1 + series * u * (1 / 11.0)
  series = 1 + series * u * (1 / 10.0)
  series = 1 + series * u * (1 / 9.0)
  series = 1 + series * u * (1 / 8.0)
  series = 1 + series * u * (1 / 7.0)
  series = 1 + series * u * (1 / 6.0)
  series = 1 + series * u * (1 / 5.0)
  series = 1 + series * u * (1 / 4.0)
  series = 1 + series * u * (1 / 3.0)
  return 0.5 * u * u * series
}

/// The scaled gamma function Γ*(a) = Γ(a) / (√(2π/a) (a/e)^a), which tends to 1 (DLMF 5.11.3).
///
/// - Assumes: a > 0.
/// - References: Loader 2000, "Fast and accurate computation of binomial probabilities" (log Γ* is
///   his `stirlerr`).
func scaledGamma(_ a: Double) -> Double {
  if a < 10 {
    let power = DoubleDouble(a).logarithm * a - a
    let root = (a / (2 * Double.pi)).squareRoot()
    return Double.gamma(a) * root * (-power).exponential
  }
  return Double.exp(stirlingCorrection(a))
}

/// log Γ*(a) by Stirling's series (DLMF 5.11.1), for a ≥ 10.
private func stirlingCorrection(_ a: Double) -> Double {
  let inverse = 1 / a
  let s = inverse * inverse
  var series = -3617 / 122400.0
  series = series * s + 1 / 156.0
  series = series * s - 691 / 360360.0
  series = series * s + 1 / 1188.0
  series = series * s - 1 / 1680.0
  series = series * s + 1 / 1260.0
  series = series * s - 1 / 360.0
  series = series * s + 1 / 12.0
  return series * inverse
}

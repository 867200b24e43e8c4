import RealModule

/// P(Z > z) for a standard normal Z.
///
/// ½ erfc(z/√2), with the rounding of z/√2 put right: at z = 38 it alone would cost 1.6e-13. The
/// library's `erfc` is within an ulp or two, also where it is tiny.
func normalUpperTail(_ z: DoubleDouble) -> Double {
  if abs(z.high) > 40 { return z.high < 0 ? 1 : 0 }
  // 1/√2 to 106 bits.
  let scaled = z * DoubleDouble(0.7071067811865476, -4.833646656726457e-17)
  let tail = 0.5 * Double.erfc(scaled.high)
  guard scaled.low != 0, tail > 0 else { return tail }
  // d/dt ½ erfc(t) = −e^{−t²}/√π = −√2 φ(z).
  return tail - 1.4142135623730951 * normalPeak * normalKernel(z) * scaled.low
}

/// 1/√(2π).
let normalPeak = 0.3989422804014327

/// e^{−z²/2}, with the square to 106 bits.
func normalKernel(_ z: DoubleDouble) -> Double {
  if abs(z.high) > 40 { return 0 }
  return (z * z * -0.5).exponential
}

import RealModule

/// P(Z > z) for a standard normal Z.
///
/// ½ erfc(z/√2), with the rounding of z/√2 put right: at z = 38 it alone would cost 1.6e-13.
func normalUpperTail(_ z: Double) -> Double {
  if z.isInfinite { return z < 0 ? 1 : 0 }
  // 1/√2 to 106 bits.
  let scaled = DoubleDouble(0.7071067811865476, -4.833646656726457e-17) * z
  let t = scaled.high
  let tail = 0.5 * Double.erfc(t)
  guard scaled.low != 0, tail > 0 else { return tail }
  let slope = normalPeak * normalKernel(z) * 1.4142135623730951
  return tail - slope * scaled.low
}

/// 1/√(2π).
let normalPeak = 0.3989422804014327

/// e^{−z²/2}, with the square to 106 bits.
func normalKernel(_ z: Double) -> Double {
  if abs(z) > 40 { return 0 }
  let square = DoubleDouble.product(z, z)
  return DoubleDouble(-0.5 * square.high, -0.5 * square.low).exponential
}

import RealModule

/// Finds the point at which a tail has a given probability.
///
/// On the logarithmic scale s of ``incompleteGamma(shape:at:)`` and ``incompleteBeta(_:_:at:)``
/// density and tails are log-concave, so log tail is a concave function of s, on which Newton's
/// method converges from any start; Halley's correction makes the last steps cubic, and a bracket
/// catches what rounding might spoil.
///
/// - Parameter start: the first point, positive and finite.
/// - Parameter lower: the lower-tail probability wanted.
/// - Parameter upper: the upper-tail probability wanted; the smaller of the two is solved for.
/// - Parameter tails: both tails and the density at a point.
/// - Parameter slope: d log density / ds at a point.
/// - Returns: the point x = eˢ; 0 or infinity where it cannot be represented.
/// - Cost: at most 60 evaluations, 2–5 as a rule.
func solveTail(
  from start: Double, lower: Double, upper: Double,
  tails: (Double) -> Tails, slope: (Double) -> Double
) -> Double {
  let side: Tails.Side = lower <= upper ? .lower : .upper
  let target = min(lower, upper)
  let logTarget = Double.log(target)
  let sign: Double = side == .lower ? 1 : -1
  var x = min(max(start, 1e-306), 1e306)
  var below = 0.0
  var above = Double.infinity
  for _ in 0..<60 {
    let here = tails(x)
    let tail = side == .lower ? here.lower : here.upper
    let close = abs(tail - target) < 0.5 * target
    let excess =
      close
      ? Double.log(onePlus: (tail - target) / target)
      : here.logarithm(of: side) - logTarget
    if excess == 0 { return x }
    if (excess < 0) == (side == .lower) { below = x } else { above = x }
    // Hazard: the density over the tail; d log tail / ds = ±hazard.
    let hazard =
      here.side == side ? 1 / here.ratio : here.density / max(tail, .leastNormalMagnitude)
    let newton = -excess / hazard
    let bend = 0.5 * newton * (sign * slope(x) - hazard)
    var step = sign * newton / min(2, max(0.5, 1 + bend))
    if !step.isFinite { step = excess < 0 ? sign : -sign }
    // Newton's method on a concave function needs no damping, only the range of the exponential.
    step = min(600, max(-600, step))
    let next = abs(step) < 0.1 ? x + x * Double.expMinusOne(step) : x * Double.exp(step)
    if next == x { return x }
    // Convergence is cubic: the next step would be about this one times the square of its bend.
    let curl = 0.5 * abs(newton) * (abs(slope(x)) + hazard)
    if close && abs(step) * curl * curl < 1e-17 { return next }
    if next > below && next < above {
      x = next
    } else if above.isInfinite {
      if below > 1e306 { return .infinity }
      x = below * 16
    } else if below == 0 {
      if above < 1e-306 { return 0 }
      x = above / 16
    } else {
      let middle = below.squareRoot() * above.squareRoot()
      if middle <= below || middle >= above { return x }
      x = middle
    }
  }
  return x
}

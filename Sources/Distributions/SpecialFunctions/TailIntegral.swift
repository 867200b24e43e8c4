import RealModule

/// ∫₀^∞ e^{−g(u)} du for a convex g with g(0) = 0 and g′(0) ≥ 0: the tail of a log-concave density
/// over the density where the tail begins.
///
/// The range is cut where g reaches 38 (e⁻³⁸ = 3e-17 of the whole at most, since g is convex) and
/// the rest is one Gauss–Legendre rule of 32 points. Every term is positive. For the exponents of
/// the incomplete gamma and beta functions on the logarithmic scale the rule is exact to below
/// 1e-16 in the domain where they call it, whatever the size of the parameters.
///
/// - Parameter start: a first guess of the range.
/// - Parameter exponent: g at a point.
/// - Parameter slope: g′ at a point, roughly.
/// - Cost: 32 evaluations of g, and at most 12 of g and g′.
@inline(__always)
func tailIntegral(
  from start: Double, exponent: (Double) -> Double, slope: (Double) -> Double
) -> Double {
  var range = start
  for _ in 0..<12 {
    let g = exponent(range)
    if g > 37.5 && g < 41 { break }
    // Newton on a convex function comes from the right, or lands there with its first step.
    range = max(range / 64, range - (g - 38.5) / slope(range))
  }
  let rule = GaussLegendre.tail
  var total = 0.0
  for i in 0..<rule.nodes.count {
    total.addProduct(rule.weights[i], Double.exp(-exponent(range * rule.nodes[i])))
  }
  return range * total
}

/// Where αu + βu²/2 reaches the level at which tail integrals are cut.
@inline(__always)
func quadraticRange(slope alpha: Double, curvature beta: Double) -> Double {
  77 / (alpha + (alpha * alpha + 77 * beta).squareRoot())
}

import Distributions
import LinearAlgebra

/// The values of a coefficient that the regression rank score test does not reject.
///
/// With the coefficient held at b and the others at their best, the slope of the objective in b over
/// √(τ(1 − τ)q) is the test statistic T(b), q being the squared length of what the other columns
/// leave of its own. T steps where the objective bends; between two bends it is taken as linear.
///
/// - References: Koenker 1994, in *Asymptotic Statistics* 349–359; Koenker & Machado 1999,
///   doi:10.1080/01621459.1999.10473882.
struct RankInversion {
  /// A bend of the objective: where, and the statistic from there on.
  struct Bend {
    let place: Double
    let statistic: Double
  }

  /// The bends from the estimate on, downwards and upwards, statistics positive.
  let below: [Bend]
  let above: [Bend]
  /// Whether more than one path leads along the bends, so that tools differ in their intervals.
  let hasTies: Bool

  /// The bends of a coefficient; nil where ties are too many.
  init?(
    _ problem: QuantileProblem, _ optimum: QuantileProblem.Vertex, place: Int,
    remainder: Double, scale: Double
  ) {
    let tau = problem.tau.high
    let unit = (tau * (1 - tau)).squareRoot() * remainder
    guard
      let down = RankInversion.path(problem, optimum, place, upwards: false, unit, scale),
      let up = RankInversion.path(problem, optimum, place, upwards: true, unit, scale)
    else { return nil }
    below = down.bends
    above = up.bends
    hasTies = down.hasTies || up.hasTies
  }

  /// The values between which |T| is below a critical value.
  func interval(critical: Double) -> (low: Double, high: Double) {
    (
      RankInversion.crossing(below, critical) ?? -.infinity,
      RankInversion.crossing(above, critical) ?? .infinity
    )
  }

  /// |T| at a value, linear between bends.
  func statistic(at value: Double) -> Double {
    let start = above[0].place
    let bends = value < start ? below : above
    let distance = abs(value - start)
    var last = bends[0]
    for bend in bends.dropFirst() {
      if abs(bend.place - start) >= distance {
        let width = abs(bend.place - last.place)
        let share = width > 0 ? (distance - abs(last.place - start)) / width : 1
        return last.statistic + share * (bend.statistic - last.statistic)
      }
      last = bend
    }
    return last.statistic
  }

  private static func crossing(_ bends: [Bend], _ critical: Double) -> Double? {
    guard let after = bends.firstIndex(where: { $0.statistic > critical }) else { return nil }
    guard after > 0 else { return bends[0].place }
    let (inner, outer) = (bends[after - 1], bends[after])
    let share = (critical - inner.statistic) / (outer.statistic - inner.statistic)
    return inner.place + share * (outer.place - inner.place)
  }

  private static func path(
    _ problem: QuantileProblem, _ optimum: QuantileProblem.Vertex, _ place: Int, upwards: Bool,
    _ unit: Double, _ scale: Double
  ) -> (bends: [Bend], hasTies: Bool)? {
    var vertex = optimum
    var bends: [Bend] = []
    var hasTies = false
    for _ in 0..<(20 * problem.rows.count) {
      guard let edges = problem.edges(vertex) else { return nil }
      var best: (edge: QuantileProblem.Edge, slope: DoubleDouble)?
      for edge in edges {
        let speed = edge.direction[place]
        guard speed.high != 0, (speed.high > 0) == upwards else { continue }
        let slope = edge.slope / speed.magnitude
        guard let current = best else {
          best = (edge, slope)
          continue
        }
        let gap = (slope - current.slope).high
        let noise = QuantileProblem.zero * problem.columnSizes[place] * 1e3
        if gap < -noise { best = (edge, slope) } else if gap <= noise { hasTies = true }
      }
      guard let (edge, slope) = best else { return nil }
      let statistic = slope.high / unit
      let here = vertex.coefficients[place].high * scale
      if let last = bends.last, abs(statistic - last.statistic) <= 1e-12 * abs(statistic) {
        hasTies = true
      } else {
        bends.append(Bend(place: here, statistic: statistic))
      }
      guard let crossing = problem.crossings(edge, from: vertex).first else {
        return (bends, hasTies)
      }
      guard let next = problem.move(vertex, along: edge, to: crossing.index) else { return nil }
      vertex = next
    }
    return nil
  }
}

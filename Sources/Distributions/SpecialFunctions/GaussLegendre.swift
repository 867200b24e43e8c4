import RealModule

/// Gauss–Legendre rules on (0, 1).
struct GaussLegendre: Sendable {
  let nodes: [Double]
  let weights: [Double]

  /// The rule that the tail integrals use.
  static let tail = GaussLegendre(count: 32)

  /// The nodes are the roots of the Legendre polynomial, by Newton from Tricomi's approximation
  /// (DLMF 18.16.12); in double-double arithmetic, as the weights near the ends are ill-conditioned
  /// in the nodes.
  init(count: Int) {
    var nodes = [Double](repeating: 0.5, count: count)
    var weights = [Double](repeating: 0, count: count)
    let n = Double(count)
    for i in 0..<(count + 1) / 2 {
      var x = DoubleDouble(Double.cos(Double.pi * (Double(i) + 0.75) / (n + 0.5)))
      var slope = DoubleDouble(1)
      for _ in 0..<6 {
        var previous = DoubleDouble(1)
        var current = x
        for k in stride(from: 2, through: count, by: 1) {
          let next = (x * current * Double(2 * k - 1) - previous * Double(k - 1)) / Double(k)
          (previous, current) = (current, next)
        }
        slope = (x * current - previous) * n / (x * x - 1)
        x = x - current / slope
      }
      let weight = (DoubleDouble(1) / ((DoubleDouble(1) - x * x) * slope * slope)).value
      nodes[i] = ((DoubleDouble(1) - x) * 0.5).value
      nodes[count - 1 - i] = ((x + 1) * 0.5).value
      weights[i] = weight
      weights[count - 1 - i] = weight
    }
    self.nodes = nodes
    self.weights = weights
  }
}

import RealModule

/// Gauss–Legendre rules on (0, 1).
struct GaussLegendre: Sendable {
  let nodes: [Double]
  let weights: [Double]

  /// The rule that the tail integrals use.
  static let tail = GaussLegendre(count: 32)

  /// The nodes are the roots of the Legendre polynomial, by Newton from Tricomi's approximation
  /// (DLMF 3.5.18 and 18.16.12).
  init(count: Int) {
    var nodes: [Double] = []
    var weights: [Double] = []
    let n = Double(count)
    for i in 1...count {
      var x = Double.cos(Double.pi * (Double(i) - 0.25) / (n + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        var previous = 1.0
        var current = x
        for k in 2...max(2, count) {
          let j = Double(k)
          (previous, current) = (current, ((2 * j - 1) * x * current - (j - 1) * previous) / j)
        }
        slope = n * (x * current - previous) / (x * x - 1)
        x -= current / slope
      }
      nodes.append((1 - x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.nodes = nodes
    self.weights = weights
  }
}

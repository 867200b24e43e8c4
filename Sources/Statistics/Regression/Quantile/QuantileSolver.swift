import LinearAlgebra

/// From a vertex to the best of all: along the steepest edge to where the objective rises again, until
/// no edge descends.
struct QuantileSolver {
  let problem: QuantileProblem
  /// The number of vertices passed.
  private(set) var steps = 0
  /// Whether ties were so many that they were broken by moving the responses by less than rounding.
  private(set) var isPerturbed = false

  init(_ problem: QuantileProblem) { self.problem = problem }

  /// An optimal vertex.
  ///
  /// - Parameter order: the observations, those likely to be fitted exactly first.
  /// - Throws: ``StatisticsError/notConverged(iterations:)``; ``StatisticsError/overflow`` where rows
  ///   that were independent are not in these digits.
  mutating func optimum(from order: [Int]) throws(StatisticsError) -> QuantileProblem.Vertex {
    guard let basis = LinearSystem.independent(order, problem.rows, count: problem.terms),
      var vertex = problem.vertex(basis)
    else { throw .overflow }
    while let edges = problem.edges(vertex) {
      guard let edge = steepest(edges) else { return vertex }
      vertex = try descend(problem, vertex, edge)
    }
    return try perturbedOptimum(from: vertex.zeros + order)
  }

  private func steepest(_ edges: [QuantileProblem.Edge]) -> QuantileProblem.Edge? {
    guard let best = edges.min(by: { $0.relativeSlope < $1.relativeSlope }),
      best.relativeSlope < -QuantileProblem.zero
    else { return nil }
    return best
  }

  private mutating func descend(
    _ problem: QuantileProblem, _ vertex: QuantileProblem.Vertex, _ edge: QuantileProblem.Edge
  ) throws(StatisticsError) -> QuantileProblem.Vertex {
    steps += 1
    guard steps < 50 * problem.rows.count + 1_000 else { throw .notConverged(iterations: steps) }
    var slope = edge.slope
    for crossing in problem.crossings(edge, from: vertex) {
      slope = slope + crossing.weight
      guard slope.high >= -QuantileProblem.zero * edge.size else { continue }
      guard let next = problem.move(vertex, along: edge, to: crossing.index) else {
        throw .overflow
      }
      return next
    }
    throw .overflow
  }

  /// With more ties than edges can be looked at, each response is moved by a different amount below
  /// its rounding: a vertex then has no more exact fits than terms.
  private mutating func perturbedOptimum(
    from order: [Int]
  ) throws(StatisticsError) -> QuantileProblem.Vertex {
    isPerturbed = true
    let scale = problem.response.reduce(1e-300) { max($0, abs($1.high)) } * 1e-19
    let moved = problem.response.enumerated().map { index, value in
      let share = (Double(index + 1) * 0.618_033_988_749_894_8).truncatingRemainder(dividingBy: 1)
      return value + DoubleDouble(scale * (share + 0.1))
    }
    let tilted = QuantileProblem(moved, rows: problem.rows, tau: problem.tau)
    guard let basis = LinearSystem.independent(order, problem.rows, count: problem.terms),
      var vertex = tilted.vertex(basis)
    else { throw .overflow }
    while true {
      guard let edges = tilted.edges(vertex) else { throw .overflow }
      guard let edge = steepest(edges) else { break }
      vertex = try descend(tilted, vertex, edge)
    }
    guard
      let exact = LinearSystem.independent(vertex.zeros, problem.rows, count: problem.terms),
      let result = problem.vertex(exact)
    else { throw .overflow }
    return result
  }

  /// All optimal vertices, from one of them along the edges of no slope; nil where ties or vertices
  /// are too many to count.
  func optimalVertices(from start: QuantileProblem.Vertex) -> [QuantileProblem.Vertex]? {
    var found = [start]
    var place = 0
    while place < found.count {
      let vertex = found[place]
      place += 1
      guard let edges = problem.edges(vertex) else { return nil }
      for edge in edges where abs(edge.relativeSlope) <= QuantileProblem.zero {
        guard let crossing = problem.crossings(edge, from: vertex).first,
          let next = problem.move(vertex, along: edge, to: crossing.index)
        else { continue }
        let isKnown = found.contains { known in
          zip(known.coefficients, next.coefficients).allSatisfy { first, second in
            abs((first - second).high) <= 1e-20 * max(abs(first.high), abs(second.high))
          }
        }
        if !isKnown { found.append(next) }
        if found.count > 200 { return nil }
      }
    }
    return found
  }

  /// The least slope of an edge that rises by more than a threshold, in proportion to its terms: how
  /// clearly the optimum is better than its neighbours.
  func leastRise(
    _ vertex: QuantileProblem.Vertex, above threshold: Double = QuantileProblem.zero
  ) -> Double? {
    problem.edges(vertex)?.map(\.relativeSlope).filter { $0 > threshold }.min()
  }
}

import LinearAlgebra

/// The least weighted absolute deviations, Σ ρ(yᵢ − xᵢβ) with ρ(u) = u(τ − [u < 0]), in twice the
/// digits of a double: which observations are fitted exactly, and whether two solutions are equally
/// good, is decided for the numbers as they are given.
struct QuantileProblem {
  let rows: [[DoubleDouble]]
  let response: [DoubleDouble]
  let tau: DoubleDouble
  /// Σᵢ |xᵢⱼ|, the scale of slopes.
  let columnSizes: [Double]

  /// Below this share of the terms it is made of, a sum counts as zero.
  static let zero = 1e-24
  /// The most edges looked at from a vertex.
  static let edgeLimit = 20_000

  var terms: Int { columnSizes.count }

  init(_ response: [DoubleDouble], rows: [[DoubleDouble]], tau: DoubleDouble) {
    self.response = response
    self.rows = rows
    self.tau = tau
    columnSizes = (0..<(rows.first?.count ?? 0)).map { place in
      rows.reduce(0) { $0 + abs($1[place].high) }
    }
  }

  /// A solution that fits as many observations exactly as there are terms.
  struct Vertex {
    let coefficients: [DoubleDouble]
    let residuals: [DoubleDouble]
    /// The observations fitted exactly.
    let zeros: [Int]
    /// The slope of the objective but for those observations.
    let gradient: [DoubleDouble]
  }

  /// A direction along which all but one of the terms' worth of exact fits are kept.
  struct Edge {
    let direction: [DoubleDouble]
    /// The slope of the objective along it.
    let slope: DoubleDouble
    /// The scale of the slope.
    let size: Double

    var relativeSlope: Double { slope.high / size }
  }

  /// The vertex of observations that determine the coefficients; nil where they do not.
  func vertex(_ basis: [Int]) -> Vertex? {
    guard
      let coefficients = LinearSystem.solve(basis.map { rows[$0] }, basis.map { response[$0] })
    else { return nil }
    var residuals: [DoubleDouble] = []
    var zeros: [Int] = []
    var gradient = [DoubleDouble](repeating: .zero, count: terms)
    residuals.reserveCapacity(rows.count)
    let above = DoubleDouble.one - tau
    for index in rows.indices {
      var rest = response[index]
      var size = abs(rest.high)
      for place in 0..<terms {
        let part = rows[index][place] * coefficients[place]
        rest = rest - part
        size += abs(part.high)
      }
      if basis.contains(index) || abs(rest.high) <= Self.zero * size {
        zeros.append(index)
        residuals.append(.zero)
        continue
      }
      residuals.append(rest)
      let factor = rest.high > 0 ? -tau : above
      for place in 0..<terms {
        gradient[place] = gradient[place] + rows[index][place] * factor
      }
    }
    return Vertex(
      coefficients: coefficients, residuals: residuals, zeros: zeros, gradient: gradient)
  }

  /// The objective at a vertex.
  func objective(_ vertex: Vertex) -> DoubleDouble {
    vertex.residuals.reduce(.zero) { $0 + loss($1) }
  }

  private func loss(_ rest: DoubleDouble) -> DoubleDouble {
    rest.high > 0 ? rest * tau : rest * (tau - .one)
  }

  /// The edges that leave a vertex, both ways; nil where there are too many to look at.
  func edges(_ vertex: Vertex) -> [Edge]? {
    guard let subsets = Subsets.all(of: vertex.zeros, count: terms - 1, limit: Self.edgeLimit)
    else { return nil }
    var result: [Edge] = []
    for subset in subsets {
      guard
        let direction = LinearSystem.annihilator(subset.map { rows[$0] }, order: terms)
      else { continue }
      for edge in [direction, direction.map { -$0 }] { result.append(self.edge(edge, vertex)) }
    }
    return result
  }

  private func edge(_ direction: [DoubleDouble], _ vertex: Vertex) -> Edge {
    var slope = LinearSystem.dot(vertex.gradient, direction)
    for index in vertex.zeros {
      slope = slope + loss(-LinearSystem.dot(rows[index], direction))
    }
    let size = zip(direction, columnSizes).reduce(0) { $0 + abs($1.0.high) * $1.1 }
    return Edge(direction: direction, slope: slope, size: size)
  }

  /// The observations that an edge passes, the nearest first: how far off, and by how much each
  /// steepens the slope.
  func crossings(
    _ edge: Edge, from vertex: Vertex
  ) -> [(index: Int, distance: DoubleDouble, weight: DoubleDouble)] {
    var result: [(index: Int, distance: DoubleDouble, weight: DoubleDouble)] = []
    for index in rows.indices where vertex.residuals[index].high != 0 {
      let rest = vertex.residuals[index]
      let speed = LinearSystem.dot(rows[index], edge.direction)
      let size = zip(rows[index], edge.direction).reduce(0) { $0 + abs($1.0.high * $1.1.high) }
      guard abs(speed.high) > Self.zero * size, (speed.high > 0) == (rest.high > 0) else {
        continue
      }
      result.append((index, rest / speed, speed.magnitude))
    }
    return result.sorted { first, second in
      let gap = first.distance - second.distance
      return gap.high < 0 || (gap.high == 0 && first.index < second.index)
    }
  }

  /// The vertex where an edge meets an observation.
  func move(_ vertex: Vertex, along edge: Edge, to index: Int) -> Vertex? {
    // The exact fits kept along the edge, and the one met; together they determine a vertex.
    let kept = vertex.zeros.filter { zero in
      let speed = LinearSystem.dot(rows[zero], edge.direction)
      let size = zip(rows[zero], edge.direction).reduce(0) { $0 + abs($1.0.high * $1.1.high) }
      return abs(speed.high) <= Self.zero * size
    }
    guard let basis = LinearSystem.independent([index] + kept, rows, count: terms) else {
      return nil
    }
    return self.vertex(basis)
  }
}

/// Small systems in double-double.
enum LinearSystem {
  static func dot(_ a: [DoubleDouble], _ b: [DoubleDouble]) -> DoubleDouble {
    var total = DoubleDouble.zero
    for index in a.indices { total = total + a[index] * b[index] }
    return total
  }

  /// The solution of a square system by elimination with row pivoting; nil where it is singular.
  static func solve(_ matrix: [[DoubleDouble]], _ right: [DoubleDouble]) -> [DoubleDouble]? {
    let order = right.count
    var rows = zip(matrix, right).map { $0 + [$1] }
    let sizes = matrix.map { row in row.reduce(0) { max($0, abs($1.high)) } }
    let scale = sizes.max() ?? 0
    for column in 0..<order {
      guard
        let pivot = (column..<order).max(by: {
          abs(rows[$0][column].high) < abs(rows[$1][column].high)
        }), abs(rows[pivot][column].high) > 1e-22 * scale
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<order where row != column {
        let factor = rows[row][column] / rows[column][column]
        guard factor.high != 0 else { continue }
        for place in column...order {
          rows[row][place] = rows[row][place] - rows[column][place] * factor
        }
      }
    }
    return (0..<order).map { rows[$0][order] / rows[$0][$0] }
  }

  /// A vector that one row fewer than its length annihilate; nil where they are dependent.
  static func annihilator(_ matrix: [[DoubleDouble]], order: Int) -> [DoubleDouble]? {
    var rows = matrix
    var pivots: [Int] = []
    for step in rows.indices {
      var best: (column: Int, size: Double) = (-1, 0)
      for column in 0..<order where !pivots.contains(column) {
        let size = abs(rows[step][column].high)
        if size > best.size { best = (column, size) }
      }
      let scale = matrix[step].reduce(0) { max($0, abs($1.high)) }
      guard best.size > 1e-20 * scale else { return nil }
      pivots.append(best.column)
      for row in rows.indices where row != step {
        let factor = rows[row][best.column] / rows[step][best.column]
        guard factor.high != 0 else { continue }
        for place in 0..<order {
          rows[row][place] =
            place == best.column ? .zero : rows[row][place] - rows[step][place] * factor
        }
      }
    }
    guard let free = (0..<order).first(where: { !pivots.contains($0) }) else { return nil }
    var result = [DoubleDouble](repeating: .zero, count: order)
    result[free] = .one
    for (step, column) in pivots.enumerated() {
      result[column] = -rows[step][free] / rows[step][column]
    }
    return result
  }

  /// The first of the candidates whose rows are independent, as many as asked for; nil where there
  /// are not as many.
  static func independent(
    _ candidates: [Int], _ rows: [[DoubleDouble]], count: Int
  ) -> [Int]? {
    var chosen: [Int] = []
    var reduced: [(row: [DoubleDouble], pivot: Int)] = []
    for candidate in candidates {
      var row = rows[candidate]
      let scale = row.reduce(0) { max($0, abs($1.high)) }
      for (other, pivot) in reduced {
        let factor = row[pivot] / other[pivot]
        guard factor.high != 0 else { continue }
        for place in row.indices { row[place] = row[place] - other[place] * factor }
        row[pivot] = .zero
      }
      guard let pivot = row.indices.max(by: { abs(row[$0].high) < abs(row[$1].high) }),
        abs(row[pivot].high) > 1e-20 * scale
      else { continue }
      reduced.append((row, pivot))
      chosen.append(candidate)
      if chosen.count == count { return chosen }
    }
    return nil
  }
}

/// The subsets of a list.
enum Subsets {
  /// All subsets of a size, in the order of the list; nil where there are more than a limit.
  static func all(of list: [Int], count: Int, limit: Int) -> [[Int]]? {
    guard count <= list.count else { return [] }
    var size = 1.0
    for step in 0..<count { size = size * Double(list.count - step) / Double(step + 1) }
    guard size <= Double(limit) else { return nil }
    var result: [[Int]] = [[]]
    var ends = [-1]
    for _ in 0..<count {
      var longer: [[Int]] = []
      var longerEnds: [Int] = []
      for (subset, end) in zip(result, ends) {
        for place in stride(from: end + 1, to: list.count, by: 1) {
          longer.append(subset + [list[place]])
          longerEnds.append(place)
        }
      }
      result = longer
      ends = longerEnds
    }
    return result
  }
}

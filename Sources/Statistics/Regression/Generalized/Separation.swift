import LinearAlgebra

/// Whether a direction in the space of coefficients fits the zeros, or one of two outcomes,
/// perfectly, so that the likelihood has no maximum.
///
/// For counts with a logarithmic link that is a direction γ with xᵢγ = 0 at every positive count
/// and xᵢγ ≤ 0, somewhere less, at the zeros; for a logistic regression one with xᵢγ ≥ 0 at the
/// ones and ≤ 0 at the zeros, somewhere unequal. By Stiemke's theorem there is none if and only if
/// the rows have a combination with positive weights that vanishes; the nearest such combination is
/// found by non-negative least squares, and what it leaves is the direction.
///
/// - References: Albert & Anderson 1984, doi:10.1093/biomet/71.1.1; Correia, Guimarães & Zylkin 2019,
///   arXiv:1903.01633; Lawson & Hanson 1974, *Solving Least Squares Problems*, chapter 23.
struct Separation {
  /// The terms that take part in the direction; the constant only where it is alone.
  let terms: [String]

  /// The separation of a response, or nil where there is none.
  ///
  /// - Parameter signs: for each row 0 where it forbids any move, else the sign that xᵢγ must not
  ///   have against it: −1 where η may fall, 1 where it may rise.
  init?(_ design: Design, signs: [Int]) throws(StatisticsError) {
    guard signs.contains(where: { $0 != 0 }) else { return nil }
    let basis: PivotedQR
    let transform: Matrix
    do throws(LinearAlgebraError) {
      basis = try PivotedQR(Matrix(columns: design.columns))
      // Dependent columns are named by the fit itself.
      guard basis.dependentColumns.isEmpty else { return nil }
      transform = try basis.inverseFactor()
    } catch {
      return nil
    }
    let rows = (0..<signs.count).map { basis.orthonormal.row($0) }
    let fixed = signs.indices.filter { signs[$0] == 0 }.map { rows[$0] }
    guard let free = try Separation.nullSpace(of: fixed, order: design.terms.count) else {
      return nil
    }
    // Rows of the zeros in the free directions, signed so that a separating v has z·v ≤ 0.
    var cone: [[Double]] = []
    for index in signs.indices where signs[index] != 0 {
      let sign = signs[index] < 0 ? 1.0 : -1.0
      let row = free.map { direction in
        sign * zip(rows[index], direction).reduce(0) { $0 + $1.0 * $1.1 }
      }
      if euclideanLength(row) > 1e-9 { cone.append(row) }
    }
    guard !cone.isEmpty, let direction = try Separation.direction(cone) else { return nil }
    var coordinates = [Double](repeating: 0, count: design.terms.count)
    for (share, column) in zip(direction, free) {
      for place in column.indices { coordinates[place] += share * column[place] }
    }
    let coefficients = transform.times(coordinates)
    terms = Separation.terms(of: coefficients, design)
  }

  /// Whether the rows that forbid any move span all directions by a wide margin, so that none is
  /// left to separate by: seen without looking at rows one by one, as a rule in the first thousands.
  static func isExcluded(_ design: Design, signs: [Int]) -> Bool {
    let some = 8192
    if signs.count > 2 * some {
      let columns = design.columns.map { Array($0[..<some]) }
      if isExcluded(columns, signs: signs[..<some]) { return true }
    }
    return isExcluded(design.columns, signs: signs[...])
  }

  private static func isExcluded(_ columns: [[Double]], signs: ArraySlice<Int>) -> Bool {
    let fixed = signs.map { $0 == 0 ? 1.0 : 0.0 }
    guard let all = weightedProducts(columns), all.firstNonFinite == nil,
      var part = weightedProducts(columns, weights: fixed),
      let factor = try? Cholesky(all).factor
    else { return false }
    // Columns that are far from dependent have a Gram matrix that keeps its digits.
    guard
      (0..<factor.rows).allSatisfy({ place in
        factor[place, place] > 1e-3 * all[place, place].squareRoot()
      })
    else { return false }
    for column in 0..<part.columns {
      for row in 0..<part.rows { part[row, column] -= 1e-4 * all[row, column] }
    }
    return (try? Cholesky(part)) != nil
  }

  /// The directions that no given row moves, orthonormal; nil where there are none.
  private static func nullSpace(
    of rows: [[Double]], order: Int
  ) throws(StatisticsError) -> [[Double]]? {
    guard !rows.isEmpty else {
      return (0..<order).map { place in (0..<order).map { $0 == place ? 1 : 0 } }
    }
    let empty = [Double](repeating: 0, count: order)
    let padded = rows + Array(repeating: empty, count: max(0, order - rows.count))
    do throws(LinearAlgebraError) {
      let parts = try SingularValues(Matrix(rows: padded))
      let places = parts.values.indices.filter { parts.values[$0] < 1e-9 }
      return places.isEmpty ? nil : places.map { parts.right.column($0) }
    } catch {
      throw .overflow
    }
  }

  /// A direction v with z·v ≤ 0 for all rows and < 0 for one; nil where there is none.
  private static func direction(_ rows: [[Double]]) throws(StatisticsError) -> [Double]? {
    let order = rows[0].count
    let sum = (0..<order).map { place in rows.reduce(0) { $0 + $1[place] } }
    let size = rows.reduce(0) { $0 + euclideanLength($1) }
    var weights = [Double](repeating: 0, count: rows.count)
    var active: [Int] = []
    for _ in 0..<(20 * (rows.count + order)) {
      let rest = (0..<order).map { place in
        -sum[place] - rows.indices.reduce(0) { $0 + weights[$1] * rows[$1][place] }
      }
      if euclideanLength(rest) <= 1e-10 * size { return nil }
      let slopes = rows.map { row in zip(row, rest).reduce(0) { $0 + $1.0 * $1.1 } }
      let candidates = rows.indices.filter { !active.contains($0) }
      guard let next = candidates.max(by: { slopes[$0] < slopes[$1] }),
        slopes[next] > 1e-12 * size
      else { return rest }
      active.append(next)
      while !active.isEmpty {
        guard let trial = solve(active.map { rows[$0] }, sum) else { return nil }
        guard trial.contains(where: { $0 <= 0 }) else {
          for (place, value) in zip(active, trial) { weights[place] = value }
          break
        }
        var step = 1.0
        for (place, value) in zip(active, trial) where value <= 0 {
          let own = weights[place]
          step = min(step, own - value > 0 ? own / (own - value) : 0)
        }
        for (place, value) in zip(active, trial) {
          weights[place] += step * (value - weights[place])
        }
        let kept = active.filter { weights[$0] > 1e-14 }
        if kept.count == active.count { return nil }
        for place in active where !kept.contains(place) { weights[place] = 0 }
        active = kept
      }
    }
    return nil
  }

  private static func solve(_ rows: [[Double]], _ sum: [Double]) -> [Double]? {
    guard rows.count <= sum.count else { return nil }
    return try? PivotedQR(Matrix(columns: rows)).solve(sum.map { -$0 })
  }

  private static func terms(of coefficients: [Double], _ design: Design) -> [String] {
    var sizes: [Double] = []
    var isConstant: [Bool] = []
    for (coefficient, column) in zip(coefficients, design.columns) {
      let low = column.min() ?? 0
      let high = column.max() ?? 0
      isConstant.append(low == high)
      sizes.append(abs(coefficient) * (low == high ? abs(low) : high - low))
    }
    let varying = sizes.indices.filter { !isConstant[$0] }
    let largest = varying.map { sizes[$0] }.max() ?? 0
    let constant = sizes.indices.filter { isConstant[$0] }.map { sizes[$0] }.max() ?? 0
    guard largest > 1e-7 * constant, largest > 0 else {
      return isConstant.indices.filter { isConstant[$0] }.map { design.terms[$0] }
    }
    return varying.filter { sizes[$0] > 1e-7 * largest }.map { design.terms[$0] }
  }
}

extension LeastSquaresProblem {
  /// The solution from the exact Gram matrix, with as many passes over the rows as it asks for.
  ///
  /// - Throws: as ``solution(by:)``; ``LinearAlgebraError/notFinite(row:column:)``, the response
  ///   counting as the last column; ``LinearAlgebraError/notConverged(routine:)`` where four passes
  ///   are not enough.
  package func gramSolution(
    kernel: GramKernel = .best, threads: Int? = nil
  ) throws(LinearAlgebraError) -> LeastSquaresSolution {
    let rows = GramRows(self)
    let count = rows.table.columns.count
    guard response.count >= columns.count else {
      throw .wide(rows: response.count, columns: columns.count)
    }
    var gram = ExactGram(columns: count)
    try gram.add(rows.table, threads: threads, kernel: kernel)
    var fit = try gram.regression(responses: count - columns.count, kernel: kernel)
    while !fit.isSettled {
      gram = ExactGram(preconditioner: fit.preconditioner)
      try gram.add(rows.table, threads: threads, kernel: kernel)
      fit = try gram.regression(responses: count - columns.count, kernel: kernel)
    }
    return try LeastSquaresSolution(GramParts(self, rows, fit, kernel: kernel))
  }
}

/// The rows of a problem as an exact Gram matrix takes them: the columns, the response and, where
/// no column is constant, a column of ones, to see whether a constant is in their span.
struct GramRows: Sendable {
  let table: RowTable
  /// The powers of two by which the columns were divided beforehand.
  let shifts: [Int]
  /// The place of the first constant column.
  let intercept: Int?

  init(_ problem: LeastSquaresProblem) {
    intercept = problem.columns.firstIndex { column in
      guard let first = column.first, first != 0 else { return false }
      return isConstant(column)
    }
    var columns = problem.columns + [problem.response]
    if intercept == nil { columns.append(Array(repeating: 1, count: problem.response.count)) }
    switch problem.transform {
    case .identity:
      table = RowTable(columns, lows: problem.remainders)
      shifts = Array(repeating: 0, count: columns.count)
    case .weights(let weights):
      table = RowTable(columns, lows: problem.remainders, weights: weights)
      shifts = Array(repeating: 0, count: columns.count)
    case .markov:
      let exponents = columns.map(CentredDesign.exponent)
      let moved = columns.indices.map { place -> [DoubleDouble] in
        let low = problem.remainders[place]
        return problem.transform(
          columns[place].indices.map { row in
            DoubleDouble(high: columns[place][row], low: low?[row] ?? 0)
              .scaled(byPowerOfTwo: -exponents[place])
          })
      }
      table = RowTable(
        moved.map { $0.map(\.high) },
        lows: Dictionary(
          uniqueKeysWithValues: moved.enumerated().map { ($0.offset, $0.element.map(\.low)) }))
      shifts = exponents
    }
  }
}

/// The parts of a solution, shared by what is made of them when it is asked for.
final class GramParts: Sendable {
  let problem: LeastSquaresProblem
  let rows: GramRows
  let fit: GramRegression
  let kernel: GramKernel
  /// The powers of two that the columns, transformed, and the response were divided by.
  let scales: [Int]

  init(
    _ problem: LeastSquaresProblem, _ rows: GramRows, _ fit: GramRegression, kernel: GramKernel
  ) {
    self.problem = problem
    self.rows = rows
    self.fit = fit
    self.kernel = kernel
    scales = zip(fit.scales, rows.shifts).map { $0 + $1 }
  }

  /// The number of coefficients, and the place of the response.
  var terms: Int { fit.terms }

  /// The lengths of the scaled columns and responses.
  var lengths: [Double] { fit.sums.diagonal.map { $0.squareRoot() } }

  /// The lengths of all that a response is combined of.
  func size(_ response: Int) -> Double {
    let lengths = lengths
    return zip(fit.scaledCoefficients[response], lengths).reduce(lengths[terms + response]) {
      $0 + abs($1.0.high) * $1.1
    }
  }
}

/// Least squares of rows that come in pieces and are not kept: the memory it takes does not grow with
/// their number.
///
/// The rows are read in passes, all of them in each, in one order. The sums are those of
/// ``LeastSquaresProblem`` for the whole, and so is every bit of the solution. What there is one of
/// for each row is not kept; ``ScoredRows`` has it for rows that come once more.
package struct StreamedLeastSquares {
  private let terms: Int
  /// The place of the constant where the model has one; else a column of ones stands beside the
  /// response, to see whether a constant is in the span of the columns.
  private let intercept: Int?
  private var gram: ExactGram
  private var pending: [[Double]]
  private var pendingWeights: [Double] = []
  private var lows: [Int: [Double]] = [:]
  private var fit: GramRegression?
  private var constants: ConstantColumns

  /// The number of rows of this pass.
  package private(set) var count = 0

  /// Whether the answer is there: no further pass is wanted.
  package var isSettled: Bool { fit?.isSettled ?? false }

  /// The place of the first column that has one value, not zero, in all rows of the passes ended; nil
  /// where there is none.
  package var constantColumn: Int? { intercept ?? constants.first }

  /// A problem of some terms, one of which, given by its place, may be known to be the constant.
  package init(terms: Int, intercept: Int?) {
    self.terms = terms
    self.intercept = intercept
    let columns = terms + (intercept == nil ? 2 : 1)
    gram = ExactGram(columns: columns)
    pending = Array(repeating: [], count: columns)
    constants = ConstantColumns(terms)
  }

  /// Adds the next rows of a pass.
  ///
  /// - Parameters:
  ///   - remainders: by the place of a column, what rounding it to doubles left out.
  ///   - weights: positive weights of the rows, in all pieces or in none.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)``,
  ///   ``LinearAlgebraError/weightNotPositive(row:)``, with rows counted from the first of those that
  ///   wait to be summed.
  package mutating func add(
    _ columns: [[Double]], remainders: [Int: [Double]], response: [Double],
    weights: [Double]? = nil
  ) throws(LinearAlgebraError) {
    let before = pending[terms].count
    for (place, column) in (columns + [response]).enumerated() { pending[place] += column }
    if intercept == nil {
      pending[terms + 1] += repeatElement(1, count: response.count)
      constants.add(columns)
    }
    if let weights { pendingWeights += weights }
    for place in 0..<terms {
      guard let own = remainders[place] ?? lows[place].map({ _ in response.map { _ in 0 } }) else {
        continue
      }
      lows[place, default: Array(repeating: 0, count: before)] += own
    }
    count += response.count
    // Rows are summed in groups; cut elsewhere, the last bits would be others.
    let held = pending[terms].count
    try flush(held - held % ExactGram.groupRows)
  }

  private mutating func flush(_ rows: Int) throws(LinearAlgebraError) {
    guard rows > 0 else { return }
    let isWeighted = !pendingWeights.isEmpty
    if rows == pending[terms].count {
      try gram.add(pending, lows: lows, weights: isWeighted ? pendingWeights : nil)
    } else {
      try gram.add(
        pending.map { Array($0[..<rows]) }, lows: lows.mapValues { Array($0[..<rows]) },
        weights: isWeighted ? Array(pendingWeights[..<rows]) : nil)
    }
    for place in pending.indices { pending[place].removeFirst(rows) }
    if isWeighted { pendingWeights.removeFirst(rows) }
    for place in lows.keys { lows[place]?.removeFirst(rows) }
  }

  /// Ends a pass over the rows, and makes ready for another where that is wanted.
  ///
  /// - Throws: as ``LeastSquaresProblem/solution(by:)``; ``LinearAlgebraError/notConverged(routine:)``
  ///   where four passes are not enough.
  package mutating func endPass() throws(LinearAlgebraError) {
    try flush(pending[terms].count)
    let found = try gram.regression(responses: intercept == nil ? 2 : 1, kernel: .best)
    fit = found
    guard !found.isSettled else { return }
    gram = ExactGram(preconditioner: found.preconditioner)
    lows = [:]
    count = 0
  }

  /// The solution; nil before the passes have settled.
  package func solution() throws(LinearAlgebraError) -> LeastSquaresSolution? {
    guard let fit, fit.isSettled else { return nil }
    let empty = LeastSquaresProblem(
      columns: Array(repeating: [], count: terms), response: [])
    let rows = GramRows(withoutRows: pending.count, intercept: constantColumn)
    return try LeastSquaresSolution(GramParts(empty, rows, fit, kernel: .best))
  }

  /// What a settled problem has for rows that come once more; nil before the passes have settled.
  ///
  /// - Precondition: the rows were among those of the passes, with finite elements and positive weights.
  package func scored(
    _ columns: [[Double]], remainders: [Int: [Double]], response: [Double],
    weights: [Double]? = nil
  ) -> ScoredRows? {
    guard let fit, fit.isSettled else { return nil }
    let problem = LeastSquaresProblem(
      columns: columns, remainders: remainders, response: response,
      rows: weights.map { .weights($0) } ?? .identity)
    let parts = GramParts(problem, GramRows(problem), fit, kernel: .best)
    let basis = parts.basisParts
    return ScoredRows(
      basis: basis.orthonormal, leverageComplements: basis.leverageComplements,
      residuals: parts.residualParts(parts.residuals).transformed)
  }
}

/// Rows of a settled problem, in the terms of its solution: to the bit what
/// ``LeastSquaresSolution`` has for them.
package struct ScoredRows: Sendable {
  /// The rows of the orthonormal basis.
  package let basis: Matrix
  /// 1 less the leverage of each row.
  package let leverageComplements: [Double]
  /// The residuals of the rows times the roots of their weights, in the unit of the solution.
  package let residuals: [Double]
}

/// Which columns have had one value so far.
private struct ConstantColumns {
  private var values: [Double?]
  private var areConstant: [Bool]

  init(_ columns: Int) {
    values = Array(repeating: nil, count: columns)
    areConstant = Array(repeating: true, count: columns)
  }

  mutating func add(_ columns: [[Double]]) {
    for (place, column) in columns.enumerated() where areConstant[place] {
      guard let first = values[place] ?? column.first else { continue }
      values[place] = first
      areConstant[place] = first != 0 && column.allSatisfy { $0 == first }
    }
  }

  var first: Int? {
    areConstant.indices.first { areConstant[$0] && values[$0] != nil }
  }
}

extension GramRows {
  /// The shape of rows that are not kept.
  fileprivate init(withoutRows columns: Int, intercept: Int?) {
    table = RowTable(Array(repeating: [], count: columns))
    shifts = Array(repeating: 0, count: columns)
    self.intercept = intercept
  }
}

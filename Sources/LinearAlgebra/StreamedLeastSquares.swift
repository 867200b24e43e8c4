/// Least squares of rows that come in pieces and are not kept: the memory it takes does not grow with
/// their number.
///
/// The rows are read in passes, all of them in each, in one order. The sums are those of
/// ``LeastSquaresProblem`` for the whole, and so is every bit of the solution; residuals, fitted
/// values and leverages, of which there is one for each row, are not to be had.
package struct StreamedLeastSquares {
  private let terms: Int
  private let intercept: Int
  private var gram: ExactGram
  private var pending: [[Double]]
  private var lows: [Int: [Double]] = [:]
  private var fit: GramRegression?

  /// The number of rows of this pass.
  package private(set) var count = 0

  /// Whether the answer is there: no further pass is wanted.
  package var isSettled: Bool { fit?.isSettled ?? false }

  /// A problem of some terms, one of which, given by its place, is the constant.
  package init(terms: Int, intercept: Int) {
    self.terms = terms
    self.intercept = intercept
    gram = ExactGram(columns: terms + 1)
    pending = Array(repeating: [], count: terms + 1)
  }

  /// Adds the next rows of a pass.
  ///
  /// - Parameter remainders: by the place of a column, what rounding it to doubles left out.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)``.
  package mutating func add(
    _ columns: [[Double]], remainders: [Int: [Double]], response: [Double]
  ) throws(LinearAlgebraError) {
    let before = pending[terms].count
    for (place, column) in (columns + [response]).enumerated() { pending[place] += column }
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
    try gram.add(
      pending.map { Array($0[..<rows]) }, lows: lows.mapValues { Array($0[..<rows]) })
    for place in pending.indices { pending[place].removeFirst(rows) }
    for place in lows.keys { lows[place]?.removeFirst(rows) }
  }

  /// Ends a pass over the rows, and makes ready for another where that is wanted.
  ///
  /// - Throws: as ``LeastSquaresProblem/solution(by:)``; ``LinearAlgebraError/notConverged(routine:)``
  ///   where four passes are not enough.
  package mutating func endPass() throws(LinearAlgebraError) {
    try flush(pending[terms].count)
    let found = try gram.regression()
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
    let rows = GramRows(withoutRows: terms + 1, intercept: intercept)
    return try LeastSquaresSolution(GramParts(empty, rows, fit, kernel: .best))
  }
}

extension GramRows {
  /// The shape of rows that are not kept.
  fileprivate init(withoutRows columns: Int, intercept: Int) {
    table = RowTable(Array(repeating: [], count: columns))
    shifts = Array(repeating: 0, count: columns)
    self.intercept = intercept
  }
}

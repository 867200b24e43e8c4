import LinearAlgebra
import Tables

/// Least squares of a formula on a table that comes in pieces, in memory that does not grow with the
/// number of rows.
///
/// ```swift
/// var regression = try StreamedRegression(regression)
/// repeat {
///   for piece in pieces { try regression.add(piece) }
///   try regression.endPass()
/// } while !regression.isSettled
/// let fit = try regression.fit()
/// ```
///
/// The numbers are those of the whole table in memory, to the bit. What there is one of for each
/// row is left out: the table of observations, and errors that need residuals.
///
/// - Edge cases: residuals within rounding of the response make an exact fit, without a look at
///   each of them. Terms on which other rows tell are refused: factors and orthogonal polynomials.
/// - Cost: one pass, two where columns are nearly dependent.
public struct StreamedRegression {
  private let regression: TableRegression
  private var problem: StreamedLeastSquares?
  private var terms: [String] = []
  private var tableCount = 0
  private var missing = 0
  private var passes = 0

  /// Whether no further pass over the pieces is wanted.
  public var isSettled: Bool { problem?.isSettled ?? false }

  /// A regression that is to be fitted in pieces.
  ///
  /// - Throws: ``TableRegressionError/choice(message:hint:)`` where it cannot be.
  public init(_ regression: TableRegression) throws(TableRegressionError) {
    try regression.validate()
    if let obstacle = regression.obstacleToStreaming {
      throw .choice(message: "in pieces, \(obstacle)", hint: "leave --chunked out")
    }
    self.regression = regression
  }

  /// Adds the next rows of a pass.
  ///
  /// - Throws: ``TableRegressionError``; rows count from the first of the piece.
  public mutating func add(_ piece: FormulaTable) throws(TableRegressionError) {
    let rows = regression.formula.completeRows(piece)
    tableCount += piece.count
    missing += piece.count - rows.count
    guard !rows.isEmpty else { return }
    let read: FormulaDesign
    do { read = try regression.formula.design(on: piece) } catch { throw .formula(error) }
    terms = read.design.terms
    var problem =
      problem ?? StreamedLeastSquares(terms: read.design.terms.count, intercept: 0)
    do {
      try problem.add(
        read.design.columns, remainders: read.design.remainders, response: read.response ?? [])
    } catch { throw .statistics(.overflow) }
    self.problem = problem
  }

  /// Ends a pass over all rows.
  ///
  /// - Throws: ``TableRegressionError/statistics(_:)``.
  public mutating func endPass() throws(TableRegressionError) {
    guard var problem else {
      throw .formula(
        FormulaError(
          1, "no row of the table has all the values the formula reads", isOfData: true))
    }
    guard problem.count > terms.count else {
      throw .statistics(
        .notMoreObservationsThanTerms(observations: problem.count, terms: terms.count))
    }
    do { try problem.endPass() } catch { throw .statistics(told(error)) }
    self.problem = problem
    passes += 1
    if !problem.isSettled {
      tableCount = 0
      missing = 0
    }
  }

  private func told(_ error: LinearAlgebraError) -> StatisticsError {
    switch error {
    case .dependentColumns(let columns): .rankDeficient(terms: columns.map { terms[$0] })
    case .wide(let rows, let columns):
      .notMoreObservationsThanTerms(observations: rows, terms: columns)
    case .notConverged: .notConverged(iterations: passes + 1)
    default: .overflow
    }
  }

  /// The fit, after the passes have settled.
  ///
  /// - Throws: ``TableRegressionError/statistics(_:)``.
  public func fit() throws(TableRegressionError) -> TableFit {
    let found: LeastSquaresSolution?
    do { found = try problem?.solution() } catch { throw .statistics(told(error)) }
    guard let solution = found, let problem else {
      throw .statistics(.notConverged(iterations: passes))
    }
    let design = Design(terms.map { ($0, []) })
    let fit = LinearFit(
      response: [], design: design, weights: nil, solution: solution, count: problem.count)
    do {
      // Nothing there is one of for each row may be asked of a fit whose rows are not kept.
      let tables = RegressionTables(
        try fit.table(.classical, level: regression.level), overview: fit.overview,
        observations: nil)
      var notes = [
        Note(
          .method, "in-pieces",
          "The file was read in pieces, \(passes) \(passes == 1 ? "time" : "times"): there is no "
            + "table of observations.")
      ]
      if missing > 0 { notes.insert(FormulaDesign.missingNote(missing, of: tableCount), at: 0) }
      let data = RegressionData(
        rows: [], response: [], design: design, missingCount: missing, notes: notes)
      var result = tables.fit(data, alternative: regression.alternative)
      result.count = problem.count
      return result
    } catch { throw .statistics(error) }
  }
}

extension TableRegression {
  /// Why it cannot be fitted in pieces, in a clause; nil where it can.
  public var obstacleToStreaming: String? {
    if method != .leastSquares || family != .gaussian {
      return "only least squares of the gaussian family can be had"
    }
    if covariance != .plain(.classical) || usesBellMcCaffrey {
      return "only classical errors can be had"
    }
    if !roles.isEmpty { return "there can be no --\(roles[0].role)" }
    if solver != .automatic && solver != .gram { return "the solver is gram" }
    if !formula.hasIntercept { return "the formula needs a constant" }
    if !formula.isRowwise { return "there can be no factor() and no orthogonal poly()" }
    return nil
  }
}

import LinearAlgebra
import Tables

/// A regression of a formula on a table that comes in pieces, in memory that does not grow with the
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
/// The pieces are gone through in passes, the same rows in the same order in each:
///
/// 1. one for the levels of factors, where there are any;
/// 2. one for the sums of products, two where columns are nearly dependent; for the Poisson,
///    quasi-Poisson and binomial families one an iteration, mostly six to nine;
/// 3. one for the errors, where they are not classical: leverages and residuals are made again row by
///    row, the scores of the last rows are carried over the borders of pieces for Newey and West,
///    and those of each group are added up for clusters.
///
/// Coefficients, classical errors and all of the overview of least squares are those of the whole
/// table in memory to the bit, and so are clustered errors; HC and Newey–West errors, and the families,
/// agree to about 10⁻¹³. What there is one of for each row is left out: the table of observations.
///
/// - Assumes: for Newey–West errors that the rows come in the order of their times.
/// - Edge cases: residuals within rounding of the response make an exact fit, without a look at
///   each of them. At most 2,000 levels of a factor and 1,048,576 clusters. A family whose
///   likelihood has no maximum is told by an iteration that does not end. What cannot be had in
///   pieces is refused: ``TableRegression/obstacleToStreaming``.
/// - Cost: through the command, a file of ten million rows and seven columns takes 1.9 seconds and 120
///   megabytes for a line by least squares, 7.2 seconds with HC3 errors and a factor, 18.5 seconds
///   for Poisson regression; read whole it takes 22 seconds and 5.4 gigabytes. Most of a pass is
///   reading; the memory is that of a few pieces, whatever the number of rows.
public struct StreamedRegression {
  private enum Stage { case start, levels, sums, errors, settled }

  private let regression: TableRegression
  private var stage = Stage.start
  private var levels: FormulaLevels?
  private var problem: StreamedLeastSquares?
  private var scoring: StreamedScoring?
  private var errors: StreamedErrors?
  private var solution: LeastSquaresSolution?
  private var terms: [String] = []
  private var rows = RowCount()
  private var rowsBefore: RowCount?
  private var weightLogarithm = 0.0
  private var isFirstOfSums = true
  private var lastTime = -Double.infinity
  private var hasTimes = true
  private var passes = 0

  /// The rows of a pass: those of the table, and those that are complete.
  private struct RowCount: Equatable {
    var all = 0
    var complete = 0
  }

  /// Whether no further pass over the pieces is wanted.
  public var isSettled: Bool { stage == .settled }

  /// What the pass that comes next, or is under way, is for, in a few words.
  public var doing: String {
    let what =
      switch stage {
      case .start, .levels: "reading"
      case .sums: scoring.map { "iteration \($0.iteration)" } ?? "sums"
      case .errors: "errors"
      case .settled: "done"
      }
    return "pass \(passes + 1), \(what)"
  }

  /// A regression that is to be fitted in pieces.
  ///
  /// - Throws: ``TableRegressionError/choice(message:hint:)`` where it cannot be.
  public init(_ regression: TableRegression) throws(TableRegressionError) {
    try regression.validate()
    do { try checkLevel(regression.level) } catch { throw .statistics(error) }
    if let obstacle = regression.obstacleToStreaming {
      throw .choice(message: "in pieces, \(obstacle.what)", hint: obstacle.instead)
    }
    self.regression = regression
    if let family = regression.family.known, family != .gaussian {
      scoring = StreamedScoring(family)
    }
  }

  // MARK: Passes

  /// Adds the next rows of a pass.
  ///
  /// - Throws: ``TableRegressionError``; rows count from the first of the piece.
  public mutating func add(_ piece: FormulaTable) throws(TableRegressionError) {
    if stage == .start {
      stage = regression.formula.hasFactors(on: piece) ? .levels : .sums
      if stage == .levels { levels = FormulaLevels() }
    }
    let needed = try regression.hasWhatIsBesideTheFormula(piece)
    let complete = regression.formula.completeRows(piece, needed)
    rows.all += piece.count
    rows.complete += complete.count
    if regression.readsOrder { try checkOrder(piece, complete) }
    if stage == .levels {
      do { try levels?.add(regression.formula, piece, rows: complete) } catch {
        throw .formula(error)
      }
      return
    }
    // A few rows first where the columns are not yet counted: a factor may have thousands.
    var start = 0
    while start < complete.count {
      let end = min(complete.count, start + sliceCount)
      let data = try regression.read(piece, rows: Array(complete[start..<end]), levels: levels)
      try add(data, piece)
      start = end
    }
  }

  /// How many rows are taken at once, so that all their columns fit in some ten megabytes.
  private var sliceCount: Int {
    let groups = terms.isEmpty ? 1 : max(1, (1 << 20) / (terms.count * ExactGram.groupRows))
    return groups * ExactGram.groupRows
  }

  private mutating func add(
    _ data: RegressionData, _ piece: FormulaTable
  ) throws(TableRegressionError) {
    if terms.isEmpty {
      terms = data.design.terms
      do { try data.design.validate(count: data.rows.count, finite: false) } catch {
        throw .statistics(error)
      }
    }
    let working: StreamedScoring.Working
    if let scoring, stage == .errors {
      working = scoring.working(data)
    } else if var scoring {
      self.scoring = nil
      do { working = try scoring.add(data) } catch { throw .statistics(error) }
      self.scoring = scoring
    } else {
      working = StreamedScoring.Working(
        response: data.offset.map { zip(data.response, $0).map { $0 - $1 } } ?? data.response,
        weights: data.weights)
    }
    if stage == .errors {
      guard
        let scored = problem?.scored(
          data.design.columns, remainders: data.design.remainders, response: working.response,
          weights: working.weights)
      else { return }
      var labels: [GroupLabel]?
      if let column = regression.clusterColumn {
        labels = try regression.groupLabels(column, piece, data.rows)
      }
      do throws(StatisticsError) { try errors?.add(scored, labels) } catch {
        throw regression.located(error, data.rows)
      }
      return
    }
    var problem =
      problem
      ?? StreamedLeastSquares(
        terms: terms.count, intercept: regression.formula.hasIntercept ? 0 : nil)
    self.problem = nil
    do {
      try problem.add(
        data.design.columns, remainders: data.design.remainders, response: working.response,
        weights: working.weights)
    } catch { throw .statistics(.overflow) }
    self.problem = problem
    if isFirstOfSums, scoring == nil, let weights = data.weights {
      for weight in weights { weightLogarithm += logarithmOfProduct(CollectionOfOne(weight)) }
    }
  }

  /// Rows that must come in the order of their times do.
  private mutating func checkOrder(
    _ piece: FormulaTable, _ complete: [Int]
  ) throws(TableRegressionError) {
    guard let times = piece.times else {
      hasTimes = false
      return
    }
    for row in complete {
      let time = times[row] ?? lastTime
      guard time >= lastTime else {
        throw .time(
          row: row, message: "in pieces, rows must come in the order of their times",
          hint: "sort the file by time, or give --no-chunked")
      }
      lastTime = time
    }
  }

  /// Ends a pass over all rows.
  ///
  /// - Throws: ``TableRegressionError/statistics(_:)``, ``TableRegressionError/formula(_:)`` where
  ///   there is no complete row, or not those of the pass before.
  public mutating func endPass() throws(TableRegressionError) {
    guard rows.complete > 0 else { throw .formula(Formula.noRows) }
    if let before = rowsBefore, before != rows {
      throw .formula(
        FormulaError(
          1, "the rows are not those of the pass before: \(rows.all), there were \(before.all)",
          isOfData: true))
    }
    do throws(StatisticsError) {
      switch stage {
      case .start, .settled: break
      case .levels: stage = .sums
      case .sums: try endSums()
      case .errors: stage = .settled
      }
    } catch { throw .statistics(error) }
    passes += 1
    rowsBefore = rows
    guard stage != .settled else { return }
    rows = RowCount()
    lastTime = -.infinity
  }

  private mutating func endSums() throws(StatisticsError) {
    guard var problem else { return }
    isFirstOfSums = false
    guard rows.complete > terms.count else {
      throw .notMoreObservationsThanTerms(observations: rows.complete, terms: terms.count)
    }
    self.problem = nil
    defer { self.problem = problem }
    if scoring?.mustStepBack() == true {
      problem = fresh
      return
    }
    do {
      try problem.endPass()
      guard problem.isSettled, let found = try problem.solution() else {
        scoring?.beginAgain()
        return
      }
      solution = found
    } catch {
      let fault = told(error)
      throw scoring?.told(fault, terms) ?? fault
    }
    if let solution, scoring != nil {
      let isDone =
        try scoring?.endIteration(
          solution.coefficients, terms, hasConstant: problem.constantColumn != nil) ?? true
      guard isDone else {
        problem = fresh
        return
      }
    }
    guard let solution, regression.covariance != .classical else {
      stage = .settled
      return
    }
    errors = try StreamedErrors(
      regression.covariance, count: rows.complete, terms: terms.count,
      isExact: solution.isExact)
    stage = solution.isExact && errors?.isOfGroups != true ? .settled : .errors
  }

  private var fresh: StreamedLeastSquares {
    StreamedLeastSquares(
      terms: terms.count, intercept: regression.formula.hasIntercept ? 0 : nil)
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

  // MARK: The fit

  /// The fit, after the passes have settled.
  ///
  /// - Throws: ``TableRegressionError/statistics(_:)``.
  public func fit() throws(TableRegressionError) -> TableFit {
    guard stage == .settled, let solution else {
      throw .statistics(.notConverged(iterations: passes))
    }
    let count = rows.complete
    let design = Design(terms.map { ($0, []) })
    let isWeighted = regression.weights != nil || scoring != nil
    let least = LinearFit(
      response: [], design: design, weights: isWeighted ? [] : nil, solution: solution,
      count: count, weightLogarithm: isWeighted ? weightLogarithm : nil)
    do throws(StatisticsError) {
      var tables: RegressionTables
      if let scoring {
        tables = try self.tables(least, scoring, design)
      } else {
        tables = try self.tables(least)
      }
      tables.estimates.notes += regression.cautions(count: count)
      var notes = [
        Note(
          .method, "in-pieces",
          "The file was read in pieces, \(passes) \(passes == 1 ? "time" : "times"): there is no "
            + "table of observations.")
      ]
      if regression.readsOrder, !hasTimes { notes.insert(TableRegression.orderOfRowsNote, at: 0) }
      let missing = rows.all - count
      if missing > 0 { notes.insert(FormulaDesign.missingNote(missing, of: rows.all), at: 0) }
      let data = RegressionData(
        rows: [], response: [], design: design, missingCount: missing, notes: notes)
      var result = tables.fit(data, alternative: regression.alternative)
      result.count = count
      return result
    } catch { throw .statistics(error) }
  }

  private func tables(_ fit: LinearFit) throws(StatisticsError) -> RegressionTables {
    let level = regression.level
    var tables: RegressionTables
    if let errors {
      let found = try errors.found(fit)
      let rows = fit.coefficients(fit.sandwich(found.middle), degrees: found.degrees, level)
      tables = RegressionTables(
        fit.table(coefficients: rows, errors.estimator), overview: fit.overview,
        observations: nil)
    } else {
      tables = RegressionTables(
        try fit.table(.classical, level: level), overview: fit.overview, observations: nil)
    }
    if regression.offset != nil { tables.estimates.notes.append(TableRegression.offsetNote) }
    return tables
  }

  private func tables(
    _ working: LinearFit, _ scoring: StreamedScoring, _ design: Design
  ) throws(StatisticsError) -> RegressionTables {
    let fit = try GeneralizedFit(scoring, design, working)
    let table: Table
    if let errors {
      let found = try errors.found(working)
      let rows = fit.coefficients(
        working.sandwich(found.middle), degrees: found.degrees, regression.level)
      table = fit.table(rows, errors.estimator)
    } else {
      table = try fit.table(.classical, level: regression.level)
    }
    return RegressionTables(
      table, overview: fit.overview.adding(TableRegression.numerics(fit)), observations: nil)
  }
}

extension TableRegression {
  /// Why it cannot be fitted in pieces, in a clause, and what to use; nil where it can.
  public var obstacleToStreaming: (what: String, instead: String)? {
    let whole = "give --no-chunked, which reads the file whole"
    if method != .leastSquares {
      return (
        "--method \(method.name) cannot be had, which looks at all rows at once",
        "use least squares with --covariance hc3 or newey-west, or \(whole)"
      )
    }
    if family == .negativeBinomial {
      return (
        "--family negative-binomial cannot be had", "use quasi-poisson, or \(whole)"
      )
    }
    if usesBellMcCaffrey {
      return (
        "--df bell-mccaffrey cannot be had, which compares each row with each other",
        "use --covariance hc3, or \(whole)"
      )
    }
    if solver != .automatic && solver != .gram {
      return ("the solver is gram", "leave --solver out, or \(whole)")
    }
    if !formula.isRowwise {
      return (
        "there can be no orthogonal poly(), which is made of all rows at once",
        "write poly(x, 2, raw = TRUE), or \(whole)"
      )
    }
    return nil
  }
}

import LinearAlgebra
import Tables

extension TableRegression {
  /// The fit to a table.
  ///
  /// - Throws: ``TableRegressionError``, with the row and column where a value is at fault.
  public func fit(_ table: FormulaTable) throws(TableRegressionError) -> TableFit {
    try validate()
    let data = try read(table)
    do throws(StatisticsError) {
      try checkLevel(level)
      var tables = try self.tables(data)
      tables.estimates.notes += cautions(count: data.rows.count)
      return tables.fit(data, alternative: alternative)
    } catch {
      throw located(error, data.rows)
    }
  }

  /// An error whose index counts the rows used, told of the row of the table.
  func located(_ error: StatisticsError, _ rows: [Int]) -> TableRegressionError {
    switch error {
    case .leverageOne(let index) where rows.indices.contains(index):
      return .cell(
        row: rows[index], column: formula.response?.names.first ?? "",
        message: "this row alone determines a coefficient (leverage 1): its error cannot be had",
        hint: "use --covariance classical, or leave the row out")
    default: return .statistics(error)
    }
  }

  private func tables(_ data: RegressionData) throws(StatisticsError) -> RegressionTables {
    let times = data.times
    switch method {
    case .leastSquares:
      switch family {
      case .gaussian: return try leastSquares(data)
      case .negativeBinomial: return try negativeBinomial(data)
      case .poisson, .quasiPoisson, .binomial: return try generalized(data)
      }
    case .quantile(let tau):
      let fit = try QuantileRegression(tau).fit(data.response, on: data.design)
      return RegressionTables(try fit.table(level: level), fit)
    case .robust(let loss):
      let fit = try RobustRegression(loss).fit(data.response, on: data.design)
      return RegressionTables(try fit.table(level: level), fit)
    case .interval:
      guard let ranges = data.ranges else { throw .noVariation }
      let fit = try IntervalRegression().fit(ranges, on: data.design)
      return RegressionTables(try fit.table(level: level), fit)
    case .tobit(let limit):
      let fit = try Tobit(lower: limit).fit(data.response, on: data.design)
      return RegressionTables(try fit.table(level: level), fit)
    case .declaredRho: return try declaredRho(data)
    case .quasiDifferences(let first):
      let fit = try QuasiDifferences(first, times: times).fit(data.response, on: data.design)
      return RegressionTables(try fit.table(level: level), fit)
    case .autoregressive(let isRestricted):
      let fit = try AutoregressiveErrors(isRestricted ? .restricted : .likelihood, times: times)
        .fit(data.response, on: data.design)
      return RegressionTables(try fit.table(level: level), fit)
    }
  }

  /// The estimator for as many rows as there are.
  private func estimator(_ data: RegressionData) -> CovarianceEstimator {
    covariance.estimator(count: data.rows.count, labels: data.labels ?? [])
  }

  // MARK: Least squares and the families

  private func leastSquares(_ data: RegressionData) throws(StatisticsError) -> RegressionTables {
    var response = data.response
    if let offset = data.offset { response = zip(response, offset).map { $0 - $1 } }
    let fit = try LeastSquares(weights: data.weights, solver: solver)
      .fit(response, on: data.design)
    var tables: RegressionTables
    if usesBellMcCaffrey {
      let rows = try fit.bellMcCaffreyCoefficients(level: level)
      tables = RegressionTables(
        Table(
          "Coefficients, HC2 errors", rows,
          Coefficient.fields(
            method: data.weights == nil ? "least-squares" : "weighted-least-squares",
            basis: .asymptotic, count: fit.count),
          notes: fit.notes + [bellMcCaffreyNote]), fit)
    } else {
      tables = RegressionTables(try fit.table(estimator(data), level: level), fit)
    }
    if let offset = data.offset {
      tables.estimates.notes.append(Self.offsetNote)
      tables.observations = tables.observations.map { Self.moved($0, by: offset) }
    }
    return tables
  }

  static let offsetNote = Note(
    .method, "offset", "The offset was taken off the response first: R² is of what is left.")

  private var bellMcCaffreyNote: Note {
    Note(
      .method, "bell-mccaffrey",
      "HC2 errors with the degrees of freedom of Bell and McCaffrey, one for each term: R "
        + "clubSandwich coef_test(test = \"Satterthwaite\"), each row a cluster of its own.")
  }

  /// Observations with what had been taken off put back.
  private static func moved(_ table: Table, by offset: [Double]) -> Table {
    let places = [Column.value, .fitted].compactMap { table.columns.firstIndex(of: $0) }
    return Table(
      table.title, columns: table.columns,
      rows: zip(table.rows, offset).map { row, offset in
        var result = row
        for place in places { result[place] = Cell(row[place].double.map { $0 + offset }) }
        return result
      }, notes: table.notes)
  }

  private func generalized(_ data: RegressionData) throws(StatisticsError) -> RegressionTables {
    guard let known = family.known else { throw .noVariation }
    let model = GeneralizedLinear(
      known, weights: data.weights, exposures: data.exposures, offset: data.offset)
    let fit = try model.fit(data.response, on: data.design)
    var tables = RegressionTables(try fit.table(estimator(data), level: level), fit)
    tables.overview = tables.overview.adding(Self.numerics(fit))
    return tables
  }

  private func negativeBinomial(
    _ data: RegressionData
  ) throws(StatisticsError) -> RegressionTables {
    let model = NegativeBinomialRegression(
      weights: data.weights, exposures: data.exposures, offset: data.offset)
    let fit = try model.fit(data.response, on: data.design)
    var tables: RegressionTables
    if covariance == .classical {
      tables = RegressionTables(try fit.table(.expected, level: level), fit)
    } else {
      let estimator = estimator(data)
      let rows = try fit.fit.coefficients(estimator, level: level)
      tables = RegressionTables(
        Table(
          "Coefficients, \(estimator.name) errors", rows,
          Coefficient.fields(
            method: family.rawValue, basis: .asymptotic, count: data.rows.count),
          notes: fit.notes + [estimator.note].compactMap { $0 }), fit)
    }
    tables.overview = tables.overview.adding(
      [(.dispersion, Cell(fit.fit.pearsonDispersion))] + Self.numerics(fit.fit))
    return tables
  }

  /// Rank, condition and solver of the last iteration.
  static func numerics(_ fit: GeneralizedFit) -> [(Column, Cell)] {
    [
      (.rank, .integer(fit.working.rank)), (.condition, Cell(fit.working.condition)),
      (.solver, .text(fit.working.solver)),
    ]
  }

  // MARK: Declared autocorrelation

  /// Each term at each autocorrelation and, where there are several, at the worst and averaged.
  private func declaredRho(_ data: RegressionData) throws(StatisticsError) -> RegressionTables {
    try checkRegression(data.response, data.design)
    let spacing = try Spacing(data.times, count: data.rows.count)
    // Years where there are times, as for trends; else rows.
    let times = data.times ?? data.rows.indices.map(Double.init)
    let sample = try Sample(times: times, values: data.response)
    var rows: [DeclaredRhoRow] = []
    var notes: [Note] = []
    for term in data.design.terms {
      let declared = try DeclaredRho(grid: declaredRho)
        .contrast(term, in: sample, on: data.design, level: level)
      let averaged =
        declaredRho.count > 1
        ? try AveragedRho().contrast(term, in: sample, on: data.design, level: level) : nil
      rows += DeclaredRhoRow.rows(declared, averaged, alternative)
      for note in averaged?.notes ?? [] where !notes.contains(note) { notes.append(note) }
    }
    notes.insert(
      Note(
        .method, "declared-rho",
        "Generalised least squares at declared autocorrelations, rho being that of "
          + (data.times == nil ? "rows next to each other" : "values a year apart")
          + "; t with n − p degrees of freedom."), at: 0)
    var fits: [AutoregressiveFit] = []
    for rho in declaredRho {
      fits.append(
        try AutoregressiveErrors(
          .declared(rho: Elementary.power(rho, spacing.unit)), times: data.times
        )
        .fit(data.response, on: data.design))
    }
    guard let first = fits.first else { throw .noVariation }
    var tables = RegressionTables(
      Table(
        "Coefficients under declared autocorrelation", rows,
        DeclaredRhoRow.fields(count: data.rows.count), notes: notes), first)
    tables.isDirected = true
    tables.overview = Table(
      "Fit", columns: first.overview.columns,
      rows: zip(fits, declaredRho).flatMap { fit, rho in
        fit.overview.replacing(.rho) { _, _ in Cell(rho) }.rows
      })
    if fits.count > 1 { tables.observations = nil }
    return tables
  }

  // MARK: Cautions

  /// What is known to mislead at this number of rows.
  func cautions(count: Int) -> [Note] {
    var notes: [Note] = []
    if let card, count < card.advisedCount {
      notes.append(
        Note(
          .caveat, "few-observations",
          "\(card.name) is advised from \(card.advisedCount) observations, there are \(count): "
            + "\(card.instead) would be safer."))
    }
    if case .neweyWest = covariance, count < 30 {
      notes.append(
        Note(
          .caveat, "few-observations",
          "Newey–West errors are advised from 30 observations, there are \(count): they are far "
            + "too small in short series; gls-ar1 would be safer."))
    }
    return notes
  }

  private var card: MethodCard? {
    switch method {
    case .leastSquares:
      switch family {
      case .gaussian: return nil
      case .negativeBinomial: return NegativeBinomialFit.card
      case .poisson, .quasiPoisson, .binomial: return family.known.map { GeneralizedFit.card($0) }
      }
    case .quantile: return QuantileFit.card
    case .robust(let loss): return RobustFit.cards.first { $0.name == loss.rawValue }
    case .interval: return IntervalFit.card
    case .tobit: return IntervalFit.tobitCard
    case .declaredRho: return nil
    case .quasiDifferences, .autoregressive:
      return AutoregressiveFit.cards.first { $0.name == method.name }
    }
  }
}

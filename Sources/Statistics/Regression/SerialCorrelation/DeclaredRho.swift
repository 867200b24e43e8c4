import Distributions
public import Tables

/// A coefficient under declared autocorrelations, and the worst of its p-values.
///
/// Autocorrelation cannot be estimated from a dozen years, so it is declared: the coefficient is
/// estimated by generalised least squares at each ρ of a grid, the correlation of two observations
/// being ρ to the power of the years between them, and the largest p-value and the union of the
/// intervals are reported. If the estimate changes sign on the grid, p is 1.
///
/// - Assumes: normal errors, stationary, with an autocorrelation somewhere within the grid; then
///   the size is at most the level but for the spacing of the grid. At ρ = .8, outside the standard
///   grid, a test at 5 % rejects 4–12 %, on a random walk up to 26 % (simulated).
/// - Units: times in years; estimates in units of the value over the column.
/// - Edge cases: gaps are real distances. An exact fit has standard errors of zero and no p-value.
/// - Cost: a fit at each ρ, and about 130 more for the ρ at which the verdict turns.
/// - References: Aitken 1936, doi:10.1017/S0370164600014346 (known covariance); the worst over a
///   declared range is a sensitivity analysis in the manner of Rosenbaum 2002, *Observational
///   Studies*.
/// - Checked against: generalised least squares with a dense covariance in 50 digits
///   (`Golden/regression.json`).
public struct DeclaredRho: Hashable, Sendable {
  /// The autocorrelations at lag one year, ascending, from 0 to below 1.
  public var grid: [Double]

  /// 0, .1, … .6.
  public static let standardGrid = (0...6).map { Double($0) / 10 }

  /// Declares a grid of autocorrelations.
  public init(grid: [Double] = DeclaredRho.standardGrid) { self.grid = grid }

  /// The coefficient of a term at each ρ of the grid.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a grid, term or level out
  ///   of their domains, and what ``LeastSquares/fit(_:on:)`` throws.
  public func contrast(
    _ term: String, in sample: Sample, on design: Design, level: Double = 0.95
  ) throws(StatisticsError) -> DeclaredRhoFit {
    try checkGrid(grid)
    let place = try checkContrast(term, sample, design, level)
    return try DeclaredRhoFit(
      term, level: level, count: sample.count, terms: design.terms.count, grid: grid
    ) { rho throws(StatisticsError) in
      try CorrelatedFit(place, in: sample, on: design, rho: rho)
    }
  }
}

extension DeclaredRhoFit {
  /// A coefficient at each ρ of a grid, given how it is estimated at one.
  init(
    _ term: String, level: Double, count: Int, terms: Int, grid: [Double],
    findsBreakdown: Bool = true,
    _ estimated: (_ rho: Double) throws(StatisticsError) -> CorrelatedFit
  ) throws(StatisticsError) {
    let degrees = Double(count - terms)
    func row(_ rho: Double) throws(StatisticsError) -> Row {
      Row(try estimated(rho), rho: rho, degrees: degrees, level)
    }
    var rows: [Row] = []
    for rho in grid { rows.append(try row(rho)) }
    let breakdown =
      findsBreakdown
      ? try Self.breakdown { rho throws(StatisticsError) in
        do throws(StatisticsError) {
          return try row(rho).pValue.map { $0 <= 1 - level }
        } catch {
          // Beyond the grid an iteration may not end: the verdict is then not known.
          guard case .notConverged = error else { throw error }
          return nil
        }
      } : nil
    self.init(term: term, level: level, count: count, rows: rows, breakdown: breakdown)
  }

  /// The least ρ above 0 at which the verdict at ρ = 0 does not hold, looked for in hundredths up to
  /// .99 and then halved.
  private static func breakdown(
    _ rejects: (_ rho: Double) throws(StatisticsError) -> Bool?
  ) throws(StatisticsError) -> Double? {
    guard let start = try rejects(0) else { return nil }
    for step in 1...99 {
      var high = Double(step) / 100
      guard let verdict = try rejects(high) else { return nil }
      if verdict == start { continue }
      var low = Double(step - 1) / 100
      while high - low > 1e-9 {
        let middle = (low + high) / 2
        if try rejects(middle) == start {
          low = middle
        } else {
          high = middle
        }
      }
      return high
    }
    return nil
  }
}

/// A coefficient at each of the declared autocorrelations.
public struct DeclaredRhoFit: Hashable, Sendable {
  /// The coefficient at one autocorrelation.
  public struct Row: Hashable, Sendable {
    /// The autocorrelation at lag one year.
    public let rho: Double
    /// The estimate.
    public let estimate: Double
    /// Its standard error; nil where it is beyond the range of doubles.
    public let standardError: Double?
    /// Estimate over standard error; nil in an exact fit.
    public let statistic: Double?
    /// The degrees of freedom of t.
    public let degreesOfFreedom: Double
    /// The two-sided p-value against zero.
    public let pValue: Double?
    /// The interval.
    public let interval: ConfidenceInterval?

    init(_ fit: CorrelatedFit, rho: Double, degrees: Double, _ level: Double) {
      self.rho = rho
      estimate = fit.estimate
      standardError = fit.standardError
      degreesOfFreedom = degrees
      guard let error = fit.standardError, error > 0, (fit.estimate / error).isFinite else {
        statistic = nil
        pValue = nil
        interval = nil
        return
      }
      let student = StudentT(degreesOfFreedom: degreesOfFreedom)
      let ratio = fit.estimate / error
      let halfWidth = student.upperQuantile((1 - level) / 2) * error
      statistic = ratio
      pValue = twoSidedP(ratio, student)
      interval = ConfidenceInterval(
        low: fit.estimate - halfWidth, high: fit.estimate + halfWidth, level: level)
    }
  }

  /// The worst over the grid.
  public struct Worst: Hashable, Sendable {
    /// The autocorrelation at which p is largest.
    public let rho: Double
    /// The estimate there.
    public let estimate: Double
    /// The largest p-value; 1 if the estimate changes sign on the grid.
    public let pValue: Double
    /// The union of the intervals on the grid.
    public let interval: ConfidenceInterval
  }

  /// The term of the coefficient.
  public let term: String
  /// The level of the intervals, and of the verdict that ``breakdown`` is about.
  public let level: Double
  /// The number of observations.
  public let count: Int
  /// One row for each declared autocorrelation, ascending.
  public let rows: [Row]
  /// The least autocorrelation above 0 at which the verdict at 0 turns; nil where it does not up to
  /// .99, and in an exact fit.
  public let breakdown: Double?

  /// Whether the estimate changes sign on the grid.
  public var changesSign: Bool {
    rows.contains { $0.estimate > 0 } && rows.contains { $0.estimate < 0 }
  }

  /// The largest p-value and the union of the intervals; nil in an exact fit.
  public var worst: Worst? {
    var worst: (row: Row, pValue: Double)?
    var low = Double.infinity
    var high = -Double.infinity
    for row in rows {
      guard let pValue = row.pValue, let interval = row.interval else { return nil }
      if pValue > worst?.pValue ?? -1 { worst = (row, pValue) }
      low = min(low, interval.low)
      high = max(high, interval.high)
    }
    guard let worst else { return nil }
    return Worst(
      rho: worst.row.rho, estimate: worst.row.estimate, pValue: changesSign ? 1 : worst.pValue,
      interval: ConfidenceInterval(low: low, high: high, level: level))
  }
}

extension DeclaredRhoFit: Tabular {
  private var notes: [Note] {
    let grid = rows.map { "\($0.rho)" }.joined(separator: ", ")
    var notes = [
      Note(
        .method, "declared-rho",
        "Generalised least squares at declared autocorrelations of values a year apart (\(grid)); "
          + "t with n − p degrees of freedom. The worst row has the largest p-value and the union of "
          + "the intervals.")
    ]
    if changesSign {
      notes.append(
        Note(.caveat, "sign-change", "The estimate changes sign on the grid: the worst p is 1."))
    }
    return notes
  }

  /// One row for each declared autocorrelation, and last the worst.
  public var estimates: Table {
    let reason = "the fit is exact"
    let term = term
    let count = count
    let fields: [Field<Row>] = [
      .text(.method) { _ in "declared-rho" },
      .text(.term) { _ in term },
      .number(.rho) { $0.rho },
      .number(.estimate) { $0.estimate },
      .number(.standardError) { $0.standardError },
      .cell(.statistic) { Cell($0.statistic, because: reason) },
      .number(.degreesOfFreedom) { $0.degreesOfFreedom },
      .cell(.pValue) { Cell($0.pValue, because: reason) },
      .cell(.intervalLow) { Cell($0.interval?.low, because: reason) },
      .cell(.intervalHigh) { Cell($0.interval?.high, because: reason) },
      .text(.basis) { _ in Basis.exact.name },
      .integer(.count) { _ in count },
    ]
    return .stacked(
      "\(term) under declared autocorrelation",
      [Table("", rows, fields, notes: notes), worstTable])
  }

  private var worstTable: Table {
    let term = term
    let count = count
    let fields: [Field<Worst>] = [
      .text(.method) { _ in "declared-rho, worst" },
      .text(.term) { _ in term },
      .number(.rho) { $0.rho },
      .number(.estimate) { $0.estimate },
      .number(.pValue) { $0.pValue },
      .number(.intervalLow) { $0.interval.low },
      .number(.intervalHigh) { $0.interval.high },
      .text(.basis) { _ in Basis.exact.name },
      .integer(.count) { _ in count },
    ]
    return Table("", worst.map { [$0] } ?? [], fields)
  }

  /// One row: the number of observations, the level, and the autocorrelation at which the verdict
  /// turns.
  public var overview: Table {
    let reason = "the verdict does not turn up to .99"
    let fields: [Field<DeclaredRhoFit>] = [
      .text(.method) { _ in "declared-rho" },
      .text(.term) { $0.term },
      .integer(.count) { $0.count },
      .number(.level) { $0.level },
      .cell(.rho) { Cell($0.breakdown, because: reason) },
      .cell(.pValue) { Cell($0.worst?.pValue, because: "the fit is exact") },
    ]
    return Table("\(term) under declared autocorrelation", [self], fields, notes: notes)
  }
}

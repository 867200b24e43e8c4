import Distributions
import LinearAlgebra
public import Tables

/// A quantile regression that has met its data.
public struct QuantileFit: Hashable, Sendable {
  /// The share below the plane.
  public let tau: Double
  /// The response.
  public let response: [Double]
  /// The columns.
  public let design: Design
  /// Σ ρ(yᵢ − xᵢβ), the least there is; in units of the response.
  public let objective: Double
  /// Response less fitted; zero where an observation is fitted exactly.
  public let residuals: [Double]
  /// All equally good vertices, the reported one first; nil where ties are too many to count.
  public let optimalCoefficients: [[Double]]?
  /// The number of vertices passed on the way.
  public let convergence: Convergence
  /// Whether another vertex is worse by no more than the rounding of the numbers given.
  public let isNearlyTied: Bool
  /// The estimated density's inverse at the quantile, of Hall and Sheather's bandwidth; nil where too
  /// few residuals are left for it.
  public let sparsity: Double?
  /// Whether the density's inverse comes from a median line that is not the only one; tools then
  /// differ in it.
  public let isSparsityTied: Bool
  let values: [Double]
  private let unitErrors: [Double]
  private let inversions: [RankBends?]

  init(
    _ model: QuantileRegression, _ response: [Double], _ design: Design, _ solver: QuantileSolver,
    _ optimum: QuantileProblem.Vertex, unit: Int, columnUnits: [Int], least: LinearFit
  ) throws(StatisticsError) {
    tau = model.tau
    self.response = response
    self.design = design
    func coefficients(_ vertex: QuantileProblem.Vertex) -> [Double] {
      zip(vertex.coefficients, columnUnits).map { $0.high.scaled(byPowerOfTwo: unit - $1) }
    }
    values = coefficients(optimum)
    guard values.allSatisfy(\.isFinite) else { throw .overflow }
    residuals = optimum.residuals.map { $0.high.scaled(byPowerOfTwo: unit) }
    objective = solver.problem.objective(optimum).high.scaled(byPowerOfTwo: unit)
    convergence = Convergence(iterations: solver.steps, change: 0, reason: .converged)
    optimalCoefficients =
      solver.isPerturbed
      ? nil : solver.optimalVertices(from: optimum).map { $0.map(coefficients) }
    isNearlyTied = (solver.leastRise(optimum) ?? 0) < 1e-13
    let factor = try least.unitFactor()
    unitErrors = (0..<factor.rows).map { euclideanLength(factor.row($0)) }
    let line = Self.sparsity(residuals, terms: design.terms.count, tau: model.tau)
    sparsity = line?.slope
    isSparsityTied = line?.isTied ?? false
    var bends: [RankBends?] = []
    let errors = unitErrors
    for place in design.terms.indices {
      guard response.count <= Self.inversionLimit, !solver.isPerturbed else {
        bends.append(nil)
        continue
      }
      let scale = Double(sign: .plus, exponent: unit - columnUnits[place], significand: 1)
      // Slopes are in scaled units of the response over those of the column.
      let remainder = 1 / errors[place] * 1.0.scaled(byPowerOfTwo: -columnUnits[place])
      let inversion = RankInversion(
        solver.problem, optimum, place: place, remainder: remainder, scale: scale)
      bends.append(inversion.map(RankBends.init))
    }
    inversions = bends
  }

  /// The most observations for which intervals are those of rank inversion, as in quantreg.
  public static let inversionLimit = 1_000

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The number of observations.
  public var count: Int { response.count }

  /// Observations less coefficients.
  public var degreesOfFreedom: Int { count - terms.count }

  /// The fitted quantiles.
  public var fitted: [Double] { zip(response, residuals).map { $0 - $1 } }

  /// Whether no other coefficients do as well; nil where ties are too many to tell.
  public var isUnique: Bool? { optimalCoefficients.map { $0.count == 1 } }

  /// The standard errors under independent errors of one distribution, √(τ(1 − τ)) times the sparsity
  /// times the roots of the diagonal of (XᵀX)⁻¹; nil where there is no sparsity.
  public var standardErrors: [Double]? {
    sparsity.map { sparsity in
      unitErrors.map { $0 * (tau * (1 - tau)).squareRoot() * sparsity }
    }
  }

  /// The interval of a term by inversion of the rank score test, t with n − p degrees of freedom; an
  /// end may be infinite. Nil beyond ``inversionLimit`` observations.
  ///
  /// Where the path of the inversion is not unique, ``hasTiedInversion(_:)``, R's quantreg may give
  /// another end: it depends on the order in which its solver visits the ties.
  public func rankInterval(_ place: Int, level: Double = 0.95) -> (low: Double, high: Double)? {
    let student = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    return inversions[place]?.inversion.interval(
      critical: student.upperQuantile((1 - level) / 2))
  }

  /// Whether more than one path leads along the bends of the objective for a term.
  public func hasTiedInversion(_ place: Int) -> Bool {
    inversions[place]?.inversion.hasTies ?? true
  }

  /// The coefficients in the order of the terms: errors under one distribution; p-value and interval
  /// by rank inversion, so that they agree, t with n − p degrees of freedom. Beyond
  /// ``inversionLimit`` observations both are those of the standard error.
  public func coefficients(checkedLevel level: Double) -> [Coefficient] {
    let degrees = Double(degreesOfFreedom)
    let student = StudentT(degreesOfFreedom: degrees)
    let errors = standardErrors
    return terms.indices.map { place in
      guard let inversion = inversions[place]?.inversion else {
        return Coefficient(
          term: terms[place], estimate: values[place], standardError: errors?[place],
          degreesOfFreedom: degrees, level: level,
          absence: "too few residuals to estimate their density")
      }
      let ends = inversion.interval(critical: student.upperQuantile((1 - level) / 2))
      let size = inversion.statistic(at: 0)
      let isBounded = ends.low.isFinite && ends.high.isFinite
      return Coefficient(
        term: terms[place], estimate: values[place], standardError: errors?[place],
        statistic: values[place] < 0 ? -size : size, degreesOfFreedom: degrees,
        pValue: twoSidedP(size, student),
        interval: ConfidenceInterval(low: ends.low, high: ends.high, level: level),
        absence: isBounded ? nil : "no end: the rank test rejects no value that far out")
    }
  }

  /// The slope of the ordered residuals about the quantile over their share.
  private static func sparsity(
    _ residuals: [Double], terms: Int, tau: Double
  ) -> (slope: Double, isTied: Bool)? {
    let n = Double(residuals.count)
    let zero = 1e-10 * residuals.reduce(0) { max($0, abs($1)) }
    let exact = residuals.filter { abs($0) <= zero }.count
    let normal = Normal.standard
    let place = normal.quantile(tau)
    let density = normal.density(at: place)
    let ratio = 1.5 * density * density / (2 * place * place + 1)
    let bandwidth =
      Elementary.power(n, -1.0 / 3) * Elementary.power(normal.upperQuantile(0.025), 2.0 / 3)
      * Elementary.power(ratio, 1.0 / 3)
    let window = max(terms + 1, Int((n * bandwidth).rounded(.up)))
    guard exact + window + 1 <= residuals.count, window >= 2 else { return nil }
    let nearest = residuals.sorted { abs($0) < abs($1) }[exact...(exact + window)].sorted()
    let shares = (exact...(exact + window)).map { Double($0 + 1) / (n - Double(terms)) }
    guard let line = try? SparsityLine.slope(nearest, shares), line.slope > 0 else { return nil }
    return line
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "quantile", title: "Quantile regression",
    summary: "The plane that leaves a share of the observations below it: 0.5 is the median.",
    assumptions: ["independent errors of one distribution, for the standard errors"],
    leastCount: 5, advisedCount: 10, instead: "theil-sen for a trend",
    references: [
      "Koenker & Bassett 1978, doi:10.2307/1913643",
      "Koenker & Machado 1999, doi:10.1080/01621459.1999.10473882",
    ])
}

/// The bends of one term, compared by their numbers.
private struct RankBends: Hashable, Sendable {
  let inversion: RankInversion

  init(_ inversion: RankInversion) { self.inversion = inversion }

  static func == (a: RankBends, b: RankBends) -> Bool {
    a.numbers == b.numbers && a.inversion.hasTies == b.inversion.hasTies
  }

  func hash(into hasher: inout Hasher) { hasher.combine(numbers) }

  private var numbers: [Double] {
    (inversion.below + inversion.above).flatMap { [$0.place, $0.statistic] }
  }
}

/// The median line through ordered residuals.
private enum SparsityLine {
  static func slope(
    _ values: [Double], _ shares: [Double]
  ) throws(StatisticsError) -> (slope: Double, isTied: Bool)? {
    guard values.count > 2 else { return nil }
    let rows = shares.map { [DoubleDouble.one, DoubleDouble($0)] }
    let unit = values.reduce(0) { max($0, abs($1)) }
    guard unit > 0 else { return nil }
    let problem = QuantileProblem(
      values.map { DoubleDouble($0 / unit) }, rows: rows, tau: DoubleDouble(0.5))
    var solver = QuantileSolver(problem)
    let optimum = try solver.optimum(from: Array(values.indices))
    // Residuals are rounded: lines as good but for that are ties.
    let rise = solver.leastRise(optimum, above: 1e-12) ?? 0
    let least = solver.problem.edges(optimum)?.map { abs($0.relativeSlope) }.min() ?? 0
    return (optimum.coefficients[1].high * unit, rise == 0 || least < 1e-12)
  }
}

extension QuantileFit: CoefficientFit {
  /// What a reader must know of this fit.
  public var notes: [Note] {
    var notes = [
      Note(
        .method, "quantile",
        "Quantile \(tau), exact vertex after \(convergence.iterations) steps; standard errors under "
          + "errors of one distribution (Hall–Sheather bandwidth), p-values and intervals by "
          + "rank inversion up to \(Self.inversionLimit) observations: R quantreg summary(se = "
          + "\"iid\") and summary(se = \"rank\").")
    ]
    if let all = optimalCoefficients, all.count > 1 {
      notes.append(
        Note(
          .caveat, "not-unique",
          "\(all.count) solutions are equally good, and all between them; one is shown."))
    } else if optimalCoefficients == nil {
      notes.append(
        Note(
          .caveat, "not-unique", "Ties are too many to tell whether other solutions do as well."))
    } else if isNearlyTied {
      notes.append(
        Note(
          .caveat, "nearly-not-unique",
          "Another solution does as well but for the rounding of the numbers."))
    }
    return notes
  }

  /// The name, with the share below the plane.
  public var methodName: String { "quantile:\(tau)" }

  /// Size, quantile and objective, in one row.
  public var overview: Table {
    Table(
      "Fit", [self],
      [
        .text(.method) { "quantile:\($0.tau)" },
        .integer(.count) { $0.count },
        .number(.quantile) { $0.tau },
        .number(.objective) { $0.objective },
        .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
        .integer(.iterations) { $0.convergence.iterations },
        .text(.stopped) { $0.convergence.reason.rawValue },
      ], notes: notes)
  }

  /// Value, fitted quantile and residual of each observation.
  public var observations: Table? {
    table(response: response, fitted: fitted, residuals: residuals)
  }
}

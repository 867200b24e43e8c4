public import LinearAlgebra

/// A regression as a formula and choices by name, to be fitted to a table of named columns.
///
/// ```swift
/// let regression = TableRegression(try Formula("deaths ~ year + step(2012)"), family: .poisson)
/// let fit = try regression.fit(table)
/// ```
///
/// Rows in which something it reads is missing are left out and counted. Where the order of rows
/// tells (``RegressionMethod/readsOrder``, Newey–West errors) they are put in order of the table's
/// times, where it has any.
///
/// - Assumes: what the method of ``method`` and ``family`` assumes; any number of rows above the
///   number of terms is fitted, with a caveat where the method is not advised for so few.
/// - Checked against: NIST StRD linear sets; values of R and statsmodels, through the command.
public struct TableRegression: Sendable {
  /// The response and the terms.
  public var formula: Formula
  /// How the coefficients are found.
  public var method: RegressionMethod
  /// How the variance hangs on the mean.
  public var family: RegressionFamily
  /// The column of weights.
  public var weights: String?
  /// The column added to the linear predictor.
  public var offset: String?
  /// The column of what counts were counted over.
  public var exposure: String?
  /// The columns of the lower and upper ends for ``RegressionMethod/interval``.
  public var bounds: (low: String, high: String) = ("low", "high")
  /// How the errors are estimated.
  public var covariance: CovarianceChoice = .classical
  /// Whether t has the degrees of freedom of Bell and McCaffrey; asks for HC2 errors.
  public var usesBellMcCaffrey = false
  /// How least squares are solved.
  public var solver: LeastSquaresSolver = .automatic
  /// The autocorrelations declared possible, for ``RegressionMethod/declaredRho``.
  public var declaredRho: [Double] = DeclaredRho.standardGrid
  /// The confidence level.
  public var level = 0.95
  /// The direction tested.
  public var alternative: Alternative = .twoSided

  /// A regression by a method under a family, with all else as usual.
  public init(
    _ formula: Formula, method: RegressionMethod = .leastSquares,
    family: RegressionFamily = .gaussian
  ) {
    self.formula = formula
    self.method = method
    self.family = family
  }

  /// The columns it reads as numbers beside those of the formula, with what they are for.
  public var roles: [(role: String, column: String)] {
    let known = [("weights", weights), ("offset", offset), ("exposure", exposure)]
    return known.compactMap { role, column in column.map { (role, $0) } }
  }

  /// The columns it reads as numbers where the table has them: the ends of ranges, and what stands
  /// before ~ beside them.
  public var optionalColumns: [String] {
    guard method == .interval else { return [] }
    return [bounds.low, bounds.high] + (formula.response?.names ?? [])
  }

  /// The columns the response is made of, which are numbers.
  public var responseColumns: [String] {
    method == .interval ? [] : formula.response?.names ?? []
  }

  /// The columns it cannot do without, beside those of ``roles``.
  public var neededColumns: [String] {
    let names = method == .interval ? Formula(withoutResponseOf: formula).names : formula.names
    return names + [clusterColumn].compactMap { $0 }
  }

  /// The column whose texts or numbers are the labels of groups.
  public var clusterColumn: String? {
    if case .cluster(let column) = covariance { return column }
    return nil
  }

  /// Whether the order of the rows tells.
  public var readsOrder: Bool {
    if case .neweyWest = covariance { return true }
    return method.readsOrder
  }

  /// Checks that the choices go together.
  ///
  /// - Throws: ``TableRegressionError/choice(message:hint:)``.
  public func validate() throws(TableRegressionError) {
    let isLeast = method == .leastSquares
    let isPlain = covariance == .classical
    if !isLeast, family != .gaussian {
      throw .choice(
        message: "--method \(method.name) does not go with --family \(family.rawValue)",
        hint: "leave one of them out")
    }
    if !isLeast {
      for (role, _) in roles {
        throw .choice(
          message: "--method \(method.name) takes no --\(role)",
          hint: "least-squares and the families take it")
      }
      guard isPlain, !usesBellMcCaffrey else {
        throw .choice(
          message: "--method \(method.name) has errors of its own and takes no other --covariance",
          hint: "least-squares and the families take it")
      }
    }
    if exposure != nil, family == .gaussian || family == .binomial {
      throw .choice(
        message: "--exposure goes with counts, not with --family \(family.rawValue)",
        hint: "use --family poisson, quasi-poisson or negative-binomial")
    }
    if solver != .automatic, !isLeast || family != .gaussian {
      throw .choice(
        message: "--solver goes with least squares of the gaussian family alone", hint: nil)
    }
    if usesBellMcCaffrey, covariance != .plain(.hc2) || family != .gaussian {
      throw .choice(
        message: "--df bell-mccaffrey goes with least squares and --covariance hc2",
        hint: "leave --covariance out, or name hc2")
    }
    if case .quantile(let tau) = method, !(tau > 0 && tau < 1) {
      throw .choice(message: "the quantile \(tau) is not between 0 and 1", hint: nil)
    }
    if method != .interval, formula.responseLabel == nil {
      throw .choice(
        message: "the formula has no response before ~", hint: "write the response, ~ and the terms"
      )
    }
  }
}

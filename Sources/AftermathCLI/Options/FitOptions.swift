import ArgumentParser
import Aftermath

/// The model of `fit` and its choices.
struct FitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How the response varies: "
        + RegressionFamily.allCases.map(\.rawValue).joined(separator: ", ") + "."))
  var family: String = RegressionFamily.gaussian.rawValue

  @Option(
    help: ArgumentHelp(
      "How coefficients are found: \(RegressionMethod.names.joined(separator: ", "))."))
  var method: String = "least-squares"

  @Option(help: "The column of weights; with binomial, of the number of trials.")
  var weights: String?

  @Option(help: "A column added to the linear predictor, its coefficient one.")
  var offset: String?

  @Option(help: "The column of what counts were counted over; its logarithm is an offset.")
  var exposure: String?

  @Option(help: CovarianceNames.help("", CovarianceChoice.names))
  var covariance: String?

  @Option(help: CovarianceNames.lagsHelp)
  var lags: Int?

  @Option(
    help: "The autocorrelations of gls-ar1, separated by commas (default 0, 0.1 … 0.6).")
  var rho: String?

  @Option(help: "Degrees of freedom of t: residual or bell-mccaffrey (with hc2).")
  var df: String = "residual"

  @Option(help: "How least squares are solved: auto, gram, qr or svd.")
  var solver: String = LeastSquaresSolver.automatic.rawValue

  @Option(help: "The confidence level.")
  var level: Double = 0.95

  @Option(help: "The direction tested: two-sided, less or greater.")
  var alternative: String = "two-sided"

  @Flag(help: "As in other verbs; fit computes at any length, and notes what misleads there.")
  var force = false

  @Flag(
    inversion: .prefixedNo,
    help: "Read the file in pieces, in memory that does not grow with it (above 64 MB unless told)."
  )
  var chunked: Bool?

  @Option(help: "The column of time, for step(), ramp() and the order of rows (default as usual).")
  var time: String?

  @Option(help: "The column of lower ends, with --method interval.")
  var low: String = "low"

  @Option(help: "The column of upper ends, with --method interval.")
  var high: String = "high"

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is not between 0 and 1")
    }
    try check("family", family, RegressionFamily(rawValue: family) != nil) {
      RegressionFamily.allCases.map(\.rawValue)
    }
    try check("method", method, RegressionMethod(named: method) != nil) { RegressionMethod.names }
    _ = try covarianceChoice
    try check("alternative", alternative, Alternative(rawValue: alternative) != nil) {
      Alternative.allCases.map(\.rawValue)
    }
    try check("solver", solver, LeastSquaresSolver(rawValue: solver) != nil) {
      LeastSquaresSolver.allCases.map(\.rawValue)
    }
    try check("df", df, ["residual", "bell-mccaffrey"].contains(df)) {
      ["residual", "bell-mccaffrey"]
    }
    if let rho {
      guard method == "gls-ar1" else { throw ValidationError("--rho needs --method gls-ar1") }
      guard RhoGrid.values(rho) != nil else {
        throw ValidationError("--rho must be numbers from 0 to below 1, ascending")
      }
    }
  }

  private func check(
    _ option: String, _ value: String, _ isKnown: Bool, _ known: () -> [String]
  ) throws {
    guard isKnown else {
      throw ValidationError(
        "--\(option) \(value) is not one of \(known().joined(separator: ", "))")
    }
  }

  /// The covariance asked for; that which the degrees of freedom ask for where none is.
  private var covarianceChoice: CovarianceChoice {
    get throws {
      try CovarianceNames.choice(
        covariance ?? (df == "bell-mccaffrey" ? "hc2" : "classical"), lags: lags,
        among: CovarianceChoice.names)
    }
  }

  /// The regression of a formula by these choices.
  func regression(_ formula: Formula) -> TableRegression {
    var regression = TableRegression(
      formula, method: RegressionMethod(named: method) ?? .leastSquares,
      family: RegressionFamily(rawValue: family) ?? .gaussian)
    regression.weights = weights
    regression.offset = offset
    regression.exposure = exposure
    regression.bounds = (low, high)
    regression.covariance = (try? covarianceChoice) ?? .classical
    regression.usesBellMcCaffrey = df == "bell-mccaffrey"
    regression.solver = LeastSquaresSolver(rawValue: solver) ?? .automatic
    regression.declaredRho = rho.flatMap(RhoGrid.values) ?? DeclaredRho.standardGrid
    regression.level = level
    regression.alternative = Alternative(rawValue: alternative) ?? .twoSided
    return regression
  }
}

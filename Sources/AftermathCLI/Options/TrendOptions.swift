import ArgumentParser
import Aftermath

/// The methods of `trend` and their choices.
struct TrendOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Methods, separated by commas: \(TrendMethod.allCases.map(\.name).joined(separator: ", ")) "
        + "(default: ols, theil-sen, mann-kendall, and below 30 observations gls-ar1)."))
  var method: [String] = []

  @Option(
    help: CovarianceNames.help(" of ols and log-linear", CovarianceChoice.namesWithoutColumns))
  var covariance: String?

  @Option(help: CovarianceNames.lagsHelp)
  var lags: Int?

  @Option(help: "Seasons in a year, of seasonal-mann-kendall (default: by the spacing of times).")
  var period: Int?

  @Option(help: "The autocorrelations declared possible, separated by commas (0, 0.1 … 0.6).")
  var rho: String?

  @Option(help: "The confidence level.")
  var level: Double = 0.95

  @Option(help: "The direction tested: two-sided, less or greater.")
  var alternative: String = "two-sided"

  @Option(
    help: "Simulate the worst Mann-Kendall p over --rho with as many series (9999 is usual).")
  var replicates: Int?

  @Option(help: "The seed of simulations.")
  var seed: UInt64 = 20_111_218

  @Flag(help: "Compute what would mislead; such rows are marked.")
  var force = false

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is not between 0 and 1")
    }
    guard Alternative(rawValue: alternative) != nil else {
      throw ValidationError(
        "--alternative \(alternative) is not one of "
          + Alternative.allCases.map(\.rawValue).joined(separator: ", "))
    }
    for name in names where TrendMethod.named(name) == nil {
      throw ValidationError(
        "--method \(name) is not one of "
          + TrendMethod.allCases.map(\.name).joined(separator: ", "))
    }
    if let rho, RhoGrid.values(rho) == nil {
      throw ValidationError("--rho must be numbers from 0 to below 1, ascending")
    }
    if let replicates, !(1...10_000_000).contains(replicates) {
      throw ValidationError("--replicates \(replicates) is not from 1 to 10000000")
    }
    if let period, period < 2 {
      throw ValidationError("--period \(period) is not a number of seasons from 2")
    }
    if let period, !names.contains(TrendMethod.seasonalMannKendall.name) {
      throw ValidationError("--period \(period) needs --method seasonal-mann-kendall")
    }
    try validateCovariance()
  }

  private func validateCovariance() throws {
    _ = try covarianceChoice
    let squares = ["ols", "log-linear"]
    if let covariance, covariance != CovarianceChoice.classical.name, !names.isEmpty,
      !names.contains(where: squares.contains)
    {
      throw ValidationError("--covariance \(covariance) needs --method ols or log-linear")
    }
  }

  /// The names asked for, in their order, each once.
  private var names: [String] {
    var seen: Set<String> = []
    return method.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
      .map(String.init).filter { seen.insert($0).inserted }
  }

  /// The methods asked for; nil for the standard ones.
  var methods: [TrendMethod]? {
    names.isEmpty ? nil : names.compactMap { TrendMethod.named($0) }
  }

  /// The choices, given the number of observations.
  func settings(count: Int) -> TrendSettings {
    let grid = rho.flatMap(RhoGrid.values) ?? DeclaredRho.standardGrid
    return TrendSettings(
      level: level, alternative: Alternative(rawValue: alternative) ?? .twoSided,
      covariance: ((try? covarianceChoice) ?? .classical).estimator(count: count),
      declaredRho: grid,
      replicates: replicates.map {
        WorstAutocorrelation(grid: grid, replicates: $0, seed: seed)
      }, period: period, isForced: force)
  }

  private var covarianceChoice: CovarianceChoice {
    get throws {
      try CovarianceNames.choice(
        covariance ?? CovarianceChoice.classical.name, lags: lags,
        among: CovarianceChoice.namesWithoutColumns)
    }
  }
}

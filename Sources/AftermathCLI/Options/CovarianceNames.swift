import Aftermath
import ArgumentParser

/// How `--covariance` and `--lags` are read, explained and refused, in every verb that has them.
enum CovarianceNames {
  /// The help of `--lags`.
  static let lagsHelp = ArgumentHelp(
    "Autocovariances of newey-west (default: 4 (n/100)^(2/9), rounded down).")

  /// The help of `--covariance`.
  static func help(_ of: String, _ names: [String]) -> ArgumentHelp {
    ArgumentHelp("Errors\(of): \(names.joined(separator: ", ")) (default: classical).")
  }

  /// The choice of a name among those a verb knows.
  ///
  /// - Throws: what a user did wrong.
  static func choice(
    _ name: String, lags: Int?, among names: [String]
  ) throws -> CovarianceChoice {
    let choice = CovarianceChoice(named: name, lags: lags)
    let takesColumns = names.count > CovarianceChoice.namesWithoutColumns.count
    guard let choice, takesColumns || names.contains(name) else {
      throw ValidationError("--covariance \(name) is not one of \(names.joined(separator: ", "))")
    }
    if let lags {
      guard choice.takesLags else {
        throw ValidationError("--lags \(lags) needs --covariance newey-west")
      }
      guard lags >= 0 else { throw ValidationError("--lags \(lags) is negative") }
    }
    return choice
  }
}

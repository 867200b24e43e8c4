import Tables

/// How the coefficients of a table regression are found, by the names the command knows.
public enum RegressionMethod: Hashable, Sendable {
  /// Least squares for the Gaussian family, maximum likelihood for the others.
  case leastSquares
  /// The regression of a quantile.
  case quantile(Double)
  /// An M-estimator.
  case robust(RobustRegression.Loss)
  /// Maximum likelihood of responses known as ranges.
  case interval
  /// Maximum likelihood of responses cut off below a limit.
  case tobit(limit: Double)
  /// Generalised least squares at declared autocorrelations.
  case declaredRho
  /// Quasi-differences, the autocorrelation estimated.
  case quasiDifferences(QuasiDifferences.First)
  /// Autoregressive errors by likelihood, restricted or not.
  case autoregressive(isRestricted: Bool)

  /// The names, as they are written; those with a number after a colon show what it is.
  public static let names = [
    "least-squares", "quantile:Q", "huber", "bisquare", "interval", "tobit:LIMIT", "gls-ar1",
    "prais-winsten", "cochrane-orcutt", "ar1-ml", "ar1-reml",
  ]

  /// The method of a name; nil where there is none of that name, or its number is missing.
  public init?(named text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count == 2 ? Double(parts[1]).flatMap { $0.isFinite ? $0 : nil } : nil
    guard parts.count == 1 || argument != nil else { return nil }
    switch (parts[0], argument) {
    case ("least-squares", nil): self = .leastSquares
    case ("quantile", let tau?): self = .quantile(tau)
    case ("huber", nil): self = .robust(.huber)
    case ("bisquare", nil): self = .robust(.bisquare)
    case ("interval", nil): self = .interval
    case ("tobit", let limit?): self = .tobit(limit: limit)
    case ("gls-ar1", nil): self = .declaredRho
    case ("prais-winsten", nil): self = .quasiDifferences(.kept)
    case ("cochrane-orcutt", nil): self = .quasiDifferences(.dropped)
    case ("ar1-ml", nil): self = .autoregressive(isRestricted: false)
    case ("ar1-reml", nil): self = .autoregressive(isRestricted: true)
    default: return nil
    }
  }

  /// The name, with its number.
  public var name: String {
    switch self {
    case .leastSquares: "least-squares"
    case .quantile(let tau): "quantile:\(tau)"
    case .robust(let loss): loss.rawValue
    case .interval: "interval"
    case .tobit(let limit): "tobit:\(limit)"
    case .declaredRho: "gls-ar1"
    case .quasiDifferences(let first): first.rawValue
    case .autoregressive(let isRestricted): isRestricted ? "ar1-reml" : "ar1-ml"
    }
  }

  /// Whether the order of the rows, and how far they stand apart, tells.
  public var readsOrder: Bool {
    switch self {
    case .declaredRho, .quasiDifferences, .autoregressive: true
    case .leastSquares, .quantile, .robust, .interval, .tobit: false
    }
  }
}

/// How the variance of a response hangs on its mean, by the names the command knows.
public enum RegressionFamily: String, Hashable, Sendable, Codable, CaseIterable {
  /// Any number, variance constant.
  case gaussian
  /// Counts, variance the mean.
  case poisson
  /// Numbers from 0, variance in proportion to the mean.
  case quasiPoisson = "quasi-poisson"
  /// Counts, variance μ + αμ², α estimated.
  case negativeBinomial = "negative-binomial"
  /// Shares of the trials given as weights, or 0 and 1.
  case binomial

  /// The family of a generalised linear model; nil where its parameter is to be estimated.
  var known: Family? {
    switch self {
    case .gaussian: .gaussian
    case .poisson: .poisson
    case .quasiPoisson: .quasiPoisson
    case .binomial: .binomial
    case .negativeBinomial: nil
    }
  }
}

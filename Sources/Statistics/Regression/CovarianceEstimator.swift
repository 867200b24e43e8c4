public import Tables

/// How the covariance of the coefficients is estimated: a question put to a fit, not a way of
/// fitting.
///
/// All are of the form (XᵀX)⁻¹ M (XᵀX)⁻¹ with xᵢ the rows of the design, eᵢ the residuals, hᵢ the
/// leverages, n observations and p terms; under weights, rows and residuals are first multiplied by
/// the square roots of the weights.
public enum CovarianceEstimator: Hashable, Sendable {
  /// σ² (XᵀX)⁻¹: right for independent errors of one variance.
  case classical
  /// M = Σ eᵢ² xᵢxᵢᵀ. White 1980, doi:10.2307/1912934.
  case hc0
  /// HC0 times n / (n − p).
  case hc1
  /// eᵢ² divided by 1 − hᵢ. MacKinnon & White 1985, doi:10.1016/0304-4076(85)90158-7.
  case hc2
  /// eᵢ² divided by (1 − hᵢ)²: the choice for small samples among these.
  case hc3
  /// eᵢ² divided by (1 − hᵢ)^min(4, n hᵢ / p). Cribari-Neto 2004, doi:10.1016/S0167-9473(02)00366-3.
  case hc4
  /// Errors correlated up to a number of rows apart, with Bartlett's weights w = 1 − l / (L + 1).
  /// Newey & West 1987, doi:10.2307/1913610. `adjusted` multiplies by n / (n − p).
  case neweyWest(lags: Int, adjusted: Bool = true)
  /// Errors correlated in any way within groups, one label a row. Liang & Zeger 1986,
  /// doi:10.1093/biomet/73.1.13.
  case cluster([Int])
}

extension CovarianceEstimator {
  /// The name printed in tables.
  public var name: String {
    switch self {
    case .classical: "classical"
    case .hc0: "HC0"
    case .hc1: "HC1"
    case .hc2: "HC2"
    case .hc3: "HC3"
    case .hc4: "HC4"
    case .neweyWest(let lags, let adjusted): "Newey-West(\(lags)\(adjusted ? ", adjusted" : ""))"
    case .cluster: "cluster"
    }
  }

  /// What the estimator assumes, and what it is called elsewhere; nil for the classical one.
  public var note: Note? {
    switch self {
    case .classical: nil
    case .hc0, .hc1, .hc2, .hc3, .hc4:
      Note(
        .method, "covariance-heteroskedastic",
        "\(name) errors, t with n − p degrees of freedom: R sandwich vcovHC(type = \"\(name)\") "
          + "with lmtest coeftest; statsmodels cov_type=\"\(name)\" with use_t=True (by default it "
          + "uses the normal distribution).")
    case .neweyWest(let lags, let adjusted):
      Note(
        .method, "covariance-newey-west",
        "Newey–West errors: \(lags) autocovariances, Bartlett weights 1 − l/(L + 1), no "
          + "prewhitening, "
          + (adjusted ? "times n/(n − p)" : "no small-sample factor")
          + ", rows taken as equally spaced, t with n − p degrees of freedom: R sandwich "
          + "NeweyWest(lag = \(lags), prewhite = FALSE, adjust = \(adjusted ? "TRUE" : "FALSE")); "
          + "statsmodels cov_type=\"HAC\", maxlags=\(lags), "
          + "use_correction=\(adjusted ? "True" : "False"). Far too small in short series.")
    case .cluster:
      Note(
        .method, "covariance-cluster",
        "Clustered errors times G/(G − 1) · (n − 1)/(n − p), t with G − 1 degrees of freedom, G "
          + "being the number of clusters: Stata vce(cluster); R sandwich vcovCL(type = \"HC1\"); "
          + "statsmodels cov_type=\"cluster\" with use_t=True.")
    }
  }
}

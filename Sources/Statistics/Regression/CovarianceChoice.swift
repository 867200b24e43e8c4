/// How the covariance of coefficients is estimated, as it is asked for before the data are known: the
/// catalogue of the names that commands read, explain and refuse by.
///
/// What it comes to for given data is a ``CovarianceEstimator``.
public enum CovarianceChoice: Hashable, Sendable {
  /// One that asks for nothing but the fit.
  case plain(CovarianceEstimator)
  /// Autocovariances up to a lag; nil for as many as are customary for the number of rows.
  case neweyWest(lags: Int?)
  /// Groups by the labels of a column.
  case cluster(column: String)

  /// Errors of one variance, which nothing need be said for.
  public static let classical = CovarianceChoice.plain(.classical)

  /// Those without a choice of their own, with their names.
  private static let plain: [(name: String, estimator: CovarianceEstimator)] = [
    ("classical", .classical), ("hc0", .hc0), ("hc1", .hc1), ("hc2", .hc2), ("hc3", .hc3),
    ("hc4", .hc4),
  ]
  private static let neweyWestName = "newey-west"
  private static let clusterPrefix = "cluster:"

  /// The names of those that ask for no column: what there is for a series.
  public static let namesWithoutColumns = plain.map(\.name) + [neweyWestName]

  /// All names, as they are written.
  public static let names = namesWithoutColumns + [clusterPrefix + "COLUMN"]

  /// The choice of a name; nil where there is none of that name.
  public init?(named text: String, lags: Int? = nil) {
    if let found = Self.plain.first(where: { $0.name == text }) {
      self = .plain(found.estimator)
    } else if text == Self.neweyWestName {
      self = .neweyWest(lags: lags)
    } else if text.hasPrefix(Self.clusterPrefix), text.count > Self.clusterPrefix.count {
      self = .cluster(column: String(text.dropFirst(Self.clusterPrefix.count)))
    } else {
      return nil
    }
  }

  /// The name, as it is written.
  public var name: String {
    switch self {
    case .plain(let estimator):
      Self.plain.first { $0.estimator == estimator }?.name ?? estimator.name
    case .neweyWest: Self.neweyWestName
    case .cluster(let column): Self.clusterPrefix + column
    }
  }

  /// Whether a number of lags can be given.
  public var takesLags: Bool {
    if case .neweyWest = self { return true }
    return false
  }

  /// The estimator for as many rows as there are.
  ///
  /// - Parameter labels: one for each row, for groups.
  public func estimator(count: Int, labels: [Int] = []) -> CovarianceEstimator {
    switch self {
    case .plain(let estimator): estimator
    case .neweyWest(let lags): .neweyWest(lags: lags ?? Self.customaryLags(count: count))
    case .cluster: .cluster(labels)
    }
  }

  /// The autocovariances Newey–West errors take where none are asked for: the whole part of
  /// 4 (n/100)^(2/9), Newey and West's rule of thumb.
  public static func customaryLags(count: Int) -> Int {
    Int(4 * Elementary.power(Double(count) / 100, 2.0 / 9))
  }
}

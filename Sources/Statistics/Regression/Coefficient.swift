/// A coefficient of a model, with its error.
public struct Coefficient: Hashable, Sendable, Codable {
  /// The name of the column.
  public let term: String
  /// The estimate, in units of the response over the column.
  public let estimate: Double
  /// Its standard error; nil where there is none.
  public let standardError: Double?
  /// Estimate over standard error; nil where that is zero or there is none.
  public let statistic: Double?
  /// The degrees of freedom of the t distribution; nil for the normal distribution.
  public let degreesOfFreedom: Double?
  /// The two-sided p-value against zero.
  public let pValue: Double?
  /// The interval for the coefficient.
  public let interval: ConfidenceInterval?
  /// Why a quantity is not there; nil where all are.
  public let absence: String?
}

public import Tables

/// The direction in which a departure counts.
public enum Alternative: String, Hashable, Sendable, Codable, CaseIterable {
  /// Either direction.
  case twoSided = "two-sided"
  /// Smaller values only.
  case less
  /// Larger values only.
  case greater
}

/// How a p-value or an interval was had.
public enum Basis: Hashable, Sendable, Codable {
  /// From the exact distribution under the stated assumptions.
  case exact
  /// From a limit distribution.
  case asymptotic
  /// From replicates; the count and the seed that repeat it.
  case resampled(replicates: Int, seed: UInt64)
  /// No inference: a description.
  case descriptive

  /// The word printed in tables.
  public var name: String {
    switch self {
    case .exact: "exact"
    case .asymptotic: "asymptotic"
    case .resampled(let replicates, let seed): "resampled (\(replicates), seed \(seed))"
    case .descriptive: "descriptive"
    }
  }
}

/// A number with the name its field gives it: `S`, `t`, `tau_b`, `slope`.
public struct Named: Hashable, Sendable, Codable {
  /// The name.
  public let name: String
  /// The number.
  public let value: Double

  /// A named number.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// The result of any test: one shape for all, as R's `htest`. No verdict; that is the reader's.
public struct TestResult: Hashable, Sendable, Codable {
  /// The method's name in the catalogue: `mann-kendall`.
  public var method: String
  /// The statistic; nil where it does not exist (a constant series has no t).
  public var statistic: Named?
  /// Degrees of freedom, none, one or two.
  public var degreesOfFreedom: [Double]
  /// The p-value; nil where it does not exist.
  public var pValue: Double?
  /// The direction tested.
  public var alternative: Alternative
  /// The effect estimated, where the test has one.
  public var estimate: Named?
  /// The standard error of the estimate, where there is one.
  public var standardError: Double?
  /// The interval for the estimate.
  public var interval: ConfidenceInterval?
  /// How p-value and interval were had.
  public var basis: Basis
  /// The number of observations used.
  public var count: Int
  /// Further quantities by name (`var_S`, `z`), in a stable order.
  public var details: [Named]
  /// What a reader must know of this result.
  public var notes: [Note]

  /// A result; what a test does not have is left out.
  public init(
    method: String, statistic: Named?, degreesOfFreedom: [Double] = [], pValue: Double?,
    alternative: Alternative = .twoSided, estimate: Named? = nil, standardError: Double? = nil,
    interval: ConfidenceInterval? = nil, basis: Basis, count: Int, details: [Named] = [],
    notes: [Note] = []
  ) {
    self.method = method
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.pValue = pValue
    self.alternative = alternative
    self.estimate = estimate
    self.standardError = standardError
    self.interval = interval
    self.basis = basis
    self.count = count
    self.details = details
    self.notes = notes
  }
}

extension TestResult: Tabular {
  /// One row: method, term, estimate, standard error, statistic, df, p, interval, basis, n.
  public var estimates: Table {
    Table(
      method, [self],
      [
        .text(.method) { $0.method },
        .text(.term) { $0.estimate?.name },
        .number(.estimate) { $0.estimate?.value },
        .number(.standardError) { $0.standardError },
        .number(.statistic) { $0.statistic?.value },
        .number(.degreesOfFreedom) { $0.degreesOfFreedom.first },
        .number(.pValue) { $0.pValue },
        .number(.intervalLow) { $0.interval?.low },
        .number(.intervalHigh) { $0.interval?.high },
        .text(.basis) { $0.basis.name },
        .integer(.count) { $0.count },
      ], notes: notes)
  }

  /// One row: method and n.
  public var overview: Table {
    Table(method, [self], [.text(.method) { $0.method }, .integer(.count) { $0.count }])
  }
}

extension TestResult {
  /// A detail by its name, nil where the test has none of that name.
  public func detail(_ name: String) -> Double? {
    details.first { $0.name == name }?.value
  }
}

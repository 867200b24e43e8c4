import Distributions
public import Tables

/// Several estimates of one quantity, each with its variance, pooled into one.
///
/// Weights are 1/(vᵢ + τ²). With ``Method/fixed`` τ² = 0; the others estimate the variance between
/// studies: DerSimonian and Laird by moments, Paule and Mandel by Q(τ²) = k − 1, REML by restricted
/// maximum likelihood; a negative estimate is 0. Intervals and p are normal, or with ``isAdjusted``
/// Knapp and Hartung's: the standard error times √(Q(τ²)/(k − 1)), with the t law of k − 1.
///
/// - Assumes: independent estimates, nearly normal, of known variances; at random from studies but
///   for the fixed method.
/// - Edge cases: equal estimates have Q = 0, τ² = 0. With so few studies τ² is rough; below 5 an
///   interval means little.
/// - Cost: O(k) for each of some hundred iterations.
/// - References: DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2; Paule & Mandel 1982,
///   doi:10.6028/jres.087.022; Viechtbauer 2005, doi:10.3102/10769986030003261; Knapp & Hartung 2003,
///   doi:10.1002/sim.1482; Higgins & Thompson 2002, doi:10.1002/sim.1186.
/// - Checked against: 40-digit arithmetic, R metafor 3.8 (reference cases).
public struct Pooling: Hashable, Sendable, Codable {
  /// How the variance between studies is estimated.
  public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
    /// There is none: one common value.
    case fixed
    /// By moments.
    case derSimonianLaird
    /// So that the generalised Q is its expectation.
    case pauleMandel
    /// By restricted maximum likelihood.
    case reml
  }

  /// How the variance between studies is estimated.
  public var method: Method
  /// Whether the standard error is Knapp and Hartung's.
  public var isAdjusted: Bool
  /// The confidence level.
  public var level: Double

  /// A way to pool; normal 95 % intervals unless asked otherwise.
  public init(_ method: Method = .reml, isAdjusted: Bool = false, level: Double = 0.95) {
    self.method = method
    self.isAdjusted = isAdjusted
    self.level = level
  }

  /// Pools estimates with their variances.
  ///
  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``,
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` below 2,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/valueNotPositive(index:)`` for a
  ///   variance, ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1,
  ///   ``StatisticsError/overflow``.
  public func pool(
    _ estimates: [Double], variances: [Double]
  ) throws(StatisticsError) -> PooledEstimate {
    guard estimates.count == variances.count else {
      throw .unequalLengths(estimates.count, variances.count)
    }
    try Validation.require(Self.card.leastCount, of: estimates)
    try Validation.requireFinite(estimates)
    try Validation.requireFinite(variances)
    try Validation.requirePositive(variances)
    try Validation.requireLevel(level)
    // Variances near one have squares of weights that neither overflow nor vanish.
    let exponent = Int(variances.reduce(0, max).exponent) / 2
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    let studies = WeightedStudies(
      estimates.map { $0 / unit }, variances.map { $0 / unit / unit })
    let between = try studies.betweenVariance(method)
    let fixed = studies.weighted(0)
    let pooled = studies.weighted(between.value)
    let freedom = Double(estimates.count - 1)
    var error = (1 / pooled.total).squareRoot()
    if isAdjusted { error *= (pooled.heterogeneity / freedom).squareRoot() }
    guard pooled.mean.isFinite, error.isFinite, fixed.heterogeneity.isFinite else {
      throw .overflow
    }
    return PooledEstimate(
      pooling: self, values: estimates, variances: variances, mean: pooled.mean * unit,
      standardError: error * unit, betweenVariance: between.value * unit * unit,
      heterogeneity: fixed.heterogeneity,
      typicalVariance: fixed.typicalVariance(freedom) * unit * unit,
      convergence: between.convergence)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "pooling", title: "Pooled estimate",
    summary: "One estimate from several, weighted by their variances and that between them.",
    assumptions: ["independent estimates", "known variances"],
    leastCount: 2, advisedCount: 5, instead: "the estimates themselves, in a table",
    references: [
      "DerSimonian & Laird 1986, Controlled Clinical Trials 7: 177–188",
      "Paule & Mandel 1982, Journal of Research of the NBS 87: 377–385",
      "Viechtbauer 2005, Journal of Educational and Behavioral Statistics 30: 261–293",
    ])
}

/// Several estimates pooled into one.
public struct PooledEstimate: Hashable, Sendable {
  /// The way they were pooled.
  public let pooling: Pooling
  /// The estimates pooled.
  public let values: [Double]
  /// Their variances.
  public let variances: [Double]
  /// The pooled estimate.
  public let mean: Double
  /// Its standard error.
  public let standardError: Double
  /// The variance between studies.
  public let betweenVariance: Double
  /// Cochran's Q, by the weights without a variance between studies.
  public let heterogeneity: Double
  /// The variance that a typical study has, Higgins and Thompson's.
  public let typicalVariance: Double
  /// How the variance between studies was found; nil where no iteration was needed.
  public let convergence: Convergence?

  private var freedom: Double { Double(values.count - 1) }

  /// The p-value of Q under no variance between studies.
  public var heterogeneityPValue: Double {
    ChiSquared(degreesOfFreedom: freedom).survival(at: heterogeneity)
  }

  /// The share of Q beyond its expectation, in percent; 0 where it is below.
  public var iSquaredOfHeterogeneity: Double {
    heterogeneity > freedom ? 100 * (heterogeneity - freedom) / heterogeneity : 0
  }

  /// The variance between studies as a share of that and a typical variance, in percent; with the fixed
  /// method the share of Q.
  public var iSquared: Double {
    pooling.method == .fixed
      ? iSquaredOfHeterogeneity
      : 100 * betweenVariance / (betweenVariance + typicalVariance)
  }

  /// (τ² + s²)/s² for a typical variance s²; with the fixed method Q/(k − 1).
  public var hSquared: Double {
    pooling.method == .fixed
      ? heterogeneity / freedom : (betweenVariance + typicalVariance) / typicalVariance
  }

  /// The interval of the pooled estimate.
  public var interval: ConfidenceInterval {
    let tail = (1 - pooling.level) / 2
    let reach =
      standardError
      * (pooling.isAdjusted
        ? StudentT(degreesOfFreedom: freedom).upperQuantile(tail)
        : Normal.standard.upperQuantile(tail))
    return ConfidenceInterval(low: mean - reach, high: mean + reach, level: pooling.level)
  }

  /// The pooled estimate over its standard error; nil where that is 0, as Knapp and Hartung's is for
  /// equal estimates.
  public var statistic: Double? { standardError > 0 ? mean / standardError : nil }

  /// The two-sided p-value of the pooled estimate.
  public var pValue: Double? {
    statistic.map {
      2
        * (pooling.isAdjusted
          ? StudentT(degreesOfFreedom: freedom).survival(at: abs($0))
          : Normal.standard.survival(at: abs($0)))
    }
  }

  /// The weights of the estimates, together 1.
  public var weights: [Double] {
    let raw = variances.map { 1 / ($0 + betweenVariance) }
    let total = raw.reduce(0, +)
    return raw.map { $0 / total }
  }
}

extension PooledEstimate: Tabular {
  /// One row: the pooled estimate with its error, p and interval.
  public var estimates: Table {
    Table(
      Pooling.card.title, [self],
      [
        .text(.method) { "\(Pooling.card.name) (\($0.pooling.method.rawValue))" },
        .number(.estimate) { $0.mean },
        .number(.standardError) { $0.standardError },
        .number(.statistic) { $0.statistic },
        .number(.pValue) { $0.pValue },
        .number(.intervalLow) { $0.interval.low },
        .number(.intervalHigh) { $0.interval.high },
        .number(.level) { $0.interval.level },
        .integer(.count) { $0.values.count },
      ])
  }

  /// One row: τ², Q, I², and how τ² was found.
  public var overview: Table {
    Table(
      Pooling.card.title, [self],
      [
        .text(.method) { "\(Pooling.card.name) (\($0.pooling.method.rawValue))" },
        .number(.betweenVariance) { $0.betweenVariance },
        .number(.heterogeneity) { $0.heterogeneity },
        .number(.pValue) { $0.heterogeneityPValue },
        .number(.iSquared) { $0.iSquared },
        .text(.stopped) { $0.convergence?.reason.rawValue },
        .integer(.iterations) { $0.convergence?.iterations },
        .integer(.count) { $0.values.count },
      ])
  }

  /// One row for each estimate: its place, value, variance, weight.
  public var observations: Table? {
    Table(
      Pooling.card.title, Array(values.indices),
      [
        .integer(.position) { $0 + 1 },
        .number(.estimate) { values[$0] },
        .number(.variance) { variances[$0] },
        .number(.weight) { weights[$0] },
      ])
  }
}

import Distributions
import Testing

/// Every value of `Golden/*.json`: 50-digit arithmetic, two routes agreeing to 30 digits.
@Suite struct GoldenTests {
  /// The relative error allowed: 1e-13, or four roundings of the argument where that is more.
  static func tolerance(_ row: GoldenTable.Row) -> Double {
    max(1e-13, 4 * row.condition * Double.ulpOfOne)
  }

  static func relativeError(_ computed: Double, _ expected: Double) -> Double {
    if computed == expected { return 0 }
    return abs(computed - expected) / max(abs(expected), .leastNormalMagnitude)
  }

  static func value(_ distribution: some ContinuousDistribution, _ row: GoldenTable.Row) -> Double?
  {
    switch row.function {
    case "cdf": distribution.cumulative(at: row.argument)
    case "sf": distribution.survival(at: row.argument)
    case "pdf": distribution.density(at: row.argument)
    case "q": distribution.quantile(row.argument)
    case "uq": distribution.upperQuantile(row.argument)
    default: nil
    }
  }

  static func value(_ distribution: some DiscreteDistribution, _ row: GoldenTable.Row) -> Double? {
    switch row.function {
    case "cdf": distribution.cumulative(at: row.argument)
    case "sf": distribution.survival(at: row.argument)
    case "pdf": distribution.probability(of: Int(row.argument))
    case "logpdf": distribution.logProbability(of: Int(row.argument))
    case "q": Double(distribution.quantile(row.argument))
    case "uq": Double(distribution.upperQuantile(row.argument))
    default: nil
    }
  }

  static func value(_ name: String, _ row: GoldenTable.Row) -> Double? {
    let a = row.parameters[0]
    let b = row.parameters.count > 1 ? row.parameters[1] : 0
    return switch name {
    case "normal": value(Normal(mean: a, standardDeviation: b), row)
    case "student-t", "student-t-tails": value(StudentT(degreesOfFreedom: a), row)
    case "chi-squared": value(ChiSquared(degreesOfFreedom: a), row)
    case "fisher-f", "fisher-f-tails": value(FisherF(numerator: a, denominator: b), row)
    case "gamma": value(Gamma(shape: a, scale: b), row)
    case "beta": value(Beta(alpha: a, beta: b), row)
    case "poisson": value(Poisson(mean: a), row)
    case "binomial": value(Binomial(trials: Int(a), probability: b), row)
    case "negative-binomial": value(NegativeBinomial(size: a, probability: b), row)
    case "negative-binomial-dispersion": value(NegativeBinomial(mean: a, dispersion: b), row)
    case "kendall-score": value(KendallScore(count: Int(a)), row)
    case "mann-whitney-u": value(MannWhitneyU(first: Int(a), second: Int(b)), row)
    default: nil
    }
  }

  @Test(arguments: [
    ("normal", 400), ("student-t", 900), ("student-t-tails", 1500), ("fisher-f-tails", 850),
    ("chi-squared", 500), ("fisher-f", 1400), ("gamma", 800),
    ("beta", 1500), ("poisson", 600), ("binomial", 800), ("negative-binomial", 600),
    ("negative-binomial-dispersion", 350), ("kendall-score", 200), ("mann-whitney-u", 200),
  ])
  func `agrees with 50-digit values`(_ name: String, atLeast count: Int) throws {
    let rows = try GoldenTable(named: name).rows
    #expect(rows.count >= count)
    var worst: [String: (error: Double, row: GoldenTable.Row)] = [:]
    for row in rows {
      let computed = try #require(Self.value(name, row), "\(name) has no \(row.function)")
      let error = Self.relativeError(computed, row.value)
      #expect(error <= Self.tolerance(row), "\(name) \(row), computed \(computed)")
      if error >= worst[row.function]?.error ?? 0 { worst[row.function] = (error, row) }
    }
    for (function, at) in worst.sorted(by: { $0.key < $1.key }) {
      print(name, function, "worst", at.error, "at", at.row.parameters, at.row.argument)
    }
  }
}

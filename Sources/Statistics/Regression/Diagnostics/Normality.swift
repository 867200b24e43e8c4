import Distributions
import LinearAlgebra
import Tables

/// Jarque and Bera's test of normality by skewness and kurtosis, n/6 (S² + (K − 3)²/4).
///
/// - Assumes: independent values; χ² with two degrees of freedom is a limit, poor below some
///   hundreds: at 20 values a 5 % test rejects 2 to 3 %.
/// - Edge cases: values that do not vary throw.
/// - Cost: O(n).
/// - References: Jarque & Bera 1987, doi:10.2307/1403192.
/// - Checked against: R tseries 0.10, scipy 1.17, exact rationals (`ReferenceCases/normality.json`).
public struct JarqueBera: Hashable, Sendable {
  /// The test; it has no options.
  public init() {}

  /// The test of values, residuals for the most part; details `skewness` and `kurtosis`, divisors n.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 3,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    let deviations = try standardDeviates(values, least: 3, divisor: Double(values.count))
    let n = Double(values.count)
    let cubes = deviations.map { $0 * $0 * $0 }
    let fourths = deviations.map { $0 * $0 * $0 * $0 }
    let skewness = compensatedSum(cubes.span) / n
    let kurtosis = compensatedSum(fourths.span) / n
    let statistic = n / 6 * (skewness * skewness + (kurtosis - 3) * (kurtosis - 3) / 4)
    return TestResult(
      method: Self.card.name, statistic: Named("JB", statistic), degreesOfFreedom: [2],
      pValue: Elementary.exp(-statistic / 2), alternative: .greater, basis: .asymptotic,
      count: values.count,
      details: [Named("skewness", skewness), Named("kurtosis", kurtosis)])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "jarque-bera", title: "Jarque–Bera test",
    summary: "Whether skewness and kurtosis are those of a normal distribution.",
    assumptions: ["independent values; a sample of hundreds"],
    leastCount: 3, advisedCount: 100, instead: "shapiro-wilk",
    references: ["Jarque & Bera 1987, doi:10.2307/1403192"])
}

/// Anderson and Darling's test of normality, mean and standard deviation estimated.
///
/// - Assumes: independent values. The p-value is Stephens' approximation by D'Agostino, of two to
///   three digits.
/// - Edge cases: values that do not vary throw.
/// - Cost: O(n log n).
/// - References: Anderson & Darling 1954, doi:10.1080/01621459.1954.10501232; D'Agostino & Stephens
///   1986, *Goodness-of-Fit Techniques*, table 4.9.
/// - Checked against: statsmodels 0.15 `normal_ad` (`ReferenceCases/normality.json`).
public struct AndersonDarling: Hashable, Sendable {
  /// The test; it has no options.
  public init() {}

  /// The test of values; the detail `modified` is the statistic the p-value is read at.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 3,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    let n = Double(values.count)
    let deviates = try standardDeviates(values, least: 3, divisor: n - 1).sorted()
    var terms: [Double] = []
    for index in deviates.indices {
      let lower = NormalTails.logUpper(-deviates[index])
      let upper = NormalTails.logUpper(deviates[deviates.count - 1 - index])
      terms.append(Double(2 * index + 1) / n * (lower + upper))
    }
    let statistic = -n - compensatedSum(terms.span)
    let modified = statistic * (1 + 0.75 / n + 2.25 / (n * n))
    return TestResult(
      method: Self.card.name, statistic: Named("A2", statistic),
      pValue: Self.pValue(modified), alternative: .greater, basis: .asymptotic,
      count: values.count, details: [Named("modified", modified)])
  }

  private static func pValue(_ a: Double) -> Double {
    if a < 0.2 { return -Elementary.expLessOne(-13.436 + 101.14 * a - 223.73 * a * a) }
    if a < 0.34 { return -Elementary.expLessOne(-8.318 + 42.796 * a - 59.938 * a * a) }
    if a < 0.6 { return Elementary.exp(0.9177 - 4.279 * a - 1.38 * a * a) }
    // Beyond 13 the parabola would turn upwards.
    let capped = min(a, 13)
    return Elementary.exp(1.2937 - 5.709 * capped + 0.0186 * capped * capped)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "anderson-darling", title: "Anderson–Darling test of normality",
    summary: "Whether the values stray from a normal distribution, tails above all.",
    assumptions: ["independent values"],
    leastCount: 3, advisedCount: 8, instead: "shapiro-wilk, or a plot",
    references: ["D'Agostino & Stephens 1986, Goodness-of-Fit Techniques, table 4.9"])
}

/// Shapiro and Wilk's test of normality, by Royston's approximation.
///
/// - Assumes: independent values, 3 to 5,000 of them. The weights and the p-value are polynomial
///   approximations, of about three digits in p; for three values p is exact.
/// - Edge cases: values that do not vary throw.
/// - Cost: O(n log n).
/// - References: Shapiro & Wilk 1965, doi:10.1093/biomet/52.3-4.591; Royston 1995, algorithm AS R94,
///   doi:10.2307/2986146.
/// - Checked against: R `shapiro.test`, scipy 1.17 (`ReferenceCases/normality.json`).
public struct ShapiroWilk: Hashable, Sendable {
  /// The test; it has no options.
  public init() {}

  /// The test of values.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 3,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` above 5,000,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    let n = Double(values.count)
    let deviates = try standardDeviates(values, least: 3, divisor: n).sorted()
    guard values.count <= 5_000 else {
      throw .invalidOption(name: "n", found: "\(values.count)", needed: "at most 5000")
    }
    let weights = Self.weights(values.count)
    // 1 − W without the cancellation of W near one.
    let size = euclideanLength(weights)
    let product = compensatedDot(weights.span, deviates.span)
    let length = size * euclideanLength(deviates)
    let rest = (length - product) * (length + product) / (length * length)
    return TestResult(
      method: Self.card.name, statistic: Named("W", 1 - rest), pValue: Self.pValue(rest, n),
      alternative: .less, basis: .asymptotic, count: values.count)
  }

  /// The weights of the ordered values, antisymmetric.
  private static func weights(_ count: Int) -> [Double] {
    let half = count / 2
    var upper = [Double](repeating: 0, count: half)
    if count == 3 {
      upper = [(0.5).squareRoot()]
    } else {
      let n = Double(count)
      let scores = (1...half).map {
        -Normal.standard.quantile((Double($0) - 0.375) / (n + 0.25))
      }
      let total = 2 * scores.reduce(0) { $0 + $1 * $1 }
      let root = total.squareRoot()
      let inverse = 1 / n.squareRoot()
      let first =
        polynomial(
          [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], inverse) + scores[0] / root
      var fixed = 1
      var scale = total - 2 * scores[0] * scores[0]
      var share = 1 - 2 * first * first
      upper[0] = first
      if count > 5 {
        let second =
          polynomial(
            [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], inverse) + scores[1] / root
        scale -= 2 * scores[1] * scores[1]
        share -= 2 * second * second
        upper[1] = second
        fixed = 2
      }
      let factor = (scale / share).squareRoot()
      for index in fixed..<max(fixed, half) { upper[index] = scores[index] / factor }
    }
    let middle = count % 2 == 1 ? [0.0] : []
    return upper.map { -$0 } + middle + upper.reversed()
  }

  private static func pValue(_ rest: Double, _ n: Double) -> Double {
    if n == 3 {
      let w = max(0, 1 - rest)
      return max(0, 6 / Double.pi * (Elementary.asin(w.squareRoot()) - Double.pi / 3))
    }
    guard rest > 0 else { return 1 }
    var y = Elementary.log(rest)
    let mean: Double
    let deviation: Double
    if n <= 11 {
      let gamma = polynomial([-2.273, 0.459], n)
      guard y < gamma else { return 1e-99 }
      y = -Elementary.log(gamma - y)
      mean = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n)
      deviation = Elementary.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n))
    } else {
      let x = Elementary.log(n)
      mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], x)
      deviation = Elementary.exp(polynomial([-0.4803, -0.082676, 0.0030302], x))
    }
    return Normal.standard.survival(at: (y - mean) / deviation)
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "shapiro-wilk", title: "Shapiro–Wilk test",
    summary: "Whether ordered values go with those expected of a normal distribution.",
    assumptions: ["independent values"],
    leastCount: 3, advisedCount: 8, instead: "a plot of the ordered values",
    references: ["Royston 1995, doi:10.2307/2986146"])
}

/// Values less their mean, over their standard deviation with a divisor.
private func standardDeviates(
  _ values: [Double], least: Int, divisor: Double
) throws(StatisticsError) -> [Double] {
  try Validation.require(least, of: values)
  try Validation.requireFinite(values)
  let scaled = PowerOfTwoScale(values)(values)
  let (mean, squares) = centredSumOfSquares(scaled.span)
  let largest = scaled.reduce(0) { max($0, abs($1)) }
  guard squares > 0, scaled.contains(where: { abs($0 - scaled[0]) > largest * 0x1p-52 }) else {
    throw .noVariation
  }
  let deviation = (squares / divisor).squareRoot()
  return scaled.map { ($0 - mean) / deviation }
}

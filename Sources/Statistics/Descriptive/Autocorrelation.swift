public import Tables

/// Autocovariances, autocorrelations and partial autocorrelations of equally spaced values.
///
/// Autocovariances have divisor n at every lag, so that they form a positive semidefinite
/// sequence; partial autocorrelations are those of Durbin and Levinson on them, as in R.
///
/// - Assumes: values at equal spacing; a gap in time is not seen.
/// - Edge cases: values that do not vary have no autocorrelation and throw.
/// - Cost: O(n · lags + lags²).
/// - References: Box & Jenkins 1976; Durbin 1960, doi:10.2307/1401322.
/// - Checked against: R 4.2 `acf`, `pacf`; NIST univariate sets (lag 1).
public struct Autocorrelation: Hashable, Sendable {
  /// The number of values.
  public let count: Int
  /// Autocovariances at lags 0, 1, …; divisor n.
  public let covariances: [Double]
  /// Autocorrelations at lags 1, 2, ….
  public let correlations: [Double]
  /// Partial autocorrelations at lags 1, 2, ….
  public let partial: [Double]

  /// The autocorrelations up to a lag; by default 10 log₁₀ n, at most n − 1.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for lags outside 1 to n − 1.
  public init(_ values: [Double], lags: Int? = nil) throws(StatisticsError) {
    try Validation.require(2, of: values)
    try Validation.requireFinite(values)
    let longest = values.count - 1
    let lags = lags ?? min(longest, Self.customaryLags(values.count))
    guard lags >= 1, lags <= longest else {
      throw .invalidOption(name: "lags", found: "\(lags)", needed: "from 1 to \(longest)")
    }
    let scale = PowerOfTwoScale(values)
    let centred = CentredValues(scale(values))
    guard values.contains(where: { $0 != values[0] }), centred.sumOfSquares > 0 else {
      throw .noVariation
    }
    var products: [Double] = [centred.sumOfSquares]
    for lag in 1...lags {
      var sum = CompensatedSum()
      for index in lag..<values.count {
        sum.addProduct(centred.deviations[index], centred.deviations[index - lag])
      }
      products.append(sum.value)
    }
    count = values.count
    let size = Double(values.count)
    covariances = products.map { $0 / size * scale.inverse * scale.inverse }
    let correlations = products.dropFirst().map { $0 / products[0] }
    self.correlations = correlations
    partial = Self.durbinLevinson(correlations)
  }

  /// What the lag-one autocorrelation of n values about their mean is expected to be when the true
  /// one is `rho`: ρ − (1 + 4ρ)/n to first order, low by a twentieth at n = 20 even for ρ = 0.
  ///
  /// - References: Kendall 1954, doi:10.1093/biomet/41.3-4.403; Huitema & McKean 1991,
  ///   doi:10.1037/0033-2909.110.2.291.
  public static func expectedLagOne(rho: Double, count: Int) -> Double {
    rho - (1 + 4 * rho) / Double(count)
  }

  /// The lag-one autocorrelation freed of its first-order bias, (n r + 1)/(n − 4); nil for n ≤ 4,
  /// and not confined to −1 … 1.
  public var unbiasedLagOne: Double? {
    guard count > 4 else { return nil }
    return (Double(count) * correlations[0] + 1) / Double(count - 4)
  }

  private static func customaryLags(_ count: Int) -> Int {
    max(1, Int(10 * Elementary.log10(Double(count))))
  }

  private static func durbinLevinson(_ correlations: [Double]) -> [Double] {
    var partial: [Double] = []
    var previous: [Double] = []
    for lag in correlations.indices {
      var numerator = correlations[lag]
      var denominator = 1.0
      for (index, coefficient) in previous.enumerated() {
        numerator -= coefficient * correlations[lag - 1 - index]
        denominator -= coefficient * correlations[index]
      }
      // A perfectly predictable series leaves nothing to explain at further lags.
      let value = denominator > 0 ? numerator / denominator : 0
      partial.append(value)
      let reversed = Array(previous.reversed())
      previous = zip(previous, reversed).map { $0 - value * $1 } + [value]
    }
    return partial
  }
}

extension Autocorrelation: Tabular {
  /// One row for each lag: the lag, the autocorrelation.
  public var estimates: Table {
    let rows = correlations.enumerated().map { (lag: $0.offset + 1, value: $0.element) }
    return Table(
      "Autocorrelation", rows,
      [.integer(.lags) { $0.lag }, .number(.estimate) { $0.value }],
      notes: [lagOneNote])
  }

  /// One row: n and the lag-one autocorrelation.
  public var overview: Table {
    Table(
      "Autocorrelation", [self],
      [.integer(.count) { $0.count }, .number(.autocorrelation) { $0.correlations[0] }],
      notes: [lagOneNote])
  }

  private var lagOneNote: Note {
    Note(
      .caveat, "lag-one-bias",
      "The lag-one autocorrelation of n values is biased low by about (1 + 4ρ)/n: "
        + "here 1/\(count) if the values are independent.")
  }
}

import Tables

/// The test of Kwiatkowski, Phillips, Schmidt and Shin of stationarity: whether a series wanders from
/// its level or line.
///
/// The statistic is Σ Sₜ²/(n² λ²), S being partial sums of the residuals and λ² their long-run
/// variance with Bartlett weights, divisor n. p is interpolated between the four tabulated critical
/// values and held within 0.01 and 0.10, as everywhere.
///
/// - Assumes: equal spacing.
/// - Edge cases: values on their level or line exactly throw.
/// - Cost: O(n · lags).
/// - References: Kwiatkowski, Phillips, Schmidt & Shin 1992, doi:10.1016/0304-4076(92)90104-Y.
/// - Checked against: exact rationals, R tseries 0.10, statsmodels 0.15 (reference cases).
public struct Stationarity: Hashable, Sendable, Codable {
  /// What the series is held to vary about.
  public enum Centre: String, Hashable, Sendable, Codable, CaseIterable {
    /// A constant level.
    case level
    /// A line in time.
    case trend
  }

  /// What the series is held to vary about.
  public var centre: Centre
  /// The number of autocovariances in the long-run variance; nil for ⌊4 (n/100)^¼⌋.
  public var lags: Int?

  /// The test, about a level and with the customary lags unless asked otherwise.
  public init(_ centre: Centre = .level, lags: Int? = nil) {
    self.centre = centre
    self.lags = lags
  }

  /// Tests values at equal spacing.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``,
  ///   ``StatisticsError/varianceNotPositive``, and
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for lags outside 0 to n − 1.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.require(Self.card.leastCount, of: values)
    try Validation.requireFinite(values)
    let count = values.count
    let lags =
      self.lags ?? Int(4 * Elementary.power(Double(count) / 100, 0.25))
    guard lags >= 0, lags < count else {
      throw .invalidOption(name: "lags", found: "\(lags)", needed: "from 0 to \(count - 1)")
    }
    let scaled = PowerOfTwoScale(values)(values)
    let rows = (0..<count).map(Double.init)
    let fit = try LeastSquares().fit(
      scaled, on: centre == .level ? .intercept(count: count) : .trend(rows))
    guard !fit.isExact else { throw .noVariation }
    let residuals = fit.residuals
    var partial = CompensatedSum()
    var sums = CompensatedSum()
    for residual in residuals {
      partial.add(residual)
      sums.addProduct(partial.value, partial.value)
    }
    let size = Double(count)
    var longRun = 0.0
    for lag in 0...lags {
      var covariance = CompensatedSum()
      for index in lag..<count { covariance.addProduct(residuals[index], residuals[index - lag]) }
      let weight = lag == 0 ? 1 : 2 * (1 - Double(lag) / Double(lags + 1))
      longRun += weight * covariance.value / size
    }
    guard longRun > 0 else { throw .varianceNotPositive }
    let statistic = sums.value / size / size / longRun
    let table = centre == .level ? Self.levelTable : Self.trendTable
    let pValue = Self.interpolated(statistic, table)
    return TestResult(
      method: Self.card.name, statistic: Named("eta", statistic), pValue: pValue,
      alternative: .greater, basis: .asymptotic, count: count,
      details: [Named("lags", Double(lags))],
      notes: [
        Note(
          .method, "kpss-p-value",
          "p is interpolated between tabulated values and held within 0.01 and 0.10.")
      ])
  }

  private static let shares = [0.10, 0.05, 0.025, 0.01]
  private static let levelTable = [0.347, 0.463, 0.574, 0.739]
  private static let trendTable = [0.119, 0.146, 0.176, 0.216]

  private static func interpolated(_ statistic: Double, _ table: [Double]) -> Double {
    if statistic <= table[0] { return shares[0] }
    for index in 1..<table.count where statistic <= table[index] {
      let part = (statistic - table[index - 1]) / (table[index] - table[index - 1])
      return shares[index - 1] + part * (shares[index] - shares[index - 1])
    }
    return shares[shares.count - 1]
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "kpss", title: "KPSS test of stationarity",
    summary: "Whether a series wanders from its level or line, against its staying there.",
    assumptions: ["equal spacing"],
    leastCount: 4, advisedCount: 25, instead: "declared-rho, to rho 0.9",
    references: [
      "Kwiatkowski, Phillips, Schmidt & Shin 1992, Journal of Econometrics 54: 159–178, "
        + "doi:10.1016/0304-4076(92)90104-Y"
    ])
}

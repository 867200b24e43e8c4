import Distributions
import Tables

/// The augmented test of Dickey and Fuller of a unit root: whether shocks to a series stay for good.
///
/// Δyₜ is regressed on yₜ₋₁, `lags` earlier differences and the deterministic terms; the statistic is
/// the t of yₜ₋₁. p is from MacKinnon's response surface for long series; details carry his critical
/// values for the number of rows used, `critical_1`, `critical_5`, `critical_10`.
///
/// - Assumes: equal spacing; lags enough to leave no autocorrelation in the errors.
/// - Edge cases: a series whose differences are fitted exactly has no statistic; one that does not
///   vary throws.
/// - Cost: one fit.
/// - References: Dickey & Fuller 1979, doi:10.2307/2286348; MacKinnon 1994,
///   doi:10.1080/07350015.1994.10510005; MacKinnon 2010, Queen's Economics Department WP 1227.
/// - Checked against: exact rationals, statsmodels 0.15 (reference cases).
public struct UnitRoot: Hashable, Sendable, Codable {
  /// What the regression contains beside the series' past.
  public enum Deterministic: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing.
    case none
    /// A constant.
    case constant
    /// A constant and a line in time.
    case trend
  }

  /// What the regression contains beside the series' past.
  public var deterministic: Deterministic
  /// The number of earlier differences; nil for ⌊(n − 1)^⅓⌋.
  public var lags: Int?

  /// The test, with a constant and the customary lags unless asked otherwise.
  public init(_ deterministic: Deterministic = .constant, lags: Int? = nil) {
    self.deterministic = deterministic
    self.lags = lags
  }

  /// Tests values at equal spacing.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` where the regression has too few
  ///   rows, ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for negative lags; and what
  ///   ``LeastSquares/fit(_:on:)`` throws.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.require(Self.card.leastCount, of: values)
    try Validation.requireFinite(values)
    guard values.contains(where: { $0 != values[0] }) else { throw .noVariation }
    let customary = Elementary.power(Double(values.count - 1), 1.0 / 3)
    // The cube root of a cube may come out just below it.
    let lags = self.lags ?? Int(customary + 1e-9)
    guard lags >= 0 else {
      throw .invalidOption(name: "lags", found: "\(lags)", needed: "0 or more")
    }
    let terms = 1 + lags + (deterministic == .none ? 0 : deterministic == .constant ? 1 : 2)
    let needed = lags + terms + 2
    guard values.count >= needed else {
      throw .tooFewObservations(needed: needed, have: values.count)
    }
    let scaled = PowerOfTwoScale(values)(values)
    let steps = zip(scaled.dropFirst(), scaled).map { $0 - $1 }
    let rows = Array(lags..<steps.count)
    var design = Design()
    if deterministic != .none { design = .intercept(count: rows.count) }
    if deterministic == .trend { design = design.adding("time", rows.map { Double($0) }) }
    design = design.adding("level", rows.map { scaled[$0] })
    for lag in 0..<lags {
      design = design.adding("step \(lag + 1)", rows.map { steps[$0 - lag - 1] })
    }
    let fit = try LeastSquares().fit(rows.map { steps[$0] }, on: design)
    let place = deterministic == .none ? 0 : deterministic == .constant ? 1 : 2
    let level = try fit.coefficients()[place]
    let surface = MacKinnonSurface(deterministic)
    let statistic = fit.isExact ? nil : level.statistic
    let critical = surface.critical(rows: rows.count)
    return TestResult(
      method: Self.card.name, statistic: statistic.map { Named("tau", $0) },
      pValue: statistic.map(surface.pValue), alternative: .less,
      estimate: Named("level", level.estimate), standardError: level.standardError,
      basis: .asymptotic, count: rows.count,
      details: [
        Named("lags", Double(lags)), Named("critical_1", critical[0]),
        Named("critical_5", critical[1]), Named("critical_10", critical[2]),
      ],
      notes: statistic == nil
        ? [Note(.caveat, "exact-fit", "The regression fits exactly: there is no statistic.")]
        : [])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "adf", title: "Augmented Dickey–Fuller test",
    summary: "Whether shocks to a series stay for good (a unit root), against their fading.",
    assumptions: ["equal spacing", "no autocorrelation left in the errors"],
    leastCount: 4, advisedCount: 25, instead: "declared-rho, to rho 0.9",
    references: [
      "Dickey & Fuller 1979, JASA 74: 427–431, doi:10.2307/2286348",
      "MacKinnon 1994, JBES 12: 167–176, doi:10.1080/07350015.1994.10510005",
    ])
}

/// MacKinnon's approximations to the law of the statistic of Dickey and Fuller, for one series.
struct MacKinnonSurface {
  private let most: Double
  private let least: Double
  private let joint: Double
  /// Coefficients of powers of the statistic, below and above the joint; Φ of the sum is p.
  private let lower: [Double]
  private let upper: [Double]
  /// Coefficients of powers of 1/rows, for 1, 5 and 10 %.
  private let surfaces: [[Double]]

  init(_ deterministic: UnitRoot.Deterministic) {
    switch deterministic {
    case .none:
      (most, least, joint) = (.infinity, -19.04, -1.04)
      lower = [0.6344, 1.2378, 0.032496]
      upper = [0.4797, 0.93557, -0.06999, 0.033066]
      surfaces = [
        [-2.56574, -2.2358, -3.627], [-1.94100, -0.2686, -3.365, 31.223],
        [-1.61682, 0.2656, -2.714, 25.364],
      ]
    case .constant:
      (most, least, joint) = (2.74, -18.83, -1.61)
      lower = [2.1659, 1.4412, 0.038269]
      upper = [1.7339, 0.93202, -0.12745, -0.010368]
      surfaces = [
        [-3.43035, -6.5393, -16.786, -79.433], [-2.86154, -2.8903, -4.234, -40.040],
        [-2.56677, -1.5384, -2.809],
      ]
    case .trend:
      (most, least, joint) = (0.7, -16.18, -2.89)
      lower = [3.2512, 1.6047, 0.049588]
      upper = [2.5261, 0.61654, -0.37956, -0.060285]
      surfaces = [
        [-3.95877, -9.0531, -28.428, -134.155], [-3.41049, -4.3904, -9.036, -45.374],
        [-3.12705, -2.5856, -3.925, -22.380],
      ]
    }
  }

  /// The probability of a statistic at most this; 0 and 1 beyond the range of the approximation.
  func pValue(_ statistic: Double) -> Double {
    if statistic > most { return 1 }
    if statistic < least { return 0 }
    let coefficients = statistic <= joint ? lower : upper
    return Normal.standard.cumulative(at: Self.polynomial(coefficients, statistic))
  }

  /// The critical values at 1, 5 and 10 % for a number of rows.
  func critical(rows: Int) -> [Double] {
    surfaces.map { Self.polynomial($0, 1 / Double(rows)) }
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }
}

public import Tables

/// Holt's exponential smoothing: a level and a trend that learn from the errors of one-step forecasts,
/// the trend damped or not.
///
/// With f = l + φ b the forecast and e = y − f its error, l becomes f + α e and b becomes φ b + β e;
/// β is α times the β* of Holt's own form. The parameters of ``fit(_:)`` have the least sum of squared
/// errors with 10⁻⁴ ≤ β ≤ α ≤ 0.9999 (and φ in 0.8 … 0.98): the starting level and trend by least
/// squares for each, the others by a grid and a compass search about its best places.
///
/// - Assumes: equal spacing; for forecast variances independent errors of one variance.
/// - Edge cases: parameters at an end of their range are at the boundary, and say so. A series that a
///   line fits exactly has errors of 0 and no log likelihood.
/// - Cost: O(n) for given parameters, some thousands of times that for fitted ones.
/// - References: Holt 1957, doi:10.1016/j.ijforecast.2003.09.015 (reprint 2004); Gardner & McKenzie
///   1985, doi:10.1287/mnsc.31.10.1237; Hyndman, Koehler, Ord & Snyder 2008, Forecasting with
///   Exponential Smoothing.
/// - Checked against: 40-digit arithmetic, R 4.2 `HoltWinters`, statsmodels 0.15 (reference cases); R's
///   package forecast, `holt` (`Golden/forecast.json`).
public struct ExponentialSmoothing: Hashable, Sendable, Codable {
  /// The parameters of a smoothing.
  public struct Parameters: Hashable, Sendable, Codable {
    /// The share of an error that the level takes.
    public var alpha: Double
    /// The share of an error that the trend takes.
    public var beta: Double
    /// The share of the trend kept at each step; 1 undamped.
    public var phi: Double
    /// The level before the first value.
    public var level: Double
    /// The trend before the first value.
    public var trend: Double

    /// Parameters; undamped unless asked otherwise.
    public init(alpha: Double, beta: Double, phi: Double = 1, level: Double, trend: Double) {
      self.alpha = alpha
      self.beta = beta
      self.phi = phi
      self.level = level
      self.trend = trend
    }
  }

  /// Whether the trend fades.
  public var isDamped: Bool

  /// A smoothing, undamped unless asked otherwise.
  public init(isDamped: Bool = false) { self.isDamped = isDamped }

  /// Smooths with given parameters.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for no values,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/overflow``, and
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for parameters that are not finite.
  public func smooth(
    _ values: [Double], _ parameters: Parameters
  ) throws(StatisticsError) -> SmoothedSeries {
    try Validation.require(1, of: values)
    try Validation.requireFinite(values)
    for (name, value) in [
      ("alpha", parameters.alpha), ("beta", parameters.beta), ("phi", parameters.phi),
      ("level", parameters.level), ("trend", parameters.trend),
    ] {
      guard value.isFinite else {
        throw .invalidOption(name: name, found: "\(value)", needed: "finite")
      }
    }
    return try SmoothedSeries(values, parameters, fitted: 0, convergence: nil)
  }

  /// Smooths with the parameters of least squared errors.
  ///
  /// - Throws: as ``smooth(_:_:)``; ``StatisticsError/tooFewObservations(needed:have:)`` below 5
  ///   values, 6 where damped.
  public func fit(_ values: [Double]) throws(StatisticsError) -> SmoothedSeries {
    try Validation.require((isDamped ? Self.dampedCard : Self.card).leastCount, of: values)
    try Validation.requireFinite(values)
    let scale = PowerOfTwoScale(values)
    let scaled = scale(values)
    let centred = CentredValues(scaled)
    let search = SmoothingSearch(centred.deviations, isDamped: isDamped)
    let found = search.run()
    var best = found.profile.parameters
    best.level = (best.level + centred.mean) * scale.inverse
    best.trend *= scale.inverse
    return try SmoothedSeries(
      values, best, fitted: isDamped ? 5 : 4, convergence: found.convergence)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "holt", title: "Holt's exponential smoothing",
    summary: "A level and a trend that learn from errors of forecasts, and where they lead.",
    assumptions: ["equal spacing", "a level and trend that change slowly"],
    leastCount: 5, advisedCount: 20, instead: "prediction-interval",
    references: [
      "Holt 2004 (1957), International Journal of Forecasting 20: 5–10",
      "Gardner & McKenzie 1985, Management Science 31: 1237–1246",
    ])

  /// The card of the damped method.
  public static let dampedCard = MethodCard(
    name: "damped-holt", title: "Holt's exponential smoothing, damped",
    summary: "A level and a trend that learn from errors of forecasts, the trend fading.",
    assumptions: ["equal spacing", "a level and trend that change slowly"],
    leastCount: 6, advisedCount: 20, instead: "prediction-interval",
    references: card.references)
}

/// A series smoothed by Holt's method.
public struct SmoothedSeries: Hashable, Sendable {
  /// The values.
  public let values: [Double]
  /// The parameters.
  public let parameters: ExponentialSmoothing.Parameters
  /// The one-step forecast of each value.
  public let fitted: [Double]
  /// The sum of the squared errors of the forecasts.
  public let sumOfSquares: Double
  /// The level after the last value.
  public let level: Double
  /// The trend after the last value.
  public let trend: Double
  /// How many parameters were fitted; 0 where all were given.
  public let fittedParameters: Int
  /// How the parameters were had; nil where they were given.
  public let convergence: Convergence?

  init(
    _ values: [Double], _ parameters: ExponentialSmoothing.Parameters, fitted count: Int,
    convergence: Convergence?
  ) throws(StatisticsError) {
    var (level, trend) = (parameters.level, parameters.trend)
    var sum = CompensatedSum()
    var fitted: [Double] = []
    for value in values {
      let forecast = level + parameters.phi * trend
      let error = value - forecast
      fitted.append(forecast)
      sum.addProduct(error, error)
      level = forecast + parameters.alpha * error
      trend = parameters.phi * trend + parameters.beta * error
    }
    guard sum.value.isFinite, level.isFinite, trend.isFinite else { throw .overflow }
    self.values = values
    self.parameters = parameters
    self.fitted = fitted
    sumOfSquares = sum.value
    self.level = level
    self.trend = trend
    fittedParameters = count
    self.convergence = convergence
  }

  /// The log likelihood of normal errors of one variance, that variance at its maximum; nil where
  /// there are no errors.
  public var logLikelihood: Double? {
    guard sumOfSquares > 0 else { return nil }
    let size = Double(values.count)
    return -size / 2 * (Elementary.log(2 * Double.pi * sumOfSquares / size) + 1)
  }

  /// Akaike's criterion; fitted parameters and the variance count, as in R. Nil where there are no
  /// errors.
  public var aic: Double? { logLikelihood.map { -2 * $0 + 2 * Double(fittedParameters + 1) } }

  /// Schwarz's criterion, counting the same.
  public var bic: Double? {
    logLikelihood.map {
      -2 * $0 + Double(fittedParameters + 1) * Elementary.log(Double(values.count))
    }
  }

  /// The variance of the errors, divisor n less the fitted parameters; nil where none are left.
  public var errorVariance: Double? {
    let freedom = values.count - fittedParameters
    return freedom > 0 ? sumOfSquares / Double(freedom) : nil
  }

  /// The forecast a number of steps after the last value.
  ///
  /// - Precondition: one step at least.
  public func forecast(_ steps: Int) -> Double {
    precondition(steps >= 1, "a forecast \(steps) steps ahead")
    var total = 0.0
    var kept = 1.0
    for _ in 0..<steps {
      kept *= parameters.phi
      total += kept
    }
    return level + total * trend
  }

  /// The variance of the error of a forecast, σ² (1 + Σ cⱼ²), cⱼ = α + β (φ + … + φʲ) over j from 1
  /// to one less than the steps; nil without a variance of errors.
  ///
  /// - Precondition: one step at least.
  public func forecastVariance(_ steps: Int) -> Double? {
    errorVariance.map { $0 * path(steps)[steps - 1].share }
  }

  /// Forecasts of the values after the last and the variances of their errors as if the parameters
  /// were known; none without a variance of errors.
  ///
  /// - Precondition: one step at least.
  public func forecasts(_ steps: Int) -> [StateEstimate] {
    guard let errorVariance else { return [] }
    return path(steps).map { StateEstimate(mean: $0.value, variance: errorVariance * $0.share) }
  }

  /// Forecasts, and their variances as multiples of that of the errors.
  private func path(_ steps: Int) -> [(value: Double, share: Double)] {
    precondition(steps >= 1, "a forecast \(steps) steps ahead")
    var (sum, total, kept) = (1.0, 0.0, 1.0)
    return (0..<steps).map { step in
      if step > 0 {
        let weight = parameters.alpha + parameters.beta * total
        sum += weight * weight
      }
      kept *= parameters.phi
      total += kept
      return (level + total * trend, sum)
    }
  }
}

extension SmoothedSeries: Tabular {
  /// One row for each parameter.
  public var estimates: Table {
    Table(
      ExponentialSmoothing.card.title,
      [
        ("alpha", parameters.alpha), ("beta", parameters.beta), ("phi", parameters.phi),
        ("starting level", parameters.level), ("starting trend", parameters.trend),
      ],
      [
        .text(.method) { _ in ExponentialSmoothing.card.name },
        .text(.term) { $0.0 },
        .number(.estimate) { $0.1 },
        .integer(.count) { _ in values.count },
      ], notes: notes)
  }

  /// One row: n, sum of squares, log likelihood, and how the search ended.
  public var overview: Table {
    Table(
      ExponentialSmoothing.card.title, [self],
      [
        .text(.method) { _ in ExponentialSmoothing.card.name },
        .number(.residualSumOfSquares) { $0.sumOfSquares },
        .number(.logLikelihood) { $0.logLikelihood },
        .integer(.iterations) { $0.convergence?.iterations },
        .number(.lastChange) { $0.convergence?.change },
        .text(.stopped) { $0.convergence?.reason.rawValue },
        .integer(.count) { $0.values.count },
      ], notes: notes)
  }

  /// One row for each value: its place, the value, its one-step forecast, the error.
  public var observations: Table? {
    Table(
      ExponentialSmoothing.card.title, Array(values.indices),
      [
        .integer(.position) { $0 + 1 },
        .number(.value) { values[$0] },
        .number(.fitted) { fitted[$0] },
        .number(.residual) { values[$0] - fitted[$0] },
      ])
  }

  /// What must be known of the parameters.
  var notes: [Note] {
    guard convergence?.reason == .boundary else { return [] }
    return [
      Note(
        .caveat, "parameter-at-boundary",
        "A parameter of the smoothing is at an end of its range.")
    ]
  }
}

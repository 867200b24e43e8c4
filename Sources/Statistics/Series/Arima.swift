public import Tables

/// An autoregressive integrated moving average, by exact Gaussian maximum likelihood from several
/// starts.
///
/// Differences are taken first, then yₜ − μ = Σ φᵢ (yₜ₋ᵢ − μ) + εₜ + Σ θⱼ εₜ₋ⱼ is fitted, μ only
/// without differences. Coefficients are sought as partial autocorrelations, so that every model is
/// stationary and invertible, the circle of moving averages included: short series often have their
/// greatest likelihood there, beside lesser peaks within. The best of several climbs is taken; the
/// other peaks are kept and said.
///
/// - Assumes: equal spacing; normal shocks of one variance. Values may be missing where no differences
///   are taken.
/// - Edge cases: a moving average with a root on the unit circle is at the boundary: it says so and has
///   no standard errors. Values that do not vary throw.
/// - Cost: some hundreds of filters of n rows, eight at a time.
/// - References: Box & Jenkins 1976; Gardner, Harvey & Phillips 1980, doi:10.2307/2346910; Durbin &
///   Koopman 2012.
/// - Checked against: 30-digit arithmetic, R 4.2 `arima`, gretl 2022c (reference cases); forecasts and
///   likelihoods of fourteen models against R (`Golden/forecast.json`).
public struct Arima: Hashable, Sendable, Codable {
  /// The number of autoregressive coefficients.
  public var autoregression: Int
  /// How often differences are taken.
  public var differences: Int
  /// The number of moving-average coefficients.
  public var movingAverage: Int

  /// A model of an order (p, d, q).
  public init(_ autoregression: Int, _ differences: Int, _ movingAverage: Int) {
    self.autoregression = autoregression
    self.differences = differences
    self.movingAverage = movingAverage
  }

  /// Fits values at equal spacing; nil where one is missing.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for orders outside 0 to 5 (2 for
  ///   differences) and for missing values with differences;
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` for fewer than three values more than
  ///   coefficients; ``StatisticsError/notFinite(index:)``, ``StatisticsError/noVariation``,
  ///   ``StatisticsError/varianceNotPositive``, ``StatisticsError/overflow``.
  public func fit(_ values: [Double?]) throws(StatisticsError) -> ArimaFit {
    for (name, value, most) in [
      ("autoregression", autoregression, 5), ("differences", differences, 2),
      ("moving average", movingAverage, 5),
    ] {
      guard value >= 0, value <= most else {
        throw .invalidOption(name: name, found: "\(value)", needed: "from 0 to \(most)")
      }
    }
    for (index, value) in values.enumerated() {
      if let value, !value.isFinite { throw .notFinite(index: index) }
    }
    let present = values.compactMap { $0 }
    guard differences == 0 || present.count == values.count else {
      throw .invalidOption(
        name: "values", found: "\(values.count - present.count) missing",
        needed: "complete where differences are taken")
    }
    let terms = autoregression + movingAverage + (differences == 0 ? 1 : 0)
    try Validation.require(terms + 3 + differences, of: present)
    guard present.contains(where: { $0 != present[0] }) else { throw .noVariation }
    // A zero near the values keeps the digits of their differences.
    let scale = PowerOfTwoScale(present)
    let origin = differences == 0 ? CentredValues(scale(present)).mean : 0
    var series = values.map { $0.map { $0 * scale.factor - origin } }
    var lasts: [Double] = []
    for _ in 0..<differences {
      let plain = series.compactMap { $0 }
      lasts.insert(plain[plain.count - 1], at: 0)
      series = zip(plain.dropFirst(), plain).map { $0 - $1 }
    }
    guard series.contains(where: { $0 != 0 && $0 != nil }) else { throw .noVariation }
    let search = ArimaSearch(
      series, autoregression: autoregression, movingAverage: movingAverage,
      hasMean: differences == 0)
    guard let found = search.run() else { throw .varianceNotPositive }
    let unit = scale.inverse
    let errors = found.isOnCircle ? nil : search.standardErrors(found)
    let variance = found.filtered.shockVariance * unit * unit
    guard variance.isFinite, variance > 0 else { throw .overflow }
    let count = series.count { $0 != nil }
    var scaledErrors = errors
    if differences == 0, let errors {
      scaledErrors = errors.dropLast() + [errors[terms - 1] * unit]
    }
    return ArimaFit(
      model: self, autoregression: found.model.autoregression,
      movingAverage: found.model.movingAverage,
      mean: differences == 0 ? (found.filtered.mean + origin) * unit : nil,
      standardErrors: scaledErrors, shockVariance: variance,
      logLikelihood: found.filtered.logLikelihood - Double(count) * Elementary.log(unit),
      isOnCircle: found.isOnCircle, isAtUnitRoot: found.isAtUnitRoot,
      convergence: found.convergence,
      otherPeaks: found.others.map { other in
        let terms =
          other.model.autoregression.enumerated().map { Named("ar\($0 + 1)", $1) }
          + other.model.movingAverage.enumerated().map { Named("ma\($0 + 1)", $1) }
        return LikelihoodPeak(
          terms, other.logLikelihood - Double(count) * Elementary.log(unit))
      }, count: count,
      rows: values.count,
      predictions: zip(values, predictions(series, found, unit)).map { value, surprise in
        guard let value, let surprise else { return nil }
        return StateEstimate(mean: value - surprise.mean, variance: surprise.variance)
      },
      outlook: ArimaOutlook(
        found.model, found.filtered, lasts: lasts, origin: origin, unit: unit))
  }

  /// The errors of the forecasts of all rows from those before; the rows whose differences cannot be
  /// taken have none.
  private func predictions(
    _ series: [Double?], _ found: ArimaSearch.Found, _ unit: Double
  ) -> [StateEstimate?] {
    Array(repeating: nil, count: differences)
      + found.filtered.surprises.map { surprise in
        surprise.map {
          StateEstimate(
            mean: $0.mean * unit,
            variance: $0.variance * found.filtered.shockVariance * unit * unit)
        }
      }
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "arima", title: "Autoregressive integrated moving average",
    summary: "How values hang on those before them, and where that leads.",
    assumptions: ["equal spacing", "normal shocks of one variance"],
    leastCount: 4, advisedCount: 30, instead: "declared-rho",
    references: [
      "Box & Jenkins 1976, Time Series Analysis: Forecasting and Control",
      "Gardner, Harvey & Phillips 1980, Applied Statistics 29: 311–322, doi:10.2307/2346910",
    ])
}

/// A fitted autoregressive integrated moving average.
public struct ArimaFit: Hashable, Sendable {
  /// The order.
  public let model: Arima
  /// The autoregressive coefficients φ.
  public let autoregression: [Double]
  /// The moving-average coefficients θ, with plus signs.
  public let movingAverage: [Double]
  /// The mean; nil where differences were taken.
  public let mean: Double?
  /// Standard errors of φ, θ and the mean from the observed information; nil where there are none.
  public let standardErrors: [Double]?
  /// The variance of the shocks.
  public let shockVariance: Double
  /// The log likelihood, of the differences where those were taken.
  public let logLikelihood: Double
  /// Whether the moving average has a root on the unit circle.
  public let isOnCircle: Bool
  /// Whether the autoregression has a root so near it that it is at the end of what is searched.
  public let isAtUnitRoot: Bool
  /// How the search ended.
  public let convergence: Convergence
  /// Peaks of the likelihood beside the greatest.
  public let otherPeaks: [LikelihoodPeak]
  /// The number of values, or differences, that are not missing.
  public let count: Int
  /// The number of rows given.
  public let rows: Int
  /// The value of each row from those before it, and the variance of its error; nil for rows that
  /// differences take up and for missing values.
  public let predictions: [StateEstimate?]
  let outlook: ArimaOutlook

  /// φ, θ, and the mean where there is one.
  public var coefficients: [Double] { autoregression + movingAverage + (mean.map { [$0] } ?? []) }

  /// The names of the coefficients: `ar1`, `ma1`, `mean`.
  public var terms: [String] {
    autoregression.indices.map { "ar\($0 + 1)" } + movingAverage.indices.map { "ma\($0 + 1)" }
      + (mean == nil ? [] : ["mean"])
  }

  /// Akaike's criterion; the variance counts as a parameter.
  public var aic: Double { -2 * logLikelihood + 2 * Double(coefficients.count + 1) }

  /// Schwarz's criterion; the variance counts as a parameter.
  public var bic: Double {
    -2 * logLikelihood + Double(coefficients.count + 1) * Elementary.log(Double(count))
  }

  /// Forecasts of the values after the last row, and the variances of their errors as if coefficients
  /// were known.
  ///
  /// - Precondition: one step at least.
  public func forecasts(_ steps: Int) -> [(value: Double, variance: Double)] {
    precondition(steps >= 1, "forecasts of \(steps) steps")
    return outlook.forecasts(steps)
  }
}

extension ArimaFit: Tabular {
  /// One row for each coefficient: estimate, standard error.
  public var estimates: Table {
    Table(
      Arima.card.title, Array(terms.indices),
      [
        .text(.method) { _ in Arima.card.name },
        .text(.term) { terms[$0] },
        .number(.estimate) { coefficients[$0] },
        .number(.standardError) { standardErrors?[$0] },
        .integer(.count) { _ in count },
      ], notes: notes)
  }

  /// One row: n, log likelihood, AIC, standard deviation of shocks, and how the search ended.
  public var overview: Table {
    Table(
      Arima.card.title, [self],
      [
        .text(.method) { _ in Arima.card.name },
        .number(.logLikelihood) { $0.logLikelihood },
        .number(.aic) { $0.aic },
        .number(.bic) { $0.bic },
        .number(.sigma) { $0.shockVariance.squareRoot() },
        .integer(.iterations) { $0.convergence.iterations },
        .number(.lastChange) { $0.convergence.change },
        .text(.stopped) { $0.convergence.reason.rawValue },
        .integer(.count) { $0.count },
      ], notes: notes)
  }

  /// What must be known of the estimates.
  var notes: [Note] {
    var notes: [Note] = []
    if isOnCircle {
      notes.append(
        Note(
          .caveat, "moving-average-on-circle",
          "The moving average has a root on the unit circle, the boundary: no standard errors."))
    }
    if isAtUnitRoot {
      notes.append(
        Note(
          .caveat, "autoregression-at-boundary",
          "The autoregression has a root on the unit circle, the end of what is searched: another "
            + "difference or fewer terms may do better."))
    }
    if let note = LikelihoodPeak.note(otherPeaks, below: logLikelihood) { notes.append(note) }
    return notes
  }
}

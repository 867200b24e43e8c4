public import Tables

/// A trend that is straight on the log scale: a rate of growth.
///
/// - Assumes: independent, roughly normal errors of one variance on the log scale.
/// - Units: the slope is in logarithms a year; growth a fraction a year; times of doubling in years.
/// - Exact when: the assumptions hold.
/// - Edge cases: a value that is not positive is refused, never shifted: for counts with zeros there
///   is the Poisson model. The time of doubling has an interval only where that of the slope has
///   one sign.
/// - Cost: one least-squares fit.
/// - References: Duan 1983, doi:10.1080/01621459.1983.10478017 (the smearing factor).
/// - Checked against: least squares on logarithms, `LogLinearTrendTests`.
public struct LogLinearTrend: Hashable, Sendable, Codable {
  /// The confidence level.
  public var level: Double

  /// The trend with 95 % intervals unless asked otherwise.
  public init(level: Double = 0.95) { self.level = level }

  /// The trend of a sample of positive values.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 3;
  ///   ``StatisticsError/valueNotPositive(index:)``;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1.
  public func fit(_ sample: Sample) throws(StatisticsError) -> LogLinearFit {
    try Validation.require(Self.card.leastCount, of: sample.values)
    try Validation.requirePositive(sample.values)
    let fit = try LeastSquares().fit(
      sample.values.map(Elementary.log), on: .trend(sample.times))
    let coefficients = try fit.coefficients(level: level)
    return LogLinearFit(sample: sample, logarithms: fit, slope: coefficients[1])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "log-linear", title: "Log-linear trend",
    summary: "By what share values grow or shrink each year.",
    assumptions: [
      "positive values", "independent, roughly normal errors of one variance on the log scale",
    ],
    leastCount: 3, advisedCount: 5, instead: "theil-sen, or the ratio of two periods",
    references: ["Duan 1983, JASA 78: 605–610, doi:10.1080/01621459.1983.10478017"])
}

/// A trend on the log scale, and what it says on that of the values.
public struct LogLinearFit: Hashable, Sendable {
  /// The observations.
  public let sample: Sample
  /// The fit to their logarithms.
  public let logarithms: LinearFit
  /// The slope of the logarithms.
  public let slope: Coefficient

  /// Growth a year as a fraction: exp(slope) − 1.
  public var growth: Double { Elementary.expLessOne(slope.estimate) }

  /// The interval of ``growth``.
  public var growthInterval: ConfidenceInterval? {
    slope.interval.map {
      ConfidenceInterval(
        low: Elementary.expLessOne($0.low), high: Elementary.expLessOne($0.high), level: $0.level)
    }
  }

  /// Years in which the trend doubles; negative for halving, nil for no slope.
  public var doublingTime: Double? { Self.doubling(slope.estimate) }

  /// The interval of ``doublingTime``; nil where that of the slope holds zero, which no finite time
  /// of doubling excludes.
  public var doublingInterval: ConfidenceInterval? {
    guard let interval = slope.interval, interval.low * interval.high > 0,
      let low = Self.doubling(interval.high), let high = Self.doubling(interval.low)
    else { return nil }
    return ConfidenceInterval(low: low, high: high, level: interval.level)
  }

  /// Growth a year from the first value to the last alone, (last/first)^(1/years) − 1: two points,
  /// no interval.
  public var twoPointGrowth: Double {
    let times = sample.times
    let values = sample.values
    let years = times[times.count - 1] - times[0]
    let rise = Elementary.log(values[values.count - 1]) - Elementary.log(values[0])
    return Elementary.expLessOne(rise / years)
  }

  /// Duan's factor from the median to the mean: the mean of the exponentials of the residuals.
  public var smearingFactor: Double {
    let sum = logarithms.residuals.reduce(0) { $0 + Elementary.exp($1) }
    return sum / Double(sample.count)
  }

  /// The medians the trend says, the exponentials of the fitted logarithms.
  public var fitted: [Double] { logarithms.fitted.map(Elementary.exp) }

  private static func doubling(_ slope: Double) -> Double? {
    let years = Elementary.log(2) / slope
    return years.isFinite ? years : nil
  }

  var notes: [Note] {
    logarithms.notes + [
      Note(
        .method, "log-linear",
        "Least squares on logarithms; fitted values are medians, means are "
          + "\(smearingFactor) times as large (Duan)."),
      Note(
        .caveat, "two-points", "growth_two_points compares the first and the last value alone."),
    ]
  }
}

extension LogLinearFit: Tabular {
  /// Four rows: slope of the logarithms, growth a year, time of doubling, growth from two points.
  public var estimates: Table {
    let rows: [LogLinearRow] = [
      LogLinearRow(term: "time", estimate: slope.estimate, slope: slope, interval: slope.interval),
      LogLinearRow(term: "growth", estimate: growth, interval: growthInterval),
      LogLinearRow(term: "doubling_time", estimate: doublingTime, interval: doublingInterval),
      LogLinearRow(term: "growth_two_points", estimate: twoPointGrowth, basis: .descriptive),
    ]
    let count = sample.count
    return Table(
      LogLinearTrend.card.title, rows,
      [
        .text(.method) { _ in LogLinearTrend.card.name },
        .text(.term) { $0.term },
        .number(.estimate) { $0.estimate },
        .number(.standardError) { $0.slope?.standardError },
        .number(.statistic) { $0.slope?.statistic },
        .number(.degreesOfFreedom) { $0.slope?.degreesOfFreedom },
        .number(.pValue) { $0.slope?.pValue },
        .number(.intervalLow) { $0.interval?.low },
        .number(.intervalHigh) { $0.interval?.high },
        .text(.basis) { $0.basis.name },
        .integer(.count) { _ in count },
      ], notes: notes)
  }

  /// One row: the overview of the fit to the logarithms.
  public var overview: Table {
    var table = logarithms.overview
    table.title = LogLinearTrend.card.title
    return table
  }

  /// One row for each observation: time, value, fitted median, residual.
  public var observations: Table? {
    lineObservations(LogLinearTrend.card.title, sample, fitted)
  }
}

private struct LogLinearRow: Sendable {
  let term: String
  let estimate: Double?
  var slope: Coefficient?
  var interval: ConfidenceInterval?
  var basis = Basis.exact
}

public import Statistics
import Tables
import TimeSeries

extension SeriesTrend {
  /// What a method fits at each observation of the sample, to be drawn, in the unit of the series
  /// whatever the scale of the analysis.
  public struct FittedLine: Hashable, Sendable {
    /// The method's name.
    public let method: String
    /// One value for each observation of the sample.
    public let values: [Double]
    /// The interval of the line itself at each observation; empty where none is given.
    public let intervals: [ConfidenceInterval]
  }

  /// The lines of the methods that fit one, in the order of the methods. The first line by least
  /// squares has the interval of its mean, by the covariance that was asked for.
  public var lines: [FittedLine] {
    guard let sample else { return [] }
    var hasIntervals = false
    return outcomes.compactMap { outcome in
      guard let table = outcome.value?.observations,
        let place = table.columns.firstIndex(of: .fitted)
      else { return nil }
      let fitted = table.rows.compactMap { $0[place].double }
      guard fitted.count == sample.sample.count else { return nil }
      let isLogarithmic = rule.scale == .log || outcome.method == TrendMethod.logLinear.name
      var intervals: [ConfidenceInterval] = []
      let isOfSquares = [TrendMethod.leastSquares.name, TrendMethod.logLinear.name]
        .contains(outcome.method)
      if isOfSquares, !hasIntervals {
        let takesLogarithms = isLogarithmic && rule.scale != .log
        intervals =
          (try? intervalsOfMean(sample.sample, takesLogarithms: takesLogarithms)) ?? []
        hasIntervals = !intervals.isEmpty
      }
      guard isLogarithmic else {
        return FittedLine(method: outcome.method, values: fitted, intervals: intervals)
      }
      return FittedLine(
        method: outcome.method, values: fitted.map { Alignment.exponential($0) },
        intervals: intervals.map(\.exponentials))
    }
  }

  /// The interval of the mean at each time, on the scale of the fit. The times are centred, so
  /// that the covariance of intercept and slope loses no digits.
  private func intervalsOfMean(
    _ sample: Sample, takesLogarithms: Bool
  ) throws(StatisticsError) -> [ConfidenceInterval] {
    let center = sample.times.reduce(0, +) / Double(sample.count)
    let times = sample.times.map { $0 - center }
    let values = takesLogarithms ? sample.values.map { Alignment.logarithm($0) } : sample.values
    let fit = try LeastSquares().fit(values, on: .trend(times))
    guard !fit.isExact else { return [] }
    return try fit.meanIntervals(
      at: .trend(times), settings.covariance, level: settings.level)
  }
}

extension ConfidenceInterval {
  /// The interval of which this is the logarithm.
  var exponentials: ConfidenceInterval {
    ConfidenceInterval(
      low: Alignment.exponential(low), high: Alignment.exponential(high), level: level)
  }
}

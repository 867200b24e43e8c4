import Tables

extension TrendMethod {
  /// A line through values known as ranges or bounds, by normal likelihood.
  public static let interval = TrendMethod(IntervalFit.card) {
    (sample, settings) throws(StatisticsError) in
    let response: CensoredResponse
    if let ranges = settings.ranges {
      guard ranges.count == sample.count else { throw .unequalLengths(sample.count, ranges.count) }
      response = ranges
    } else {
      response = try CensoredResponse(sample.values)
    }
    let fit = try IntervalRegression().fit(response, on: .trend(sample.times))
    let slope = try fit.coefficients(level: settings.level)[1]
    return TrendAnswer(
      IntervalFit.card.name, slope: slope, settings, basis: .asymptotic, fit: fit, sample: sample)
  }
}

/// A line of given slope through the middle of observations, kept by its height at the middle time,
/// so that years as large as 2025 cost no digits.
struct ResistantLine: Hashable, Sendable {
  /// The slope.
  let slope: Double
  /// The median of the times.
  let centre: Double
  /// The median of the values.
  let middle: Double
  /// The median of the values less slope · (time − centre).
  let residualMiddle: Double

  /// The line for values on a scale, itself on theirs.
  init(
    _ sample: Sample, _ scaled: [Double], slope: Double, _ scale: PowerOfTwoScale
  ) throws(StatisticsError) {
    let centre = OrderedValues(sorted: sample.times).median
    let residuals = zip(sample.times, scaled).map { $1 - slope * ($0 - centre) }
    self.centre = centre
    self.slope = try Validation.finite(slope * scale.inverse)
    middle = OrderedValues(sorted: scaled.sorted()).median * scale.inverse
    residualMiddle = try Validation.finite(
      OrderedValues(sorted: residuals.sorted()).median * scale.inverse)
  }

  /// The height at time 0 of the line through the medians; nil where it is beyond the doubles.
  var intercept: Double? { atZero(middle) }
  /// The height at time 0 of the line with as many residuals above as below; nil where it is
  /// beyond the doubles.
  var residualIntercept: Double? { atZero(residualMiddle) }

  private func atZero(_ height: Double) -> Double? {
    let value = height - slope * centre
    return value.isFinite ? value : nil
  }

  /// The heights at times of a line through a height at the middle time.
  func heights(_ times: [Double], through height: Double) -> [Double] {
    times.map { height + slope * ($0 - centre) }
  }
}

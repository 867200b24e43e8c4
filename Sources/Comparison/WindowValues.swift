public import TimeSeries

/// The numbers of some observations: what an estimand computes with.
public struct WindowValues: Sendable {
  /// The observations.
  public let observations: [Observation]
  /// Their values under the rule in force.
  public let values: [Double]
  /// Years observed for each.
  public let exposures: [Double]
  /// Calendar years, or decimal years for parts.
  public let times: [Double]

  /// The numbers of observations of a measure.
  ///
  /// - Throws: ``Refusal/series(_:)`` where one has no number under the rule.
  init(
    _ observations: [Observation], of measure: some Measure, _ rule: ReadingRule
  ) throws(Refusal) {
    var values: [Double] = []
    for observation in observations {
      guard let value = rule.value(of: observation) else {
        throw .series(.undetermined(observation.period, rule.point))
      }
      values.append(value)
    }
    self.observations = observations
    self.values = values
    exposures = observations.map { measure.accrual == .flow ? $0.exposure : 1 }
    times = Alignment.times(of: observations, on: .calendar)
  }

  /// The number of observations.
  public var count: Int { values.count }
  /// The sum of the values.
  public var total: Double { values.reduce(0, +) }
  /// Years observed together.
  public var exposure: Double { exposures.reduce(0, +) }
  /// The mean of the values a year of exposure, or nil where there are none.
  public var mean: Double? {
    values.isEmpty ? nil : rates.reduce(0, +) / Double(count)
  }
  /// The mean of the values by the days each stands for, or nil where there are none.
  var meanByDays: Double? {
    let days = observations.map { Double($0.period.dayCount) }
    let all = days.reduce(0, +)
    return all > 0 ? zip(values, days).map { $0 * $1 }.reduce(0, +) / all : nil
  }
  /// Values a year of exposure: of one length, so that they may be set against one another.
  public var rates: [Double] { zip(values, exposures).map { $0 / $1 } }
  /// First and last period, as text; how many years of how many where some are missing between.
  public var span: String { WindowValues.span(of: observations) }

  /// First and last period of some observations, as text.
  static func span(of observations: [Observation]) -> String {
    guard let first = observations.first, let last = observations.last else { return "no year" }
    guard first.period != last.period else { return "\(first.period)" }
    let years = last.period.last.year - first.period.start.year + 1
    let isWhole = observations.allSatisfy { $0.period.shape == .year }
    return "\(first.period)–\(last.period)"
      + (isWhole && observations.count < years ? " (\(observations.count) of \(years) years)" : "")
  }
}

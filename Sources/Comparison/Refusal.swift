public import Statistics
public import TimeSeries

/// Why an effect cannot be had, or may not be shown.
public enum Refusal: Error, Hashable, Sendable {
  /// The estimand does not fit the measure: a rate ratio of a stock, an exact count of deaths.
  case notApplicable(String)
  /// Too few complete years in a window.
  case tooFewYears(window: String, needed: Int, have: Int, beside: String?)
  /// The values on the two sides do not mean the same.
  case breakCrossed(Day, String)
  /// A reading without a number.
  case series(SeriesError)
  /// The procedure cannot answer.
  case statistics(StatisticsError)
}

extension Refusal: CustomStringConvertible {
  /// The reason, in a sentence without its full stop.
  public var description: String {
    switch self {
    case .notApplicable(let reason): reason
    case .tooFewYears(let window, let needed, let have, let beside):
      "needs \(needed) complete \(needed == 1 ? "year" : "years") \(window), has \(have)"
        + (beside.map { " (\($0))" } ?? "")
    case .breakCrossed(let day, let description):
      "crosses the break of \(day): \(description)"
    case .series(let error): error.description
    case .statistics(.misleadingBelow(let observations, let have, _)):
      // What to use instead has a place of its own.
      "misleads below \(observations) observations, has \(have)"
    case .statistics(let error): error.description
    }
  }

  /// A stable name for programs.
  public var code: String {
    switch self {
    case .notApplicable: "not-applicable"
    case .tooFewYears: "too-few-years"
    case .breakCrossed: "break-crossed"
    case .series: "no-value"
    case .statistics: "not-estimable"
    }
  }
}

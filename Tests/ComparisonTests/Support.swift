import Comparison
import Testing
import TimeSeries

/// A day by its text.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A period by its text.
func period(_ text: String) throws -> Period { try #require(Period(text)) }

/// Years from one through another.
func range(_ text: String) throws -> YearRange { try #require(YearRange(text)) }

/// A measure of events over time.
let attacks = AnyMeasure(Attacks())

/// Whole years with exact values.
func years(_ first: Int, _ values: [Double]) -> [Observation] {
  values.enumerated().map {
    Observation(period: .year(first + $0.offset), reading: .exactly($0.element))
  }
}

/// One value for each month of a run.
func months(_ year: Int, _ numbers: ClosedRange<Int>, _ value: Double = 10) throws -> [Observation]
{
  try numbers.map {
    Observation(period: try #require(Period.month(year, $0)), reading: .exactly(value))
  }
}

/// A comparison of observations around events.
func compare(
  _ observations: [Observation], measure: AnyMeasure = attacks, breaks: [Break] = [],
  events: [WindowComparison.DeclaredEvent], plan: ComparisonPlan = .standard
) throws -> WindowComparison {
  let series = try Series(measure, observations)
  return WindowComparison(
    ResolvedSeries(
      series: series, breaks: breaks, notes: [], resolution: .latest,
      asOf: series.span?.last.last ?? Day(number: 0)),
    name: "x", info: SeriesInfo(id: "x", title: "Attacks", measure: measure), events: events,
    plan: plan)
}

/// An event with one anchor.
func event(after year: Int, _ baselines: String...) throws -> WindowComparison.DeclaredEvent {
  WindowComparison.DeclaredEvent(anchors: [.after(year)], baselines: try baselines.map(range))
}

extension WindowComparison {
  /// The effects of an estimand, around one event or between two.
  func effects(_ estimand: String, event: String? = nil) -> [Effect] {
    outcomes.filter { $0.estimand == estimand && (event == nil || $0.event == event) }
      .compactMap(\.value)
  }

  /// The refusals of an estimand.
  func refusals(_ estimand: String, event: String? = nil) -> [Refusal] {
    outcomes.filter { $0.estimand == estimand && (event == nil || $0.event == event) }
      .compactMap(\.refusal)
  }
}

import ArgumentParser
import Aftermath

/// Which observations are used and how claims become numbers; shared by every verb with a series.
struct SelectionOptions: ParsableArguments {
  @Option(help: "The folder of another data package.")
  var package: String?

  @Option(help: "The first year or date used.")
  var from: String?

  @Option(help: "The last year or date used.")
  var to: String?

  @Option(name: .customLong("as-of"), help: "Only what had been published by this date.")
  var asOf: String?

  @Option(help: "How claims become one series: latest, median, envelope or prefer:SOURCE,…")
  var resolve: String = "latest"

  @Option(help: "Which number of a range: best, low, high or midpoint.")
  var reading: String = "best"

  @Option(help: "The scale of the analysis: raw or log.")
  var scale: String?

  @Option(help: "What hedging words widen to: strict, default or wide.")
  var hedges: String = "default"

  func validate() throws {
    for (name, text) in [("--from", from), ("--to", to), ("--as-of", asOf)] {
      if let text, Period(text) == nil {
        throw ValidationError("\(name) \(text) is not a year or a date")
      }
    }
    if let from = firstDay, let to = lastDay, to < from {
      throw ValidationError("--to \(to) comes before --from \(from)")
    }
    guard Resolution(resolve) != nil else {
      throw ValidationError(
        "--resolve \(resolve) is not one of latest, median, envelope, prefer:SOURCE,…")
    }
    guard PointRule(rawValue: reading) != nil else {
      throw ValidationError("--reading \(reading) is not one of \(names(PointRule.self))")
    }
    if let scale, Scale(rawValue: scale) == nil {
      throw ValidationError("--scale \(scale) is not one of \(names(Scale.self))")
    }
    guard Hedges(rawValue: hedges) != nil else {
      throw ValidationError("--hedges \(hedges) is not one of \(names(Hedges.self))")
    }
  }

  private func names<Choice: CaseIterable & RawRepresentable>(_: Choice.Type) -> String
  where Choice.RawValue == String {
    Choice.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// The first day used.
  var firstDay: Day? { from.flatMap { Period($0)?.start } }
  /// The last day used.
  var lastDay: Day? { to.flatMap { Period($0)?.last } }
  /// The day whose knowledge is used.
  var day: Day? { asOf.flatMap { Period($0)?.last } }
  /// The policy for claims.
  var resolution: Resolution { Resolution(resolve) ?? .latest }
  /// Which number of a range, under which hedges; the scale is raw unless said.
  var rule: ReadingRule {
    ReadingRule(
      point: PointRule(rawValue: reading) ?? .best,
      scale: scale.flatMap { Scale(rawValue: $0) } ?? .raw,
      hedges: Hedges(rawValue: hedges) ?? .default)
  }
}

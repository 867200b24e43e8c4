import ArgumentParser
import Aftermath

/// The methods of `forecast` and their choices.
struct ForecastOptions: ParsableArguments {
  @Option(help: "How many periods (years, quarters, months or days) after the last, 1 to 1000.")
  var horizon: Int = 3

  @Option(
    help: ArgumentHelp(
      "Methods, separated by commas: local-level, local-trend, arima:p,d,q, holt, damped-holt, trend "
        + "(default: trend, and from 20 observations local-level)."))
  var method: [String] = []

  @Option(help: "The probability with which a new value lies in its interval: 0.5, 0.8, 0.95.")
  var level: Double = 0.95

  @Flag(help: "Compute what would mislead; such rows are marked.")
  var force = false

  func validate() throws {
    guard (1...1000).contains(horizon) else {
      throw ValidationError("--horizon \(horizon) is not a number of periods from 1 to 1000")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is not between 0 and 1")
    }
    for name in names where ForecastMethod.named(name) == nil {
      if name.hasPrefix("arima") {
        throw ValidationError(
          "--method \(name) is not arima:p,d,q with p and q from 0 to 5 and d from 0 to 2")
      }
      throw ValidationError(
        "--method \(name) is not one of local-level, local-trend, arima:p,d,q, holt, damped-holt, "
          + "trend")
    }
  }

  /// The names asked for, in their order, each once. The commas within an order are not those
  /// between names.
  private var names: [String] {
    var names: [String] = []
    for list in method {
      var parts = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)[...]
      while let part = parts.popFirst() {
        var name = part
        if name.hasPrefix("arima:") {
          for _ in 0..<2 where parts.first.flatMap({ Int($0) }) != nil {
            name += "," + (parts.popFirst() ?? "")
          }
        }
        if !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  /// The methods asked for; nil for the standard ones.
  var methods: [ForecastMethod]? {
    names.isEmpty ? nil : names.compactMap { ForecastMethod.named($0) }
  }

  /// The choices under a rule of reading.
  func choices(_ rule: ReadingRule) -> SeriesForecast.Choices {
    SeriesForecast.Choices(horizon: horizon, rule: rule, level: level, isForced: force)
  }
}

import Aftermath
import ArgumentParser

/// The methods of `breaks` and their choices.
struct BreaksOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Methods, separated by commas: \(BreakMethod.allCases.map(\.name).joined(separator: ", ")), "
        + "chow:YEAR (default: bai-perron, sup-f, pettitt)."))
  var method: [String] = []

  @Option(
    help: "What breaks, by regression: mean or trend (bai-perron, sup-f, cusum, mosum, chow).")
  var model: String = "mean"

  @Option(help: "What a segment costs: mean, variance, poisson or linear (pelt, optimal).")
  var cost: String = "mean"

  @Option(help: "What a break must save, in the unit of the cost (default: Schwarz's criterion).")
  var penalty: Double?

  @Option(help: "This number of breaks, rather than that of the criterion (bai-perron, optimal).")
  var breaks: Int?

  @Option(name: .customLong("max-breaks"), help: "The most breaks looked for.")
  var maxBreaks: Int = 5

  @Option(help: "The least share of observations in a segment of a regression; at least 3 are.")
  var trim: Double = 0.15

  @Option(help: "The share of observations in the moving window of mosum.")
  var bandwidth: Double = 0.15

  @Option(help: "The confidence level.")
  var level: Double = 0.95

  @Option(help: "The simulated series of sup-f, mosum and segmented; 0 for none.")
  var replicates: Int = 1_999

  @Option(help: "The seed of simulations.")
  var seed: UInt64 = 20_111_218

  @Flag(help: "Compute what would mislead; such rows are marked.")
  var force = false

  func validate() throws {
    try validateNames()
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is not between 0 and 1")
    }
    if let penalty, !(penalty >= 0 && penalty.isFinite) {
      throw ValidationError("--penalty \(penalty) is not a number from 0 up")
    }
    if let breaks, !(0...100).contains(breaks) {
      throw ValidationError("--breaks \(breaks) is not a number from 0 to 100")
    }
    guard (0...100).contains(maxBreaks) else {
      throw ValidationError("--max-breaks \(maxBreaks) is not a number from 0 to 100")
    }
    for (name, share) in [("--trim", trim), ("--bandwidth", bandwidth)]
    where !(share > 0 && share < 0.5) {
      throw ValidationError("\(name) \(share) is not between 0 and 0.5")
    }
    guard (0...10_000_000).contains(replicates) else {
      throw ValidationError("--replicates \(replicates) is not from 0 to 10000000")
    }
    if breaks != nil, !names.contains(where: ["bai-perron", "optimal"].contains) {
      throw ValidationError("--breaks needs --method bai-perron or optimal")
    }
    let partitions = ["pelt", "optimal"]
    if penalty != nil, !names.contains(where: partitions.contains) {
      throw ValidationError("--penalty needs --method pelt or optimal")
    }
    if cost != "mean", !names.contains(where: partitions.contains) {
      throw ValidationError("--cost \(cost) needs --method pelt or optimal")
    }
  }

  private func validateNames() throws {
    for name in names where BreaksOptions.method(name) == nil {
      if name == "chow" || name.hasPrefix("chow:") {
        throw ValidationError("--method \(name) needs a year or a date: chow:2011")
      }
      throw ValidationError(
        "--method \(name) is not one of "
          + BreakMethod.allCases.map(\.name).joined(separator: ", ") + ", chow:YEAR")
    }
    guard BreakModel(rawValue: model) != nil else {
      throw ValidationError("--model \(model) is not one of mean, trend")
    }
    guard SegmentCost(rawValue: cost) != nil else {
      throw ValidationError(
        "--cost \(cost) is not one of "
          + SegmentCost.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  /// The names asked for, in their order, each once.
  private var names: [String] {
    var seen: Set<String> = []
    return method.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
      .map(String.init).filter { seen.insert($0).inserted }
  }

  /// The method of a name; what comes after a year begins with the next.
  private static func method(_ name: String) -> BreakMethod? {
    guard name.hasPrefix("chow:") else { return BreakMethod.named(name) }
    let word = String(name.dropFirst(5))
    guard let period = Period(word), Day.years.contains(period.last.year + 1) else { return nil }
    // A month begins a little before its share of days where months are twelfths: February does.
    return .chow(word, from: period.last.advanced(by: 1).decimalYear - 0.002)
  }

  /// The methods asked for; nil for the standard ones.
  var methods: [BreakMethod]? {
    names.isEmpty ? nil : names.compactMap(BreaksOptions.method)
  }

  /// The choices.
  var settings: BreakSettings {
    BreakSettings(
      level: level, model: BreakModel(rawValue: model) ?? .mean,
      cost: SegmentCost(rawValue: cost) ?? .mean, penalty: penalty, breaks: breaks,
      mostBreaks: maxBreaks, trim: trim, window: bandwidth, replicates: replicates, seed: seed,
      isForced: force)
  }
}

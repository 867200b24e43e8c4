import ArgumentParser
import Aftermath

/// The events of a comparison and the choices around them; shared by `compare` and `report`.
struct ComparisonOptions: ParsableArguments {
  @Option(help: "A year, a date or an event id; the years after it. Repeat for a second event.")
  var after: [String] = []

  @Option(help: "Years before, FROM..TO, instead of the declared ones. Repeatable.")
  var baseline: [String] = []

  @Option(help: "How many years after each event are looked at.")
  var window: Int = 5

  @Option(help: "Years two aftermaths are compared over: common, or a number.")
  var horizon: String = "common"

  @Option(help: "What is compared, by name, separated by commas; all where none is given.")
  var estimand: String?

  @Option(help: "The declared autocorrelations, separated by commas (default 0, 0.1 … 0.6).")
  var rho: String?

  @Option(help: "Adjust p-values for their number: none, holm or bh.")
  var adjust: String = "none"

  @Option(help: "The confidence level.")
  var level: Double = 0.95

  @Option(help: "The level of sentence the data must allow, E0 to E5; exit 1 where they do not.")
  var require: String?

  @Flag(help: "Compute what would mislead at this length; such rows are marked.")
  var force = false

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is not between 0 and 1")
    }
    guard (1...1000).contains(window) else {
      throw ValidationError("--window \(window) is not a number of years from 1 to 1000")
    }
    if horizon != "common" {
      guard let years = Int(horizon), (1...1000).contains(years) else {
        throw ValidationError("--horizon \(horizon) is neither common nor a number of years")
      }
    }
    for text in baseline where YearRange(text) == nil {
      throw ValidationError("--baseline \(text) is not FROM..TO, as 2004..2011")
    }
    for name in estimandNames where Estimand.named(name) == nil {
      let known = Estimand.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("--estimand \(name) is not one of \(known)")
    }
    guard declaredRho != nil else {
      throw ValidationError("--rho must be numbers from 0 to below 1, ascending")
    }
    guard ComparisonPlan.Adjustment(rawValue: adjust) != nil else {
      throw ValidationError("--adjust \(adjust) is not one of none, holm, bh")
    }
    if let require, Entitlement(rawValue: require) == nil {
      throw ValidationError("--require \(require) is not one of E0, E1, E2, E3, E4, E5")
    }
  }

  private var estimandNames: [String] {
    estimand.map { $0.split(separator: ",").map(String.init) } ?? []
  }

  private var declaredRho: [Double]? {
    rho.map(RhoGrid.values) ?? DeclaredRho.standardGrid
  }

  /// The plan these options and a selection make.
  func plan(_ selection: SelectionOptions) -> ComparisonPlan {
    ComparisonPlan(
      estimands: estimandNames, level: level,
      reading: ReadingRule(point: selection.rule.point, hedges: selection.rule.hedges),
      scale: selection.scale.flatMap { Scale(rawValue: $0) }, window: window,
      horizon: Int(horizon), declaredRho: declaredRho ?? DeclaredRho.standardGrid,
      adjustment: ComparisonPlan.Adjustment(rawValue: adjust) ?? .none, isForced: force)
  }

  /// The events asked for, else the package's own two, each with its baselines.
  ///
  /// - Parameter package: loads the package; called only where an event of it may be meant.
  func events(
    _ package: @escaping () throws -> DataPackage, usesPackage: Bool
  ) throws -> (events: [WindowComparison.DeclaredEvent], notes: [Note]) {
    var notes: [Note] = []
    var events: [WindowComparison.DeclaredEvent] = []
    let asked =
      after.isEmpty && usesPackage
      ? try package().events.filter(\.isHeadline).map(\.event.id) : after
    guard !asked.isEmpty else {
      throw CommandFailure.usage("a comparison needs an event", hint: "name it as --after 2011")
    }
    if let twice = asked.indices.first(where: { asked[..<$0].contains(asked[$0]) }) {
      throw CommandFailure.usage("--after \(asked[twice]) is given twice")
    }
    let reader = EventReader(package: package, usesPackage: usesPackage)
    let declared = baseline.compactMap { YearRange($0) }
    for text in asked {
      events.append(try reader.event(text, baselines: declared, notes: &notes))
    }
    return (events.sorted { $0.anchors[0].firstAfter < $1.anchors[0].firstAfter }, notes)
  }

  /// Fails where a comparison does not allow the level asked for.
  func requireLevel(_ results: [WindowComparison]) throws {
    guard let text = require, let needed = Entitlement(rawValue: text) else { return }
    for result in results {
      for verdict in result.eventVerdicts where verdict.level < needed {
        throw CommandFailure.answerIsNo(
          "\(result.name): the years after \(verdict.anchor.label) allow "
            + "\(verdict.level.rawValue), not \(needed.rawValue)"
            + (verdict.leading.missing.map { ": needs \($0)" } ?? ""))
      }
    }
  }
}

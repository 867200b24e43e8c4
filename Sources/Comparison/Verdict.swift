import Statistics
import TimeSeries

/// What may be said of one window, what may not, and what is missing: the level decides.
public struct Verdict: Sendable {
  /// The window.
  public let window: EventWindow
  /// The level the data allow.
  public let level: Entitlement
  /// A sentence the data allow.
  public let sentence: String
  /// A sentence they do not allow.
  public let forbidden: String
  /// What the next level needs.
  public let missing: String?
  /// The direction in which the level lies after the event, where a change is shown under every
  /// model; nil where none is shown or none may be spoken of.
  public let direction: Direction?

  /// A direction a change of level may have.
  public enum Direction: String, Hashable, Sendable {
    /// Higher after.
    case higher
    /// Lower after.
    case lower
  }

  /// The verdict on a window of a comparison.
  public init(_ comparison: WindowComparison, _ window: EventWindow) {
    self.window = window
    let crossed = Break.crossed(
      by: window.before + window.after, among: comparison.resolved.breaks)
    level = window.entitlement(comparable: crossed.isEmpty)
    let text = VerdictText(
      comparison: comparison, window: window, crossed: crossed.first, level: level)
    sentence = text.allowed
    forbidden = text.forbidden
    direction = level >= .levelChange ? text.direction : nil
    missing =
      window.after.isEmpty
      ? level.missing(before: window.before.count, after: 0)
      : crossed.first.map { "years counted the same way on both sides of \($0.date)" }
        ?? level.missing(before: window.before.count, after: window.after.count)
  }

  /// The years looked at, as text.
  public var windowText: String {
    let first = window.anchor.firstYearAfter
    return window.length == 1 ? "\(first)" : "\(first)–\(first + window.length - 1)"
  }
}

/// Sentences for one window.
private struct VerdictText {
  let comparison: WindowComparison
  let window: EventWindow
  let crossed: Break?
  let level: Entitlement

  private var event: String { window.anchor.label }
  private var unit: String { comparison.resolved.series.measure.unit.symbol }

  private func effects(_ estimand: String) -> [Effect] {
    comparison.outcomes.filter {
      $0.estimand == estimand && $0.event == window.anchor.label
        && $0.baseline == window.baseline
    }.compactMap(\.value)
  }

  var allowed: String {
    let before = mean(window.before).map { "\(span(window.before)): \($0) on average" }
    guard !window.after.isEmpty else {
      return "No complete, final year after \(event) has been published"
        + (window.beside.map { " (\($0))" } ?? "") + "."
        + (before.map { " In the baseline \($0)." } ?? " Nor is there a year of the baseline.")
    }
    if let crossed {
      return "The years \(span(window.before)) and \(span(window.after)) were not counted the same "
        + "way (break of \(crossed.date)); they are shown, not compared."
    }
    switch level {
    case .nothing, .describe:
      let after = mean(window.after).map { "\(span(window.after)): \($0) on average" }
      return ([after, before].compactMap { $0 }.joined(separator: "; "))
        + ". A description, without a test."
    case .unusual: return unusual
    case .levelChange, .slopeChange, .causal: return change
    }
  }

  /// Each year against what its baseline leads one to expect, and all of them together.
  private var unusual: String {
    let all = effects("prediction-interval")
    let years = all.compactMap { effect -> String? in
      guard let value = effect.estimate, let interval = effect.interval,
        let period = effect.period
      else { return nil }
      let isInside = interval.low <= value && value <= interval.high
      return "\(period) (\(DisplayText.number(value)) \(unit)) lies "
        + (isInside ? "inside" : "outside") + " the \(percent) interval expected from "
        + "\(window.baseline.first)–\(window.baseline.last), \(ends(interval))"
    }
    guard !years.isEmpty else {
      return "The years after \(event) are too few for more than a description."
    }
    let together = all.first { $0.estimate == nil }?.pValue.map {
      "; together: p \(Estimand.probability($0))"
    }
    return years.joined(separator: "; ") + (together ?? "") + "."
  }

  /// The change of level without and with a trend, side by side. A direction is named where every
  /// interval lies on one side.
  private var change: String {
    let found = effects("change-at-event").filter { $0.estimate != nil && $0.interval != nil }
    guard let first = found.first else { return unusual }
    let isRatio = first.scale == "ratio"
    let parts = found.map { effect in
      let size = DisplayText.number(effect.estimate ?? 0)
      let model = effect.term.split(separator: ", ").last ?? ""
      let interval = effect.interval.map { ends($0) } ?? ""
      return (isRatio ? "\(size) times" : "\(size) \(unit) apart") + " (\(model); \(percent) "
        + "interval \(interval); p \(effect.pValue.map { Estimand.probability($0) } ?? "none"))"
    }
    let finding =
      switch direction {
      case .higher: "Higher under each model."
      case .lower: "Lower under each model."
      case nil:
        found.contains { isAway($0, from: isRatio ? 1 : 0) }
          ? "The models disagree whether the level changed."
          : "No change of level is shown, nor that there was none."
      }
    return "The level of \(span(window.after)) against \(span(window.before)): "
      + parts.joined(separator: ", ") + ". \(finding) Timing, not cause."
  }

  /// Where every model's interval lies on one side of no change, that side.
  var direction: Verdict.Direction? {
    let found = effects("change-at-event").filter { $0.interval != nil }
    guard let scale = found.first?.scale else { return nil }
    let null = scale == "ratio" ? 1.0 : 0
    let intervals = found.compactMap(\.interval)
    if intervals.allSatisfy({ $0.low > null }) { return .higher }
    if intervals.allSatisfy({ $0.high < null }) { return .lower }
    return nil
  }

  private func isAway(_ effect: Effect, from null: Double) -> Bool {
    effect.interval.map { $0.low > null || $0.high < null } ?? false
  }

  var forbidden: String {
    let title = comparison.info.title
    let what = title.isEmpty ? comparison.name : "“\(title)”"
    if window.after.isEmpty || crossed != nil {
      return "That \(what) rose, fell or stayed the same after \(event)."
    }
    switch level {
    case .nothing, .describe:
      return "That the years after \(event) are unusual, or that a level changed."
    case .unusual:
      return "Any increase, decrease or effect: that takes three complete years after "
        + "(has \(window.after.count))."
    case .levelChange: return "A change of slope, or that \(event) was the cause."
    case .slopeChange, .causal: return "That \(event) was the cause."
    }
  }

  private func mean(_ observations: [Observation]) -> String? {
    guard
      let values = try? WindowValues(
        observations, of: comparison.resolved.series.measure, comparison.plan.reading),
      let mean = values.mean
    else { return nil }
    let isFlow = comparison.resolved.series.measure.accrual == .flow
    return "\(DisplayText.number(mean)) \(unit)" + (isFlow ? " a year" : "")
  }

  private func span(_ observations: [Observation]) -> String {
    WindowValues.span(of: observations)
  }

  private func ends(_ interval: ConfidenceInterval) -> String {
    "\(DisplayText.number(interval.low)) to \(DisplayText.number(interval.high))"
  }

  private var percent: String { DisplayText.number(comparison.plan.level * 100) + " %" }
}

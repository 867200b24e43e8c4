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
  /// Whether a change of slope at the event is shown; false below the level that may speak of one.
  public let showsSlopeChange: Bool

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
    showsSlopeChange = level >= .slopeChange && text.showsSlopeChange
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
    guard !window.after.isEmpty else { return nothingAfter }
    if let crossed {
      return "The years \(span(window.before)) and \(span(window.after)) were not counted the same "
        + "way (break of \(crossed.date)); they are shown, not compared."
    }
    switch level {
    case .nothing, .describe:
      return ([afterText, beforeText].compactMap { $0 }.joined(separator: "; "))
        + ". A description, without a test."
    case .unusual: return unusual + "."
    case .levelChange, .slopeChange, .causal: return change
    }
  }

  private var nothingAfter: String {
    let ends = comparison.resolved.series.span?.last.last.year
    let hasEnded = ends.map { $0 < window.anchor.lastYearBefore } ?? false
    let beside =
      window.beside ?? (hasEnded ? ends.map { "the series ends with \($0)" } : nil)
    return "No complete, final year after \(event) has been published"
      + (beside.map { " (\($0))" } ?? "") + "."
      + (beforeText.map { " In the baseline \($0)." }
        ?? (window.before.isEmpty
          ? " Nor is there a year of the baseline."
          : " The baseline itself is divided (\(divided ?? "a break")): it has no one mean."))
  }

  /// The break that divides the baseline.
  private var divided: String? {
    Break.crossed(by: window.before, among: comparison.resolved.breaks).first.map {
      "break of \($0.date)"
    }
  }

  /// The mean of the baseline; nil where there is none, or it goes over a break.
  private var beforeText: String? {
    guard divided == nil else { return nil }
    return mean(window.before).map { mean in
      let missing = window.baseline.count - window.before.count
      return "\(span(window.before)): \(mean) on average"
        + (missing > 0
          ? " (\(window.before.count) of the \(window.baseline.count) years \(window.baseline))"
          : "")
    }
  }

  private var afterText: String? {
    mean(window.after).map { mean in
      let first = window.anchor.firstYearAfter
      let starts = window.after.first?.period.start.year ?? first
      return "\(span(window.after)): \(mean) on average"
        + (starts > first ? " (from the \(ordinal(starts - first + 1)) year after)" : "")
    }
  }

  private func ordinal(_ number: Int) -> String {
    switch number {
    case 1: "first"
    case 2: "second"
    case 3: "third"
    default: "\(number)th"
    }
  }

  /// Each year against what its baseline leads one to expect, and all of them together.
  private var unusual: String {
    let found = effects("prediction-interval")
    let years = found.filter { $0.quantity == .year }.compactMap { effect -> String? in
      guard let value = effect.estimate, let interval = effect.interval,
        let period = effect.period
      else { return nil }
      return "\(period) (\(DisplayText.number(value)) \(unit)) lies "
        + (isInside(effect) ? "inside" : "outside") + " the \(percent) interval expected from "
        + "\(window.baseline.first)–\(window.baseline.last), \(ends(interval))"
    }
    guard !years.isEmpty else {
      return "The years after \(event) are too few for more than a description"
    }
    let together = jointPValue(found).map {
      "The years \(span(window.after)) together against the baseline: p \($0); "
    }
    return (together ?? "") + years.joined(separator: "; ")
      + " (years taken as independent and of one level)"
  }

  private func isInside(_ effect: Effect) -> Bool {
    guard let value = effect.estimate, let interval = effect.interval else { return false }
    return interval.low <= value && value <= interval.high
  }

  /// The p-value of all years together, as text; nil where there is none.
  private func jointPValue(_ effects: [Effect]) -> String? {
    effects.first { $0.quantity == .years }?.pValue.map { Estimand.probability($0) }
  }

  /// What of the years after lies outside what the baseline leads one to expect, in short.
  private var unusualInShort: String {
    let found = effects("prediction-interval")
    let years = found.filter { $0.quantity == .year }
    guard !years.isEmpty else { return "" }
    let outside = years.filter { !isInside($0) }.compactMap(\.period?.description)
    let single =
      outside.isEmpty
      ? "No single year lies outside the \(percent) interval expected of one"
      : "\(outside.joined(separator: ", ")) \(outside.count == 1 ? "lies" : "lie") outside the "
        + "\(percent) interval expected of one year"
    return " \(single) (\(outside.count) of \(years.count))"
      + (jointPValue(found).map { "; all together p \($0)" } ?? "")
      + ", years taken as independent."
  }

  /// The means, the step without and with a trend, and the change of slope. A direction is named
  /// where every interval lies on one side.
  private var change: String {
    let found = effects("change-at-event").filter { $0.estimate != nil && $0.interval != nil }
    let levels = found.filter { $0.quantity == .levelChange }
    guard !levels.isEmpty else { return unusual + "." }
    let means = [afterText, beforeText].compactMap { $0 }.joined(separator: "; ")
    return "\(means). Step at the event, averaged over serial correlation: "
      + levels.map(size).joined(separator: ", ") + ". \(finding(levels))"
      + found.filter { $0.quantity == .slopeChange }.map { slope in
        " Change of slope: \(size(slope)); \(isAway(slope) ? "a change is shown" : "none is shown")"
          + (isAway(slope) ? failing(slope) : "") + "."
      }.joined()
      + unusualInShort + " Timing, not cause."
  }

  private func size(_ effect: Effect) -> String {
    let number = DisplayText.number(effect.estimate ?? 0)
    let model = effect.term.split(separator: ", ").last ?? ""
    let unit = effect.scale.hasPrefix("ratio") ? "times" : unit
    return "\(number) \(unit)" + (effect.quantity == .slopeChange ? " a year" : "")
      + " (\(model); \(percent) interval \(effect.interval.map { ends($0) } ?? ""); p "
      + "\(effect.pValue.map { Estimand.probability($0) } ?? "none"))"
  }

  private func finding(_ levels: [Effect]) -> String {
    let fails = levels.map(failing).filter { !$0.isEmpty }.first ?? ""
    return switch direction {
    case .higher: "Higher under each model\(fails)."
    case .lower: "Lower under each model\(fails)."
    case nil:
      levels.contains(where: isAway)
        ? "The models disagree whether the level changed."
        : "No change of level is shown, nor that there was none."
    }
  }

  /// Where the worst of the declared autocorrelations would overturn a finding.
  private func failing(_ effect: Effect) -> String {
    guard let worst = effect.worstPValue, worst > 1 - comparison.plan.level else { return "" }
    return ", though not under every declared serial correlation (worst p "
      + Estimand.probability(worst)
      + (effect.breakdownRho.map { ", it turns at \(Estimand.significant($0))" } ?? "") + ")"
  }

  /// Where every model's interval lies on one side of no change, that side.
  var direction: Verdict.Direction? {
    let intervals = effects("change-at-event").filter { $0.quantity == .levelChange }
    guard !intervals.isEmpty, intervals.allSatisfy(isAway) else { return nil }
    let isUp = intervals.map { ($0.interval?.low ?? 0) > null($0) }
    return isUp.allSatisfy { $0 } ? .higher : isUp.contains(true) ? nil : .lower
  }

  /// Whether the interval of the change of slope lies away from none.
  var showsSlopeChange: Bool {
    effects("change-at-event").contains { $0.quantity == .slopeChange && isAway($0) }
  }

  private func null(_ effect: Effect) -> Double { effect.scale.hasPrefix("ratio") ? 1 : 0 }

  private func isAway(_ effect: Effect) -> Bool {
    effect.interval.map { $0.low > null(effect) || $0.high < null(effect) } ?? false
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

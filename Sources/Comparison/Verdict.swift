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

  /// The verdict on a window of a comparison.
  public init(_ comparison: WindowComparison, _ window: EventWindow) {
    self.window = window
    let crossed = Break.crossed(
      by: window.before + window.after, among: comparison.resolved.breaks)
    level = window.entitlement(comparable: crossed.isEmpty)
    let text = VerdictText(comparison, window, crossed: crossed.first, level: level)
    sentence = text.allowed
    forbidden = text.forbidden
    missing =
      crossed.first.map { "years counted the same way on both sides of \($0.date)" }
      ?? level.missing(before: window.before.count, after: window.after.count)
  }

  /// The years looked at, as text.
  var windowText: String {
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

  init(
    _ comparison: WindowComparison, _ window: EventWindow, crossed: Break?, level: Entitlement
  ) {
    self.comparison = comparison
    self.window = window
    self.crossed = crossed
    self.level = level
  }

  private var event: String { window.anchor.label }
  private var unit: String { comparison.resolved.series.measure.unit.symbol }

  private func effects(_ estimand: String) -> [Effect] {
    comparison.outcomes.filter {
      $0.estimand == estimand && $0.event == window.anchor.label
        && $0.baseline == window.baseline
    }.compactMap(\.value)
  }

  private func mean(_ observations: [Observation]) -> String? {
    guard
      let values = try? WindowValues(
        observations, of: comparison.resolved.series.measure, comparison.plan.reading),
      let mean = values.mean
    else { return nil }
    return "\(DisplayText.number(mean)) \(unit)\(accrualWord)"
  }

  private var accrualWord: String {
    comparison.resolved.series.measure.accrual == .flow ? " a year" : ""
  }

  private func span(_ observations: [Observation]) -> String {
    guard let first = observations.first, let last = observations.last else { return "no year" }
    return first.period == last.period ? "\(first.period)" : "\(first.period)–\(last.period)"
  }

  var allowed: String {
    if let crossed {
      return "The years before and after \(event) were not counted the same way (break of "
        + "\(crossed.date)); they are shown, not compared."
    }
    let before = mean(window.before).map { "\(span(window.before)): \($0) on average" }
    switch level {
    case .nothing:
      let beside = window.beside.map { " (\($0))" } ?? ""
      return "No complete, final year after \(event) has been published\(beside)."
        + (before.map { " In the baseline \($0)." } ?? "")
    case .describe:
      return [
        mean(window.after).map { "\(span(window.after)): \($0) on average" }, before,
      ].compactMap { $0 }.joined(separator: "; ") + ". A description, without a test."
    case .unusual: return unusual
    case .levelChange, .slopeChange, .causal: return change
    }
  }

  private var unusual: String {
    let parts = effects("prediction-interval").compactMap { effect -> String? in
      guard let value = effect.estimate, let interval = effect.interval else { return nil }
      let year = effect.term.prefix { $0 != " " }
      let isInside = interval.low <= value && value <= interval.high
      return "\(year) (\(DisplayText.number(value)) \(unit)) lies "
        + (isInside ? "inside" : "outside") + " the \(percent) interval expected from "
        + "\(window.baseline.first)–\(window.baseline.last), "
        + "\(DisplayText.number(interval.low)) to \(DisplayText.number(interval.high))"
    }
    return parts.isEmpty
      ? "The years after \(event) are too few for more than a description."
      : parts.joined(separator: "; ") + "."
  }

  private var change: String {
    guard let effect = effects("change-at-event").first, let estimate = effect.estimate,
      let interval = effect.interval
    else { return unusual }
    let isRatio = effect.scale == "ratio"
    let worst = effect.remark.map { " (\($0))" } ?? ""
    return "After \(event) the level of \(span(window.after)) was "
      + (isRatio
        ? "\(DisplayText.number(estimate)) times that of \(span(window.before))"
        : "\(DisplayText.number(estimate)) \(unit) from that of \(span(window.before))")
      + ", \(percent) interval \(DisplayText.number(interval.low)) to "
      + "\(DisplayText.number(interval.high))\(worst). Timing, not cause."
  }

  private var percent: String { DisplayText.number(comparison.plan.level * 100) + " %" }

  var forbidden: String {
    let what = comparison.info.title.isEmpty ? comparison.name : comparison.info.title
    switch level {
    case .nothing: return "That \(what) rose, fell or stayed the same after \(event)."
    case .describe: return "That the years after \(event) are unusual, or that a level changed."
    case .unusual:
      return "Any increase, decrease or effect: that takes three complete years after "
        + "(has \(window.after.count))."
    case .levelChange: return "A change of slope, or that \(event) was the cause."
    case .slopeChange, .causal: return "That \(event) was the cause."
    }
  }
}

/// Numbers in sentences: three significant digits, thousands grouped, a real minus.
enum DisplayText {
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value > 0 ? "∞" : "−∞" }
    let magnitude = abs(value)
    guard magnitude > 0 else { return "0" }
    let sign = value < 0 ? "−" : ""
    if magnitude >= 100, magnitude < 1e15 {
      var unit = 1.0
      while magnitude / unit >= 1000 { unit *= 10 }
      return sign + grouped(Int((magnitude / unit).rounded() * unit))
    }
    if magnitude >= 1e15 || magnitude < 1e-4 { return sign + String(magnitude) }
    return sign + Estimand.significant(magnitude)
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

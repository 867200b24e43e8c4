import Statistics
import Tables
import TimeSeries

/// One row of a comparison: an effect, or its refusal.
public struct Outcome: Sendable {
  /// The estimand's name.
  public let estimand: String
  /// The event, or the pair of events, it is about.
  public let event: String
  /// The baseline, or nil between two aftermaths.
  public let baseline: YearRange?
  /// The effect, or why there is none.
  public let effect: Result<Effect, Refusal>
  /// What to use where it is refused.
  public let instead: String
  /// The level of sentence the row may carry.
  public let entitlement: Entitlement
  /// The p-value adjusted for the number of rows, where that was asked for.
  public var adjustedPValue: Double?

  /// The effect, or nil.
  public var value: Effect? { try? effect.get() }

  /// The refusal, or nil.
  public var refusal: Refusal? {
    if case .failure(let refusal) = effect { return refusal }
    return nil
  }
}

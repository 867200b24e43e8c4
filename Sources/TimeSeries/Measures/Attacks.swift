/// Attacks counted over a period.
public struct Attacks: Measure {
  /// The name in files and tables.
  public let name = "attacks"
  /// The unit of every number.
  public let unit = Unit.attacks
  /// Whether numbers add up over time.
  public let accrual = Accrual.flow

  /// The measure.
  public init() {}
}

extension Measure where Self == Attacks {
  /// Attacks counted over a period.
  public static var attacks: Attacks { Attacks() }
}

/// Attacks counted over a period.
public struct Attacks: Measure {
  public let name = "attacks"
  public let unit = Unit.attacks
  public let accrual = Accrual.flow

  /// The measure.
  public init() {}
}

extension Measure where Self == Attacks {
  /// Attacks counted over a period.
  public static var attacks: Attacks { Attacks() }
}

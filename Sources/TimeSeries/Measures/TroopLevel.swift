/// Troops present on a day.
public struct TroopLevel: Measure {
  public let name = "troops"
  public let unit = Unit.persons
  public let accrual = Accrual.stock

  /// The measure.
  public init() {}
}

extension Measure where Self == TroopLevel {
  /// Troops present on a day.
  public static var troopLevel: TroopLevel { TroopLevel() }
}

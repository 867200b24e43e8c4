/// Troops present on a day.
public struct TroopLevel: Measure {
  /// The name in files and tables.
  public let name = "troops"
  /// The unit of every number.
  public let unit = Unit.persons
  /// Whether numbers add up over time.
  public let accrual = Accrual.stock

  /// The measure.
  public init() {}
}

extension Measure where Self == TroopLevel {
  /// Troops present on a day.
  public static var troopLevel: TroopLevel { TroopLevel() }
}

/// Fighters a group is estimated to have on a day.
public struct FighterStrength: Measure {
  /// The name in files and tables.
  public let name = "fighters"
  /// The unit of every number.
  public let unit = Unit.persons
  /// Whether numbers add up over time.
  public let accrual = Accrual.stock

  /// The measure.
  public init() {}
}

extension Measure where Self == FighterStrength {
  /// Fighters a group is estimated to have on a day.
  public static var fighterStrength: FighterStrength { FighterStrength() }
}

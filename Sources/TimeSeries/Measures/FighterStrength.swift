/// Fighters a group is estimated to have on a day.
public struct FighterStrength: Measure {
  public let name = "fighters"
  public let unit = Unit.persons
  public let accrual = Accrual.stock

  /// The measure.
  public init() {}
}

extension Measure where Self == FighterStrength {
  /// Fighters a group is estimated to have on a day.
  public static var fighterStrength: FighterStrength { FighterStrength() }
}

/// People killed over a period.
public struct Fatalities: Measure {
  public let name = "deaths"
  public let unit = Unit.deaths
  public let accrual = Accrual.flow

  /// The measure.
  public init() {}
}

extension Measure where Self == Fatalities {
  /// People killed over a period.
  public static var fatalities: Fatalities { Fatalities() }
}

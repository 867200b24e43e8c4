/// People killed over a period.
public struct Fatalities: Measure {
  /// The name in files and tables.
  public let name = "deaths"
  /// The unit of every number.
  public let unit = Unit.deaths
  /// Whether numbers add up over time.
  public let accrual = Accrual.flow

  /// The measure.
  public init() {}
}

extension Measure where Self == Fatalities {
  /// People killed over a period.
  public static var fatalities: Fatalities { Fatalities() }
}

/// Money earned by smuggling over a period, as paid at the time.
public struct SmugglingRevenue: Measure {
  public let name = "revenue"
  public let unit = Unit.dollars
  public let accrual = Accrual.flow

  /// The measure.
  public init() {}
}

extension Measure where Self == SmugglingRevenue {
  /// Money earned by smuggling over a period, as paid at the time.
  public static var smugglingRevenue: SmugglingRevenue { SmugglingRevenue() }
}

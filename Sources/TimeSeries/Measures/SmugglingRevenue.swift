/// Money earned by smuggling over a period, as paid at the time.
public struct SmugglingRevenue: Measure {
  /// The name in files and tables.
  public let name = "revenue"
  /// The unit of every number.
  public let unit = Unit.dollars
  /// Whether numbers add up over time.
  public let accrual = Accrual.flow

  /// The measure.
  public init() {}
}

extension Measure where Self == SmugglingRevenue {
  /// Money earned by smuggling over a period, as paid at the time.
  public static var smugglingRevenue: SmugglingRevenue { SmugglingRevenue() }
}

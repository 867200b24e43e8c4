/// What a series measures: its name, its unit and how it accrues.
///
/// A measure known when the program is written is an empty type (``Attacks``); one read from a
/// file is a value (``AnyMeasure``). The requirements are met by instances, so that one generic
/// ``Series`` serves both and no algorithm is written twice.
public protocol Measure: Hashable, Sendable {
  /// The measure's name: `attacks`, `troops`.
  var name: String { get }
  /// The unit of every number of the series.
  var unit: Unit { get }
  /// Whether numbers add up over time or hold on a day.
  var accrual: Accrual { get }
}

/// A measure known only at run time, as read from a file.
public struct AnyMeasure: Measure, Codable {
  /// The name in files and tables.
  public let name: String
  /// The unit of every number.
  public let unit: Unit
  /// Whether numbers add up over time.
  public let accrual: Accrual

  /// A measure of a name, unit and accrual.
  public init(name: String, unit: Unit, accrual: Accrual) {
    self.name = name
    self.unit = unit
    self.accrual = accrual
  }

  /// A measure whose type is forgotten.
  public init(_ measure: some Measure) {
    self.init(name: measure.name, unit: measure.unit, accrual: measure.accrual)
  }

  /// The measures this library knows by type, by name.
  public static let catalog: [AnyMeasure] = [
    AnyMeasure(Attacks()), AnyMeasure(Fatalities()), AnyMeasure(TroopLevel()),
    AnyMeasure(FighterStrength()), AnyMeasure(SmugglingRevenue()),
  ]
}

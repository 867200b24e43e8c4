/// What a partial year does to a number.
public enum Accrual: String, Hashable, Sendable, Codable, CaseIterable {
  /// A count or sum over a period (attacks in a year): half a year has about half of it.
  case flow
  /// A level on a day, or held over its dates (troops, a price, a rate a day): time does not add.
  case stock
}

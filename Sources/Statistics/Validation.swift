/// The checks that procedures share, so that each fault is worded once.
enum Validation {
  /// Refuses a list that holds a value that is not finite.
  static func requireFinite(_ values: [Double]) throws(StatisticsError) {
    for (index, value) in values.enumerated() where !value.isFinite {
      throw .notFinite(index: index)
    }
  }

  /// Refuses fewer than `needed` values.
  static func require(_ needed: Int, of values: [Double]) throws(StatisticsError) {
    guard values.count >= needed else {
      throw .tooFewObservations(needed: needed, have: values.count)
    }
  }

  /// Refuses a confidence level outside the open interval from 0 to 1.
  static func requireLevel(_ level: Double) throws(StatisticsError) {
    guard level > 0, level < 1 else {
      throw .invalidOption(name: "level", found: "\(level)", needed: "between 0 and 1")
    }
  }

  /// Refuses a value that is zero or negative.
  static func requirePositive(_ values: [Double]) throws(StatisticsError) {
    for (index, value) in values.enumerated() where value <= 0 {
      throw .valueNotPositive(index: index)
    }
  }

  /// The number itself, or ``StatisticsError/overflow`` where it is not finite.
  static func finite(_ value: Double) throws(StatisticsError) -> Double {
    guard value.isFinite else { throw .overflow }
    return value
  }
}

/// Why observations do not make a series, or a series does not give numbers.
public enum SeriesError: Error, Hashable, Sendable {
  /// Two observations share days.
  case overlapping(Period, Period)
  /// Units of different dimensions.
  case incompatibleUnits(String, String)
  /// A flow where a stock is needed, or the other way round.
  case incompatibleAccruals(Accrual, Accrual)
  /// A reading with no value under the rule: "at least 50" has no upper one.
  case undetermined(Period, PointRule)
  /// A zero or negative value where a logarithm is to be taken.
  case notPositive(Period)
  /// A number beyond the range of a double, after a change of unit or a total.
  case notFinite(Period)
  /// An observed time of zero or less.
  case exposureNotPositive(Period)
  /// No observation left.
  case empty
  /// Claims of different series put together.
  case differentMeasures(String, String)
}

extension SeriesError: CustomStringConvertible {
  /// What was found and what was needed.
  public var description: String {
    switch self {
    case .overlapping(let first, let second): "the periods \(first) and \(second) overlap"
    case .incompatibleUnits(let found, let needed):
      "'\(found)' cannot be turned into '\(needed)'"
    case .incompatibleAccruals(let found, let needed):
      "a \(found.rawValue) series is not a \(needed.rawValue) series"
    case .undetermined(let period, let rule):
      "the value of \(period) has no \(rule.rawValue) reading"
    case .notPositive(let period): "the value of \(period) is not positive and has no logarithm"
    case .notFinite(let period): "the value of \(period) is too large to compute with"
    case .exposureNotPositive(let period): "the exposure of \(period) is not positive"
    case .empty: "there is no observation"
    case .differentMeasures(let first, let second):
      "a series of \(first) cannot be set beside a series of \(second)"
    }
  }
}

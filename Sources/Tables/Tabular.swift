/// A result that lays itself out as up to three tables, the same three for every result.
///
/// They are what broom calls `tidy`, `glance` and `augment`.
public protocol Tabular: Sendable {
  /// One row for each term, test, segment or comparison.
  var estimates: Table { get }
  /// Exactly one row for each model: its size, fit and criteria.
  var overview: Table { get }
  /// One row for each observation, where there are observations to show.
  var observations: Table? { get }
}

extension Tabular {
  /// No observations, unless a result says otherwise.
  public var observations: Table? { nil }
}

/// Observations of one measure in ascending periods that never overlap.
///
/// The type says what is measured when that is known (`Series<Attacks>`), so that mixing measures
/// does not compile; `Series<AnyMeasure>` checks when it runs.
public struct Series<M: Measure>: Hashable, Sendable {
  /// What is measured, in which unit.
  public let measure: M
  /// The observations, ascending.
  public let observations: [Observation]

  /// A series of observations, put in order of time.
  ///
  /// - Throws: ``SeriesError/overlapping(_:_:)`` where two share a day.
  /// - Cost: O(n log n).
  public init(_ measure: M, _ observations: [Observation]) throws(SeriesError) {
    let sorted = observations.sorted { $0.period < $1.period }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where first.period.overlaps(second.period) {
      throw .overlapping(first.period, second.period)
    }
    self.measure = measure
    self.observations = sorted
  }

  /// Observations known to be in order.
  init(ordered measure: M, _ observations: [Observation]) {
    self.measure = measure
    self.observations = observations
  }

  /// The number of observations.
  public var count: Int { observations.count }

  /// The first and last period, or nil where there is none.
  public var span: (first: Period, last: Period)? {
    guard let first = observations.first, let last = observations.last else { return nil }
    return (first.period, last.period)
  }

  /// This series as one of a known measure, its numbers turned into that measure's unit.
  ///
  /// - Throws: ``SeriesError/incompatibleUnits(_:_:)`` and
  ///   ``SeriesError/incompatibleAccruals(_:_:)`` where it measures something else;
  ///   ``SeriesError/notFinite(_:)`` where a number leaves the range of a double.
  public func `as`<T: Measure>(_ measure: T) throws(SeriesError) -> Series<T> {
    guard let factor = self.measure.unit.factor(to: measure.unit) else {
      throw .incompatibleUnits(self.measure.unit.symbol, measure.unit.symbol)
    }
    guard self.measure.accrual == measure.accrual else {
      throw .incompatibleAccruals(self.measure.accrual, measure.accrual)
    }
    let scaled = factor == 1 ? observations : observations.map { $0.scaled(by: factor) }
    if let first = scaled.first(where: { !$0.reading.isFinite }) {
      throw .notFinite(first.period)
    }
    return Series<T>(ordered: measure, scaled)
  }

  /// This series with its measure known at run time only.
  public var erased: Series<AnyMeasure> {
    Series<AnyMeasure>(ordered: AnyMeasure(measure), observations)
  }
}

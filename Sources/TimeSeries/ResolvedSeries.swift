public import Tables

/// A series made of an archive, with its breaks and with what was passed over on the way.
public struct ResolvedSeries<M: Measure>: Sendable {
  /// The series.
  public let series: Series<M>
  /// Its breaks: those declared, and those found where the definition changes between claims.
  public let breaks: [Break]
  /// What was assumed, converted and left out.
  public let notes: [Note]
  /// The policy that made it.
  public let resolution: Resolution
  /// The day whose knowledge it holds.
  public let asOf: Day

  /// A resolved series.
  public init(
    series: Series<M>, breaks: [Break], notes: [Note], resolution: Resolution, asOf: Day
  ) {
    self.series = series
    self.breaks = breaks
    self.notes = notes
    self.resolution = resolution
    self.asOf = asOf
  }

  /// The same with the measure known at run time only.
  public var erased: ResolvedSeries<AnyMeasure> {
    ResolvedSeries<AnyMeasure>(
      series: series.erased, breaks: breaks, notes: notes, resolution: resolution, asOf: asOf)
  }

  /// The same, cut to the observations between two days.
  public func clipped(from first: Day?, through last: Day?) -> ResolvedSeries {
    ResolvedSeries(
      series: series.clipped(from: first, through: last), breaks: breaks, notes: notes,
      resolution: resolution, asOf: asOf)
  }

  /// The same with further notes.
  public func adding(_ more: [Note]) -> ResolvedSeries {
    ResolvedSeries(
      series: series, breaks: breaks, notes: notes + more, resolution: resolution, asOf: asOf)
  }
}

public import TimeSeries

/// A folder of claims with their sources, events and breaks: a Frictionless Data Package.
///
/// Loading reads every table and checks each cell it uses; nothing is filled in.
public struct DataPackage: Sendable {
  /// The folder it was read from.
  public let folder: String
  /// Its short name.
  public let name: String
  /// Its title.
  public let title: String
  /// Its version.
  public let version: String
  /// The day to which it speaks; no result depends on the clock.
  public let asOf: Day
  /// Its series, in the order of the file.
  public let series: [SeriesInfo]
  /// Its sources, by key.
  public let sources: [Source.ID: Source]
  /// Its events, in the order of the file.
  public let events: [DatedEvent]

  let claims: [SeriesInfo.ID: [Claim]]
  let declaredBreaks: [SeriesInfo.ID: [Break]]

  /// An event with the defaults its package declares for comparisons around it.
  public struct DatedEvent: Hashable, Sendable {
    /// The event.
    public let event: Event
    /// The years before it that comparisons use unless told otherwise, as `2004..2011`.
    public let baselines: [String]
    /// Whether it is one of those the package was made to compare.
    public let isHeadline: Bool
  }

  /// The description of a series.
  ///
  /// - Throws: ``DatasetError/noSuchSeries(_:nearest:)``.
  public func info(_ id: SeriesInfo.ID) throws(DatasetError) -> SeriesInfo {
    guard let info = series.first(where: { $0.id == id }) else {
      throw .noSuchSeries(id, nearest: nearest(id, among: series.map(\.id)))
    }
    return info
  }

  /// Every claim of a series, with its breaks.
  ///
  /// - Throws: ``DatasetError/noSuchSeries(_:nearest:)``.
  public func archive(_ id: SeriesInfo.ID) throws(DatasetError) -> Archive<AnyMeasure> {
    let info = try info(id)
    return Archive(
      measure: info.measure, claims: claims[id] ?? [], breaks: declaredBreaks[id] ?? [],
      packagedOn: asOf)
  }

  /// The event of an id.
  ///
  /// - Throws: ``DatasetError/noSuchEvent(_:nearest:)``.
  public func event(_ id: Event.ID) throws(DatasetError) -> DatedEvent {
    guard let found = events.first(where: { $0.event.id == id }) else {
      throw .noSuchEvent(id, nearest: nearest(id, among: events.map(\.event.id)))
    }
    return found
  }

  /// The series whose ids match a pattern: `*` for any run of characters, `?` for one.
  public func matching(_ pattern: String) -> [SeriesInfo] {
    series.filter { Glob.matches(pattern, $0.id) }
  }

  /// The series that belong to the package's core.
  public var core: [SeriesInfo] { series.filter(\.isCore) }
}

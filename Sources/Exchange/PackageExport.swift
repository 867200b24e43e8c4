public import Datasets
public import DelimitedText
import Reporting
import Tables
public import TimeSeries

/// Chosen series as a folder that another person can use without this program.
///
/// `data/ID.csv` has the observations of each series with their bounds, kinds, units and sources;
/// `claims.csv` every published statement behind them; `series.csv`, `sources.csv`, `events.csv`
/// and `breaks.csv` what is known of them; `codebook.csv` and `datapackage.json` what each column
/// means; `README.md` how to read and cite it.
public struct PackageExport: Sendable {
  /// A series to be exported.
  public struct Item: Sendable {
    /// The id, which names its file.
    public let id: SeriesInfo.ID
    /// What is known of it.
    public let info: SeriesInfo
    /// The claims behind it.
    public let archive: Archive<AnyMeasure>
    /// The series, selected.
    public let resolved: ResolvedSeries<AnyMeasure>

    /// A series with its claims.
    public init(
      id: SeriesInfo.ID, info: SeriesInfo, archive: Archive<AnyMeasure>,
      resolved: ResolvedSeries<AnyMeasure>
    ) {
      self.id = id
      self.info = info
      self.archive = archive
      self.resolved = resolved
    }

    /// The claims that were known on the day of the selection.
    var knownClaims: Archive<AnyMeasure> {
      archive.clipped(from: nil, through: nil, asOf: resolved.asOf)
    }
  }

  /// The series, in the order of the folder.
  public let items: [Item]
  /// The package they are from; nil for files of one's own.
  public let package: DataPackage?
  /// What hedging words widen to.
  public let hedges: Hedges
  /// How tables are written.
  public let dialect: Dialect

  /// An export of series.
  public init(
    _ items: [Item], from package: DataPackage?, hedges: Hedges = .default,
    dialect: Dialect = .standard
  ) {
    self.items = items
    self.package = package
    self.hedges = hedges
    self.dialect = dialect
  }

  /// The files, but for the manifest, which ``OutputFolder/write(_:to:inputs:)`` adds.
  ///
  /// - Throws: ``OutputError/unusableName(path:reason:)`` where the id of a series cannot be the
  ///   name of a file, or two are the same.
  public func folder() throws(OutputError) -> OutputFolder {
    var folder = OutputFolder()
    let resources = self.resources.map { TabularResource($0, dialect) }
    try folder.add("README.md", ExportReadme(self, resources).text)
    let codebook = TabularResource(codebook(of: resources), dialect)
    let all = resources + [codebook]
    for resource in all { try folder.add(resource.path, resource.bytes) }
    try folder.add("datapackage.json", descriptor(of: all).text() + "\n")
    return folder
  }

  /// The day to which the export speaks: the latest of its series.
  var asOf: Day? { items.map(\.resolved.asOf).max() }

  /// The sources of all claims, events and breaks that are exported, by key.
  var usedSources: [Source] {
    guard let package else { return [] }
    var keys = Set(items.flatMap(\.knownClaims.claims).compactMap(\.source))
    keys.formUnion(items.flatMap(\.resolved.breaks).compactMap(\.source))
    keys.formUnion(package.events.map(\.event.source))
    return keys.sorted().compactMap { package.sources[$0] }
  }
}

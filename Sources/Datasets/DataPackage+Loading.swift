import DelimitedText
import TimeSeries

extension DataPackage {
  /// Reads a package from its folder.
  ///
  /// - Throws: ``DatasetError`` at the first fault, with file, line and column.
  /// - Cost: linear in the size of the tables; a few milliseconds for a thousand claims.
  public static func load(folder: String) throws(DatasetError) -> DataPackage {
    let descriptor = try Descriptor.read(folder: folder)
    let series = try readSeries(folder)
    let sources = try readSources(folder)
    let known = Set(series.map(\.id))
    let claims = try readClaims(folder, series: series, sources: sources)
    return DataPackage(
      folder: folder, name: descriptor.name, title: descriptor.title,
      version: descriptor.version, asOf: descriptor.asOf ?? lastDay(of: claims),
      series: series, sources: sources, events: try readEvents(folder), claims: claims,
      declaredBreaks: try readBreaks(folder, known: known))
  }

  /// A package that names no day speaks to the end of its last claim.
  private static func lastDay(of claims: [SeriesInfo.ID: [Claim]]) -> Day {
    claims.values.joined().map(\.period.last).max() ?? Day(number: 0)
  }

  private static func readSeries(_ folder: String) throws(DatasetError) -> [SeriesInfo] {
    let table = try TableReader(
      path: folder + "/series.csv", required: ["id", "measure", "accrual", "unit"])
    var series: [SeriesInfo] = []
    var seen: Set<String> = []
    series.reserveCapacity(table.count)
    for row in 0..<table.count {
      let id = table.text(row, "id")
      guard !id.isEmpty, seen.insert(id).inserted else {
        throw table.fault(
          row, "id", id.isEmpty ? "a series needs an id" : "\(id) is here twice", hint: nil)
      }
      series.append(
        SeriesInfo(
          id: id, title: table.text(row, "title"),
          measure: AnyMeasure(
            name: table.text(row, "measure"), unit: try unit(table, row),
            accrual: try accrual(table, row)),
          actor: table.text(row, "actor"), scope: table.text(row, "scope"),
          definition: table.text(row, "definition"),
          isCore: table.text(row, "role") != "context",
          summary: table.text(row, "description"), cautions: table.text(row, "cautions")))
    }
    return series
  }

  private static func unit(_ table: TableReader, _ row: Int) throws(DatasetError) -> Unit {
    let text = table.text(row, "unit")
    guard let unit = Unit(text) else {
      throw table.fault(
        row, "unit", "\(VisibleText.quoted(text)) is not a unit",
        hint: "write it as 'persons', 'thousand persons' or 'million USD (2015)'")
    }
    return unit
  }

  /// A package's `rate` and `price` are levels at or over their dates: stocks.
  private static func accrual(_ table: TableReader, _ row: Int) throws(DatasetError) -> Accrual {
    switch table.text(row, "accrual") {
    case "flow": return .flow
    case "stock", "rate", "price": return .stock
    default:
      throw table.fault(
        row, "accrual", "\(VisibleText.quoted(table.text(row, "accrual"))) is not an accrual",
        hint: "use flow, stock, rate or price")
    }
  }

  private static func readSources(
    _ folder: String
  ) throws(DatasetError) -> [Source.ID: Source] {
    let table = try TableReader(
      path: folder + "/sources.csv", required: ["source", "title", "url", "licence"])
    var sources: [Source.ID: Source] = [:]
    sources.reserveCapacity(table.count)
    for row in 0..<table.count {
      let id = table.text(row, "source")
      guard !id.isEmpty, sources[id] == nil else {
        throw table.fault(
          row, "source", id.isEmpty ? "a source needs a key" : "\(id) is here twice", hint: nil)
      }
      sources[id] = Source(
        id: id, author: table.text(row, "author"), title: table.text(row, "title"),
        publisher: table.text(row, "publisher"), published: table.text(row, "published"),
        url: table.text(row, "url"), licence: table.text(row, "licence"),
        licenceNote: table.text(row, "licence_note"), quote: table.text(row, "quote"))
    }
    return sources
  }

  private static func readEvents(_ folder: String) throws(DatasetError) -> [DatedEvent] {
    let path = folder + "/events.csv"
    guard InputPath.exists(path) else { return [] }
    let table = try TableReader(path: path, required: ["id", "date_start", "date_end"])
    var events: [DatedEvent] = []
    for row in 0..<table.count {
      let first = try table.day(row, "date_start")
      let last = try table.day(row, "date_end")
      guard let period = Period.span(from: first, through: last) else {
        throw table.fault(row, "date_end", "\(last) comes before \(first)", hint: nil)
      }
      events.append(
        DatedEvent(
          event: Event(
            id: table.text(row, "id"), period: period, precision: table.text(row, "precision"),
            title: table.text(row, "title"), kind: table.text(row, "kind"),
            status: table.text(row, "status"), source: table.text(row, "source")),
          baselines: table.text(row, "baselines").split(separator: ";").map(String.init),
          isHeadline: table.text(row, "role") == "headline"))
    }
    return events
  }

  private static func readBreaks(
    _ folder: String, known: Set<SeriesInfo.ID>
  ) throws(DatasetError) -> [SeriesInfo.ID: [Break]] {
    let path = folder + "/breaks.csv"
    guard InputPath.exists(path) else { return [:] }
    let table = try TableReader(path: path, required: ["series", "date", "kind"])
    var breaks: [SeriesInfo.ID: [Break]] = [:]
    for row in 0..<table.count {
      let id = table.text(row, "series")
      guard known.contains(id) else {
        throw table.fault(
          row, "series", "there is no series \(VisibleText.quoted(id))", hint: nil)
      }
      breaks[id, default: []].append(
        Break(
          date: try table.day(row, "date"), kind: try table.choice(row, "kind"),
          description: table.text(row, "description"), source: table.text(row, "source")))
    }
    return breaks
  }
}

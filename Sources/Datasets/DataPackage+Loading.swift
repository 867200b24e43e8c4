import DelimitedText
import TimeSeries

extension DataPackage {
  /// Reads a package from its folder.
  ///
  /// - Throws: ``DatasetError`` at the first fault, with file, line and column.
  /// - Cost: linear in the size of the tables; a few milliseconds for a thousand claims.
  public static func load(folder: String) throws(DatasetError) -> DataPackage {
    var faults = FaultCollector.stopping
    return try load(folder: folder, try Descriptor.read(folder: folder), &faults)
  }

  /// Reads a package, doing with the faults of its rows what the collector says; rows with a fault
  /// are not in it.
  static func load(
    folder: String, _ descriptor: Descriptor, _ faults: inout FaultCollector
  ) throws(DatasetError) -> DataPackage {
    let series = try readSeries(folder, &faults)
    let sources = try readSources(folder, &faults)
    let known = Set(series.map(\.id))
    let claims = try readClaims(folder, series: series, sources: sources, &faults)
    return DataPackage(
      folder: folder, name: descriptor.name, title: descriptor.title,
      version: descriptor.version, asOf: descriptor.asOf ?? lastDay(of: claims),
      series: series, sources: sources, events: try readEvents(folder, &faults), claims: claims,
      declaredBreaks: try readBreaks(folder, known: known, &faults))
  }

  /// A package that names no day speaks to the end of its last claim.
  private static func lastDay(of claims: [SeriesInfo.ID: [Claim]]) -> Day {
    claims.values.joined().map(\.period.last).max() ?? Day(number: 0)
  }

  private static func readSeries(
    _ folder: String, _ faults: inout FaultCollector
  ) throws(DatasetError) -> [SeriesInfo] {
    let table = try TableReader(
      path: folder + "/series.csv", required: ["id", "measure", "accrual", "unit"],
      synonyms: ["id": "series"])
    var series: [SeriesInfo] = []
    var seen: Set<String> = []
    series.reserveCapacity(table.count)
    for row in 0..<table.count {
      let read = try faults.attempt { () throws(DatasetError) in
        try table.requireNewID(row, "id", "a series needs an id", in: &seen)
        return SeriesInfo(
          id: table.text(row, "id"), title: table.text(row, "title"),
          measure: AnyMeasure(
            name: table.text(row, "measure"), unit: try unit(table, row),
            accrual: try accrual(table, row)),
          actor: table.text(row, "actor"), scope: table.text(row, "scope"),
          definition: table.text(row, "definition"),
          isCore: table.text(row, "role") != "context",
          summary: table.text(row, "description"), cautions: table.text(row, "cautions"))
      }
      if let read {
        series.append(read)
      } else {
        faults.unreadSeries.insert(table.text(row, "id"))
      }
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
    _ folder: String, _ faults: inout FaultCollector
  ) throws(DatasetError) -> [Source.ID: Source] {
    let table = try TableReader(
      path: folder + "/sources.csv", required: ["source", "title", "url", "licence"])
    var sources: [Source.ID: Source] = [:]
    var seen: Set<String> = []
    sources.reserveCapacity(table.count)
    for row in 0..<table.count {
      let read: Void? = try faults.attempt { () throws(DatasetError) in
        try table.requireNewID(row, "source", "a source needs a key", in: &seen)
      }
      guard read != nil else { continue }
      let id = table.text(row, "source")
      sources[id] = Source(
        id: id, author: table.text(row, "author"), title: table.text(row, "title"),
        publisher: table.text(row, "publisher"), published: table.text(row, "published"),
        url: table.text(row, "url"), licence: table.text(row, "licence"),
        licenceNote: table.text(row, "licence_note"), quote: table.text(row, "quote"))
    }
    return sources
  }

  private static func readEvents(
    _ folder: String, _ faults: inout FaultCollector
  ) throws(DatasetError) -> [DatedEvent] {
    let path = folder + "/events.csv"
    guard InputPath.exists(path) else { return [] }
    let table = try TableReader(
      path: path, required: ["id", "date_start", "date_end"],
      synonyms: ["date_start": "date"])
    var events: [DatedEvent] = []
    var seen: Set<String> = []
    for row in 0..<table.count {
      let read = try faults.attempt { () throws(DatasetError) in
        try table.requireNewID(row, "id", "an event needs an id", in: &seen)
        return try event(table, row)
      }
      if let read { events.append(read) }
    }
    return events
  }

  private static func event(_ table: TableReader, _ row: Int) throws(DatasetError) -> DatedEvent {
    let first = try table.day(row, "date_start")
    let last = try table.day(row, "date_end")
    guard let period = Period.span(from: first, through: last) else {
      throw table.fault(row, "date_end", "\(last) comes before \(first)", hint: nil)
    }
    return DatedEvent(
      event: Event(
        id: table.text(row, "id"), period: period, precision: table.text(row, "precision"),
        title: table.text(row, "title"), kind: table.text(row, "kind"),
        status: table.text(row, "status"), source: table.text(row, "source")),
      baselines: table.text(row, "baselines").split(separator: ";").map(String.init),
      isHeadline: table.text(row, "role") == "headline")
  }

  private static func readBreaks(
    _ folder: String, known: Set<SeriesInfo.ID>, _ faults: inout FaultCollector
  ) throws(DatasetError) -> [SeriesInfo.ID: [Break]] {
    let path = folder + "/breaks.csv"
    guard InputPath.exists(path) else { return [:] }
    let table = try TableReader(path: path, required: ["series", "date", "kind"])
    var breaks: [SeriesInfo.ID: [Break]] = [:]
    for row in 0..<table.count
    where !faults.unreadSeries.contains(table.text(row, "series")) {
      let read = try faults.attempt { () throws(DatasetError) in
        let id = table.text(row, "series")
        guard known.contains(id) else {
          throw table.fault(
            row, "series", "there is no series \(VisibleText.quoted(id))", hint: nil)
        }
        return (
          id,
          Break(
            date: try table.day(row, "date"), kind: try table.choice(row, "kind"),
            description: table.text(row, "description"), source: table.text(row, "source"))
        )
      }
      if let (id, item) = read { breaks[id, default: []].append(item) }
    }
    return breaks
  }
}

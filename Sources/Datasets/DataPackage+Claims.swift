import DelimitedText
import TimeSeries

extension DataPackage {
  static func readClaims(
    _ folder: String, series: [SeriesInfo], sources: [Source.ID: Source],
    _ faults: inout FaultCollector
  ) throws(DatasetError) -> [SeriesInfo.ID: [Claim]] {
    let table = try TableReader(
      path: folder + "/claims.csv",
      required: ["claim_id", "series", "period_start", "period_end", "kind", "unit", "source"],
      synonyms: ["claim_id": "claim"])
    var measures: [SeriesInfo.ID: AnyMeasure] = [:]
    for info in series { measures[info.id] = info.measure }
    var claims: [SeriesInfo.ID: [Claim]] = [:]
    var seen: Set<String> = []
    seen.reserveCapacity(table.count)
    for row in 0..<table.count
    where !faults.unreadSeries.contains(table.text(row, "series")) {
      let read = try faults.attempt { () throws(DatasetError) in
        try table.requireNewID(row, "claim_id", "a claim needs an id", in: &seen)
        let name = table.text(row, "series")
        guard let measure = measures[name] else {
          throw table.fault(
            row, "series", "there is no series \(VisibleText.quoted(name))",
            hint: "add it to series.csv")
        }
        let source = table.text(row, "source")
        guard sources[source] != nil else {
          throw table.fault(
            row, "source", "there is no source \(VisibleText.quoted(source))",
            hint: "add it to sources.csv")
        }
        return (name, try claim(table, row, source: source, measure: measure))
      }
      if let (name, claim) = read { claims[name, default: []].append(claim) }
    }
    return claims
  }

  private static func claim(
    _ table: TableReader, _ row: Int, source: Source.ID, measure: AnyMeasure
  ) throws(DatasetError) -> Claim {
    let first = try table.day(row, "period_start")
    let last = try table.day(row, "period_end")
    guard let period = Period.span(from: first, through: last) else {
      throw table.fault(row, "period_end", "\(last) comes before \(first)", hint: nil)
    }
    let repeats = table.text(row, "repeats")
    return Claim(
      id: table.text(row, "claim_id"), period: period,
      reading: try reading(table, row, measure: measure),
      basis: try table.choice(
        row, "per_period", or: measure.accrual == .stock ? .point : .period),
      concept: table.text(row, "concept"), source: source,
      published: try vintage(table, row), status: try table.choice(row, "status", or: .final),
      quality: try table.choice(row, "quality", or: .medium), hedge: table.text(row, "hedge"),
      note: table.text(row, "note"), repeats: repeats.isEmpty ? nil : repeats)
  }

  private static func reading(
    _ table: TableReader, _ row: Int, measure: AnyMeasure
  ) throws(DatasetError) -> Reading {
    let kind: Reading.Kind = try table.choice(row, "kind")
    let value = try table.number(row, "value")
    let low = try table.number(row, "low")
    let high = try table.number(row, "high")
    let stated: Reading?
    do {
      stated = try StatedReading.reading(kind: kind, value: value, low: low, high: high)
    } catch {
      throw table.fault(row, "\(error.cell)", error.message, hint: error.hint)
    }
    guard let stated else {
      throw table.fault(row, "value", "the claim states no number", hint: nil)
    }
    let text = table.text(row, "unit")
    guard let factor = Unit(text)?.factor(to: measure.unit) else {
      throw table.fault(
        row, "unit",
        "\(VisibleText.quoted(text)) cannot be turned into the series' \(measure.unit.symbol)",
        hint: nil)
    }
    return factor == 1 ? stated : stated.scaled(by: factor)
  }

  private static func vintage(_ table: TableReader, _ row: Int) throws(DatasetError) -> Vintage? {
    let text = table.text(row, "published")
    guard !text.isEmpty else { return nil }
    guard let vintage = Vintage(text) else {
      throw table.fault(
        row, "published", "\(VisibleText.quoted(text)) is not a date of publication",
        hint: "write it as 2014, 2014-06 or 2014-06-18")
    }
    return vintage
  }
}

/// The nearest of some names to one that is not among them.
func nearest(_ name: String, among names: [String]) -> String? {
  NearestName.of(name, among: names)
}

import DelimitedText
import TimeSeries

/// What no reader of one table can find: claims that contradict themselves, and references that
/// lead nowhere. Each fault names the cell.
extension DatasetCheck {
  /// Claims that their own words or dates contradict.
  static func claimFaults(_ package: DataPackage) throws(DatasetError) -> [Fault] {
    let table = try TableReader(
      path: package.folder + "/claims.csv", required: ["claim_id"],
      synonyms: ["claim_id": "claim"])
    var claims: [Claim.ID: (info: SeriesInfo, claim: Claim)] = [:]
    for info in package.series {
      for claim in package.claims[info.id] ?? [] { claims[claim.id] = (info, claim) }
    }
    let ids = Set((0..<table.count).map { table.text($0, "claim_id") })
    var faults: [Fault] = []
    // By rows, so that faults come in the order of the file; rows that did not read are not here.
    for row in 0..<table.count {
      guard let (info, claim) = claims.removeValue(forKey: table.text(row, "claim_id")) else {
        continue
      }
      for (column, message) in contradictions(of: claim, in: info, package) {
        faults.append(fault(table.fault(row, column, "\(claim.id): \(message)", hint: nil)))
      }
      let scope = table.text(row, "scope")
      if !scope.isEmpty, scope != info.scope {
        faults.append(
          fault(
            table.fault(
              row, "scope",
              "\(claim.id): the scope \(VisibleText.quoted(scope)) is not the series' "
                + VisibleText.quoted(info.scope), hint: nil)))
      }
      if let original = claim.repeats, !ids.contains(original) {
        faults.append(
          fault(
            table.fault(
              row, "repeats",
              "\(claim.id): there is no claim \(VisibleText.quoted(original)) to repeat", hint: nil)
          ))
      }
    }
    return faults
  }

  /// The column and what is wrong there.
  private static func contradictions(
    of claim: Claim, in info: SeriesInfo, _ package: DataPackage
  ) -> [(column: String, message: String)] {
    var found: [(column: String, message: String)] = []
    if let published = claim.published {
      if published.period.start > package.asOf {
        found.append(
          ("published", "published \(published), after the package's own date \(package.asOf)"))
      }
      if claim.status != .planned, claim.status != .derived,
        published.period.last < claim.period.start
      {
        found.append(
          ("published", "published \(published), before its period \(claim.period) begins"))
      }
    }
    switch info.measure.accrual {
    case .stock where claim.basis != .point:
      found.append(("per_period", "a stock is stated at a point, not per \(claim.basis.rawValue)"))
    case .flow where claim.basis == .point:
      found.append(("per_period", "a flow is a total or a rate, not a level at a point"))
    case .flow, .stock: break
    }
    switch claim.reading {
    case .within(let range, _) where range.lowerBound < 0:
      found.append(("low", "the lower bound is negative"))
    case .within: break
    case .exactly(let value), .approximately(let value), .atLeast(let value), .atMost(let value):
      if value < 0 { found.append(("value", "the value is negative")) }
    }
    return found
  }

  /// Series without claims, sources nobody uses, events and breaks without a source.
  static func referenceFaults(_ package: DataPackage) throws(DatasetError) -> [Fault] {
    var faults: [Fault] = []
    // From the rows as they stand: one that could not be read still uses its series and source.
    let claims = try TableReader(
      path: package.folder + "/claims.csv", required: ["claim_id"],
      synonyms: ["claim_id": "claim"])
    let claimed = Set((0..<claims.count).map { claims.text($0, "series") })
    let series = try TableReader(
      path: package.folder + "/series.csv", required: ["id"],
      synonyms: ["id": "series"])
    for row in 0..<series.count {
      let id = series.text(row, "id")
      if !id.isEmpty, !claimed.contains(id) {
        faults.append(
          fault(
            series.fault(row, "id", "\(VisibleText.quoted(id)) has no claim", hint: nil)))
      }
    }
    var used = Set((0..<claims.count).map { claims.text($0, "source") })
    for name in ["events.csv", "breaks.csv"] {
      let path = package.folder + "/" + name
      guard InputPath.exists(path) else { continue }
      let table = try TableReader(path: path, required: [])
      for row in 0..<table.count {
        let source = table.text(row, "source")
        used.insert(source)
        // A break may be without a source; an event may not.
        guard package.sources[source] == nil, !source.isEmpty || name == "events.csv" else {
          continue
        }
        faults.append(
          fault(
            table.fault(
              row, "source", "there is no source \(VisibleText.quoted(source))",
              hint: "add it to sources.csv")))
      }
    }
    let sources = try TableReader(path: package.folder + "/sources.csv", required: ["source"])
    for row in 0..<sources.count where !used.contains(sources.text(row, "source")) {
      let key = VisibleText.quoted(sources.text(row, "source"))
      faults.append(
        fault(sources.fault(row, "source", "the source \(key) is not used", hint: nil)))
    }
    return faults
  }
}

public import Tables

extension Archive {
  /// One row for each claim, in order of time, with its source's title and words where known.
  public func claimsTable(
    _ title: String, id: String? = nil, sources: [Source.ID: Source] = [:]
  ) -> Table {
    let unit = measure.unit.symbol
    var fields: [Field<Claim>] = []
    if let id { fields.append(.text(.series) { _ in id }) }
    fields += [
      .text(.claim) { $0.id },
      .text(.periodStart) { $0.period.start.description },
      .text(.periodEnd) { $0.period.last.description },
      .text(.kind) { $0.reading.kind.rawValue },
      .number(.value) { $0.reading.stated },
      .number(.low) { $0.reading.statedBounds.low },
      .number(.high) { $0.reading.statedBounds.high },
      .text(.unit) { _ in unit },
      .text(.perPeriod) { $0.basis.rawValue },
      .text(.concept) { $0.concept.isEmpty ? nil : $0.concept },
    ]
    fields += [
      .text(.source) { $0.source },
      .text(.title) { claim in claim.source.flatMap { sources[$0]?.title } },
      .text(.published) { $0.published?.description },
      .text(.status) { $0.status.rawValue },
      .text(.quality) { $0.quality.rawValue },
      .text(.hedge) { $0.hedge.isEmpty ? nil : $0.hedge },
      .text(.quote) { claim in claim.source.flatMap { sources[$0]?.quote } },
      .text(.licence) { claim in claim.source.flatMap { sources[$0]?.licence } },
      .text(.note) { $0.note.isEmpty ? nil : $0.note },
    ]
    return Table(title, claims.sorted { ($0.period, $0.id) < ($1.period, $1.id) }, fields)
  }
}

extension Reading {
  /// The ends of a range, a floor or a ceiling as the source states them; nothing for a plain
  /// number, whose bounds are for hedge rules to give.
  public var statedBounds: (low: Double?, high: Double?) {
    switch self {
    case .within(let range, _): (range.lowerBound, range.upperBound)
    case .atLeast(let value): (value, nil)
    case .atMost(let value): (nil, value)
    case .exactly, .approximately: (nil, nil)
    }
  }
}

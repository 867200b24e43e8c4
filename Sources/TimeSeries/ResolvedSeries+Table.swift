public import Tables

extension ResolvedSeries {
  /// One row for each break: those declared, and those found where the definition changes.
  public func breaksTable(_ title: String, id: String? = nil) -> Table {
    var fields: [Field<Break>] = []
    if let id { fields.append(.text(.series) { _ in id }) }
    fields += [
      .text(.date) { $0.date.description },
      .text(.kind) { $0.kind.rawValue },
      .text(.description) { $0.description },
      .cell(.source) { Cell($0.source, because: "found in the claims themselves") },
    ]
    return Table(title, breaks, fields)
  }
}

extension Archive {
  /// The same with only the claims that were out on a day and are, at least in part, about the
  /// days between two.
  public func clipped(from first: Day?, through last: Day?, asOf day: Day?) -> Archive {
    Archive(
      measure: measure,
      claims: claims.filter { claim in
        (day.map { isKnown(claim, on: $0) } ?? true)
          && (first.map { $0 <= claim.period.last } ?? true)
          && (last.map { claim.period.start <= $0 } ?? true)
      },
      breaks: breaks, calendar: calendar, packagedOn: packagedOn)
  }
}

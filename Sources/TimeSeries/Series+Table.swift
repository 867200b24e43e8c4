public import Tables

extension Series {
  /// One row for each observation: the tidy form that exports carry and files are read back from.
  ///
  /// The value is the number a source puts forward. A range without a best estimate has none: its
  /// middle is nobody's statement, and would be read back as if it were.
  ///
  /// Bounds are those of the hedge rules given; ranges stand in two columns of numbers, never in
  /// one of text that a spreadsheet would take for a date.
  public func table(
    _ title: String, id: String? = nil, hedges: Hedges = .default, notes: [Note] = []
  ) -> Table {
    let unit = measure.unit.symbol
    let accrual = measure.accrual
    var fields: [Field<Observation>] = []
    if let id { fields.append(.text(.series) { _ in id }) }
    fields += [
      .text(.period) { $0.period.description },
      .text(.periodStart) { $0.period.start.description },
      .text(.periodEnd) { $0.period.last.description },
      .number(.time) { $0.period.time },
      .number(.value) { $0.reading.best },
      .number(.low) { hedges.bounds(of: $0.reading, hedge: $0.hedge).low },
      .number(.high) { hedges.bounds(of: $0.reading, hedge: $0.hedge).high },
      .text(.kind) { $0.reading.kind.rawValue },
      .text(.unit) { _ in unit },
      .text(.accrual) { _ in accrual.rawValue },
    ]
    fields += [
      .number(.exposure) { $0.exposure },
      .number(.coverage) { $0.coverage },
      .text(.stated) { $0.stated.description },
      .text(.status) { $0.status.rawValue },
      .text(.concept) { $0.concept.isEmpty ? nil : $0.concept },
      .text(.hedge) { $0.hedge.isEmpty ? nil : $0.hedge },
      .text(.derivation) { $0.derivation },
      .text(.source) { $0.sources.isEmpty ? nil : $0.sources.joined(separator: " ") },
      .text(.claim) { $0.claims.isEmpty ? nil : $0.claims.joined(separator: " ") },
    ]
    return Table(title, observations, fields, notes: notes)
  }
}

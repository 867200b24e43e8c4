import Tables

extension TrendAnswer {
  /// The answer of a regression on a line in time: the row of its slope, and its other tables under
  /// the method's name.
  init(
    _ name: String, slope: Coefficient, _ settings: TrendSettings, basis: Basis, fit: any Tabular,
    sample: Sample
  ) {
    let row = SlopeRow(slope, settings)
    let fields: [Field<SlopeRow>] = SlopeRow.fields(method: name, count: sample.count).map {
      $0.column == .basis ? .text(.basis) { _ in basis.name } : $0
    }
    self.init(
      estimates: Table("Trend", [row], fields, notes: fit.estimates.notes),
      overview: TrendMethod.renamed(fit.overview, name),
      observations: fit.observations.map { TrendMethod.timed($0, sample.times) })
  }
}

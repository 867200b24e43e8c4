import Tables

extension BreakMethod {
  /// One break at an unknown place: the largest, mean and exponential mean of F.
  public static let supF = BreakMethod(StructuralChange.card) {
    (sample, settings) throws(StatisticsError) in
    let search = StructuralChange(
      trim: settings.trim, leastRows: BreakSettings.leastRows, replicates: settings.replicates,
      seed: settings.seed)
    let found = try search.test(sample.values, on: settings.model.design(sample))
    var row = BreakRow.found(found.place, segment: 1, basis: found.basis)
    row.statistic = found.supremum
    row.pValue = found.supremumPValue
    let others = [
      ("ave F", found.average, found.averagePValue),
      ("exp F", found.exponential, found.exponentialPValue),
    ].map { name, statistic, pValue in
      var row = BreakRow(name, basis: pValue == nil ? .descriptive : found.basis)
      row.statistic = statistic
      row.pValue = pValue
      return row
    }
    return BreakAnswer(
      rows: [row] + others,
      notes: [
        NullReplicates.exploratory,
        Note(
          .method, "sup-f",
          "sup-f: one break of the \(settings.model.rawValue) where F, in Wald form, is largest; "
            + "ave F and exp F ask whether there is any."),
      ])
  }
}

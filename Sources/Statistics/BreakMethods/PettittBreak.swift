import Tables

extension BreakMethod {
  /// One shift of level at an unknown place, by ranks.
  public static let pettitt = BreakMethod(Pettitt.card) {
    (sample, _) throws(StatisticsError) in
    let result = try Pettitt().test(sample.values)
    var row = BreakRow("break", basis: result.basis)
    if let place = result.detail("place") {
      row.place = Int(place)
      row.segment = 1
    }
    row.statistic = result.statistic?.value
    row.pValue = result.pValue
    return BreakAnswer(rows: [row], notes: result.notes)
  }
}

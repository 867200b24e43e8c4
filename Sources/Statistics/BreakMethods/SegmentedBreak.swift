import Tables

extension BreakMethod {
  /// One bend of a line, at an estimated point in time.
  public static let segmented = BreakMethod(SegmentedLine.card) {
    (sample, settings) throws(StatisticsError) in
    let least = max(
      BreakSettings.leastRows, Int((settings.trim * Double(sample.count)).rounded(.down)))
    let fit = try SegmentedLine(
      leastRows: least, level: settings.level, replicates: settings.replicates,
      seed: settings.seed
    ).fit(sample)
    let place = sample.times.lastIndex { $0 <= fit.point }.map { $0 + 1 } ?? 1
    var row = BreakRow.found(place, segment: 1, basis: fit.basis)
    row.point = fit.point
    row.standardError = fit.standardError
    row.statistic = fit.statistic
    row.pValue = fit.pValue
    row.low = fit.low
    row.high = fit.high
    let runs = [0..<place, place..<sample.count, nil]
    let slopes = zip(fit.slopes, zip(["slope", "slope", "slope_change"], runs)).enumerated().map {
      index, slope in
      var row = BreakRow(slope.1.0, basis: .asymptotic)
      row.segment = index < 2 ? index + 1 : nil
      row.rows = slope.1.1
      row.estimate = slope.0.estimate
      row.standardError = slope.0.standardError
      row.low = slope.0.interval?.low
      row.high = slope.0.interval?.high
      return row
    }
    return BreakAnswer(
      rows: [row] + slopes,
      models: [
        BreakPartition(places: [place], residualSumOfSquares: fit.residualSumOfSquares)
      ], fitted: fit.fitted, notes: fit.notes)
  }
}

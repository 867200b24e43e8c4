import Tables

extension BreakMethod {
  /// Several breaks of a level or a line, their number by Schwarz's criterion.
  public static let baiPerron = BreakMethod(BaiPerron.card) {
    (sample, settings) throws(StatisticsError) in
    var search = BaiPerron(
      trim: settings.trim, leastRows: BreakSettings.leastRows, mostBreaks: settings.mostBreaks,
      level: settings.level)
    search.breaks = settings.breaks
    let fit = try search.fit(sample.values, on: settings.model.design(sample))
    let breaks = zip(fit.breaks, fit.intervals).enumerated().map { index, found in
      var row = BreakRow.found(found.0, segment: index + 1, basis: .asymptotic)
      row.placeLow = found.1?.low
      row.placeHigh = found.1?.high
      return row
    }
    let segments = try SegmentFits(
      sample, breaks: fit.breaks, model: settings.model, level: settings.level)
    let models = fit.partitions.enumerated().map { index, partition in
      BreakPartition(
        places: partition.breaks, residualSumOfSquares: partition.residualSumOfSquares,
        bic: partition.bic.isFinite ? partition.bic : nil, isChosen: index == fit.chosen)
    }
    var notes = [
      NullReplicates.exploratory,
      Note(
        .method, "bai-perron",
        "bai-perron: breaks of the \(settings.model.rawValue), "
          + (settings.breaks == nil ? "their number by BIC" : "their number as given")
          + ", segments of at least \(fit.leastRows) observations; Bai's intervals."),
      SegmentFits.note,
    ]
    if fit.intervals.contains(nil) {
      notes.append(
        Note(
          .caveat, "no-interval",
          "bai-perron: a break has no interval where a segment fits exactly or the limit law does not "
            + "hold its place."))
    }
    return BreakAnswer(
      rows: breaks + segments.rows, models: models, fitted: segments.fitted, notes: notes)
  }
}

import Tables

extension BreakMethod {
  /// The partition of least cost with a penalty for each change, by PELT.
  public static let pelt = BreakMethod(
    MethodCard(
      name: "pelt", title: "Optimal partition by PELT",
      summary: "Where a series is best cut, each cut having to save a penalty.",
      assumptions: ["independent values within segments", "a penalty chosen beforehand"],
      leastCount: 6, advisedCount: 15, instead: "the values themselves, in a plot",
      references: [
        "Killick, Fearnhead & Eckley 2012, JASA 107: 1590–1598, doi:10.1080/01621459.2012.737745"
      ])
  ) { (sample, settings) throws(StatisticsError) in
    let penalty = try penalty(sample.values, settings)
    let search = Segmentation(settings.cost, leastRows: BreakSettings.leastRows)
    let found = try search.partition(sample.values, penalty: penalty)
    return try answer(
      "pelt", sample, settings, breaks: found.breaks,
      models: [
        BreakPartition(
          places: found.breaks, cost: found.segments.reduce(0) { $0 + $1.cost }, penalty: penalty)
      ])
  }

  /// The partition of least cost with a given number of changes, or with that which the penalty finds.
  public static let optimal = BreakMethod(
    MethodCard(
      name: "optimal", title: "Optimal partition with a number of changes",
      summary: "Where a series is best cut into so many segments.",
      assumptions: ["independent values within segments", "a number chosen beforehand"],
      leastCount: 6, advisedCount: 15, instead: "the values themselves, in a plot",
      references: [
        "Auger & Lawrence 1989, Bulletin of Mathematical Biology 51: 39–54, doi:10.1007/BF02458835",
        "Jackson et al. 2005, IEEE Signal Processing Letters 12: 105–108",
      ])
  ) { (sample, settings) throws(StatisticsError) in
    let penalty = try penalty(sample.values, settings)
    let search = Segmentation(settings.cost, leastRows: BreakSettings.leastRows)
    let most = sample.count / BreakSettings.leastRows - 1
    if let breaks = settings.breaks, !(0...most).contains(breaks) {
      throw .invalidOption(name: "breaks", found: "\(breaks)", needed: "from 0 to \(most)")
    }
    let found = try search.partitions(
      sample.values, upTo: settings.breaks ?? settings.mostBreaks)
    var chosen = settings.breaks ?? 0
    if settings.breaks == nil {
      for index in found.indices
      where found[index].totalCost + penalty * Double(index)
        < found[chosen].totalCost + penalty * Double(chosen)
      { chosen = index }
    }
    return try answer(
      "optimal", sample, settings, breaks: found[chosen].breaks,
      models: found.enumerated().map { index, partition in
        BreakPartition(
          places: partition.breaks, cost: partition.totalCost,
          penalty: settings.breaks == nil ? penalty : nil, isChosen: index == chosen)
      })
  }

  private static func answer(
    _ name: String, _ sample: Sample, _ settings: BreakSettings, breaks: [Int],
    models: [BreakPartition]
  ) throws(StatisticsError) -> BreakAnswer {
    let rows = breaks.enumerated().map {
      BreakRow.found($1, segment: $0 + 1, basis: .descriptive)
    }
    let isLine = settings.cost == .linear
    let segments = try SegmentFits(
      sample, breaks: breaks, model: isLine ? .trend : .mean, level: settings.level)
    var coefficients = segments.rows
    if settings.cost == .poisson {
      // The variance of a count is its mean.
      for index in coefficients.indices {
        let (mean, size) = (coefficients[index].estimate ?? 0, coefficients[index].rows?.count ?? 1)
        coefficients[index].standardError = (mean / Double(size)).squareRoot()
        coefficients[index].low = nil
        coefficients[index].high = nil
      }
    }
    if settings.cost == .variance {
      for row in segments.rows {
        var spread = row
        spread.term = "sd"
        let values = Array(sample.values[row.rows ?? 0..<0])
        let scale = PowerOfTwoScale(values)
        let squares = CentredValues(scale(values)).deviations.reduce(0) { $0 + $1 * $1 }
        spread.estimate = (squares / Double(values.count)).squareRoot() * scale.inverse
        (spread.standardError, spread.low, spread.high) = (nil, nil, nil)
        coefficients.append(spread)
      }
    }
    var notes = [
      NullReplicates.exploratory,
      Note(
        .method, name,
        "\(name): \(words(settings.cost)); segments of at least \(BreakSettings.leastRows) "
          + "observations; "
          + (settings.breaks != nil && name == "optimal"
            ? "the number of breaks as given."
            : "each break must save the penalty of the fits table"
              + (settings.penalty == nil ? ", by Schwarz's criterion." : ", as given."))),
      SegmentFits.note,
    ]
    if settings.penalty == nil, settings.cost == .mean || settings.cost == .linear {
      notes.append(
        Note(
          .method, "penalty-spread",
          "\(name): the penalty takes the spread from the differences of neighbours: values that hang "
            + "together make it too small, and breaks too many."))
    }
    return BreakAnswer(
      rows: rows + coefficients, models: models, fitted: segments.fitted, notes: notes)
  }

  private static func words(_ cost: SegmentCost) -> String {
    switch cost {
    case .mean: "sums of squares about each segment's mean"
    case .variance: "normal likelihood with each segment's mean and variance"
    case .poisson: "Poisson likelihood with each segment's rate"
    case .linear:
      "sums of squares about each segment's line, the observations taken as equally spaced"
    }
  }

  private static func penalty(
    _ values: [Double], _ settings: BreakSettings
  ) throws(StatisticsError) -> Double {
    if let penalty = settings.penalty { return penalty }
    return try standardPenalty(values, settings.cost)
  }

  /// Schwarz's criterion: log n for the place and for each parameter of a segment, times the variance
  /// where the cost is a sum of squares. The variance is had from differences of neighbours, by their
  /// median, so that changes do not count.
  private static func standardPenalty(
    _ values: [Double], _ cost: SegmentCost
  ) throws(StatisticsError) -> Double {
    let size = Elementary.log(Double(values.count))
    switch cost {
    case .poisson: return 2 * size
    case .variance: return 3 * size
    case .mean, .linear:
      let scale = PowerOfTwoScale(values)
      let scaled = scale(values)
      let steps = zip(scaled, scaled.dropFirst()).map { $1 - $0 }
      let middle = median(steps)
      var spread = 1.482602218505602 * median(steps.map { abs($0 - middle) })
      // More than half of the steps are alike.
      if spread == 0 {
        spread = (steps.reduce(0) { $0 + $1 * $1 } / Double(steps.count)).squareRoot()
      }
      let variance = spread * spread / 2
      let penalty = (cost == .mean ? 2 : 3) * variance * size * scale.inverse * scale.inverse
      // A penalty lost below the range of doubles would let every value be a break.
      guard penalty >= Double.leastNormalMagnitude || variance == 0 else { throw .overflow }
      return try Validation.finite(penalty)
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

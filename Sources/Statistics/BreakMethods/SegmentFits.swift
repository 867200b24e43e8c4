import Tables

/// A model fitted to each segment alone, the breaks being taken as given.
struct SegmentFits {
  /// The coefficients of each segment: `level`, with lines that of their first row, and `slope`.
  private(set) var rows: [BreakRow] = []
  /// The value of the model at each row.
  private(set) var fitted: [Double] = []

  init(
    _ sample: Sample, breaks: [Int], model: BreakModel, level: Double
  ) throws(StatisticsError) {
    let bounds = [0] + breaks + [sample.count]
    for (segment, (start, end)) in zip(bounds, bounds.dropFirst()).enumerated() {
      let values = Array(sample.values[start..<end])
      var design = Design.intercept(count: values.count)
      if model == .trend {
        design = design.adding(
          "slope", sample.times[start..<end].map { $0 - sample.times[start] })
      }
      let names = model == .trend ? ["level", "slope"] : ["level"]
      guard values.count > design.terms.count else {
        // As many values as terms: the model passes through them.
        append("level", values[0], segment, start..<end)
        fitted += values
        continue
      }
      let fit = try LeastSquares().fit(values, on: design)
      fitted += fit.fitted
      for (name, coefficient) in zip(names, try fit.coefficients(level: level)) {
        append(
          name, coefficient.estimate, segment, start..<end, error: coefficient.standardError,
          interval: coefficient.interval)
      }
    }
  }

  private mutating func append(
    _ name: String, _ estimate: Double, _ segment: Int, _ run: Range<Int>, error: Double? = nil,
    interval: ConfidenceInterval? = nil
  ) {
    var row = BreakRow(name, basis: .asymptotic)
    row.segment = segment + 1
    row.rows = run
    row.estimate = estimate
    row.standardError = error
    row.low = interval?.low
    row.high = interval?.high
    rows.append(row)
  }

  /// What must be said of them.
  static let note = Note(
    .caveat, "segments-given",
    "Levels and slopes take the breaks as given: their intervals do not know that these were searched."
  )
}

extension BreakRow {
  /// A break after so many rows.
  static func found(_ place: Int, segment: Int, basis: Basis) -> BreakRow {
    var row = BreakRow("break", basis: basis)
    row.place = place
    row.segment = segment
    return row
  }
}

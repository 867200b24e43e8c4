import Tables

extension ForecastMethod {
  /// The straight line through all values, with the t interval of a new observation.
  public static let trend = ForecastMethod(
    MethodCard(
      name: "trend", title: "Least squares line, carried on",
      summary: "Where the straight line through all values leads, and how far off new ones may be.",
      assumptions: [
        "a straight line that goes on",
        "errors independent, normal and of one variance; at an autocorrelation of .6 a 95 % interval "
          + "misses 7 to 8 % a year ahead, about a level that wanders 7 to 15 %, and 14 to 27 % three "
          + "years ahead (simulated)",
      ],
      leastCount: 3, advisedCount: 8, instead: "the values themselves, in a table and a plot",
      references: ["Draper & Smith 1998, Applied Regression Analysis, 3rd ed., section 3.1"]),
    allowsGaps: true
  ) { (values, steps) throws(StatisticsError) in
    let rows = values.indices.filter { values[$0] != nil }
    let fit = try LeastSquares().fit(
      values.compactMap { $0 }, on: .trend(rows.map { Double($0) }))
    let ahead = (0..<steps).map { Double(values.count + $0) }
    let prediction = try fit.prediction(at: .trend(ahead))
    var fitted = [Double?](repeating: nil, count: values.count)
    for (row, value) in zip(rows, fit.fitted) { fitted[row] = value }
    return ForecastAnswer(
      steps: prediction.rows.map {
        ForecastStep(
          value: $0.value, standardError: $0.standardError,
          degreesOfFreedom: Double(prediction.degreesOfFreedom))
      },
      fitted: fitted, overview: TrendMethod.renamed(fit.overview, "trend").withoutNotes,
      basis: .exact,
      notes: fit.notes + [
        Note(
          .method, "line-carried-on",
          "trend: t intervals of a new observation about the line through all values, if it goes on; "
            + "about a level that wanders those of 95 % miss some 12 % of new values one year ahead and "
            + "28 % three years ahead (random walk of 15 years, simulated). Its fitted values are those of the line, not forecasts from the values before."
        )
      ])
  }
}

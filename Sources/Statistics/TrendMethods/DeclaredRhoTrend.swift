import Tables

extension TrendMethod {
  /// A line by generalised least squares at declared autocorrelations, the worst of them, and the
  /// average over them.
  public static let declaredRho = TrendMethod(
    MethodCard(
      name: "gls-ar1", title: "Line under declared autocorrelation",
      summary: "The slope at each autocorrelation declared possible, the worst, and the average.",
      assumptions: [
        "a straight line with normal errors, whose autocorrelation falls with the years between",
        "an autocorrelation within the declared range",
      ],
      leastCount: 5, instead: "theil-sen and mann-kendall, which take years as exchangeable",
      references: [
        "Aitken 1936, doi:10.1017/S0370164600014346",
        "Zellner & Tiao 1964, doi:10.1080/01621459.1964.10480726",
      ])
  ) { (sample, settings) throws(StatisticsError) in
    let design = Design.trend(sample.times)
    let declared = try DeclaredRho(grid: settings.declaredRho)
      .contrast("time", in: sample, on: design, level: settings.level)
    let averaged = try AveragedRho()
      .contrast("time", in: sample, on: design, level: settings.level)
    let rows = DeclaredRhoRow.rows(declared, averaged, settings.alternative)
    return TrendAnswer(
      estimates: Table(
        "Trend under declared autocorrelation", rows,
        DeclaredRhoRow.fields(count: sample.count),
        notes: declared.overview.notes + averaged.notes),
      overview: Table(
        "gls-ar1", [declared],
        [
          .text(.method) { _ in "gls-ar1" },
          .integer(.count) { $0.count },
          .cell(.breakdownRho) {
            Cell($0.breakdown, because: "the verdict does not turn up to 0.99")
          },
        ]))
  }
}

import Aftermath
import ArgumentParser

/// `trend`: is there a trend, and how steep.
struct TrendCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Is there a trend, and how steep, by several methods side by side.",
    discussion: """
      Slopes are per year. Parts of years and provisional years are in no fit. A method that \
      would mislead at this length is refused in its row, with the reason and what to use instead.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @OptionGroup var trend: TrendOptions
  @OptionGroup var adjustment: AdjustmentOptions
  @OptionGroup var plot: PlotOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if selection.scale == Scale.log.rawValue,
      trend.methods?.contains(where: { $0.name == TrendMethod.logLinear.name }) == true
    {
      throw ValidationError("log-linear takes logarithms itself: leave out --scale log")
    }
  }

  func run() throws {
    let inputs = try InputReader(selection: selection, file: file).read(series)
    let meter = ProgressMeter("trend", output.progress)
    let members = inputs.map { SeriesTrend.Member($0.resolved, name: $0.label) }
    let trends = meter.follow(inputs.count, of: "series") { done in
      SeriesTrend.trends(
        of: members, methods: trend.methods, rule: selection.rule, settings: trend.settings,
        progress: done)
    }
    try trends.refuseInvalidOptions()
    try trends.refuseIfNothing()
    let grouping = inputs.grouping
    let document = ResultDocument(
      verb: "trend", inputs: inputs.descriptions,
      estimates: adjustment.adjusted(
        SeriesTrend.estimates(of: trends, by: grouping),
        family: [.method, .term, .variant, .rho]),
      overview: SeriesTrend.overview(of: trends, by: grouping),
      observations: output.asksObservations
        ? SeriesTrend.observations(of: trends, by: grouping) : nil,
      notes: inputs.notes(trends.map { $0.resolved.notes + $0.notes }))
    let chart = { Chart.trends(trends, names: inputs.chartNames) }
    try plot.draw(chart(), beside: output, inputs: inputs.files) {
      try output.write(document, inputs: inputs.files, folding: folded(inputs.count))
    }
  }

  /// What the console has no room for: n stands in the title of one series, reasons in footnotes.
  private func folded(_ count: Int) -> [TableName: [Column]] {
    [
      .estimates: [.term, .refusal, .instead] + (count == 1 ? [.count] : []),
      .overview: [
        .adjustedRSquared, .fStatistic, .fPValue, .residualDegreesOfFreedom, .rank, .condition,
        .solver, .normalPValue, .tauA,
      ],
    ]
  }
}

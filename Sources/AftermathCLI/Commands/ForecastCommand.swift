import ArgumentParser
import Aftermath

/// `forecast`: what the past leads one to expect.
struct ForecastCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "What the past leads one to expect, with prediction intervals.",
    discussion: """
      One row for each method and period after the last complete, final one. Parts of years and \
      provisional years are in no fit; what is expected of such a year is expected of the whole of \
      it. A method that would mislead at this length is refused in its row, with the reason and \
      what to use instead.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @OptionGroup var forecast: ForecastOptions
  @OptionGroup var plot: PlotOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    let inputs = try InputReader(selection: selection, file: file).read(series)
    let choices = forecast.choices(selection.rule)
    let meter = ProgressMeter("forecast", output.progress)
    let forecasts = meter.map(inputs, of: "series") { input in
      SeriesForecast(input.resolved, name: input.label, methods: forecast.methods, choices)
    }
    try forecasts.refuseIfNothing()
    let grouping = inputs.grouping
    let document = ResultDocument(
      verb: "forecast", inputs: inputs.descriptions,
      estimates: SeriesForecast.estimates(of: forecasts, by: grouping),
      overview: SeriesForecast.overview(of: forecasts, by: grouping),
      observations: SeriesForecast.observations(of: forecasts, by: grouping),
      notes: inputs.notes(forecasts.map { $0.resolved.notes + $0.notes }))
    let chart = { Chart.forecasts(forecasts, names: inputs.chartNames) }
    try plot.draw(chart(), beside: output, inputs: inputs.files) {
      try output.write(document, inputs: inputs.files, folding: folded(inputs.count))
    }
  }

  /// What the console has no room for: n stands in the title of one series, reasons in footnotes.
  private func folded(_ count: Int) -> [TableName: [Column]] {
    [
      .estimates: [.time, .refusal, .instead] + (count == 1 ? [.count] : []),
      .overview: [
        .adjustedRSquared, .fStatistic, .fPValue, .residualDegreesOfFreedom, .rank, .condition,
        .solver, .iterations, .lastChange,
      ],
    ]
  }
}

import Aftermath
import ArgumentParser

/// `breaks`: where a series changes.
struct BreaksCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaks",
    abstract: "Where a series changes, by several methods side by side.",
    discussion: """
      All methods but chow look for the place in the values: what they find is exploratory. A break \
      lies between two periods, last before and first after; its estimate is the time at which the \
      second begins, or, for segmented, at which the lines meet. Parts of years and provisional \
      years are in no search. A method that would mislead at this length is refused in its row, \
      with the reason and what to use instead.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @OptionGroup var choices: BreaksOptions
  @OptionGroup var adjustment: AdjustmentOptions
  @OptionGroup var plot: PlotOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    let inputs = try InputReader(selection: selection, file: file).read(series)
    let meter = ProgressMeter("breaks", output.progress)
    let searches = meter.map(inputs, of: "series") { input in
      SeriesBreaks(
        input.resolved, name: input.label, methods: choices.methods, rule: selection.rule,
        settings: choices.settings)
    }
    try searches.refuseInvalidOptions()
    try searches.refuseIfNothing()
    let grouping = inputs.grouping
    let document = ResultDocument(
      verb: "breaks", inputs: inputs.descriptions,
      estimates: adjustment.adjusted(
        SeriesBreaks.estimates(of: searches, by: grouping), family: [.method, .term]),
      overview: SeriesBreaks.overview(of: searches, by: grouping),
      observations: SeriesBreaks.observations(of: searches, by: grouping),
      notes: inputs.notes(searches.map { $0.resolved.notes + $0.notes }))
    let chart = { Chart.breaks(searches, names: inputs.chartNames) }
    try plot.draw(chart(), beside: output, inputs: inputs.files) {
      try output.write(document, inputs: inputs.files, folding: folded(inputs.count))
    }
  }

  /// What the console has no room for: n stands in the title of one series, reasons in footnotes.
  private func folded(_ count: Int) -> [TableName: [Column]] {
    [
      .estimates: [
        .segment, .standardError, .degreesOfFreedom, .earliest, .latest, .basis, .refusal, .instead,
      ] + (count == 1 ? [.count] : []),
      .overview: count == 1 ? [.count] : [],
    ]
  }
}

import ArgumentParser
import Aftermath

/// `describe`: what a series looks like before anything is fitted to it.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Size, mean, spread, quantiles, autocorrelation, gaps and coverage.",
    discussion: """
      Parts of years are counted but not in the numbers; provisional years are in them, and counted.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let inputs = try InputReader(selection: selection, file: file).read(series)
    let meter = ProgressMeter("describe", output.progress)
    let descriptions = meter.map(inputs, of: "series") { input in
      SeriesDescription(input.resolved, name: input.label, rule: selection.rule)
    }
    let refusals = descriptions.compactMap(\.refusal)
    if refusals.count == descriptions.count, let refusal = refusals.first {
      throw CommandFailure.data(
        "\(VisibleText.path(descriptions[0].name)): error: there is no usable value: \(refusal)",
        hint: "`aftermath show` lists what there is")
    }
    let observations = inputs.map { input in
      (input.label, input.resolved.series.table("Observations", hedges: selection.rule.hedges))
    }
    try output.write(
      ResultDocument(
        verb: "describe", inputs: inputs.descriptions,
        estimates: SeriesDescription.estimates(of: descriptions, by: inputs.grouping),
        overview: SeriesDescription.overview(of: descriptions, by: inputs.grouping),
        observations: inputs.grouping.stacked("Observations", observations),
        notes: inputs.notes(inputs.map(\.resolved.notes))),
      inputs: inputs.files,
      folding: [
        .overview: [.accrual, .breaks] + (inputs.count == 1 ? [.unit] : [.observationCount])
      ])
  }
}

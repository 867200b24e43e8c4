import Aftermath
import ArgumentParser

/// `its`: interrupted time series.
struct ItsCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "its",
    abstract: "Interrupted time series: the change of level and slope at an event.",
    discussion: """
      Each change is shown without and with a trend: by least squares, under each declared \
      autocorrelation, at the worst of them, and averaged, which is the row to quote. A change with \
      too few years on either side is refused in its row. Up to five years after are also set \
      against what the years before lead one to expect: each (prediction-interval), all together \
      (chow-prediction), and by their rank among moved events (placebo-rank).
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @Option(help: "A year, a date or an event id; the change comes after it. Repeat for several.")
  var event: [String] = []

  @Option(help: "The declared shape of the change: step, ramp, pulse or lag:YEARS.")
  var impact: String = "step"

  @Option(help: "Years that are neither before nor after, FROM..TO.")
  var transition: String?

  @Option(help: "Years before the first event, FROM..TO; all there are unless given. Repeatable.")
  var baseline: [String] = []

  @Option(help: "How many years after the last event are used; all there are unless given.")
  var window: Int?

  @Option(help: "The autocorrelations declared possible, separated by commas (0, 0.1 … 0.6).")
  var rho: String?

  @Option(help: "The confidence level.")
  var level: Double = 0.95

  @Flag(help: "Compute what would mislead at this length; such rows are marked.")
  var force = false

  @OptionGroup var adjustment: AdjustmentOptions
  @OptionGroup var plot: PlotOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    guard !event.isEmpty else {
      throw ValidationError("its needs an event: name it as --event 2011")
    }
    guard Impact(impact) != nil else {
      throw ValidationError("--impact \(impact) is not one of step, ramp, pulse, lag:YEARS")
    }
    for text in baseline + [transition].compactMap({ $0 }) where YearRange(text) == nil {
      throw ValidationError("\(text) is not FROM..TO, as 2004..2011")
    }
    if let window, !(1...1000).contains(window) {
      throw ValidationError("--window \(window) is not a number of years from 1 to 1000")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is not between 0 and 1")
    }
    if let rho, RhoGrid.values(rho) == nil {
      throw ValidationError("--rho must be numbers from 0 to below 1, ascending")
    }
  }

  func run() throws {
    let reader = InputReader(selection: selection, file: file)
    let inputs = try reader.read(series)
    var notes: [Note] = []
    let events = EventReader(
      package: reader.package, usesPackage: inputs.contains { !$0.isFile })
    let declared = try event.map { try events.event($0, baselines: [], notes: &notes) }
    let meter = ProgressMeter("its", output.progress)
    let analyses = meter.map(inputs, of: "series") { input in
      runs(declared).flatMap { anchors in
        choices().map { SeriesInterruption(input.resolved, name: input.label, at: anchors, $0) }
      }
    }
    let all = analyses.flatMap { $0 }
    try refuseIfNothing(all)
    let grouping = inputs.grouping
    let document = ResultDocument(
      verb: "its", inputs: inputs.descriptions,
      estimates: adjustment.adjusted(
        SeriesInterruption.estimates(of: all, by: grouping),
        family: [.event, .baseline, .method, .model, .term, .time, .variant, .rho]),
      overview: SeriesInterruption.overview(of: all, by: grouping),
      observations: SeriesInterruption.observations(of: all, by: grouping),
      notes: notes
        + inputs.notes(analyses.map { of in of.flatMap { $0.resolved.notes + $0.notes } }))
    let folding: [TableName: [Column]] = [
      .estimates: [
        .method, .basis, .refusal, .instead, .count, .standardError, .statistic,
        .degreesOfFreedom,
      ] + (Set(all.map(\.event)).count == 1 ? [.event] : []),
      .overview: [
        .adjustedRSquared, .fStatistic, .fPValue, .residualDegreesOfFreedom, .rank, .condition,
        .solver,
      ],
    ]
    let chart = { Chart.interruptions(all, names: inputs.chartNames) }
    try plot.draw(chart(), beside: output, inputs: inputs.files) {
      try output.write(document, inputs: inputs.files, folding: folding)
    }
  }

  /// An event that is a window is run from both of its ends.
  private func runs(_ events: [WindowComparison.DeclaredEvent]) -> [[Anchor]] {
    let most = events.map(\.anchors.count).max() ?? 0
    return (0..<most).map { run in
      events.compactMap { $0.anchors.indices.contains(run) ? $0.anchors[run] : $0.anchors.last }
    }
  }

  /// The choices, once for each baseline.
  private func choices() -> [SeriesInterruption.Choices] {
    var choices = SeriesInterruption.Choices(
      window: window, transition: transition.flatMap { YearRange($0) },
      impact: Impact(impact) ?? .step, rule: selection.rule, level: level,
      declaredRho: rho.flatMap(RhoGrid.values) ?? DeclaredRho.standardGrid, isForced: force)
    choices.isScaleChosen = selection.scale != nil
    guard !baseline.isEmpty else { return [choices] }
    return baseline.compactMap { YearRange($0) }.map {
      choices.baseline = $0
      return choices
    }
  }

  /// Too little for everything that was asked is no answer.
  private func refuseIfNothing(_ analyses: [SeriesInterruption]) throws {
    let isAnswered = analyses.contains { analysis in
      guard let fit = try? analysis.fit.get() else { return false }
      return fit.firstTimesAfter.contains { $0.refusal == nil }
        || fit.models.contains { model in model.changes.contains { $0.refusal == nil } }
    }
    guard !isAnswered, let first = analyses.first else { return }
    let reason =
      switch first.fit {
      case .failure(let refusal): refusal.description
      case .success(let fit):
        fit.models.flatMap(\.changes).compactMap(\.refusal).first.map { "\($0)" }
          ?? "no change can be estimated"
      }
    throw CommandFailure.data(
      "\(VisibleText.path(first.name)): error: no change at \(first.event) can be estimated: "
        + reason,
      hint: "use \(InterruptedSeries.card.instead), or --force")
  }
}

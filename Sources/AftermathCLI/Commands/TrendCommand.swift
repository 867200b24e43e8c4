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
    try refuseInvalidOptions(trends)
    try refuseIfNothing(trends)
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

  /// An option out of its domain for this many observations is wrong usage, not a refused row.
  private func refuseInvalidOptions(_ trends: [SeriesTrend]) throws {
    for trend in trends {
      for case .statistics(.invalidOption(let name, let found, let needed)) in trend.outcomes
        .compactMap(\.refusal)
      {
        throw CommandFailure.usage(
          "--\(name) is \(found), must be \(needed) (\(VisibleText.path(trend.name)) has "
            + "\(trend.sample?.sample.count ?? 0))")
      }
    }
  }

  /// What was left out of the fits, where that may be why too little is left.
  private func left(out trend: SeriesTrend) -> String {
    let codes = ["provisional", "partial-year", "undetermined"]
    let notes = (trend.resolved.notes + trend.notes).filter { codes.contains($0.code) }
    return notes.isEmpty ? "" : "; left out: " + notes.map(\.text).joined(separator: " ")
  }

  /// Too little for everything that was asked is no answer.
  private func refuseIfNothing(_ trends: [SeriesTrend]) throws {
    let refusals = trends.flatMap(\.refusalsOfAll)
    let asked = trends.reduce(0) { $0 + $1.outcomes.count }
    guard refusals.count == asked, refusals.allSatisfy(\.isOfData), let trend = trends.first,
      let outcome = trend.outcomes.first, let refusal = outcome.refusal
    else { return }
    let what = trends.count == 1 ? trend.name : "\(trend.name) and \(trends.count - 1) more"
    throw CommandFailure.data(
      "\(VisibleText.path(what)): error: no method asked for can answer: "
        + "\(outcome.method) \(refusal)",
      hint: "use \(outcome.instead)" + left(out: trend))
  }
}

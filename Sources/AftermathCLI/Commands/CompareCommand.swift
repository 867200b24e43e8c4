import ArgumentParser
import Aftermath

/// `compare`: the years after one event beside the years after another.
struct CompareCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The years after one event beside the years after another.",
    discussion: """
      Each row is an effect or the reason why there is none. Without --after the package's own \
      two events are compared. A comparison all of whose rows are refused is an answer: exit 0.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    let reader = InputReader(selection: selection, file: file)
    let inputs = try reader.read(series)
    let usesPackage = inputs.contains { !$0.isFile }
    let (events, notes) = try comparison.events(reader.package, usesPackage: usesPackage)
    let plan = comparison.plan(selection)
    let meter = ProgressMeter("compare", output.progress)
    let results = meter.map(inputs, of: "series") { input in
      WindowComparison(
        input.resolved, name: input.label, info: input.info, events: events, plan: plan)
    }
    let document = ResultDocument.comparing(inputs, results, notes: notes)
    try output.write(document, inputs: inputs.files)
    try comparison.requireLevel(results)
  }
}

extension ResultDocument {
  /// The document of one comparison, or of several one below the other.
  static func comparing(
    _ inputs: CommandInputs, _ results: [WindowComparison], notes: [Note]
  ) -> ResultDocument {
    func stacked(_ title: String, _ tables: [Table]) -> Table {
      inputs.grouping.marking(tables.count == 1 ? tables[0] : Table.stacked(title, tables))
    }
    var document = ResultDocument(
      verb: "compare", inputs: inputs.descriptions,
      estimates: stacked("Years before and after", results.map(\.estimates)),
      overview: stacked("What the data allow", results.map(\.overview)),
      observations: stacked("Observations", results.compactMap(\.observations)),
      notes: notes + inputs.notes(results.map(\.resolved.notes)))
    document.reading = results.flatMap(\.readingTables)
    return document
  }
}

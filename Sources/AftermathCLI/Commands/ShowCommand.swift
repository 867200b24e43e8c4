import ArgumentParser
import Aftermath

/// `show`: a series as it stands, or the claims behind it.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The annual series; every claim behind it; its breaks; events beside it.",
    discussion: """
      Without --claims, --breaks or --events the series is shown as --resolve makes it. CSV and \
      JSON carry every column; the console leaves some out and says which.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @Flag(help: "Every claim, with its source, date and words.")
  var claims = false

  @Flag(help: "Dates at which the series stops being comparable with itself.")
  var breaks = false

  @Flag(help: "What happened in the years of the series.")
  var events = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if [claims, breaks, events].filter({ $0 }).count > 1 {
      throw ValidationError("--claims, --breaks and --events are shown one at a time")
    }
  }

  func run() throws {
    let reader = InputReader(selection: selection, file: file)
    let inputs = try reader.read(series)
    let tables: [Table]
    if events {
      tables = [try reader.package().eventsTable(from: firstDay(inputs), through: lastDay(inputs))]
    } else {
      let isNamed = inputs.grouping.isShown(count: inputs.count)
      tables = try inputs.map { try table($0, isNamed: isNamed, reader) }
    }
    let title = inputs.count == 1 ? tables[0].title : "Several series"
    try output.write(
      ResultDocument(
        verb: "show", inputs: inputs.descriptions,
        rows: inputs.grouping.marking(Table.stacked(title, tables)),
        notes: claims || breaks || events
          ? []
          : inputs.notes(inputs.map { $0.resolved.notes + cautions($0) })),
      inputs: inputs.files,
      folding: [.rows: folded])
  }

  /// The columns that a page has no room for.
  private var folded: [Column] {
    if claims {
      return [
        .claim, .unit, .title, .licence, .note, .perPeriod, .quality, .status, .concept, .hedge,
      ]
    }
    return [
      .unit, .periodStart, .periodEnd, .time, .accrual, .exposure, .claim, .concept, .hedge,
      .derivation,
      .stated,
    ]
  }

  private func table(
    _ input: CommandInput, isNamed: Bool, _ reader: InputReader
  ) throws -> Table {
    let id = isNamed ? input.label : nil
    let title = input.info.title
    if breaks { return input.resolved.breaksTable("Breaks: \(title)", id: id) }
    if claims {
      let archive = input.archive.clipped(
        from: selection.firstDay, through: selection.lastDay, asOf: selection.day)
      return archive.claimsTable(
        "Claims: \(title)", id: id, sources: input.isFile ? [:] : try reader.package().sources)
    }
    let unit = input.resolved.series.measure.unit.symbol
    return input.resolved.series.table(
      unit.isEmpty ? title : "\(title), in \(unit)", id: id, hedges: selection.rule.hedges)
  }

  private func cautions(_ input: CommandInput) -> [Note] {
    var notes: [Note] = []
    if !input.info.definition.isEmpty {
      notes.append(
        Note(.method, "definition", "Counted by the definition '\(input.info.definition)'."))
    }
    if !input.info.cautions.isEmpty {
      notes.append(Note(.caveat, "cautions", input.info.cautions))
    }
    return notes
  }

  private func firstDay(_ inputs: CommandInputs) -> Day? {
    inputs.compactMap { $0.resolved.series.span?.first.start }.min()
  }

  private func lastDay(_ inputs: CommandInputs) -> Day? { inputs.map(\.resolved.asOf).max() }
}

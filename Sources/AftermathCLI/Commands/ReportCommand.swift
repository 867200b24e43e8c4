import Aftermath
import ArgumentParser

/// `report`: the whole comparison as a folder.
struct ReportCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The whole comparison as a folder: pages, tables, figures, notebook, provenance.",
    discussion: """
      Without SERIES the core series of the package are compared, without --after its own two \
      events. The folder is written whole or not at all; an earlier report in it is replaced, \
      anything else is left alone.
      """)

  @Argument(help: "Series ids, patterns, or files; the package's core series where none is given.")
  var series: [String] = []

  @Option(name: [.short, .long], help: "The folder to write.")
  var output: String

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    let reader = InputReader(selection: selection, file: file)
    let meter = ProgressMeter("report", progress.progress)
    meter.step("reading the data")
    let package =
      series.isEmpty || series.contains { !InputReader.isPath($0) }
      ? try reader.package() : nil
    let inputs = try read(reader, package)
    let usesPackage = package != nil
    let (events, notes) = try comparison.events(
      { try package ?? reader.package() }, usesPackage: usesPackage)
    let plan = comparison.plan(selection)
    meter.step("comparing \(inputs.count) series")
    let subjects = meter.map(inputs, of: "series") { input in
      AftermathReport.Subject(
        WindowComparison(
          input.resolved, name: input.label, info: input.info, events: events, plan: plan),
        archive: input.archive)
    }
    let manifest = try manifest(plan, inputs, package)
    let report = try report(subjects, inputs, events, notes, package, command: manifest.command)
    meter.step("writing pages, tables and figures")
    try ReportFolder(report, plan: plan).contents().write(
      manifest, to: output,
      inputs: inputs.files + (package.map { [$0.folder] } ?? []))
    meter.end()
    Terminal.complain("wrote \(VisibleText.path(output)): open index.html")
    try comparison.requireLevel(subjects.map(\.comparison))
  }

  private func read(_ reader: InputReader, _ package: DataPackage?) throws -> CommandInputs {
    guard series.isEmpty, let package else { return try reader.read(series) }
    return CommandInputs(try package.core.map { try reader.read($0, of: package) })
  }

  private func report(
    _ subjects: [AftermathReport.Subject], _ inputs: CommandInputs,
    _ events: [WindowComparison.DeclaredEvent], _ notes: [Note], _ package: DataPackage?,
    command: String
  ) throws -> AftermathReport {
    let named =
      package?.events.map(\.event).filter { event in
        events.contains {
          $0.anchors.contains { anchor in
            anchor.label == event.id || anchor.label.hasPrefix(event.id + " ")
          }
        }
      } ?? []
    let asOf = selection.day ?? package?.asOf ?? inputs.map(\.resolved.asOf).max() ?? Day(number: 0)
    let names = inputs.files.joined(separator: ", ")
    let usesCandidates = inputs.contains { input in
      !input.isFile
        && input.archive.claims.contains { $0.source?.hasPrefix("ucdp-candidate") ?? false }
    }
    return AftermathReport(
      subjects, events: named.sorted { $0.period < $1.period },
      circumstances: package?.events.map(\.event) ?? [], sources: package?.sources ?? [:],
      extracts: usesCandidates && selection.day == nil
        ? try package?.candidateEventTables(within: years(after: events)) ?? [] : [],
      origin: .init(
        title: package?.title ?? names, version: package?.version ?? "", asOf: asOf,
        command: command, program: Program.version), notes: notes)
  }

  /// The years looked at after the last event, those it takes among them.
  private func years(after events: [WindowComparison.DeclaredEvent]) -> ClosedRange<Int> {
    let last = events.last?.anchors.first ?? .after(0)
    return last.lastYearBefore + 1...last.firstYearAfter + comparison.window - 1
  }

  private func manifest(
    _ plan: ComparisonPlan, _ inputs: CommandInputs, _ package: DataPackage?
  ) throws -> Manifest {
    var records = try package?.fileRecords() ?? []
    for file in inputs.files where file != "-" {
      records.append(try FileRecord(reading: file, as: file))
    }
    return Manifest(
      version: Program.version, verb: "report",
      arguments: Array(CommandLine.arguments.dropFirst(2)),
      plan: plan, seed: nil, asOf: selection.day ?? package?.asOf,
      package: package.map(Manifest.Package.init),
      numerics: .init(library: Runtime.current.library, kernels: Runtime.current.kernels),
      inputs: records)
  }
}

import ArgumentParser
import Aftermath

/// `list`: which series there are.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Which series exist: id, title, unit, span, claims, sources.")

  @Argument(help: "Ids or patterns; all series where none is given.")
  var patterns: [String] = []

  @Option(help: "The folder of another data package.")
  var package: String?

  @Flag(help: "The events of the package instead.")
  var events = false

  @Flag(help: "Only the core series.")
  var core = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let data = try package.map { try DataPackage.load(folder: $0) } ?? DataPackage.bundled()
    if events {
      try output.write(ResultDocument(verb: "list", rows: data.eventsTable))
      return
    }
    let chosen =
      patterns.isEmpty
      ? data.series : try patterns.flatMap { try InputReader.match($0, in: data) }
    let table = try data.catalogTable(of: core ? chosen.filter(\.isCore) : chosen)
    try output.write(
      ResultDocument(
        verb: "list", rows: table,
        notes: [
          Note(
            .source, "package",
            "\(data.title), version \(data.version), as of \(data.asOf).")
        ]), folding: [.rows: [.accrual, .role]])
  }
}

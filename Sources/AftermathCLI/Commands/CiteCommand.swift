import ArgumentParser
import Aftermath

/// `cite`: references to the sources of series, ready to paste.
struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite",
    abstract: "References to the sources of series: plain text, BibTeX or CSL-JSON.",
    discussion: """
      References stand by themselves, ready to paste; with --format they are rows of a table.
      """)

  @Argument(help: "Series ids or patterns.")
  var series: [String]

  @Option(help: "How references are written: plain, bibtex or csl-json.")
  var style: String = "plain"

  @Option(help: "The folder of another data package.")
  var package: String?

  @Option(name: .customLong("as-of"), help: "Only what had been published by this date.")
  var asOf: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard DataPackage.CitationStyle(rawValue: style) != nil else {
      let known = DataPackage.CitationStyle.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--style \(style) is not one of \(known)")
    }
    if let asOf, Period(asOf) == nil {
      throw ValidationError("--as-of \(asOf) is not a year or a date")
    }
  }

  func run() throws {
    let style = DataPackage.CitationStyle(rawValue: style) ?? .plain
    let package = try self.package.map { try DataPackage.load(folder: $0) } ?? .bundled()
    let chosen = try series.flatMap { argument in
      guard !InputReader.isPath(argument) else {
        throw CommandFailure.usage(
          "\(VisibleText.quoted(argument)) is a file, and files name no references",
          hint: "`aftermath cite` takes the ids of `aftermath list`")
      }
      return try InputReader.match(argument, in: package)
    }
    let day = asOf.flatMap { Period($0)?.last }
    let citations = package.citations(
      of: try chosen.map { info in
        (info.id, try package.archive(info.id).clipped(from: nil, through: nil, asOf: day))
      })
    if output.format == nil, try style != .plain || output.chosenFormat.name == "console" {
      try CommandOutput.write(
        Array(text(citations.map(\.citation), style).utf8), to: output.output, inputs: [])
      return
    }
    try output.write(
      ResultDocument(
        verb: "cite",
        inputs: chosen.map { ResultDocument.Input(series: $0.id) },
        rows: package.citationsTable(citations, style: style)))
  }

  private func text(_ citations: [Citation], _ style: DataPackage.CitationStyle) -> String {
    switch style {
    case .plain: citations.map { $0.plain + "\n" }.joined()
    case .bibtex: citations.map { $0.bibTeX + "\n" }.joined(separator: "\n")
    case .cslJSON: Citation.cslJSON(citations)
    }
  }
}

import Aftermath
import ArgumentParser

/// Where results go and how they read; shared by every verb.
struct OutputOptions: ParsableArguments {
  @Option(help: "console, csv, tsv, json, markdown, html or latex (default: console).")
  var format: String?

  @Option(
    name: [.short, .long],
    help: "Write to a file, whole or not at all; its ending picks the format.")
  var output: String?

  @Option(help: "Significant digits in display formats; CSV and JSON are always exact.")
  var digits: Int = 3

  @Option(help: "The table of CSV and TSV: estimates, overview or observations.")
  var table: String?

  @Flag(help: "Add the table of observations.")
  var observations = false

  @Flag(name: [.short, .long], help: "No notes on standard error.")
  var quiet = false

  @Option(help: "Progress on standard error: auto, always or never.")
  var progress: ProgressChoice = .auto

  func validate() throws {
    guard (1...17).contains(digits) else {
      throw ValidationError("--digits is \(digits), must be from 1 to 17")
    }
    if let format, TableFormats.named(format) == nil {
      let known = TableFormats.all.map(\.name).joined(separator: ", ")
      throw ValidationError("--format \(format) is not one of \(known)")
    }
    if let table, !["estimates", "overview", "observations"].contains(table) {
      throw ValidationError("--table \(table) is not one of estimates, overview, observations")
    }
  }

  /// Whether the table of observations is wanted.
  var asksObservations: Bool { observations || table == "observations" }

  /// The format asked for by name, else by the ending of the output, else the console.
  var chosenFormat: TableFormats {
    get throws {
      if let format, let found = TableFormats.named(format) { return found }
      if let output, let dot = output.lastIndex(of: "."),
        !output[dot...].contains("/"),
        let found = TableFormats.forFileExtension(String(output[output.index(after: dot)...]))
      {
        return found
      }
      guard let console = TableFormats.named("console") else {
        throw CommandFailure(code: ExitStatus.internalFault, message: "no console format")
      }
      return console
    }
  }

  /// Writes a document where it was asked for, and its notes to standard error where the format
  /// does not carry them.
  ///
  /// - Parameters:
  ///   - inputs: files that were read; none of them is written over.
  ///   - folding: columns the console has no room for, by table; they are named below it.
  func write(
    _ document: ResultDocument, inputs: [String] = [], folding: [TableName: [Column]] = [:]
  ) throws {
    let format = try chosenFormat
    var document = document
    if !asksObservations { document.observations = nil }
    if format.name == "console" { document = document.folded(folding) }
    let carriesOneTable = format.name == "csv" || format.name == "tsv"
    if carriesOneTable {
      document = try reduced(document)
      if !quiet {
        let notes = document.allNotes
        for note in notes { Terminal.complain("note: " + note.text) }
      }
    }
    let options = DisplayOptions(
      significantDigits: digits, width: output == nil ? Terminal.width : 100,
      usesColor: output == nil && Terminal.usesColor)
    var text = ""
    format.make(options).write(document, to: &text)
    try CommandOutput.write(Array(text.utf8), to: output, inputs: inputs)
  }

  /// A document cut to the one table CSV and TSV carry.
  private func reduced(_ document: ResultDocument) throws -> ResultDocument {
    guard let table else { return document }
    guard let found = document.namedTables.first(where: { $0.name == table })?.table else {
      throw CommandFailure.usage("this verb has no table '\(table)'")
    }
    return ResultDocument(
      verb: document.verb, inputs: document.inputs, rows: found, notes: document.notes)
  }
}

extension ResultDocument {
  /// The notes of the document and of its tables, each once.
  var allNotes: [Note] {
    var seen: Set<Note> = []
    return (namedTables.flatMap { $0.table.notes } + notes).filter { seen.insert($0).inserted }
  }
}

import ArgumentParser
import Aftermath

/// `export`: series for spreadsheets and for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "The data, for spreadsheets and for other programs.",
    discussion: """
      With -o FILE one table: a row for each observation, several series one below the other; the \
      ending picks the format. With -o DIR a folder: a file for each series, and claims, sources, \
      events, breaks, codebook and descriptor beside them. A file of your own is written in the \
      same form.
      """)

  @Argument(help: "Series ids, patterns, or files.")
  var series: [String]

  @Option(
    help: "How CSV is written: standard, excel (byte-order mark), excel-eu (; and decimal comma).")
  var dialect: String = "standard"

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions

  private static let dialects: [Dialect] = [.standard, .excel, .excelEU]

  func validate() throws {
    guard ExportCommand.dialects.contains(where: { $0.name == dialect }) else {
      let known = ExportCommand.dialects.map(\.name).joined(separator: ", ")
      throw ValidationError("--dialect \(dialect) is not one of \(known)")
    }
    if output.table != nil {
      throw ValidationError("--table has no meaning here: export has one table, or a folder")
    }
  }

  func run() throws {
    let reader = InputReader(selection: selection, file: file)
    var seen: Set<String> = []
    // A pattern may name again what was named before; one file holds a series once.
    let inputs = try reader.read(series).filter { seen.insert($0.label).inserted }
    let package = inputs.contains { !$0.isFile } ? try reader.package() : nil
    let read = ExportCommand.filesRead(inputs, package)
    if let folder = try wantedFolder() {
      guard inputs.panel == nil else {
        throw CommandFailure.usage(
          "a panel is exported as one table", hint: "name a file, as -o panel.csv")
      }
      try writeFolder(inputs, package, to: folder, filesRead: read)
    } else {
      try writeTable(inputs, filesRead: read)
    }
  }

  /// The folder asked for; nil where it is a file or standard output.
  private func wantedFolder() throws -> String? {
    guard let path = output.output, path != "-" else { return nil }
    if path.hasSuffix("/") || InputPath.isFolder(path) { return path }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return output.format == nil && !InputPath.exists(path) ? path : nil
    }
    let ending = String(name[name.index(after: dot)...])
    if output.format == nil, TableFormats.forFileExtension(ending) == nil {
      let known = TableFormats.all.flatMap(\.fileExtensions).joined(separator: ", ")
      throw CommandFailure.usage(
        "there is no format for files that end in .\(VisibleText.shortened(ending, to: 20))",
        hint: "use one of \(known), --format, or name a folder with a slash at its end")
    }
    return nil
  }

  private static func filesRead(_ inputs: CommandInputs, _ package: DataPackage?) -> [String] {
    let own = package.map { package in package.fileNames.map { package.folder + "/" + $0 } } ?? []
    return inputs.files + own
  }

  private func writeTable(_ inputs: CommandInputs, filesRead: [String]) throws {
    let hedges = selection.rule.hedges
    let isNamed = inputs.grouping.isShown(count: inputs.count)
    let tables = inputs.map { input in
      input.resolved.series.table(
        input.info.title, id: isNamed ? input.label : nil, hedges: hedges,
        notes: input.resolved.notes)
    }
    let document = ResultDocument(
      verb: "export", inputs: inputs.descriptions,
      rows: inputs.grouping.marking(
        tables.count == 1 ? tables[0] : .stacked("Observations", tables)))
    let chosen = ExportCommand.dialects.first { $0.name == dialect } ?? .standard
    guard chosen != .standard else {
      return try output.write(document, inputs: filesRead)
    }
    guard try output.chosenFormat.name == "csv" else {
      throw CommandFailure.usage(
        "--dialect \(dialect) is a way of writing CSV", hint: "add --format csv or -o FILE.csv")
    }
    if !output.quiet { for note in document.allNotes { Terminal.complain("note: " + note.text) } }
    var text = ""
    CSVFormat(chosen).write(document, to: &text)
    try CommandOutput.write(Array(text.utf8), to: output.output, inputs: filesRead)
  }

  private func writeFolder(
    _ inputs: CommandInputs, _ package: DataPackage?, to path: String, filesRead: [String]
  ) throws {
    let items = inputs.map { input in
      PackageExport.Item(
        id: input.isFile ? ExportCommand.stem(of: input.name) : input.name, info: input.info,
        archive: input.archive, resolved: input.resolved)
    }
    let chosen = ExportCommand.dialects.first { $0.name == dialect } ?? .standard
    let export = PackageExport(
      items, from: package, hedges: selection.rule.hedges, dialect: chosen)
    var records = try package?.fileRecords() ?? []
    for file in inputs.files where InputPath.exists(file) {
      records.append(try FileRecord(reading: file))
    }
    let manifest = Manifest(
      version: Program.version, verb: "export", arguments: Program.arguments(after: "export"),
      settings: [.init("dialect", .string(chosen.name))],
      asOf: items.map(\.resolved.asOf).max(), package: package.map { Manifest.Package($0) },
      inputs: records)
    try export.folder().write(manifest, to: path, inputs: filesRead)
    complain(of: inputs)
  }

  /// The notes of the series on standard error, each with its series where there are several.
  private func complain(of inputs: CommandInputs) {
    guard !output.quiet else { return }
    for input in inputs {
      let name = inputs.count > 1 ? input.name + ": " : ""
      for note in input.resolved.notes { Terminal.complain("note: " + name + note.text) }
    }
  }

  /// The name of a file without its folder and its ending; `input` for standard input.
  private static func stem(of path: String) -> String {
    guard InputPath.exists(path) else { return "input" }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}

extension Program {
  /// The words of the command line that follow its verb, as they were typed.
  static func arguments(after verb: String) -> [String] {
    let words = CommandLine.arguments.dropFirst()
    guard let place = words.firstIndex(of: verb) else { return Array(words) }
    return Array(words[(place + 1)...])
  }
}

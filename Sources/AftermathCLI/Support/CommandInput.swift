import Aftermath

/// A series as a verb was given it: from the package or from a file, resolved and selected.
struct CommandInput {
  /// The id, or the path as it was given.
  let name: String
  /// What is known of it.
  let info: SeriesInfo
  /// The claims behind it.
  let archive: Archive<AnyMeasure>
  /// The series, selected.
  let resolved: ResolvedSeries<AnyMeasure>
  /// Whether it is a file.
  let isFile: Bool
  /// Its key, where it is one series of a panel.
  var key: String?

  /// What tables call it: the key in a panel, else the name.
  var label: String { key ?? name }

  /// What the document says of it.
  var description: ResultDocument.Input {
    let series = resolved.series
    return ResultDocument.Input(
      series: isFile ? nil : name, file: isFile ? name : nil,
      unit: series.measure.unit.symbol.isEmpty ? nil : series.measure.unit.symbol,
      accrual: series.measure.accrual.rawValue, count: series.count,
      from: series.span?.first.description, to: series.span?.last.description,
      details: [
        .init("resolve", .string(resolved.resolution.name)),
        .init("as_of", .string(resolved.asOf.description)),
      ])
  }
}

/// Turns arguments into series: ids, patterns and paths.
struct InputReader {
  let selection: SelectionOptions
  let file: FileOptions

  /// The package in use.
  func package() throws -> DataPackage {
    if let folder = selection.package { return try DataPackage.load(folder: folder) }
    return try DataPackage.bundled()
  }

  /// Whether an argument is a path rather than an id.
  static func isPath(_ argument: String) -> Bool {
    if argument == "-" || argument.contains("/") { return true }
    let endings = [".csv", ".tsv", ".tab", ".json", ".txt"]
    if endings.contains(where: { argument.lowercased().hasSuffix($0) }) { return true }
    return InputPath.exists(argument) && !InputPath.isFolder(argument)
  }

  /// The series of all arguments, in their order; a pattern stands for all it matches.
  ///
  /// With `--by` the one argument is a file, and each key of it a series.
  func read(_ arguments: [String]) throws -> CommandInputs {
    if let key = file.by { return try readPanel(arguments, by: key) }
    var inputs: [CommandInput] = []
    var loaded: DataPackage?
    for argument in arguments {
      if InputReader.isPath(argument) {
        inputs.append(try readFile(argument))
        continue
      }
      let package = try loaded ?? self.package()
      loaded = package
      for info in try InputReader.match(argument, in: package) {
        inputs.append(try read(info, of: package))
      }
    }
    return CommandInputs(inputs)
  }

  private func readPanel(_ arguments: [String], by key: String) throws -> CommandInputs {
    guard let path = arguments.first, arguments.count == 1, InputReader.isPath(path) else {
      throw CommandFailure.usage(
        "--by \(VisibleText.quoted(key)) divides one file into series",
        hint: "give one CSV, TSV or JSON file, or leave --by out")
    }
    let panel = try file.readPanel(path, by: key)
    let name = path == "-" ? panel.name : path
    return CommandInputs(
      try panel.members.map { try input($0.file, name: name, key: $0.key) },
      panel: .init(column: key, notes: panel.notes))
  }

  /// The series an argument names.
  static func match(_ argument: String, in package: DataPackage) throws -> [SeriesInfo] {
    guard argument.contains(where: { $0 == "*" || $0 == "?" }) else {
      return [try package.info(argument)]
    }
    let found = package.matching(argument)
    guard !found.isEmpty else {
      throw DatasetError.noSuchSeries(argument, nearest: nil)
    }
    return found
  }

  /// A series of a package, resolved and selected.
  func read(_ info: SeriesInfo, of package: DataPackage) throws -> CommandInput {
    let archive = try package.archive(info.id)
    let resolved = try resolved(archive)
    return CommandInput(
      name: info.id, info: info, archive: archive, resolved: resolved, isFile: false)
  }

  /// The series of an archive within the selection. Claims of other years are not spoken of.
  private func resolved(_ archive: Archive<AnyMeasure>) throws -> ResolvedSeries<AnyMeasure> {
    try archive.clipped(from: selection.firstDay, through: selection.lastDay, asOf: nil)
      .resolved(selection.resolution, asOf: selection.day, hedges: selection.rule.hedges)
      .clipped(from: selection.firstDay, through: selection.lastDay)
  }

  private func readFile(_ path: String) throws -> CommandInput {
    let file = try self.file.read(path)
    return try input(file, name: path == "-" ? file.name : path, key: nil)
  }

  private func input(_ file: SeriesFile, name: String, key: String?) throws -> CommandInput {
    CommandInput(
      name: name,
      info: SeriesInfo(id: key ?? name, title: key ?? name, measure: file.archive.measure),
      archive: file.archive, resolved: try resolved(file.archive).adding(file.notes),
      isFile: true, key: key)
  }
}

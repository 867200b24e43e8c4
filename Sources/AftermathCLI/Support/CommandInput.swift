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

extension CommandInput {
  /// The notes of several inputs in their order; where there are several, each says whose it is,
  /// unless all say the same.
  static func notes(_ inputs: [CommandInput], _ notes: [[Note]]) -> [Note] {
    guard inputs.count > 1 else { return notes.flatMap { $0 } }
    var result: [Note] = []
    for (index, (input, own)) in zip(inputs, notes).enumerated() {
      for note in own {
        if notes.allSatisfy({ $0.contains(note) }) {
          if index == 0 { result.append(note) }
        } else {
          result.append(Note(note.kind, note.code, "\(input.name): \(note.text)"))
        }
      }
    }
    return result
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
  func read(_ arguments: [String]) throws -> [CommandInput] {
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
    return inputs
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
    let resolved = try resolved(file.archive).adding(file.notes)
    let name = path == "-" ? file.name : path
    return CommandInput(
      name: name,
      info: SeriesInfo(id: name, title: name, measure: file.archive.measure),
      archive: file.archive, resolved: resolved, isFile: true)
  }
}

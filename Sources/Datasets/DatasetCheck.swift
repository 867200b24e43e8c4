public import DelimitedText
public import Tables
import TimeSeries

/// Whether a file or a data package is sound: every fault with its place.
public struct DatasetCheck: Sendable {
  /// What is wrong, and where.
  public struct Fault: Hashable, Sendable {
    /// The file.
    public let file: String
    /// The line, where the fault has one.
    public let line: Int?
    /// The column in characters, where the fault has one.
    public let column: Int?
    /// What was found and what was needed.
    public let message: String
    /// What to do about it, where that can be said.
    public let hint: String?

    init(
      file: String, line: Int? = nil, column: Int? = nil, message: String, hint: String? = nil
    ) {
      self.file = file
      self.line = line
      self.column = column
      self.message = message
      self.hint = hint
    }
  }

  /// What was checked.
  public let subject: String
  /// The faults, in the order they were found; at most as many as were asked for.
  public let faults: [Fault]
  /// Whether there were more faults than are listed.
  public let isCut: Bool
  /// What was found in order, in words.
  public let found: [Note]

  /// One row for each fault.
  public var table: Table {
    Table(
      faults.isEmpty ? "\(subject): no fault found" : "\(subject): faults", faults,
      [
        .text(.file) { $0.file }, .integer(.line) { $0.line },
        .integer(.columnNumber) { $0.column }, .text(.fault) { $0.message },
        .text(.advice) { $0.hint },
      ], notes: found)
  }

  /// Checks a file, or a folder with a `datapackage.json`.
  ///
  /// - Parameters:
  ///   - limit: the most faults listed.
  ///   - columns: which column of a file holds what.
  ///   - options: how a file is read.
  /// - Throws: ``DatasetError`` where there is nothing to read; what is read and found wrong is a
  ///   fault, not an error.
  public static func check(
    _ path: String, limit: Int = 100, columns: SeriesFile.Columns = SeriesFile.Columns(),
    options: ReadingOptions = ReadingOptions()
  ) throws(DatasetError) -> DatasetCheck {
    if InputPath.isFolder(path) { return try checkPackage(path, limit: limit) }
    return try checkFile(path, limit: limit, columns, options)
  }

  static func fault(_ error: DatasetError) -> Fault {
    if case .file(let file) = error {
      return Fault(
        file: VisibleText.path(file.file), line: file.position?.line,
        column: file.position?.column,
        message: file.message, hint: file.hint)
    }
    let lines = error.description.split(separator: "\n", maxSplits: 1).map(String.init)
    return Fault(
      file: "", message: lines.first ?? "", hint: lines.dropFirst().first.map(trimmed))
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " })
  }

  /// A user's file: read row by row, so that each bad row is a fault of its own.
  private static func checkFile(
    _ path: String, limit: Int, _ columns: SeriesFile.Columns, _ options: ReadingOptions
  ) throws(DatasetError) -> DatasetCheck {
    let file: RecordFile
    var options = options
    options.raggedLimit = limit + 1
    do {
      file = try RecordFile.read(path: path, options: options)
    } catch {
      guard error.kind != .unreadable else { throw .file(error) }
      return DatasetCheck(
        subject: path, faults: [fault(.file(error))], isCut: false, found: [])
    }
    let layout: SeriesFileLayout
    do { layout = try SeriesFileLayout(file, columns) } catch {
      return DatasetCheck(subject: path, faults: [fault(error)], isCut: false, found: [])
    }
    var rows = SeriesPanelRows(file: file, layout: layout)
    var faults = file.passedOver.map { fault(.file($0)) }
    var isCut = rows.readAll(limit: limit) { faults.append(fault(.file($0))) }
    faults.sort { ($0.line ?? .max, $0.column ?? 0) < ($1.line ?? .max, $1.column ?? 0) }
    if faults.count > limit {
      faults.removeLast(faults.count - limit)
      isCut = true
    }
    if rows.count == 0, faults.isEmpty {
      faults.append(
        Fault(
          file: path,
          message: rows.missing == 0
            ? "there is no row of data" : "all \(rows.missing) values are missing"))
    }
    var found = file.notes.map { Note(.method, "reading", "\($0).") }
    if rows.count > 0 {
      found.append(
        Note(
          .method, "rows",
          "\(rows.count) values read from the column '\(layout.valueName)', "
            + "\(rows.missing) missing"
            + (layout.key.map {
              ", of \(rows.parts.count) keys in the column '\(file.columnNames[$0])'."
            } ?? ".")))
    }
    return DatasetCheck(subject: path, faults: faults, isCut: isCut, found: found)
  }
}

extension DatasetCheck.Fault: CustomStringConvertible {
  /// The fault as compilers write it, and the advice in a second line.
  public var description: String {
    DelimitedTextError(
      file: file.isEmpty ? "the package" : file,
      position: line.map { Position(line: $0, column: column ?? 1) }, message: message, hint: hint
    ).description
  }
}

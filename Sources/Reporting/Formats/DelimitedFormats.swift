public import DelimitedText
public import Tables

/// Comma-separated values: keys as header, full precision, nothing where there is no value.
///
/// Texts that a spreadsheet would run as a formula are guarded; numbers are never touched. The
/// dialect decides delimiter, line ends, decimal mark and byte-order mark.
public struct CSVFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "csv"
  /// What the format is for.
  public static let summary = "One table at full precision, for other programs."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["csv"]

  /// How the file is written: `.standard`, `.excel`, `.excelEU`.
  public var dialect: Dialect

  /// A format in a dialect.
  public init(_ dialect: Dialect = .standard) {
    self.dialect = dialect
  }

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    DelimitedTable.write(table, dialect, to: &output)
  }

  /// Writes the main table of a document alone: a file of this kind holds one.
  public func write(_ document: ResultDocument, to output: inout some TextOutputStream) {
    if let table = document.mainTable { write(table, to: &output) }
  }
}

/// Tab-separated values: keys as header, full precision, nothing where there is no value.
public struct TSVFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "tsv"
  /// What the format is for.
  public static let summary = "One table at full precision, between tabs."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["tsv", "tab"]

  /// A format.
  public init() {}

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    DelimitedTable.write(table, .tsv, to: &output)
  }

  /// Writes the main table of a document alone: a file of this kind holds one.
  public func write(_ document: ResultDocument, to output: inout some TextOutputStream) {
    if let table = document.mainTable { write(table, to: &output) }
  }
}

extension TableFormat where Self == CSVFormat {
  /// Comma-separated values as RFC 4180 has them.
  public static var csv: CSVFormat { CSVFormat() }

  /// Comma-separated values in a dialect.
  public static func csv(_ dialect: Dialect) -> CSVFormat { CSVFormat(dialect) }
}

extension TableFormat where Self == TSVFormat {
  /// Tab-separated values.
  public static var tsv: TSVFormat { TSVFormat() }
}

/// Tables as rows of delimited text.
private enum DelimitedTable {
  static func write(_ table: Table, _ dialect: Dialect, to output: inout some TextOutputStream) {
    // A file without columns is an empty file; the writer has no such row.
    guard !table.columns.isEmpty else { return }
    var writer = DelimitedWriter(dialect: dialect)
    writer.write(row: table.columns.map(\.key))
    for row in table.rows { writer.write(row: row.map(cell)) }
    output.write(String(decoding: writer.bytes, as: UTF8.self))
  }

  private static func cell(_ cell: Cell) -> WritableCell {
    switch cell {
    case .number(let value): value.isFinite ? .number(value) : .empty
    case .integer(let value): .integer(value)
    case .text(let value): .text(value)
    case .flag(let value): .flag(value)
    case .absent: .empty
    }
  }
}

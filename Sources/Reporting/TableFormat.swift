public import Tables

/// A way to write a table as text.
///
/// A format is a value: `table.formatted(.csv)`, `table.formatted(.console(width: 100))`. One that
/// shows tables to people rounds numbers; one that carries data writes them in full.
public protocol TableFormat: Sendable {
  /// The name by which the format is asked for: `csv`, `markdown`.
  static var name: String { get }
  /// What the format is for, in one sentence.
  static var summary: String { get }
  /// The endings of files in this format, the usual one first, without the dot.
  static var fileExtensions: [String] { get }

  /// Writes one table, ending in a line break.
  func write(_ table: Table, to output: inout some TextOutputStream)

  /// Writes all a verb has to say, ending in a line break.
  func write(_ document: ResultDocument, to output: inout some TextOutputStream)
}

extension TableFormat {
  /// Writes the tables of a document one after the other, with a blank line between them.
  public func write(_ document: ResultDocument, to output: inout some TextOutputStream) {
    for (index, table) in document.tablesForReading.enumerated() {
      if index > 0 { output.write("\n") }
      write(table, to: &output)
    }
  }
}

extension Table {
  /// This table as text.
  public func formatted(_ format: some TableFormat) -> String {
    var text = ""
    format.write(self, to: &text)
    return text
  }
}

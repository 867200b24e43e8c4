public import Tables

/// JSON: rows as objects at full precision, with what each column means.
///
/// A table alone is an object of `title`, `rows`, `notes` and `columns`; a document follows the
/// schema `aftermath.result/1`. A quantity that does not exist is null, its reason among the notes.
public struct JSONFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "json"
  /// What the format is for.
  public static let summary = "Full precision, with the meaning of each column."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["json"]

  /// Whether the text is indented or on one line.
  public var layout: JSONValue.Layout

  /// A format in a layout.
  public init(_ layout: JSONValue.Layout = .indented) {
    self.layout = layout
  }

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    var absences = AbsenceNotes()
    absences.add(table, named: "rows")
    let value: JSONValue = [
      "title": .string(table.title), "rows": JSONValue(rowsOf: table),
      "notes": .array(table.notes.map { JSONValue($0) } + absences.values),
      "columns": JSONValue(meaningsOf: [table]),
    ]
    value.write(to: &output, layout)
    output.write("\n")
  }

  /// Writes the whole document as one object.
  public func write(_ document: ResultDocument, to output: inout some TextOutputStream) {
    document.json.write(to: &output, layout)
    output.write("\n")
  }
}

extension TableFormat where Self == JSONFormat {
  /// Indented JSON.
  public static var json: JSONFormat { JSONFormat() }
}

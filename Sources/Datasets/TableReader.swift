import DelimitedText
import TimeSeries

/// A table of a data package read row by row, with errors that name the cell.
struct TableReader {
  let file: RecordFile
  private let columns: [String: Int]

  /// Reads a table.
  ///
  /// - Parameter synonyms: for a column, the name it has in tables this library exports; it is
  ///   taken where the column itself is not there.
  init(
    path: String, required: [String], synonyms: [String: String] = [:]
  ) throws(DatasetError) {
    do {
      // In a package an empty cell is missing and `NA` is a text like any other.
      file = try RecordFile.read(path: path, options: ReadingOptions(missingTokens: [""]))
      for name in required where synonyms[name].flatMap(file.column(ifNamed:)) == nil {
        _ = try file.column(named: name)
      }
    } catch { throw .file(error) }
    var columns: [String: Int] = [:]
    for (index, name) in file.columnNames.enumerated() { columns[name] = index }
    for (name, other) in synonyms where columns[name] == nil { columns[name] = columns[other] }
    self.columns = columns
  }

  var count: Int { file.records.count }

  /// The text of a cell; empty where the cell or the whole column is not there.
  func text(_ row: Int, _ name: String) -> String {
    columns[name].flatMap { file.text(record: row, column: $0) } ?? ""
  }

  func number(_ row: Int, _ name: String) throws(DatasetError) -> Double? {
    guard let column = columns[name] else { return nil }
    do { return try file.number(record: row, column: column) } catch { throw .file(error) }
  }

  /// A cell read as one of a closed list of words.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ row: Int, _ name: String, or fallback: Value? = nil
  ) throws(DatasetError) -> Value where Value.RawValue == String {
    let word = text(row, name)
    if let value = Value(rawValue: word) { return value }
    if word.isEmpty, let fallback { return fallback }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw fault(row, name, "\(VisibleText.quoted(word)) is not a \(name)", hint: "use \(known)")
  }

  func day(_ row: Int, _ name: String) throws(DatasetError) -> Day {
    let text = text(row, name)
    guard let day = Day(text) else {
      throw fault(
        row, name, "\(VisibleText.quoted(text)) is not a date", hint: "write it as 2011-12-18")
    }
    return day
  }

  func fault(_ row: Int, _ name: String, _ message: String, hint: String?) -> DatasetError {
    guard let column = columns[name] else {
      return .file(DelimitedTextError(file: file.name, message: message, hint: hint))
    }
    return .file(file.error(record: row, column: column, message, hint: hint))
  }

  /// Refuses a row without a key, or with one that is there already.
  func requireNewID(
    _ row: Int, _ name: String, _ need: String, in seen: inout Set<String>
  ) throws(DatasetError) {
    let id = text(row, name)
    guard !id.isEmpty else { throw fault(row, name, need, hint: nil) }
    guard seen.insert(id).inserted else {
      throw fault(row, name, "\(VisibleText.quoted(id)) is here twice", hint: "keep one of them")
    }
  }
}

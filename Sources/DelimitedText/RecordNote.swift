/// Something a reader did or saw that is no error, but that a careful user would want to know.
public enum RecordNote: Hashable, Sendable {
  /// A byte-order mark was taken off the front.
  case byteOrderMarkRemoved
  /// Blank lines were skipped: how many, and the first of them.
  case blankLinesSkipped(count: Int, firstLine: Int)
  /// Columns without a name (their numbers from 1); they can be reached only by number.
  case unnamedColumns([Int])
  /// JSON records that lack a key which others have; its value is missing there.
  case keysAbsent(records: Int, firstLine: Int)
}

extension RecordNote: CustomStringConvertible {
  /// The note in words, on one line.
  public var description: String {
    switch self {
    case .byteOrderMarkRemoved: return "a byte-order mark was removed"
    case .blankLinesSkipped(1, let line): return "a blank line was skipped (line \(line))"
    case .blankLinesSkipped(let count, let line):
      return "\(count) blank lines were skipped (the first is line \(line))"
    case .unnamedColumns(let columns) where columns.count == 1:
      return "column \(columns[0]) has no name"
    case .unnamedColumns(let columns):
      let shown = columns.prefix(8).map(String.init).joined(separator: ", ")
      return "columns \(shown)\(columns.count > 8 ? ", …" : "") have no name"
    case .keysAbsent(1, let line):
      return "a record lacks keys that others have; they count as missing (line \(line))"
    case .keysAbsent(let records, let line):
      return "\(records) records lack keys that others have; they count as missing "
        + "(the first is on line \(line))"
    }
  }
}

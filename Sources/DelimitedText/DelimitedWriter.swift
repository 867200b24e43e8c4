/// Writes rows as delimited text of a ``Dialect``.
///
/// A cell is quoted only where it must be. Text goes through ``FormulaGuard`` in every dialect, and
/// control characters in it are written visibly (`\u{7}`); numbers are never touched. So a text
/// reads back as it was, but for those two changes.
public struct DelimitedWriter: Sendable {
  /// The dialect of the file.
  public let dialect: Dialect
  /// What has been written so far, with the byte-order mark where the dialect has one.
  public private(set) var bytes: [UInt8]

  /// Begins a file.
  public init(dialect: Dialect = .standard) {
    self.dialect = dialect
    bytes = dialect.byteOrderMark ? ByteOrderMark.utf8 : []
  }

  /// Writes a row and its line end.
  ///
  /// - Parameter row: at least one cell. A row of one empty cell is written as a pair of quotes,
  ///   since a blank line would be skipped.
  public mutating func write(row: [WritableCell]) {
    precondition(!row.isEmpty, "a row has at least one cell")
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(dialect.delimiter) }
      write(cell, isAlone: row.count == 1)
    }
    bytes += dialect.newline.bytes
  }

  /// Writes a row of texts, such as a header.
  public mutating func write(row: [String]) {
    write(row: row.map(WritableCell.text))
  }

  private mutating func write(_ cell: WritableCell, isAlone: Bool) {
    switch cell {
    case .number(let value) where value.isFinite:
      write(plain: NumberText.text(value, decimalMark: dialect.decimalMark))
    case .integer(let value): write(plain: String(value))
    case .flag(let value): write(plain: value ? "true" : "false")
    case .text(let text): write(FormulaGuard.guarded(VisibleText.withoutControls(text)))
    case .number, .empty:
      if isAlone { bytes += [ASCII.quote, ASCII.quote] }
    }
  }

  private mutating func write(plain text: String) {
    if text.utf8.contains(dialect.delimiter) {
      write(text)
    } else {
      bytes += text.utf8
    }
  }

  private mutating func write(_ text: String) {
    guard needsQuotes(text) else {
      bytes += text.utf8
      return
    }
    bytes.append(ASCII.quote)
    for byte in text.utf8 {
      if byte == ASCII.quote { bytes.append(ASCII.quote) }
      bytes.append(byte)
    }
    bytes.append(ASCII.quote)
  }

  /// Empty text is quoted to differ from no value, and text with spaces at its ends to keep them.
  private func needsQuotes(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    if first == ASCII.space || last == ASCII.space || first == ByteOrderMark.utf8[0] { return true }
    return text.utf8.contains {
      $0 == dialect.delimiter || $0 == ASCII.quote || $0 == ASCII.lineFeed
        || $0 == ASCII.carriageReturn
    }
  }
}

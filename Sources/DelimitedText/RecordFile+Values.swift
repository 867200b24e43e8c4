extension RecordFile {
  /// The number in a cell, or `nil` where the value is missing.
  ///
  /// A number is digits with an optional sign, fraction and exponent, in ASCII: no grouping, no
  /// currency, no words; it is rounded correctly to a double. In JSON a string is no number.
  ///
  /// - Edge cases: a literal too small for a double becomes the nearest, which may be zero.
  /// - Throws: ``DelimitedTextError`` at the cell, for text that is no number, and for numbers
  ///   beyond the range of doubles.
  public func number(record: Int, column: Int) throws(DelimitedTextError) -> Double? {
    let cell = records.cell(record, column)
    let store = records.store
    var bounds = cell.bounds
    let quoted = store.isQuoted(cell)
    if quoted { bounds = (bounds.lowerBound + 1)..<(bounds.upperBound - 1) }
    // Most cells are numbers, so that is tried first, unless a number may stand for no value.
    if missing.mayBeNumbers && isMissing(cell) { return nil }
    if !quoted || store.grammar == .delimited {
      let scan = store.bytes.withUnsafeBufferPointer { bytes in
        NumberText.scan(UnsafeBufferPointer(rebasing: bytes[bounds]), decimalMark: decimalMark)
      }
      if case .value(let value) = scan { return value }
    }
    if isMissing(cell) { return nil }
    throw quoted && store.grammar == .json
      ? stringForNumber(record, column) : notANumber(record, column)
  }

  /// The numbers of a column, `nil` where a value is missing.
  ///
  /// - Throws: ``DelimitedTextError`` at the first cell that is no number.
  public func numbers(column: Int) throws(DelimitedTextError) -> [Double?] {
    var numbers: [Double?] = []
    numbers.reserveCapacity(records.count)
    for record in records.indices { numbers.append(try number(record: record, column: column)) }
    return numbers
  }

  /// The texts of a column, `nil` where a value is missing.
  public func texts(column: Int) -> [String?] {
    records.indices.map { text(record: $0, column: column) }
  }

  /// The text in a cell, or `nil` where the value is missing.
  ///
  /// Numbers, and in JSON `true` and `false`, come as they are written.
  public func text(record: Int, column: Int) -> String? {
    let cell = records.cell(record, column)
    return isMissing(cell) ? nil : records.store.text(cell)
  }

  /// Whether a cell holds no value: empty, one of the missing tokens, or JSON's `null`.
  public func isMissing(record: Int, column: Int) -> Bool {
    isMissing(records.cell(record, column))
  }

  /// An error at a cell, for those who read meaning into the text.
  public func error(
    record: Int, column: Int, _ message: String, hint: String? = nil
  ) -> DelimitedTextError {
    DelimitedTextError(
      file: name, position: records[record][column].position, message: message, hint: hint)
  }

  private func isMissing(_ cell: CellRange) -> Bool {
    records.store.isNull(cell) || records.store.text(cell, isAnyOf: missing.tokens)
  }

  private func called(_ column: Int) -> String {
    let name = header[column].text
    return name.isEmpty ? "column \(column + 1)" : "column \(VisibleText.quoted(name))"
  }

  private func stringForNumber(_ record: Int, _ column: Int) -> DelimitedTextError {
    let text = records[record][column].text
    var hint = "in \(called(column)): a number has no quotes in JSON"
    if case .success = NumberText.double(text), text.utf8.count < 40 { hint += "; write \(text)" }
    return error(
      record: record, column: column, "the string \(VisibleText.quoted(text)) is not a number",
      hint: hint)
  }

  private func notANumber(_ record: Int, _ column: Int) -> DelimitedTextError {
    let text = records[record][column].text
    let mark = DecimalMark(rawValue: decimalMark) ?? .point
    guard case .failure(let fault) = NumberText.double(text, decimalMark: mark) else {
      preconditionFailure("a number refused and then read")
    }
    let advice = fault.advice
    return error(
      record: record, column: column, VisibleText.quoted(text) + " " + fault.verdict,
      hint: fault.namesItsColumn ? advice : "in \(called(column)): \(advice)")
  }
}

extension RecordFile {
  /// The cells of a table in JSON: an array of records, or one object of equally long arrays.
  static func draftOfJSON(
    _ bytes: [UInt8], origin: Int, limits: ReadingLimits
  ) throws(ScanFault) -> Draft {
    try bytes.withUnsafeBufferPointer { bytes throws(ScanFault) in
      let table = JSONTable(JSONScanner(bytes, from: origin, limits: limits))
      return try table.draft()
    }
  }
}

/// A table in JSON while it is read.
private struct JSONTable {
  private var scanner: JSONScanner
  private var header: [CellRange] = []
  private var columns: [String: Int] = [:]

  init(_ scanner: JSONScanner) {
    self.scanner = scanner
  }

  consuming func draft() throws(ScanFault) -> RecordFile.Draft {
    if scanner.peek() == nil {
      throw ScanFault(
        message: "the file is empty", hint: "it needs an array of records, or an object of arrays")
    }
    if scanner.take("[") { return try records() }
    if scanner.take("{") { return try arrays() }
    var fault = scanner.unexpected(needed: "'[' or '{'")
    fault.hint = "a table is an array of records, or one object of equally long arrays"
    throw fault
  }

  // MARK: An array of records

  private mutating func records() throws(ScanFault) -> RecordFile.Draft {
    var entries: [(column: Int, value: CellRange)] = []
    var starts: [(offset: Int, first: Int)] = []
    var lastSeen: [Int] = []
    if scanner.take("]") { throw noRecords }
    repeat {
      if scanner.peek() != UInt8(ascii: "{") { throw notARecord() }
      starts.append((scanner.index, entries.count))
      _ = scanner.take("{")
      if scanner.take("}") { continue }
      var expected = 0
      repeat {
        let key = try scanner.string("a key in double quotes")
        let column = try column(of: key, expected: expected)
        expected = column + 1
        if column == lastSeen.count { lastSeen.append(0) }
        if lastSeen[column] == starts.count { throw duplicate(key) }
        lastSeen[column] = starts.count
        try scanner.expect(":", "a colon")
        entries.append((column, try scanner.scalar()))
        if entries.count > scanner.limits.cells { throw RecordFile.tooManyCells(scanner.limits) }
      } while try scanner.isContinued(until: "}")
    } while try scanner.isContinued(until: "]")
    try scanner.end()
    return try fill(entries, starts)
  }

  /// Lays the values out as a table, where a key that a record lacks is a missing value.
  private func fill(
    _ entries: [(column: Int, value: CellRange)], _ starts: [(offset: Int, first: Int)]
  ) throws(ScanFault) -> RecordFile.Draft {
    let width = header.count
    if width == 0 { throw noRecords }
    let (size, overflow) = starts.count.multipliedReportingOverflow(by: width)
    if overflow || size > scanner.limits.cells { throw RecordFile.tooManyCells(scanner.limits) }
    // A few keys each of thousands would make a large table of a small file.
    if size > 1_000_000, entries.count < size / 64 {
      throw ScanFault(
        kind: .tooLarge, message: "the records have too few keys in common to be a table",
        hint: "give every record the same keys, with null where there is no value")
    }
    var draft = RecordFile.Draft(grammar: .json, header: header, cells: [])
    draft.cells.reserveCapacity(size)
    for (record, start) in starts.enumerated() {
      let end = record + 1 < starts.count ? starts[record + 1].first : entries.count
      let absent = CellRange(start.offset, start.offset)
      draft.cells.append(contentsOf: repeatElement(absent, count: width))
      for entry in entries[start.first..<end] {
        draft.cells[record * width + entry.column] = entry.value
      }
      if end - start.first < width {
        if draft.incompleteRecords == 0 { draft.firstIncomplete = start.offset }
        draft.incompleteRecords += 1
      }
    }
    return draft
  }

  private mutating func notARecord() -> ScanFault {
    var fault = scanner.unexpected(needed: "a record")
    fault.hint = "in an array each record is an object, such as {\"year\": 2011, \"value\": 3}"
    return fault
  }

  // MARK: An object of arrays

  private mutating func arrays() throws(ScanFault) -> RecordFile.Draft {
    var values: [[CellRange]] = []
    var total = 0
    if scanner.take("}") { throw noRecords }
    repeat {
      let key = try scanner.string("a key in double quotes")
      let column = try column(of: key, expected: header.count)
      if column < values.count { throw duplicate(key) }
      try scanner.expect(":", "a colon")
      values.append(try array(named: key, &total))
      if values[column].count != values[0].count {
        throw ScanFault(
          offset: key.bounds.lowerBound,
          message: "\(name(key)) has \(values[column].count) values, but \(name(header[0])) has "
            + "\(values[0].count)",
          hint: "all columns need one length; write null where there is no value")
      }
    } while try scanner.isContinued(until: "}")
    try scanner.end()
    let length = values[0].count
    if length == 0 { throw noRecords }
    var draft = RecordFile.Draft(grammar: .json, header: header, cells: [])
    draft.cells.reserveCapacity(total)
    for record in 0..<length {
      for column in values { draft.cells.append(column[record]) }
    }
    return draft
  }

  private mutating func array(
    named key: CellRange, _ total: inout Int
  ) throws(ScanFault) -> [CellRange] {
    guard scanner.take("[") else {
      var fault = scanner.unexpected(needed: "an array for \(name(key))")
      fault.hint = "a table is an array of records, or one object of equally long arrays"
      throw fault
    }
    var values: [CellRange] = []
    if scanner.take("]") { return values }
    repeat {
      values.append(try scanner.scalar())
      total += 1
      if total > scanner.limits.cells { throw RecordFile.tooManyCells(scanner.limits) }
    } while try scanner.isContinued(until: "]")
    return values
  }

  // MARK: Keys

  /// The column of a key, at the end if it is new. Most keys come in the order of the header.
  private mutating func column(of key: CellRange, expected: Int) throws(ScanFault) -> Int {
    let raw = scanner.bytes[key.bounds]
    if expected < header.count, scanner.bytes[header[expected].bounds].elementsEqual(raw) {
      return expected
    }
    let text = text(key)
    if let column = columns[text] { return column }
    if header.count == scanner.limits.columns {
      throw RecordFile.tooManyColumns(scanner.limits, at: key.bounds.lowerBound)
    }
    columns[text] = header.count
    header.append(key)
    return header.count - 1
  }

  private func text(_ key: CellRange) -> String {
    let bounds = (key.bounds.lowerBound + 1)..<(key.bounds.upperBound - 1)
    return JSONEscape.text(UnsafeBufferPointer(rebasing: scanner.bytes[bounds]))
  }

  private func name(_ key: CellRange) -> String { VisibleText.quoted(text(key)) }

  private func duplicate(_ key: CellRange) -> ScanFault {
    ScanFault(
      offset: key.bounds.lowerBound, message: "the key \(name(key)) stands twice in one object",
      hint: "give each column a name of its own")
  }

  private var noRecords: ScanFault {
    ScanFault(message: "there is no record in the file", hint: "a table needs at least one")
  }
}

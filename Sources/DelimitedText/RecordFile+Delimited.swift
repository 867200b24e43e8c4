extension RecordFile {
  /// The cells of delimited text, checked for shape.
  static func draftOfText(
    _ bytes: [UInt8], origin: Int, form: FileForm
  ) throws(ScanFault) -> Draft {
    let classes = DelimitedScanner.classes(delimiter: form.delimiter)
    return try bytes.withUnsafeBufferPointer { bytes throws(ScanFault) in
      try classes.withUnsafeBufferPointer { classes throws(ScanFault) in
        guard let classes = classes.baseAddress else { throw empty }
        let scanner = DelimitedScanner(
          bytes, from: origin, classes: classes, limits: form.options.limits)
        return try draft(bytes, scanner, form)
      }
    }
  }

  private static var empty: ScanFault {
    ScanFault(
      message: "the file is empty",
      hint: "it needs a first line with the names of the columns, and a line for each record")
  }

  private static func draft(
    _ bytes: UnsafeBufferPointer<UInt8>, _ scanner: DelimitedScanner, _ form: FileForm
  ) throws(ScanFault) -> Draft {
    var scanner = scanner
    let limits = form.options.limits
    let start = scanner.index
    var draft = Draft(grammar: .delimited, header: [], cells: [])
    var records = 0
    while true {
      let place = scanner.index
      let kept = draft.cells.count
      let isHeader = draft.header.isEmpty
      let width = isHeader ? limits.columns + 1 : draft.header.count
      let found: DelimitedScanner.Found
      do throws(ScanFault) {
        found =
          isHeader
          ? try scanner.record(into: &draft.header, keeping: width)
          : try scanner.record(into: &draft.cells, keeping: width)
      } catch {
        throw isHeader ? error : named(error, bytes, draft.header)
      }
      switch found {
      case .end:
        if draft.header.isEmpty { throw empty }
        if records == 0 { throw headerOnly }
        return draft
      case .blank:
        if draft.blankLines == 0 { draft.firstBlank = place }
        draft.blankLines += 1
      case .record(let count) where isHeader:
        try checkHeader(bytes, draft.header, count, form)
      case .record(let count):
        records += 1
        if count != width {
          let fault = ragged(bytes, place, count, expected: width, form)
          guard draft.ragged.count < form.options.raggedLimit else { throw fault }
          draft.ragged.append(fault)
          draft.cells.removeLast(draft.cells.count - kept)
          continue
        }
        if draft.cells.count > limits.cells { throw tooManyCells(limits) }
        if records == 1024 {
          // Room for the rest at the density so far spares growing, which doubles the memory.
          let density = Double(draft.cells.count) / Double(scanner.index - start)
          let estimate = Int(density * 1.05 * Double(bytes.count - start)) + 1024
          draft.cells.reserveCapacity(min(estimate, limits.cells + width))
        }
      }
    }
  }

  /// The fault with the name of its column in the advice.
  private static func named(
    _ fault: ScanFault, _ bytes: UnsafeBufferPointer<UInt8>, _ header: [CellRange]
  ) -> ScanFault {
    guard let field = fault.field, field < header.count, !header[field].bounds.isEmpty else {
      return fault
    }
    var fault = fault
    var name = bytes[header[field].bounds]
    if name.first == ASCII.quote { name = name.dropFirst().dropLast() }
    let shown = VisibleText.quoted(String(decoding: name, as: UTF8.self))
    fault.hint = "in column \(shown)" + (fault.hint.map { ": \($0)" } ?? "")
    return fault
  }

  private static var headerOnly: ScanFault {
    ScanFault(
      message: "there is a header but no record",
      hint: "each record is a line of its own below the names of the columns")
  }

  static func tooManyCells(_ limits: ReadingLimits) -> ScanFault {
    ScanFault(
      kind: .tooLarge, message: "the file has more than \(limits.cells) cells",
      hint: "keep the columns and years you need, or split the file")
  }

  static func tooManyColumns(_ limits: ReadingLimits, at offset: Int) -> ScanFault {
    ScanFault(
      offset: offset, kind: .tooLarge,
      message: "the table has more than \(limits.columns) columns",
      hint: "keep the columns you need, or put their names in rows (one column for the name)")
  }

  private static func checkHeader(
    _ bytes: UnsafeBufferPointer<UInt8>, _ header: [CellRange], _ count: Int, _ form: FileForm
  ) throws(ScanFault) {
    if count > form.options.limits.columns {
      throw tooManyColumns(
        form.options.limits, at: header[form.options.limits.columns].bounds.lowerBound)
    }
    guard count == 1, form.options.delimiter == nil, let only = header.first?.bounds,
      let first = only.first, bytes[first] != ASCII.quote
    else { return }
    let others: [(byte: UInt8, called: String, option: String)] = [
      (ASCII.tab, "tabs", "--delimiter tab"),
      (UInt8(ascii: ";"), "semicolons", "--delimiter ';'"),
      (UInt8(ascii: "|"), "bars", "--delimiter '|'"),
      (UInt8(ascii: ","), "commas", "--delimiter ','"),
    ]
    let expected = others.first { $0.byte == form.delimiter }?.called ?? "delimiters"
    for other in others where other.byte != form.delimiter && bytes[only].contains(other.byte) {
      let isEuropean = other.byte == UInt8(ascii: ";")
      throw ScanFault(
        offset: first, message: "the header has \(other.called) but no \(expected)",
        hint: "read it with \(other.option)"
          + (isEuropean ? ", or --delimiter excel-eu if numbers have a decimal comma" : ""))
    }
  }

  /// The refusal of a record that is shorter or longer than the header.
  private static func ragged(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ found: Int, expected: Int,
    _ form: FileForm
  ) -> ScanFault {
    let delimiter = form.delimiter == ASCII.tab ? "a tab" : "'\(UnicodeScalar(form.delimiter))'"
    return ScanFault(
      offset: place, message: "expected \(expected) fields, found \(found)",
      hint: found < expected
        ? "leave a missing cell empty, but keep \(delimiter) before it"
        : "put a cell that contains \(delimiter) in double quotes")
  }
}

/// A fault at a byte of a file, before it has a name and a position.
struct ScanFault: Error {
  var offset: Int?
  /// The field of the record, from 0, where one is at fault.
  var field: Int?
  var kind = DelimitedTextError.Kind.malformed
  var message: String
  var hint: String?
}

/// Finds the cells of delimited text: RFC 4180, with LF, CRLF, lone CR, or a mixture.
///
/// Beyond the RFC, spaces around a cell without quotes are not part of it, and blank lines are
/// skipped. The text must be valid UTF-8 already.
struct DelimitedScanner {
  /// What a record turned out to be.
  enum Found {
    case record(cells: Int)
    case blank
    case end
  }

  private enum Class {
    static let delimiter: UInt8 = 1
    static let lineFeed: UInt8 = 2
    static let carriageReturn: UInt8 = 3
    static let quote: UInt8 = 4
    static let null: UInt8 = 5
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let classes: UnsafePointer<UInt8>
  private let limits: ReadingLimits
  /// The next byte to look at.
  private(set) var index: Int

  /// Begins at `start` of `bytes`; `classes` says what each of the 256 bytes is.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, classes: UnsafePointer<UInt8>,
    limits: ReadingLimits
  ) {
    self.bytes = bytes
    self.classes = classes
    self.limits = limits
    self.index = start
  }

  /// What each of the 256 bytes is to the scanner.
  static func classes(delimiter: UInt8) -> [UInt8] {
    var classes = [UInt8](repeating: 0, count: 256)
    classes[0] = Class.null
    classes[Int(ASCII.lineFeed)] = Class.lineFeed
    classes[Int(ASCII.carriageReturn)] = Class.carriageReturn
    classes[Int(ASCII.quote)] = Class.quote
    classes[Int(delimiter)] = Class.delimiter
    return classes
  }

  /// Reads to the end of the line, appends the first `width` cells, and counts them all.
  mutating func record(
    into cells: inout [CellRange], keeping width: Int
  ) throws(ScanFault) -> Found {
    let count = bytes.count
    var index = self.index
    defer { self.index = index }
    if index >= count { return .end }
    if skipBlank(&index) { return .blank }
    var found = 0
    while true {
      let start = index
      var cell: CellRange
      if index < count, bytes[index] == ASCII.quote {
        index = try closingQuote(from: start, cell: found) + 1
        cell = CellRange(start, index)
        if index < count, classes[Int(bytes[index])] &- 1 > 2 {
          throw ScanFault(
            offset: start, field: found, message: "there is text after the closing quote of a cell",
            hint: "double the quotes inside a cell, and leave nothing outside them")
        }
      } else {
        while index < count, classes[Int(bytes[index])] == 0 { index += 1 }
        if index < count, classes[Int(bytes[index])] >= Class.quote {
          throw stray(at: index, cell: start, number: found)
        }
        cell = trimmed(start, index)
      }
      if index - start > limits.cellBytes { throw tooLong(at: start) }
      if found < width { cells.append(cell) }
      found += 1
      guard index < count else { return .record(cells: found) }
      let byte = bytes[index]
      index += 1
      if classes[Int(byte)] == Class.delimiter { continue }
      if byte == ASCII.carriageReturn, index < count, bytes[index] == ASCII.lineFeed { index += 1 }
      return .record(cells: found)
    }
  }

  private func skipBlank(_ index: inout Int) -> Bool {
    var next = index
    while next < bytes.count, bytes[next] == ASCII.space { next += 1 }
    if next < bytes.count {
      let kind = classes[Int(bytes[next])]
      guard kind == Class.lineFeed || kind == Class.carriageReturn else { return false }
      next += 1
      if kind == Class.carriageReturn, next < bytes.count, bytes[next] == ASCII.lineFeed {
        next += 1
      }
    }
    index = next
    return true
  }

  private func trimmed(_ start: Int, _ end: Int) -> CellRange {
    var start = start
    var end = end
    while start < end, bytes[end - 1] == ASCII.space { end -= 1 }
    while start < end, bytes[start] == ASCII.space { start += 1 }
    return CellRange(start, end)
  }

  private func closingQuote(from start: Int, cell: Int) throws(ScanFault) -> Int {
    var index = start + 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == ASCII.quote {
        guard index + 1 < bytes.count, bytes[index + 1] == ASCII.quote else { return index }
        index += 1
      } else if byte == 0 {
        throw stray(at: index, cell: start, number: cell)
      }
      index += 1
    }
    throw ScanFault(
      offset: start, field: cell, message: "the quote that opens here is never closed",
      hint: "close it, or double it if it belongs to the text")
  }

  private func stray(at index: Int, cell start: Int, number: Int) -> ScanFault {
    if bytes[index] == 0 {
      return ScanFault(
        offset: start, field: number, message: "there is a NUL byte in a cell",
        hint: "the file is damaged or not a text; save it again as CSV in UTF-8")
    }
    return ScanFault(
      offset: start, field: number,
      message: "there is a quote inside a cell that does not begin with one",
      hint: "put the whole cell in quotes and double those inside: \"say \"\"hi\"\"\"")
  }

  private func tooLong(at start: Int) -> ScanFault {
    ScanFault(
      offset: start, kind: .tooLarge,
      message: "a cell is longer than \(limits.cellBytes) bytes",
      hint: "is a quote missing, or is this not a table?")
  }
}

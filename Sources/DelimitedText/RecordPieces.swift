import Glibc

/// A delimited file read piece by piece, in memory that does not grow with it.
///
/// Each piece is a ``RecordFile`` with the header of the file and some of its records, cut where a
/// record ends. The file can be gone through more than once.
public struct RecordPieces: Sendable {
  /// The file as the user named it.
  public let name: String
  private let options: ReadingOptions
  private let size: Int

  /// A file to be read in pieces.
  ///
  /// - Parameter size: the bytes of a piece, about; a longer record is a piece of its own.
  public init(
    path: String, options: ReadingOptions = ReadingOptions(), size: Int = 1 << 23
  ) {
    precondition(size > 0, "pieces of \(size) bytes")
    name = path
    self.options = options
    self.size = size
  }

  /// Goes through the pieces in their order.
  ///
  /// A ``DelimitedTextError`` of a piece, thrown by `body` too, comes out with the line of the file.
  ///
  /// - Parameter body: is given a piece, and the lines by which its own stand before those of the file.
  /// - Throws: as ``RecordFile/read(path:options:)``, and what `body` throws.
  public func read(_ body: (RecordFile, _ shift: Int) throws -> Void) throws {
    let descriptor = try InputFile.open(name, name: name)
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: InputFile.block, alignment: 64)
    defer { buffer.deallocate() }
    var cutter = PieceCutter()
    var reader = PieceReader(name: name, options: options)
    while true {
      let count = try InputFile.read(descriptor, into: buffer, name: name)
      if count == 0 { break }
      cutter.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if cutter.count >= size, let piece = cutter.take(orAll: cutter.count > max(size, 1 << 26)) {
        try reader.read(piece, body)
      }
    }
    try reader.read(cutter.takeAll(), body, isLast: true)
  }
}

/// Bytes that are waiting to be a piece, and the last place where a record ends among them.
private struct PieceCutter {
  private var bytes: [UInt8] = []
  private var seen = 0
  private var isQuoted = false
  private var cut = 0

  var count: Int { bytes.count }

  mutating func add(_ block: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: block)
    bytes.withUnsafeBufferPointer { bytes in
      for index in seen..<bytes.count {
        let byte = bytes[index]
        if byte == ASCII.quote {
          isQuoted.toggle()
        } else if byte == ASCII.lineFeed && !isQuoted {
          cut = index + 1
        } else if index > 0, bytes[index - 1] == ASCII.carriageReturn, !isQuoted {
          cut = index
        }
      }
    }
    seen = bytes.count
  }

  /// The whole records so far; all there is where no record has ended in so much, for the reader to
  /// find the fault.
  mutating func take(orAll: Bool) -> [UInt8]? {
    guard cut > 0 else { return orAll ? takeAll() : nil }
    let piece = Array(bytes[..<cut])
    bytes.removeFirst(cut)
    seen = bytes.count
    cut = 0
    return piece
  }

  mutating func takeAll() -> [UInt8] {
    defer {
      bytes = []
      seen = 0
      cut = 0
    }
    return bytes
  }
}

/// Pieces to tables: the header goes before each, and lines count on.
private struct PieceReader {
  let name: String
  let options: ReadingOptions
  private var header: [UInt8] = []
  private var headerLines = 0
  private var lines = 0

  init(name: String, options: ReadingOptions) {
    self.name = name
    self.options = options
  }

  mutating func read(
    _ bytes: [UInt8], _ body: (RecordFile, _ shift: Int) throws -> Void, isLast: Bool = false
  ) throws {
    let isFirst = lines == 0
    // What is blank has no record; at the front it is left for the reader to refuse.
    if !isFirst,
      bytes.allSatisfy({ [ASCII.space, ASCII.lineFeed, ASCII.carriageReturn].contains($0) })
    {
      lines += PieceReader.lineEnds(bytes[...])
      return
    }
    let shift = isFirst ? 0 : lines - headerLines
    do {
      try body(try RecordFile(bytes: header + bytes, name: name, options: options), shift)
    } catch let error as DelimitedTextError {
      throw moved(error, by: shift)
    }
    if isFirst { keepHeader(bytes) }
    lines += PieceReader.lineEnds(bytes[...])
  }

  private mutating func keepHeader(_ bytes: [UInt8]) {
    let start = bytes.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
    var isQuoted = false
    var isBlank = true
    var end = start
    for (index, byte) in bytes.enumerated().dropFirst(start) {
      end = index + 1
      if byte == ASCII.quote { isQuoted.toggle() }
      let isEnd = byte == ASCII.lineFeed || byte == ASCII.carriageReturn
      if isEnd && !isQuoted && !isBlank { break }
      if !isEnd && byte != ASCII.space { isBlank = false }
    }
    header = Array(bytes[start..<end])
    if end < bytes.count, bytes[end - 1] == ASCII.carriageReturn, bytes[end] == ASCII.lineFeed {
      header.append(ASCII.lineFeed)
    }
    headerLines = PieceReader.lineEnds(header[...])
  }

  private func moved(_ error: DelimitedTextError, by shift: Int) -> DelimitedTextError {
    guard shift > 0, let position = error.position, position.line > headerLines else {
      return error
    }
    return DelimitedTextError(
      kind: error.kind, file: error.file,
      position: Position(line: position.line + shift, column: position.column),
      message: error.message, hint: error.hint)
  }

  private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in bytes.indices {
        if bytes[index] == ASCII.lineFeed {
          count += 1
        } else if bytes[index] == ASCII.carriageReturn {
          let isPair = index + 1 < bytes.count && bytes[index + 1] == ASCII.lineFeed
          count += isPair ? 0 : 1
        }
      }
      return count
    }
  }
}

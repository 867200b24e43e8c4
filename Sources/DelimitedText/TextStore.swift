import Synchronization

/// Where a cell stands in the file, with its quotes; nothing between the bounds is an empty cell.
///
/// The first byte tells the kind: a quote begins a quoted cell, in delimited files as in JSON,
/// since no other cell may contain one.
struct CellRange: Sendable {
  var start: UInt32
  var end: UInt32

  init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  var bounds: Range<Int> { Int(start)..<Int(end) }
}

/// The bytes of a file, shared by all its fields, and how to make text of them.
final class TextStore: Sendable {
  enum Grammar: Sendable {
    case delimited
    case json
  }

  let bytes: [UInt8]
  let grammar: Grammar
  private let origin: Int
  // Made when a position is first asked for: a file without faults never pays for it.
  private let lines = Mutex<LineIndex?>(nil)

  /// Keeps bytes that are valid UTF-8 from `origin` on.
  init(bytes: [UInt8], grammar: Grammar, origin: Int) {
    self.bytes = bytes
    self.grammar = grammar
    self.origin = origin
  }

  func position(of offset: Int) -> Position {
    lines.withLock { lines in
      let index = lines ?? LineIndex(bytes, origin: origin)
      lines = index
      return index.position(of: offset, in: bytes)
    }
  }

  func isQuoted(_ cell: CellRange) -> Bool {
    cell.start < cell.end && bytes[Int(cell.start)] == ASCII.quote
  }

  /// The text of a cell: quotes taken off, doubled quotes and JSON escapes undone, `null` empty.
  func text(_ cell: CellRange) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let bounds = cell.bounds
      guard let first = bounds.first, bytes[first] == ASCII.quote else {
        if grammar == .json, isNull(cell) { return "" }
        return String(decoding: bytes[bounds], as: UTF8.self)
      }
      let inner = UnsafeBufferPointer(rebasing: bytes[(first + 1)..<(bounds.upperBound - 1)])
      switch grammar {
      case .delimited: return TextStore.undoubled(inner)
      case .json: return JSONEscape.text(inner)
      }
    }
  }

  /// Whether a cell is JSON's `null`, or stands for a key that a record lacks.
  func isNull(_ cell: CellRange) -> Bool {
    guard grammar == .json else { return false }
    return cell.start == cell.end || bytes[Int(cell.start)] == UInt8(ascii: "n")
  }

  /// Whether the text of a cell is one of the given.
  func text(_ cell: CellRange, isAnyOf tokens: [[UInt8]]) -> Bool {
    var bounds = cell.bounds
    if isQuoted(cell) { bounds = (bounds.lowerBound + 1)..<(bounds.upperBound - 1) }
    return bytes.withUnsafeBufferPointer { bytes in
      tokens.contains { $0.count == bounds.count && $0.elementsEqual(bytes[bounds]) }
    }
  }

  private static func undoubled(_ inner: UnsafeBufferPointer<UInt8>) -> String {
    guard inner.contains(ASCII.quote) else { return String(decoding: inner, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(inner.count)
    var index = 0
    while index < inner.count {
      text.append(inner[index])
      index += inner[index] == ASCII.quote ? 2 : 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}

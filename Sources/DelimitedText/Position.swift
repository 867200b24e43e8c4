/// A place in a file: the physical line and the column in it, both counted from 1.
///
/// A line ends with LF, CRLF or a lone CR, within quotes too. Columns count characters (Unicode
/// scalars, as compilers count them), not bytes; a byte-order mark is none of them.
public struct Position: Hashable, Sendable {
  /// The physical line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int

  /// A place in a file.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file.
  static let start = Position(line: 1, column: 1)
}

extension Position: Comparable, CustomStringConvertible {
  /// Whether one place comes before another in the file.
  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// The place as compilers write it: `14:6`.
  public var description: String { "\(line):\(column)" }
}

/// The position of every thousandth byte, so that any other is found within a thousand steps.
///
/// Without it, asking every cell of a long one-line file for its column would be quadratic.
struct LineIndex: Sendable {
  private static let stride = 1024

  private let origin: Int
  private let marks: [Position]

  /// Reads the lines of `bytes` from `origin`, the first byte after a byte-order mark.
  init(_ bytes: [UInt8], origin: Int) {
    self.origin = origin
    var marks: [Position] = []
    marks.reserveCapacity((bytes.count - origin) / LineIndex.stride + 1)
    var position = Position.start
    var offset = origin
    while true {
      marks.append(position)
      let next = offset + LineIndex.stride
      guard next < bytes.count else { break }
      LineIndex.advance(&position, over: offset..<next, of: bytes)
      offset = next
    }
    self.marks = marks
  }

  /// The position of the byte at `offset`.
  func position(of offset: Int, in bytes: [UInt8]) -> Position {
    let offset = max(offset, origin)
    let mark = min((offset - origin) / LineIndex.stride, marks.count - 1)
    var position = marks[mark]
    LineIndex.advance(
      &position, over: (origin + mark * LineIndex.stride)..<min(offset, bytes.count), of: bytes)
    return position
  }

  private static func advance(
    _ position: inout Position, over range: Range<Int>, of bytes: [UInt8]
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      for index in range {
        let byte = bytes[index]
        if byte == ASCII.lineFeed || (byte == ASCII.carriageReturn && !isPair(at: index, bytes)) {
          position.line += 1
          position.column = 1
        } else if byte & 0xC0 != 0x80 {
          position.column += 1
        }
      }
    }
  }

  private static func isPair(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == ASCII.lineFeed
  }
}

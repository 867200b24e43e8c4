import DelimitedText

extension JSONValue {
  /// How a JSON text is laid out.
  public enum Layout: Hashable, Sendable {
    /// On one line, without spaces.
    case compact
    /// Two spaces for each level. Arrays and objects that hold no others stay on one line where
    /// they fit, so that a table has one row on a line.
    case indented
  }

  /// The value as JSON text (RFC 8259), without a line break at the end.
  ///
  /// Numbers are the shortest that read back as the same double. Characters that end a line in
  /// JavaScript, and `</`, are escaped too, so that the text can stand inside a script element.
  public func text(_ layout: Layout = .indented) -> String {
    var text = ""
    write(to: &text, layout)
    return text
  }

  /// Writes the value as JSON text, without a line break at the end.
  public func write(to output: inout some TextOutputStream, _ layout: Layout = .indented) {
    write(to: &output, layout, depth: 0)
  }

  /// The longest line that an array or object without others inside may make.
  private static let lineLimit = 120

  private func write(
    to output: inout some TextOutputStream, _ layout: Layout, depth: Int
  ) {
    switch self {
    case .null: output.write("null")
    case .bool(let value): output.write(value ? "true" : "false")
    case .integer(let value): output.write(value.description)
    case .number(let value): output.write(value.isFinite ? NumberText.text(value) : "null")
    case .string(let value): output.write(Self.quoted(value))
    case .array(let values):
      let line = layout == .indented && values.allSatisfy(\.isScalar)
      write("[", "]", values.count, to: &output, line ? .compact : layout, depth, spaced: line) {
        values[$0].write(to: &$1, layout, depth: depth + 1)
      }
    case .object(let members):
      let line = layout == .indented && isShort(members)
      write("{", "}", members.count, to: &output, line ? .compact : layout, depth, spaced: line) {
        $1.write(Self.quoted(members[$0].key))
        $1.write(layout == .compact ? ":" : ": ")
        members[$0].value.write(to: &$1, layout, depth: depth + 1)
      }
    }
  }

  private func write<Output: TextOutputStream>(
    _ opening: String, _ closing: String, _ count: Int, to output: inout Output,
    _ layout: Layout, _ depth: Int, spaced: Bool, _ element: (Int, inout Output) -> Void
  ) {
    output.write(opening)
    for index in 0..<count {
      if index > 0 { output.write(spaced ? ", " : ",") }
      if layout == .indented { output.write(Self.lineBreak(depth + 1)) }
      element(index, &output)
    }
    if layout == .indented && count > 0 { output.write(Self.lineBreak(depth)) }
    output.write(closing)
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    case .null, .bool, .integer, .number, .string: true
    }
  }

  private func isShort(_ members: [Member]) -> Bool {
    guard members.allSatisfy(\.value.isScalar) else { return false }
    var length = 2
    for member in members {
      length += member.key.utf8.count + 6
      if case .string(let text) = member.value {
        length += text.utf8.count + 2
      } else {
        length += 8
      }
      if length > Self.lineLimit { return false }
    }
    return true
  }

  private static func lineBreak(_ depth: Int) -> String {
    "\n" + String(repeating: "  ", count: depth)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    result.reserveCapacity(text.utf8.count + 2)
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "/" where previous == "<": result += "\\/"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result += escape(scalar)
      case "\u{2028}", "\u{2029}": result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

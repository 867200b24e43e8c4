/// Texts broken into lines by display width.
enum TextWrapping {
  /// The text in lines of at most a width, broken at spaces, and inside a word only where one
  /// is longer than a line; there after a dot, dash, slash or underscore if there is one.
  static func lines(_ text: String, width: Int) -> [String] {
    let width = max(1, width)
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      var rest = word[...]
      while true {
        let wordWidth = DisplayWidth.of(rest)
        if lineWidth > 0, lineWidth + 1 + wordWidth <= width {
          line += " " + rest
          lineWidth += 1 + wordWidth
          break
        }
        if lineWidth > 0 {
          lines.append(line)
          (line, lineWidth) = ("", 0)
        }
        if wordWidth <= width {
          (line, lineWidth) = (String(rest), wordWidth)
          break
        }
        let head = prefix(of: rest, width: width)
        lines.append(String(head))
        rest = rest[head.endIndex...]
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The width of the longest word.
  static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map { DisplayWidth.of($0) }.max() ?? 0
  }

  /// The longest prefix that fits, at least one character, up to a separator where one is inside.
  private static func prefix(of word: Substring, width: Int) -> Substring {
    var end = word.startIndex
    var afterSeparator: Substring.Index?
    var used = 0
    while end < word.endIndex {
      used += DisplayWidth.of(word[end])
      if used > width && end > word.startIndex { break }
      let character = word[end]
      end = word.index(after: end)
      if ".-_/,;".contains(character) { afterSeparator = end }
    }
    return word[..<(afterSeparator ?? end)]
  }
}

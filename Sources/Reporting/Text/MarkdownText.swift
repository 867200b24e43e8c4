/// Texts escaped for GitHub-flavoured Markdown.
enum MarkdownText {
  /// The text as running words: nothing in it is taken for markup, a link or HTML.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in PlainText.singleLine(text) {
      switch character {
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case _ where "\\`*_[]|~#$".contains(character): result += "\\" + String(character)
      default: result.append(character)
      }
    }
    return guardedStart(result)
  }

  /// The text as code; backticks inside make the fence longer.
  static func code(_ text: String) -> String {
    let text = PlainText.singleLine(text)
    var run = 0
    var longest = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + space + text + space + fence
  }

  /// An address inside `(…)`, in angle brackets so that parentheses and spaces do no harm.
  static func destination(_ address: String) -> String {
    var result = ""
    for scalar in PlainText.singleLine(address).unicodeScalars {
      switch scalar {
      case "<": result += "%3C"
      case ">": result += "%3E"
      case " ": result += "%20"
      case "|": result += "%7C"
      case "\\": result += "%5C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "<\(result)>"
  }

  /// Keeps a line from beginning as a list, a heading or a rule.
  private static func guardedStart(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "-+=>".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[digits.endIndex...]
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" {
      let after = rest.dropFirst().first
      if after == nil || after == " " { return digits + "\\" + rest }
    }
    return text
  }
}

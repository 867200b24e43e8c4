import Aftermath
import Glibc

/// Standard error, and what is known of the terminal.
enum Terminal {
  /// Writes a text and a line break to standard error. If that cannot be written, nothing can.
  static func complain(_ text: String) { write(text + "\n") }

  /// Writes a text to standard error as it is.
  static func write(_ text: String) {
    try? OutputFile.writeToDescriptor(2, Array(text.utf8))
  }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(1) == 1 }

  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(2) == 1 }

  /// The width of the terminal in characters; 100 where there is none.
  static var width: Int { max(60, min(200, columns ?? 100)) }

  /// The width of a drawing: that of the terminal, 80 where there is none.
  static var drawingWidth: Int { min(200, columns ?? 80) }

  /// The columns that `COLUMNS` asks for, else those of the terminal; nil where there are neither.
  private static var columns: Int? {
    if let value = getenv("COLUMNS"), let columns = Int(String(cString: value)), columns > 0 {
      return columns
    }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the locale's characters are those of UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and
  /// `LANG` that is set.
  static var showsUnicode: Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = getenv(name), value.pointee != 0 else { continue }
      let locale = String(cString: value).lowercased()
      return locale.contains("utf-8") || locale.contains("utf8")
    }
    return false
  }

  /// Whether colour is wanted: a terminal, and NO_COLOR unset or empty.
  static var usesColor: Bool {
    guard outputIsTerminal else { return false }
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }
}

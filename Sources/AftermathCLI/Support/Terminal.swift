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
  static var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return max(60, min(200, Int(size.ws_col)))
  }

  /// Whether colour is wanted: a terminal, and NO_COLOR unset or empty.
  static var usesColor: Bool {
    guard outputIsTerminal else { return false }
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }
}

public import Tables

/// Aligned columns for a terminal or a log: numbers on their decimal points, reasons for what is
/// absent as footnotes, long texts wrapped, too many columns folded below each other.
///
/// Widths are counted as terminals do: wide characters take two columns, combining marks none.
/// Nothing in a cell reaches the terminal as a control character.
public struct ConsoleFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "console"
  /// What the format is for.
  public static let summary = "Aligned columns for reading, rounded."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["txt"]

  /// How numbers are rounded, how wide a line may be, and whether bold and colour are used.
  public var options: DisplayOptions

  /// A format with a reader's choices.
  public init(_ options: DisplayOptions = DisplayOptions()) {
    self.options = options
  }

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    let width = max(24, options.width)
    let ink = TerminalInk(isOn: options.usesColor)
    let display = DisplayTable(table, options.numbers)
    for line in TextWrapping.lines(PlainText.singleLine(display.title), width: width)
    where !line.isEmpty {
      output.write(ink.bold(line) + "\n")
    }
    let columns = display.columns.indices.map { ConsoleColumn(display, at: $0) }
    if display.rows.isEmpty {
      output.write("(no rows)\n")
    } else {
      for (index, block) in ConsoleLayout(columns, width: width).blocks.enumerated() {
        if index > 0 { output.write("\n") }
        write(block, rowCount: display.rows.count, ink, to: &output)
      }
    }
    write(remarksOf: display, width: width, ink, to: &output)
  }

  private func write(
    _ block: [ConsoleLayout.Placed], rowCount: Int, _ ink: TerminalInk,
    to output: inout some TextOutputStream
  ) {
    let headings = block.map { $0.headingLines() }
    let height = headings.map(\.count).max() ?? 0
    for line in 0..<height {
      // Headings stand on the rule, so short ones begin lower.
      let cells = zip(block, headings).map { placed, lines in
        let index = line - (height - lines.count)
        return placed.aligned(index >= 0 ? lines[index] : "")
      }
      output.write(ink.bold(Self.joined(cells)) + "\n")
    }
    let total = block.map(\.width).reduce(0, +) + 2 * (block.count - 1)
    output.write(ink.faint(String(repeating: "─", count: total)) + "\n")
    for row in 0..<rowCount {
      let cells = block.map { $0.lines(row) }
      for line in 0..<(cells.map(\.count).max() ?? 0) {
        let parts = zip(block, cells).map { placed, lines in
          line < lines.count ? lines[line] : String(repeating: " ", count: placed.width)
        }
        output.write(Self.joined(parts) + "\n")
      }
    }
  }

  private func write(
    remarksOf display: DisplayTable, width: Int, _ ink: TerminalInk,
    to output: inout some TextOutputStream
  ) {
    for (index, reason) in display.reasons.enumerated() {
      let mark = Superscript.text(index + 1)
      let lines = TextWrapping.lines(
        PlainText.singleLine(reason), width: width - DisplayWidth.of(mark) - 1)
      for (place, line) in lines.enumerated() {
        let lead = place == 0 ? mark : String(repeating: " ", count: DisplayWidth.of(mark))
        output.write(ink.faint("\(lead) \(line)") + "\n")
      }
    }
    for note in display.notes {
      let text = "\(note.kind.label): \(PlainText.singleLine(note.text))"
      for (place, line) in TextWrapping.lines(text, width: width).enumerated() {
        let isWarning = place == 0 && note.kind == .caveat
        output.write((isWarning ? ink.warning(line, "Caution:") : line) + "\n")
      }
    }
  }

  private static func joined(_ cells: [String]) -> String {
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension TableFormat where Self == ConsoleFormat {
  /// Aligned columns for a terminal 80 columns wide, without colour.
  public static var console: ConsoleFormat { ConsoleFormat() }

  /// Aligned columns for a terminal.
  public static func console(
    width: Int = 80, color: Bool = false, significantDigits: Int = 3
  ) -> ConsoleFormat {
    ConsoleFormat(
      DisplayOptions(significantDigits: significantDigits, width: width, usesColor: color))
  }
}

/// Bold and faint text for terminals, where asked for.
struct TerminalInk {
  let isOn: Bool

  func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func faint(_ text: String) -> String { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// The line with its first word in yellow.
  func warning(_ line: String, _ word: String) -> String {
    guard isOn, line.hasPrefix(word) else { return line }
    return "\u{1B}[33m\(word)\u{1B}[0m" + line.dropFirst(word.count)
  }
}

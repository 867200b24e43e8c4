public import Tables

/// A table of GitHub-flavoured Markdown, rounded for reading, with footnotes and notes below.
public struct MarkdownFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "markdown"
  /// What the format is for.
  public static let summary = "A GitHub-flavoured Markdown table, rounded."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["md", "markdown"]

  /// How numbers are rounded.
  public var numbers: NumberStyle

  /// A format that rounds in a style.
  public init(_ numbers: NumberStyle = NumberStyle()) {
    self.numbers = numbers
  }

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    let display = DisplayTable(table, numbers)
    if !display.title.isEmpty {
      output.write("**\(MarkdownText.escaped(display.title))**\n\n")
    }
    write(display.columns.map { MarkdownText.escaped($0.heading) }, to: &output)
    write(display.isNumeric.map { $0 ? "--:" : ":--" }, to: &output)
    for row in display.rows { write(row.map(Self.text), to: &output) }
    if !display.reasons.isEmpty || !display.notes.isEmpty { output.write("\n") }
    for (index, reason) in display.reasons.enumerated() {
      output.write("- \(Superscript.text(index + 1)) \(MarkdownText.escaped(reason))\n")
    }
    for note in display.notes {
      output.write("- *\(note.kind.label):* \(MarkdownText.escaped(note.text))\n")
    }
  }

  private func write(_ cells: [String], to output: inout some TextOutputStream) {
    output.write("| " + cells.joined(separator: " | ") + " |\n")
  }

  private static func text(_ item: DisplayTable.Item) -> String {
    switch item {
    case .number(let number):
      number.text.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    case .text(let text): MarkdownText.escaped(text)
    case .absent(let footnote): "—" + (footnote.map { Superscript.text($0) } ?? "")
    }
  }
}

extension TableFormat where Self == MarkdownFormat {
  /// A GitHub-flavoured Markdown table.
  public static var markdown: MarkdownFormat { MarkdownFormat() }

  /// A GitHub-flavoured Markdown table with so many significant digits.
  public static func markdown(significantDigits: Int) -> MarkdownFormat {
    MarkdownFormat(NumberStyle(significantDigits: significantDigits))
  }
}

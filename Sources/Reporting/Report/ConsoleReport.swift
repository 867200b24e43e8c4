/// A report for a terminal: headings underlined, tables aligned, figures by their descriptions.
public struct ConsoleReport: ReportFormat {
  /// The name by which the format is asked for.
  public static let name = "console"

  /// How numbers are rounded, how wide a line may be, and whether bold and colour are used.
  public var options: DisplayOptions

  /// A format with a reader's choices.
  public init(_ options: DisplayOptions = DisplayOptions()) {
    self.options = options
  }

  /// Writes the report, ending in a line break.
  public func write(_ report: Report, to output: inout some TextOutputStream) {
    write(heading: report.title, rule: "═", to: &output)
    if let subtitle = report.subtitle { write(paragraph: subtitle.plain, to: &output) }
    write(report.blocks, to: &output)
  }

  private func write(_ blocks: [Report.Block], to output: inout some TextOutputStream) {
    for block in blocks {
      output.write("\n")
      switch block {
      case .heading(let level, let text):
        write(heading: text.plain, rule: level == 2 ? "─" : nil, to: &output)
      case .paragraph(let text): write(paragraph: text.plain, to: &output)
      case .list(let items, let isOrdered):
        for (index, item) in items.enumerated() {
          write(paragraph: item.plain, lead: isOrdered ? "\(index + 1). " : "• ", to: &output)
        }
      case .table(let table): ConsoleFormat(options).write(table, to: &output)
      case .figure(let chart, _):
        let title = chart.title + (".?!:".contains(chart.title.last ?? " ") ? " " : ". ")
        write(paragraph: title + chart.alternativeText, lead: "[figure] ", to: &output)
      case .callout(_, let title, let inner):
        write(paragraph: title.plain, lead: "▌ ", to: &output)
        write(inner, to: &output)
      case .details(let summary, let inner):
        write(paragraph: summary.plain, lead: "▸ ", to: &output)
        write(inner, to: &output)
      case .code(let text):
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          output.write("  " + PlainText.singleLine(String(line)) + "\n")
        }
      }
    }
  }

  private func write(
    heading text: String, rule: Character?, to output: inout some TextOutputStream
  ) {
    let ink = TerminalInk(isOn: options.usesColor)
    let lines = TextWrapping.lines(PlainText.singleLine(text), width: options.width)
    for line in lines { output.write(ink.bold(line) + "\n") }
    guard let rule else { return }
    let width = lines.map { DisplayWidth.of($0) }.max() ?? 0
    output.write(ink.faint(String(repeating: rule, count: width)) + "\n")
  }

  private func write(
    paragraph text: String, lead: String = "", to output: inout some TextOutputStream
  ) {
    let indent = DisplayWidth.of(lead)
    // A measure beyond ninety characters is hard to read, however wide the window.
    let width = min(options.width, 90) - indent
    for (index, line) in TextWrapping.lines(PlainText.singleLine(text), width: width).enumerated() {
      output.write((index == 0 ? lead : String(repeating: " ", count: indent)) + line + "\n")
    }
  }
}

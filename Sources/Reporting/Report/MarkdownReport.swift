/// A report as GitHub-flavoured Markdown, with figures linked by relative path.
public struct MarkdownReport: ReportFormat {
  /// The name by which the format is asked for.
  public static let name = "markdown"

  /// How numbers are rounded.
  public var numbers: NumberStyle
  /// The folder the figures are in, relative to the report.
  public var figureFolder: String

  /// A format that rounds in a style and finds its figures as `folder/id.svg`.
  public init(numbers: NumberStyle = NumberStyle(), figureFolder: String = "figures") {
    self.numbers = numbers
    self.figureFolder = figureFolder
  }

  /// Writes the report, ending in a line break.
  public func write(_ report: Report, to output: inout some TextOutputStream) {
    output.write("# \(MarkdownText.escaped(report.title))\n")
    if let subtitle = report.subtitle { output.write("\n\(Self.text(subtitle))\n") }
    for line in lines(report.blocks) { output.write(line + "\n") }
  }

  private func lines(_ blocks: [Report.Block]) -> [String] {
    blocks.flatMap { [""] + lines($0) }
  }

  private func lines(_ block: Report.Block) -> [String] {
    switch block {
    case .heading(let level, let text):
      return [String(repeating: "#", count: level) + " " + Self.text(text)]
    case .paragraph(let text): return [Self.text(text)]
    case .list(let items, let isOrdered):
      return items.enumerated().map { index, item in
        (isOrdered ? "\(index + 1). " : "- ") + Self.text(item)
      }
    case .table(let table):
      return Self.lines(of: table.formatted(MarkdownFormat(numbers)))
    case .figure(let chart, let id):
      let path = MarkdownText.destination("\(figureFolder)/\(id).svg")
      let words = MarkdownText.escaped(chart.alternativeText)
      return ["![\(words)](\(path))", "", "*\(MarkdownText.escaped(chart.caption))*"]
    case .callout(let kind, let title, let inner):
      let content = ["[!\(kind.alert)]", "**\(Self.text(title))**"] + lines(inner)
      return content.map { $0.isEmpty ? ">" : "> " + $0 }
    case .details(let summary, let inner):
      // HTML that GitHub passes; a summary is escaped as HTML, for Markdown is not read inside.
      return ["<details>", "<summary>\(MarkupText.escaped(summary.plain))</summary>"]
        + lines(inner) + ["", "</details>"]
    case .code(let text):
      let fence = text.contains("```") ? "~~~~" : "```"
      return [fence] + Self.lines(of: text) + [fence]
    }
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  static func text(_ prose: Prose) -> String {
    prose.runs.map { run in
      switch run {
      case .text(let words): return MarkdownText.escaped(words)
      case .emphasis(let words): return "*\(MarkdownText.escaped(words))*"
      case .strong(let words): return "**\(MarkdownText.escaped(words))**"
      case .code(let words): return MarkdownText.code(words)
      case .link(let words, let address):
        guard Prose.Run.isSafe(address) else { return MarkdownText.escaped(words) }
        return "[\(MarkdownText.escaped(words))](\(MarkdownText.destination(address)))"
      }
    }.joined()
  }
}

extension Callout.Kind {
  /// The kind of alert GitHub shows it as.
  fileprivate var alert: String {
    switch self {
    case .verdict: "IMPORTANT"
    case .caution: "CAUTION"
    case .note: "NOTE"
    }
  }
}

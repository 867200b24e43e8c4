import Tables

/// A report as one HTML file that needs nothing else: styles and figures are inside, there are no
/// scripts, and nothing is fetched.
///
/// It reads on a phone (figures have a narrow drawing, wide tables scroll in their own
/// containers), by keyboard and screen reader (landmarks, a skip link, scoped headings, described figures), in print, and in
/// light and dark. Everything that comes from data is escaped.
public struct HTMLReport: ReportFormat {
  /// The name by which the format is asked for.
  public static let name = "html"

  /// How numbers are rounded.
  public var numbers: NumberStyle

  /// A format that rounds in a style.
  public init(numbers: NumberStyle = NumberStyle()) {
    self.numbers = numbers
  }

  /// Writes the report, ending in a line break.
  public func write(_ report: Report, to output: inout some TextOutputStream) {
    let title = MarkupText.escaped(report.title)
    output.write("<!DOCTYPE html>\n<html lang=\"\(MarkupText.escaped(report.language))\">\n")
    output.write("<head>\n<meta charset=\"utf-8\">\n")
    output.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    output.write("<meta name=\"color-scheme\" content=\"light dark\">\n")
    // A second wall behind the escaping: a browser runs nothing and fetches nothing.
    output.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    output.write("style-src 'unsafe-inline'; img-src data:\">\n")
    output.write("<title>\(title)</title>\n<style>\n\(Self.style)</style>\n</head>\n<body>\n")
    output.write("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n")
    output.write("<header>\n<h1>\(title)</h1>\n")
    if let subtitle = report.subtitle {
      output.write("<p class=\"subtitle\">\(Self.html(subtitle))</p>\n")
    }
    output.write("</header>\n")
    var page = Page(numbers: numbers)
    let content = page.html(report.blocks)
    output.write(page.contents)
    output.write("<main id=\"content\">\n\(content)</main>\n</body>\n</html>\n")
  }

  static func html(_ prose: Prose) -> String {
    prose.runs.map { run in
      let words = MarkupText.escaped(run.words)
      switch run {
      case .text: return words
      case .emphasis: return "<em>\(words)</em>"
      case .strong: return "<strong>\(words)</strong>"
      case .code: return "<code>\(words)</code>"
      case .link(_, let address):
        guard Prose.Run.isSafe(address) else { return words }
        return "<a href=\"\(MarkupText.escaped(address))\" rel=\"noreferrer\">\(words)</a>"
      }
    }.joined()
  }
}

extension HTMLReport {
  /// A page while it is written: anchors given out, headings met, tables and figures counted.
  private struct Page {
    let numbers: NumberStyle
    var anchors = AnchorNames()
    var headings: [(level: Int, id: String, text: String)] = []
    var tableCount = 0

    init(numbers: NumberStyle) {
      self.numbers = numbers
      _ = anchors.next(for: "content")
    }

    mutating func html(_ blocks: [Report.Block]) -> String {
      var text = ""
      for block in blocks { text += html(block) }
      return text
    }

    private mutating func html(_ block: Report.Block) -> String {
      switch block {
      case .heading(let level, let text):
        let id = anchors.next(for: text.plain)
        headings.append((level, id, HTMLReport.html(Prose(text.plain))))
        return "<h\(level) id=\"\(id)\">\(HTMLReport.html(text))</h\(level)>\n"
      case .paragraph(let text): return "<p>\(HTMLReport.html(text))</p>\n"
      case .list(let items, let isOrdered):
        let element = isOrdered ? "ol" : "ul"
        let lines = items.map { "<li>\(HTMLReport.html($0))</li>\n" }.joined()
        return "<\(element)>\n\(lines)</\(element)>\n"
      case .table(let table):
        tableCount += 1
        let id = anchors.next(for: "table-\(tableCount)")
        return table.formatted(HTMLFormat(numbers, idPrefix: id))
      case .figure(let chart, let id):
        let anchor = anchors.next(for: id)
        let narrow = anchors.next(for: anchor + "-narrow")
        // Two drawings, of which the style shows one: scaled down to a phone, the words of the
        // wide one could not be read.
        let drawings = [("wide", anchor, 720.0), ("narrow", narrow, 360)].map { name, id, width in
          let drawing = SVGChart(chart, idPrefix: id, width: width, showsFrameText: false).text
          return "<div class=\"\(name)\">\n\(drawing)</div>\n"
        }
        return "<figure id=\"\(anchor)\">\n\(Self.caption(chart))\(drawings.joined())"
          + "\(Self.source(chart))</figure>\n"
      case .callout(let kind, let title, let inner):
        let id = anchors.next(for: title.plain)
        return "<aside class=\"callout \(kind.rawValue)\" aria-labelledby=\"\(id)\">\n"
          + "<p class=\"title\" id=\"\(id)\">\(HTMLReport.html(title))</p>\n\(html(inner))</aside>\n"
      case .details(let summary, let inner):
        return
          "<details>\n<summary>\(HTMLReport.html(summary))</summary>\n\(html(inner))</details>\n"
      case .code(let text):
        return
          "<pre class=\"scroll\" tabindex=\"0\"><code>\(MarkupText.escaped(text))</code></pre>\n"
      }
    }

    private static func caption(_ chart: Chart) -> String {
      let subtitle =
        chart.subtitle.isEmpty ? "" : "<span>\(MarkupText.escaped(chart.subtitle))</span>"
      return
        "<figcaption><strong>\(MarkupText.escaped(chart.title))</strong>\(subtitle)</figcaption>\n"
    }

    private static func source(_ chart: Chart) -> String {
      chart.source.isEmpty ? "" : "<p class=\"source\">\(MarkupText.escaped(chart.source))</p>\n"
    }

    /// The table of contents: sections, with their parts below them.
    var contents: String {
      let shown = headings.filter { $0.level <= 3 }
      guard shown.count > 1 else { return "" }
      let items = shown.map { heading in
        "<li class=\"level-\(heading.level)\"><a href=\"#\(heading.id)\">\(heading.text)</a></li>\n"
      }
      return "<nav aria-labelledby=\"contents-title\">\n<p id=\"contents-title\">Contents</p>\n"
        + "<ol>\n\(items.joined())</ol>\n</nav>\n"
    }
  }
}

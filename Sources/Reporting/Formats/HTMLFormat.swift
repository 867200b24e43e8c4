public import Tables

/// An HTML table with caption, scoped headings and numbers set apart by class; rounded.
///
/// Everything that comes from data is escaped. The text is a fragment to be placed in a page;
/// a document is written as a page of its own, see ``HTMLReport``.
public struct HTMLFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "html"
  /// What the format is for.
  public static let summary = "A table for a web page, rounded."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["html", "htm"]

  /// How numbers are rounded.
  public var numbers: NumberStyle
  /// What the ids of this table begin with, so that several can live in one page.
  public var idPrefix: String

  /// A format that rounds in a style.
  public init(_ numbers: NumberStyle = NumberStyle(), idPrefix: String = "table") {
    self.numbers = numbers
    self.idPrefix = idPrefix
  }

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    let display = DisplayTable(table, numbers)
    let id = MarkupText.escaped(idPrefix)
    // The container scrolls, not the page; it takes the focus so that a keyboard can scroll it.
    output.write("<div class=\"table\">\n")
    output.write(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"\(id)-caption\" tabindex=\"0\">\n")
    output.write("<table>\n<caption id=\"\(id)-caption\">")
    output.write(MarkupText.escaped(display.title.isEmpty ? "Table" : display.title))
    output.write("</caption>\n<thead>\n<tr>")
    for (column, isNumeric) in zip(display.columns, display.isNumeric) {
      let name = isNumeric ? " class=\"number\"" : ""
      let meaning = MarkupText.escaped(column.meaning)
      let heading = MarkupText.escaped(column.heading)
      output.write("<th scope=\"col\"\(name) title=\"\(meaning)\">\(heading)</th>")
    }
    output.write("</tr>\n</thead>\n<tbody>\n")
    for row in display.rows {
      output.write("<tr>")
      for (place, item) in row.enumerated() {
        let isHeading = place == 0 && !display.isNumeric[place]
        let element = isHeading ? "th scope=\"row\"" : "td"
        let name = display.isNumeric[place] ? " class=\"number\"" : ""
        output.write("<\(element)\(name)>\(text(item, id))</\(isHeading ? "th" : "td")>")
      }
      output.write("</tr>\n")
    }
    output.write("</tbody>\n</table>\n</div>\n")
    write(remarksOf: display, id, to: &output)
    output.write("</div>\n")
  }

  /// Writes the document as a page of its own.
  public func write(_ document: ResultDocument, to output: inout some TextOutputStream) {
    HTMLReport(numbers: numbers).write(Report(document), to: &output)
  }

  private func write(
    remarksOf display: DisplayTable, _ id: String, to output: inout some TextOutputStream
  ) {
    guard !display.reasons.isEmpty || !display.notes.isEmpty else { return }
    output.write("<div class=\"remarks\">\n")
    for (index, reason) in display.reasons.enumerated() {
      output.write("<p id=\"\(id)-note-\(index + 1)\"><sup>\(index + 1)</sup> ")
      output.write("\(MarkupText.escaped(reason))</p>\n")
    }
    for note in display.notes {
      output.write("<p class=\"\(note.kind.rawValue)\"><em>\(note.kind.label):</em> ")
      output.write("\(MarkupText.escaped(note.text))</p>\n")
    }
    output.write("</div>\n")
  }

  private func text(_ item: DisplayTable.Item, _ id: String) -> String {
    switch item {
    case .number(let number): return MarkupText.escaped(number.text)
    case .text(let text): return MarkupText.escaped(text)
    case .absent(let footnote):
      guard let footnote else { return "<span class=\"absent\">—</span>" }
      let link = "<a href=\"#\(id)-note-\(footnote)\" aria-label=\"note \(footnote)\">"
      return "<span class=\"absent\">—</span><sup>\(link)\(footnote)</a></sup>"
    }
  }
}

extension TableFormat where Self == HTMLFormat {
  /// A table for a web page.
  public static var html: HTMLFormat { HTMLFormat() }

  /// A table for a web page with so many significant digits.
  public static func html(significantDigits: Int) -> HTMLFormat {
    HTMLFormat(NumberStyle(significantDigits: significantDigits))
  }
}

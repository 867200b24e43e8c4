public import Tables

/// A LaTeX table of the package booktabs, rounded, with footnotes and notes below the rule.
///
/// It needs `\usepackage{booktabs}` and nothing else, and compiles under pdfLaTeX, XeLaTeX and
/// LuaLaTeX.
public struct LaTeXFormat: TableFormat {
  /// The name by which the format is asked for.
  public static let name = "latex"
  /// What the format is for.
  public static let summary = "A booktabs table for a manuscript, rounded."
  /// The endings of files in this format, the usual one first.
  public static let fileExtensions = ["tex"]

  /// How numbers are rounded.
  public var numbers: NumberStyle

  /// A format that rounds in a style.
  public init(_ numbers: NumberStyle = NumberStyle()) {
    self.numbers = numbers
  }

  /// Writes one table, ending in a line break.
  public func write(_ table: Table, to output: inout some TextOutputStream) {
    let display = DisplayTable(table, numbers)
    output.write("\\begin{table}[htbp]\n  \\centering\n")
    if !display.title.isEmpty {
      output.write("  \\caption{\(LaTeXText.escaped(display.title))}\n")
    }
    let alignment = display.isNumeric.map { $0 ? "r" : "l" }.joined()
    output.write("  \\begin{tabular}{@{}\(alignment)@{}}\n    \\toprule\n")
    write(display.columns.map { LaTeXText.escaped($0.heading) }, to: &output)
    output.write("    \\midrule\n")
    for row in display.rows { write(row.map(Self.text), to: &output) }
    output.write("    \\bottomrule\n  \\end{tabular}\n")
    let remarks = Self.remarks(display)
    if !remarks.isEmpty {
      output.write("  \\par\\medskip\n  \\begin{minipage}{\\linewidth}\\footnotesize\n")
      output.write(remarks.map { "    \($0)" }.joined(separator: "\\par\n"))
      output.write("\n  \\end{minipage}\n")
    }
    output.write("\\end{table}\n")
  }

  private func write(_ cells: [String], to output: inout some TextOutputStream) {
    output.write("    " + cells.joined(separator: " & ") + " \\\\\n")
  }

  private static func remarks(_ display: DisplayTable) -> [String] {
    let reasons = display.reasons.enumerated().map { index, reason in
      "\\textsuperscript{\(index + 1)}~\(LaTeXText.escaped(reason))"
    }
    let notes = display.notes.map { note in
      "\\textit{\(note.kind.label):} \(LaTeXText.escaped(note.text))"
    }
    return reasons + notes
  }

  private static func text(_ item: DisplayTable.Item) -> String {
    switch item {
    case .number(let number): number.latex
    case .text(let text): LaTeXText.escaped(text)
    case .absent(let footnote): "---" + (footnote.map { "\\textsuperscript{\($0)}" } ?? "")
    }
  }
}

extension TableFormat where Self == LaTeXFormat {
  /// A booktabs table.
  public static var latex: LaTeXFormat { LaTeXFormat() }

  /// A booktabs table with so many significant digits.
  public static func latex(significantDigits: Int) -> LaTeXFormat {
    LaTeXFormat(NumberStyle(significantDigits: significantDigits))
  }
}

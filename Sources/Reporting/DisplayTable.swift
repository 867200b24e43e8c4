import Tables

/// A table as people see it: numbers rounded column by column, reasons for absences numbered.
///
/// What console, Markdown, HTML and LaTeX have in common is here; they differ in how they spell it.
struct DisplayTable {
  /// One cell, ready to be spelled.
  enum Item: Hashable {
    case number(DisplayNumber)
    case text(String)
    /// An absence, with the number of the footnote that has the reason.
    case absent(footnote: Int?)
  }

  /// The title.
  let title: String
  /// The columns, left to right.
  let columns: [Column]
  /// For each column, whether its cells are set as numbers: to the right, on the decimal point.
  let isNumeric: [Bool]
  /// The cells, row by row.
  let rows: [[Item]]
  /// The reasons for absences, each once, in reading order; footnote 1 is the first.
  let reasons: [String]
  /// The notes on the table.
  let notes: [Note]

  init(_ table: Table, _ style: NumberStyle) {
    title = table.title
    self.columns = table.columns
    notes = table.notes
    let columns = table.columns
    let longest = columns.indices.map { place in
      Self.longestDecimals(table.rows.map { $0[place] })
    }
    var reasons: [String] = []
    rows = table.rows.map { row in
      row.indices.map { place in
        Self.item(
          row[place], columns[place].style, longest: longest[place], style, reasons: &reasons)
      }
    }
    self.reasons = reasons
    isNumeric = columns.indices.map { place in
      if columns[place].style != .text { return true }
      let cells = table.rows.map { $0[place] }.filter { !$0.isAbsent }
      return !cells.isEmpty && cells.allSatisfy { $0.double != nil }
    }
  }

  private static func item(
    _ cell: Cell, _ columnStyle: Column.Style, longest: Int, _ style: NumberStyle,
    reasons: inout [String]
  ) -> Item {
    switch cell {
    case .number(let value):
      guard let number = style.number(value, columnStyle, longest: longest) else {
        return .absent(footnote: footnote("not finite", &reasons))
      }
      return .number(number)
    case .integer(let value):
      if columnStyle == .probability, let number = style.number(Double(value), columnStyle) {
        return .number(number)
      }
      return .number(style.number(value, columnStyle))
    case .text(let text): return .text(text)
    case .flag(let value): return .text(value ? "yes" : "no")
    case .absent(let reason): return .absent(footnote: reason.map { footnote($0, &reasons) })
    }
  }

  private static func footnote(_ reason: String, _ reasons: inout [String]) -> Int {
    if let known = reasons.firstIndex(of: reason) { return known + 1 }
    reasons.append(reason)
    return reasons.count
  }

  private static func longestDecimals(_ cells: [Cell]) -> Int {
    var longest = 0
    for case .number(let value) in cells {
      longest = max(longest, DecimalDigits(value)?.decimals ?? 0)
    }
    return longest
  }
}

extension Note.Kind {
  /// The word a remark of this kind begins with in print.
  var label: String {
    switch self {
    case .caveat: "Caution"
    case .method: "Method"
    case .source: "Source"
    case .refusal: "Not estimated"
    case .exclusion: "Left out"
    case .verdict: "May be said"
    }
  }
}

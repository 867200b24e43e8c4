import Tables

/// A column as text for the console, before its width is decided.
struct ConsoleColumn {
  /// What stands in a cell: words, or a number in two parts that meet at the decimal point.
  enum Content {
    case words(String)
    case number(head: String, tail: String)
  }

  let heading: String
  let isNumeric: Bool
  let cells: [Content]
  /// The widest part before and after the decimal point.
  let headWidth: Int
  let tailWidth: Int

  init(_ table: DisplayTable, at place: Int) {
    heading = PlainText.singleLine(table.columns[place].heading)
    let isNumeric = table.isNumeric[place]
    self.isNumeric = isNumeric
    cells = table.rows.map { row in
      switch row[place] {
      case .number(let number): return .number(head: number.head, tail: number.tail)
      case .text(let text): return .words(PlainText.singleLine(text))
      case .absent(let footnote):
        let mark = footnote.map { Superscript.text($0) } ?? ""
        return isNumeric ? .number(head: "—", tail: mark) : .words("—" + mark)
      }
    }
    var (headWidth, tailWidth) = (0, 0)
    for case .number(let head, let tail) in cells {
      headWidth = max(headWidth, DisplayWidth.of(head))
      tailWidth = max(tailWidth, DisplayWidth.of(tail))
    }
    self.headWidth = headWidth
    self.tailWidth = tailWidth
  }

  /// The width of the cells alone.
  var cellWidth: Int {
    var width = headWidth + tailWidth
    for case .words(let text) in cells { width = max(width, DisplayWidth.of(text)) }
    return width
  }

  /// The width with the heading on one line.
  var naturalWidth: Int { max(cellWidth, DisplayWidth.of(heading)) }

  /// The width with the heading on several lines.
  var compactWidth: Int { max(cellWidth, TextWrapping.longestWord(heading)) }

  /// The width below which a column of words is not pressed.
  var leastWidth: Int {
    if isNumeric { return compactWidth }
    var longest = TextWrapping.longestWord(heading)
    for case .words(let text) in cells { longest = max(longest, TextWrapping.longestWord(text)) }
    return min(compactWidth, max(8, min(longest, 18)))
  }

  /// The width below which nothing is pressed, even where a page is very narrow.
  var tightWidth: Int { isNumeric ? compactWidth : min(compactWidth, 5) }
}

extension ConsoleColumn {
  /// The width below which a column is not pressed on a page. A list of names (ids, keys,
  /// addresses) is for copying, and a name broken in two is another name: it stays whole where it
  /// leaves half of the page to the others.
  fileprivate func leastWidth(onPage width: Int) -> Int {
    isOfNames && 2 * cellWidth <= width ? compactWidth : leastWidth
  }

  /// Whether every cell is one word.
  private var isOfNames: Bool {
    cells.allSatisfy { cell in
      if case .words(let text) = cell { return !text.contains(" ") }
      return true
    }
  }
}

/// The columns of a table cut into blocks that fit a page, each column with its width.
struct ConsoleLayout {
  /// A column and the width it got.
  struct Placed {
    let column: ConsoleColumn
    var width: Int
  }

  /// The blocks, to be written one below the other.
  let blocks: [[Placed]]

  init(_ columns: [ConsoleColumn], width: Int) {
    if let block = Self.fitted(columns, width: width) {
      blocks = [block]
      return
    }
    // Too many columns: the leading words of a row, or its first cell, stand in front of each block.
    let names = columns.prefix { !$0.isNumeric }.count
    var keys = Array(columns.prefix(names == columns.count ? 1 : min(2, max(1, names))))
    while keys.count > 1, Self.total(keys.map { $0.leastWidth(onPage: width) }) > width / 2 {
      keys.removeLast()
    }
    if Self.total(keys.map { $0.leastWidth(onPage: width) }) > width / 2 { keys = [] }
    var blocks: [[Placed]] = []
    var pending: [ConsoleColumn] = []
    for column in columns.dropFirst(keys.count) {
      if !pending.isEmpty,
        Self.total((keys + pending + [column]).map { $0.leastWidth(onPage: width) }) > width
      {
        blocks.append(Self.pressed(keys + pending, width: width))
        pending = []
      }
      pending.append(column)
    }
    if !pending.isEmpty || blocks.isEmpty {
      blocks.append(Self.pressed(keys + pending, width: width))
    }
    // A column too wide to stand beside the names of the rows stands alone, in their order.
    self.blocks = blocks.map { block in
      let isTooWide = Self.total(block.map(\.width)) > width
      return isTooWide
        ? Self.pressed(block.dropFirst(keys.count).map(\.column), width: width) : block
    }
  }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + 2 * max(0, widths.count - 1)
  }

  private static func fitted(_ columns: [ConsoleColumn], width: Int) -> [Placed]? {
    guard total(columns.map { $0.leastWidth(onPage: width) }) <= width else { return nil }
    return pressed(columns, width: width)
  }

  /// Widths that fit: natural ones, then wrapped headings, then wrapped words, widest first.
  private static func pressed(_ columns: [ConsoleColumn], width: Int) -> [Placed] {
    var widths = columns.map(\.naturalWidth)
    if total(widths) > width { widths = columns.map(\.compactWidth) }
    for floor in [columns.map { $0.leastWidth(onPage: width) }, columns.map(\.tightWidth)] {
      while total(widths) > width {
        let candidates = columns.indices.filter {
          !columns[$0].isNumeric && widths[$0] > floor[$0]
        }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
      }
    }
    // What one word alone makes too wide is broken inside the word.
    if columns.count == 1, let only = widths.first { widths[0] = min(only, width) }
    return zip(columns, widths).map { Placed(column: $0, width: $1) }
  }
}

extension ConsoleLayout.Placed {
  func headingLines() -> [String] { TextWrapping.lines(column.heading, width: width) }

  /// The lines of a cell, each filled up to the width.
  func lines(_ row: Int) -> [String] {
    switch column.cells[row] {
    case .number(let head, let tail):
      let before = column.headWidth - DisplayWidth.of(head)
      let after = column.tailWidth - DisplayWidth.of(tail)
      let text = Self.blank(before) + head + tail + Self.blank(after)
      return [aligned(text)]
    case .words(let text):
      return TextWrapping.lines(text, width: width).map { aligned($0) }
    }
  }

  /// The text filled up to the width: numbers to the right, words to the left.
  func aligned(_ text: String) -> String {
    let space = Self.blank(width - DisplayWidth.of(text))
    return column.isNumeric ? space + text : text + space
  }

  private static func blank(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}

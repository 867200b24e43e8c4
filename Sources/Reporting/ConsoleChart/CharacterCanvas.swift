/// A rectangle of characters, each with an ink, in parts of which dots can be set: two by four in a
/// character, as Braille has them.
///
/// What is put later covers what was there, but for dots, which join others of lines.
struct CharacterCanvas {
  private struct Cell {
    var glyph: Character = " "
    var ink = ConsoleInk.plain
    var dots: UInt8 = 0
    /// Whether the dots are values, which lines cover rather than join.
    var isCloud = false
    /// How many intervals lie over each other here.
    var depth = 0
  }

  let width: Int
  let height: Int
  let isASCII: Bool
  private var cells: [Cell]

  init(width: Int, height: Int, isASCII: Bool) {
    self.width = width
    self.height = height
    self.isASCII = isASCII
    cells = Array(repeating: Cell(), count: max(0, width) * max(0, height))
  }

  private func place(_ column: Int, _ row: Int) -> Int? {
    guard (0..<width).contains(column), (0..<height).contains(row) else { return nil }
    return row * width + column
  }

  /// Puts a character; outside of the canvas nothing happens.
  mutating func put(_ glyph: Character, _ column: Int, _ row: Int, _ ink: ConsoleInk = .plain) {
    guard let place = place(column, row) else { return }
    let depth = cells[place].depth
    cells[place] = Cell(glyph: glyph, ink: ink, depth: depth)
  }

  /// Puts words from a column on; a wide character takes two.
  mutating func put(words: String, _ column: Int, _ row: Int, _ ink: ConsoleInk = .plain) {
    var column = column
    for character in words {
      let width = DisplayWidth.of(character)
      put(character, column, row, ink)
      // Characters of no width and the second half of wide ones leave no cell of their own.
      if width == 2 { put("\u{0}", column + 1, row, ink) }
      column += max(1, width)
    }
  }

  /// Whether nothing, or an interval alone, is at a place.
  func isFree(_ column: Int, _ row: Int) -> Bool {
    guard let place = place(column, row) else { return false }
    return cells[place].dots == 0 && (cells[place].glyph == " " || cells[place].depth > 0)
  }

  /// Shades a cell, darker where it is shaded already.
  mutating func shade(_ shades: [Character], _ column: Int, _ row: Int, _ ink: ConsoleInk) {
    guard let place = place(column, row), !shades.isEmpty else { return }
    cells[place].glyph = shades[min(cells[place].depth, shades.count - 1)]
    cells[place].ink = ink
    cells[place].depth += 1
  }

  /// Sets a dot, counted from the top left in halves of columns and quarters of rows; where there
  /// are no dots, a sign in its cell.
  mutating func dot(
    _ x: Int, _ y: Int, plain: Character, isCloud: Bool = false, _ ink: ConsoleInk
  ) {
    guard x >= 0, y >= 0, let place = place(x / 2, y / 4) else { return }
    guard !isASCII else {
      cells[place].glyph = plain
      cells[place].ink = ink
      return
    }
    if cells[place].isCloud != isCloud { cells[place].dots = 0 }
    cells[place].isCloud = isCloud
    cells[place].dots |= Self.bits[y % 4][x % 2]
    cells[place].ink = ink
  }

  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// The rows as text.
  var lines: [StyledLine] {
    (0..<height).map { row in
      var line = StyledLine()
      for cell in cells[row * width..<(row + 1) * width] {
        if cell.dots != 0 {
          line.add(Self.braille(cell.dots), cell.ink)
        } else if cell.glyph != "\u{0}" {
          line.add(String(cell.glyph), cell.glyph == " " ? .plain : cell.ink)
        }
      }
      return line
    }
  }

  static func braille(_ dots: UInt8) -> String {
    String(Character(Unicode.Scalar(0x2800 + UInt32(dots)) ?? " "))
  }
}

/// One cell of a file: its text, its place, and whether it stood in quotes.
///
/// It is a few bytes that point into the file, which it keeps in memory; text and place are
/// worked out when asked for.
public struct TextField: Sendable {
  let store: TextStore
  let cell: CellRange

  /// The text, without its quotes. Spaces around a cell without quotes are not part of it; JSON's
  /// `null` is empty.
  public var text: String { store.text(cell) }

  /// Where the cell begins, at its quote if it has one.
  public var position: Position { store.position(of: Int(cell.start)) }

  /// Whether the cell stood in quotes; in JSON, whether it is a string.
  public var isQuoted: Bool { store.isQuoted(cell) }
}

extension TextField: Hashable {
  /// Whether two fields have one text, place and way of quoting, in whatever files.
  public static func == (left: TextField, right: TextField) -> Bool {
    left.isQuoted == right.isQuoted && left.text == right.text && left.position == right.position
  }

  /// Hashes the text and the place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(position)
  }
}

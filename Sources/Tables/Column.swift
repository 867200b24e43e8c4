/// A column of a table: its key in files, its heading in print, what it means and how it reads.
///
/// Only the glossary, `Glossary.swift`, makes columns: the initialiser is internal, so that no key
/// outside it can be written, but for the one a user divides a panel by (``Grouping``).
public struct Column: Hashable, Sendable, Codable {
  /// How the values of a column are shown to people. Files carry full precision whatever it says.
  public enum Style: String, Hashable, Sendable, Codable {
    /// A quantity, to significant digits.
    case quantity
    /// A probability, to three decimals, with a floor.
    case probability
    /// A count or a rank: all digits, grouped.
    case count
    /// A year or a decimal year: never grouped.
    case time
    /// Words.
    case text
  }

  /// The snake_case name in files and JSON; stable once released.
  public let key: String
  /// The heading a journal would print.
  public let heading: String
  /// What the column holds, in a sentence.
  public let meaning: String
  /// How its values read.
  public let style: Style

  init(_ key: String, _ heading: String, _ meaning: String, _ style: Style) {
    self.key = key
    self.heading = heading
    self.meaning = meaning
    self.style = style
  }
}

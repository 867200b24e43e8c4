/// What a reader can choose about how tables are shown.
///
/// Formats that carry data, CSV, TSV and JSON, take no notice of it.
public struct DisplayOptions: Hashable, Sendable {
  /// How numbers are rounded.
  public var numbers: NumberStyle
  /// The width of the page in characters, for the console.
  public var width: Int
  /// Whether the console may use bold and colour.
  public var usesColor: Bool

  /// Choices for display: significant digits, and the width and colours of a terminal.
  public init(significantDigits: Int = 3, width: Int = 80, usesColor: Bool = false) {
    self.numbers = NumberStyle(significantDigits: significantDigits)
    self.width = width
    self.usesColor = usesColor
  }
}

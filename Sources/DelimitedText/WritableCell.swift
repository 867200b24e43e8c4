/// One cell to be written; its kind decides how, so that a guard on text never touches a number.
public enum WritableCell: Hashable, Sendable {
  /// A number, as the shortest text that reads back; one that is not finite is an empty cell.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A text, quoted and guarded as need be.
  case text(String)
  /// No value.
  case empty
  /// `true` or `false`.
  case flag(Bool)
}

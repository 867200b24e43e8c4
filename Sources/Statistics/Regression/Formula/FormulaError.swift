/// What is wrong with a formula, or with the table it is read on, and where.
public struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The place in the formula, in characters from 1.
  public let column: Int
  /// What was found, in a clause.
  public let message: String
  /// What to write instead; nil where there is nothing to advise.
  public let hint: String?
  /// The row of the table, from 1, where the fault is in a value.
  public let row: Int?
  /// Whether the table is at fault, not the formula: with other data it would do.
  public let isOfData: Bool

  init(
    _ column: Int, _ message: String, hint: String? = nil, row: Int? = nil, isOfData: Bool = false
  ) {
    self.column = column
    self.message = message
    self.hint = hint
    self.row = row
    self.isOfData = isOfData || row != nil
  }

  /// The place and the fault on one line, the hint on a second.
  public var description: String {
    let place = row.map { "column \(column), row \($0)" } ?? "column \(column)"
    return "\(place): \(message)" + (hint.map { "\n  \($0)" } ?? "")
  }
}

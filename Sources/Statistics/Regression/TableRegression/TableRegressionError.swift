/// Why a regression on a table has no answer, and whose fault it is.
public enum TableRegressionError: Error, Hashable, Sendable {
  /// The formula, or what it makes of the table.
  case formula(FormulaError)
  /// One value: its row, from 0, its column, what is wrong with it and what to do.
  case cell(row: Int, column: String, message: String, hint: String?)
  /// The time of a row, from 0.
  case time(row: Int, message: String, hint: String?)
  /// Choices that do not go together.
  case choice(message: String, hint: String?)
  /// What the statistics say of the data as a whole.
  case statistics(StatisticsError)
}

extension TableRegressionError: CustomStringConvertible {
  /// What is wrong, in words; rows count from 1.
  public var description: String {
    switch self {
    case .formula(let error): error.description
    case .cell(let row, let column, let message, let hint):
      "row \(row + 1), column \(column): \(message)" + (hint.map { "\n  \($0)" } ?? "")
    case .time(let row, let message, let hint):
      "row \(row + 1): \(message)" + (hint.map { "\n  \($0)" } ?? "")
    case .choice(let message, let hint): message + (hint.map { "\n  \($0)" } ?? "")
    case .statistics(let error): error.description
    }
  }
}

/// The named columns a formula is read on.
public struct FormulaTable: Sendable {
  /// One column; nil where a value is missing.
  public enum Column: Hashable, Sendable {
    /// Numbers.
    case numbers([Double?])
    /// Texts: the levels of a factor.
    case texts([String?])

    var count: Int {
      switch self {
      case .numbers(let values): values.count
      case .texts(let values): values.count
      }
    }

    func isMissing(_ row: Int) -> Bool {
      switch self {
      case .numbers(let values): values[row].map { !$0.isFinite } ?? true
      case .texts(let values): values[row] == nil
      }
    }
  }

  /// The columns with their names, in the order of the table.
  public let columns: [(name: String, column: Column)]
  /// The times of the rows in years, for `step` and `ramp`; nil where the table has none.
  public let times: [Double?]?
  /// The number of rows.
  public let count: Int

  /// A table of columns.
  ///
  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``.
  public init(
    _ columns: [(name: String, column: Column)], times: [Double?]? = nil
  ) throws(StatisticsError) {
    count = columns.first?.column.count ?? times?.count ?? 0
    for (_, column) in columns where column.count != count {
      throw .unequalLengths(count, column.count)
    }
    if let times, times.count != count { throw .unequalLengths(count, times.count) }
    self.columns = columns
    self.times = times
  }

  /// A column by its name.
  func column(_ name: String) -> Column? { columns.first { $0.name == name }?.column }
}

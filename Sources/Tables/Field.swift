/// A column, and how to read its cell from a row of some type.
///
/// The three makers have names of their own, so that a list of twenty fields type-checks at once.
public struct Field<Row>: Sendable {
  /// The column.
  public let column: Column
  let cell: @Sendable (Row) -> Cell

  /// A column and the cell a row has there.
  public static func cell(
    _ column: Column, _ cell: @escaping @Sendable (Row) -> Cell
  ) -> Field {
    Field(column: column, cell: cell)
  }

  /// A column of numbers; one that is not there, or not finite, is absent.
  public static func number(
    _ column: Column, _ value: @escaping @Sendable (Row) -> Double?
  ) -> Field {
    Field(column: column, cell: { Cell(value($0)) })
  }

  /// A column of whole numbers; one that is not there is absent.
  public static func integer(
    _ column: Column, _ value: @escaping @Sendable (Row) -> Int?
  ) -> Field {
    Field(column: column, cell: { Cell(value($0)) })
  }

  /// A column of texts; one that is not there is absent.
  public static func text(
    _ column: Column, _ value: @escaping @Sendable (Row) -> String?
  ) -> Field {
    Field(column: column, cell: { Cell(value($0)) })
  }
}

/// A rectangle of doubles, stored column after column as LAPACK wants it.
///
/// Shapes are a programmer's business: a shape that does not fit traps with the numbers in the
/// message. Whether the elements are finite is a matter of data, and checked by the procedures.
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column.
  public internal(set) var elements: [Double]

  /// A matrix of given elements, column after column.
  ///
  /// - Precondition: there are `rows · columns` of them.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "\(elements.count) elements cannot fill \(rows)×\(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix of one repeated value, zero unless given.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(
      rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
  }

  /// A matrix with the given columns, left to right.
  ///
  /// - Precondition: the columns are of one length.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    for column in columns {
      precondition(
        column.count == rows, "columns of \(rows) and \(column.count) elements in one matrix")
    }
    self.init(rows: rows, columns: columns.count, elements: columns.flatMap { $0 })
  }

  /// A matrix with the given rows, top to bottom.
  ///
  /// - Precondition: the rows are of one length.
  public init(rows: [[Double]]) {
    self = Matrix(columns: rows).transposed
  }

  /// The identity of an order.
  public static func identity(_ order: Int) -> Matrix {
    var result = Matrix(rows: order, columns: order)
    for index in 0..<order { result[index, index] = 1 }
    return result
  }

  /// The element in a row and a column, both from 0.
  public subscript(row: Int, column: Int) -> Double {
    get {
      checkPlace(row, column)
      return elements[column * rows + row]
    }
    set {
      checkPlace(row, column)
      elements[column * rows + row] = newValue
    }
  }

  private func checkPlace(_ row: Int, _ column: Int) {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "no element (\(row), \(column)) in \(rows)×\(columns)")
  }

  /// The elements of a column.
  public func column(_ column: Int) -> [Double] {
    precondition(column >= 0 && column < columns, "no column \(column) in \(rows)×\(columns)")
    return Array(elements[column * rows..<(column + 1) * rows])
  }

  /// The elements of a row.
  public func row(_ row: Int) -> [Double] {
    precondition(row >= 0 && row < rows, "no row \(row) in \(rows)×\(columns)")
    return (0..<columns).map { elements[$0 * rows + row] }
  }

  /// The elements on the diagonal.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { elements[$0 * rows + $0] }
  }

  /// Rows for columns.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns {
      for row in 0..<rows {
        result.elements[row * columns + column] = elements[column * rows + row]
      }
    }
    return result
  }

  /// The columns at the given places, in that order.
  public func columns(_ places: [Int]) -> Matrix {
    Matrix(rows: rows, columns: places.count, elements: places.flatMap { column($0) })
  }

  /// The rows of a range.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "no rows \(range) in \(rows)×\(columns)")
    let parts = (0..<columns).map { Array(column($0)[range]) }
    return Matrix(rows: range.count, columns: columns, elements: parts.flatMap { $0 })
  }

  /// Where the first element that is not finite stands, or nil.
  public var firstNonFinite: (row: Int, column: Int)? {
    guard let place = elements.firstIndex(where: { !$0.isFinite }) else { return nil }
    return (place % rows, place / rows)
  }
}

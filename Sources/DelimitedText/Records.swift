/// The records of a file, each as long as the header; fields are made when looked at.
public struct Records: RandomAccessCollection, Sendable {
  let store: TextStore
  let cells: [CellRange]
  let width: Int

  /// The first record is 0.
  public var startIndex: Int { 0 }
  /// The number of records.
  public var endIndex: Int { cells.count / width }

  /// The record at an index, from 0.
  public subscript(index: Int) -> Record {
    precondition(index >= 0 && index < endIndex, "record \(index) of \(endIndex)")
    return Record(store: store, cells: cells[(index * width)..<((index + 1) * width)])
  }

  /// The place of one cell, without the checks of two subscripts.
  func cell(_ record: Int, _ column: Int) -> CellRange {
    precondition(
      record >= 0 && record < endIndex && column >= 0 && column < width,
      "cell \(record), \(column) of \(endIndex) × \(width)")
    return cells[record * width + column]
  }
}

/// The fields of one record, in the order of the header.
public struct Record: RandomAccessCollection, Sendable {
  let store: TextStore
  let cells: ArraySlice<CellRange>

  /// The first field is 0.
  public var startIndex: Int { 0 }
  /// The number of fields.
  public var endIndex: Int { cells.count }

  /// The field at an index, from 0.
  public subscript(index: Int) -> TextField {
    precondition(index >= 0 && index < endIndex, "field \(index) of \(endIndex)")
    return TextField(store: store, cell: cells[cells.startIndex + index])
  }
}

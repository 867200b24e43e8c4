import CKernels

/// Columns of numbers as the kernels read them: with what rounding left out of them, weights, and a
/// triangle by which the rows may be multiplied.
struct RowTable: Hashable, Sendable {
  /// The columns, all of one length.
  let columns: [[Double]]
  /// What rounding left out of columns, by their place.
  let lows: [Int: [Double]]
  /// Positive weights, by whose square roots the rows are multiplied; nil for equal ones.
  let weights: [Double]?
  /// What the rows are multiplied by, if anything.
  var map: RowMap?

  init(
    _ columns: [[Double]], lows: [Int: [Double]] = [:], weights: [Double]? = nil,
    map: RowMap? = nil
  ) {
    self.columns = columns
    self.lows = lows
    self.weights = weights
    self.map = map
  }

  var rows: Int { columns.first?.count ?? 0 }

  /// The power of four taken out of weights; nil without any.
  var weightExponent: Int? {
    guard let largest = weights?.max(), largest > 0, largest.isFinite else { return nil }
    return Int(largest.exponent) >> 1
  }

  /// Calls a function with the table as the kernels know it.
  func withTable<Result>(_ body: (aftermath_table) -> Result) -> Result {
    var table = aftermath_table()
    table.rows = rows
    table.columns = columns.count
    return RowTable.withPointers(columns) { high in
      table.high = high.baseAddress
      return withLows { low in
        table.low = low
        return withOptional(weights) { weights in
          table.weights = weights
          table.weight_exponent = Int32(map?.weightExponent ?? weightExponent ?? 0)
          guard let map else { return body(table) }
          table.careful = map.isCareful ? 1 : 0
          return map.exponents.withUnsafeBufferPointer { exponents in
            table.exponents = exponents.baseAddress
            return map.high.withUnsafeBufferPointer { mapHigh in
              table.map = mapHigh.baseAddress
              return withOptional(map.low) { mapLow in
                table.map_low = mapLow
                return body(table)
              }
            }
          }
        }
      }
    }
  }

  private func withLows<Result>(
    _ body: (UnsafePointer<UnsafePointer<Double>?>?) -> Result
  ) -> Result {
    if lows.isEmpty { return body(nil) }
    let present = columns.indices.filter { lows[$0] != nil }
    return RowTable.withPointers(present.map { lows[$0] ?? [] }) { pointers in
      var all = [UnsafePointer<Double>?](repeating: nil, count: columns.count)
      for (place, pointer) in zip(present, pointers) { all[place] = pointer }
      return body(all)
    }
  }

  private func withOptional<Result>(
    _ values: [Double]?, _ body: (UnsafePointer<Double>?) -> Result
  ) -> Result {
    guard let values else { return body(nil) }
    return values.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  /// The addresses of arrays, all valid at once.
  static func withPointers<Result>(
    _ arrays: [[Double]], _ body: (UnsafeBufferPointer<UnsafePointer<Double>?>) -> Result
  ) -> Result {
    var pointers: [UnsafePointer<Double>?] = []
    pointers.reserveCapacity(arrays.count)
    func descend(_ place: Int) -> Result {
      if place == arrays.count { return pointers.withUnsafeBufferPointer(body) }
      return arrays[place].withUnsafeBufferPointer { buffer in
        pointers.append(buffer.baseAddress)
        return descend(place + 1)
      }
    }
    return descend(0)
  }
}

/// An upper triangle for the rows of a table: each becomes (row ∕ 2^exponents) (high + low).
struct RowMap: Hashable, Sendable {
  /// Column after column.
  let high: [Double]
  /// What rounding left out, if that matters.
  let low: [Double]?
  /// The powers of two by which the columns are divided first.
  let exponents: [Int32]
  /// The power of four by which weights are divided first.
  let weightExponent: Int
  /// Whether nearly all of a row may cancel.
  var isCareful = false

  /// The power of two by which a column is divided before anything else: its own where products
  /// might leave the range of doubles, else none.
  static func exponent(_ scale: Int) -> Int { abs(scale) > 200 ? scale : 0 }
}

extension RowTable {
  /// The last columns of the mapped rows, in double-double: all of them unless `only` is given.
  ///
  /// - Precondition: there is a map, and the table's numbers are finite.
  func mappedRows(
    _ range: Range<Int>, only: Int = 0, kernel: GramKernel
  ) -> (high: [Double], low: [Double]) {
    let count = range.count * (only == 0 ? columns.count : only)
    var low = [Double](repeating: 0, count: count)
    let high = [Double](unsafeUninitializedCapacity: count) { high, initialized in
      let status = withTable { table in
        var table = table
        return aftermath_mapped_rows(
          &table, range.lowerBound, range.upperBound, kernel.code, only, high.baseAddress, &low,
          range.count)
      }
      precondition(status == 0, "checked rows cannot be refused: \(status)")
      initialized = count
    }
    return (high, low)
  }

  /// The rows in ranges for threads to work on: at most `pieces` of them, in whole groups.
  static func pieces(
    rows: Int, atMost pieces: Int, group: Int = ExactGram.groupRows
  ) -> [Range<Int>] {
    let groups = (rows + group - 1) / group
    let count = max(1, min(groups, pieces))
    return (0..<count).map { piece in
      let first = groups * piece / count * group
      let last = groups * (piece + 1) / count * group
      return first..<min(rows, last)
    }
  }
}

extension GramParts {
  /// One less the sum of squares of each row of a matrix of double-doubles, column after column.
  static func complements(
    _ high: [Double], _ low: [Double], rows: Int, columns: Int, kernel: GramKernel
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: rows) { complements, initialized in
      if let address = complements.baseAddress {
        aftermath_complements(high, low, rows, columns, rows, address, kernel.code)
      }
      for row in 0..<rows { complements[row] = max(0, complements[row]) }
      initialized = rows
    }
  }
}

import CKernels

/// The sums of products of all pairs of columns, ZᵀZ, in twice the digits of a double: what least
/// squares needs of any number of rows.
///
/// One blocked pass reads the rows once, at the speed of memory or near it, and errs by less than
/// 2⁻⁹⁸ of the columns' lengths. The last column is the response of ``regression()``.
///
/// Parts can be summed apart, by other threads, programs or machines, and merged in any order.
/// Where the parts are cut at multiples of ``groupRows``, counted from the first row, every bit is
/// that of the whole; elsewhere the sums agree to the same 2⁻⁹⁸. The bits depend neither on the
/// number of threads nor on the processor.
///
/// ```swift
/// var gram = ExactGram(columns: 3)
/// try gram.add([ones, years, values])          // one file
/// try gram.add([moreOnes, moreYears, moreValues])  // another
/// let fit = try gram.regression()
/// ```
///
/// - Edge cases: columns of 10^±300 are divided by powers of two on the way, so nothing overflows.
///   An element that is not finite is refused, and nothing is added.
/// - Cost: two fused multiply-adds and two additions for each row and pair of columns; half as much
///   again with weights or low parts.
/// - References: Ozaki, Ogita, Oishi & Rump 2012, doi:10.1007/s11075-011-9478-1; Demmel & Nguyen
///   2013, doi:10.1109/ARITH.2013.9.
public struct ExactGram: Hashable, Sendable {
  /// The rows that are summed as one: data cut at multiples of it merge to equal bits.
  public static let groupRows = Int(AFTERMATH_GROUP_ROWS)

  /// The number of columns, the response counted.
  public let columns: Int
  /// The number of rows so far.
  public private(set) var rows: Int
  /// What the rows are multiplied by before they are summed; nil for nothing.
  public let preconditioner: GramPreconditioner?
  /// The sums, five words each: see `aftermath_sum`.
  private var words: [Int64]
  /// The power of four the weights are near to; nil where there were none.
  private(set) var weightExponent: Int?

  private static let wordsOfSum = MemoryLayout<aftermath_sum>.size / MemoryLayout<Int64>.size

  /// The sums of no rows.
  ///
  /// - Precondition: there is a column at least.
  public init(columns: Int) { self.init(columns: columns, preconditioner: nil) }

  /// The sums of no rows, for a second pass over the data of a first.
  public init(preconditioner: GramPreconditioner) {
    self.init(columns: preconditioner.columns, preconditioner: preconditioner)
  }

  private init(columns: Int, preconditioner: GramPreconditioner?) {
    precondition(columns >= 1, "products of no columns")
    self.columns = columns
    self.preconditioner = preconditioner
    rows = 0
    words = Array(repeating: 0, count: columns * (columns + 1) / 2 * ExactGram.wordsOfSum)
  }

  /// Adds rows given as columns.
  ///
  /// - Parameters:
  ///   - values: the columns, all of one length.
  ///   - lows: by the place of a column, what rounding it to doubles left out.
  ///   - weights: positive weights of the rows; nil for equal ones.
  ///   - threads: the most threads; nil for as many as there are. ``Threads`` may allow fewer.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)``,
  ///   ``LinearAlgebraError/weightNotPositive(row:)``, ``LinearAlgebraError/outOfMemory(routine:)``.
  /// - Precondition: there are as many columns as were announced, of one length.
  public mutating func add(
    _ values: [[Double]], lows: [Int: [Double]] = [:], weights: [Double]? = nil,
    threads: Int? = nil
  ) throws(LinearAlgebraError) {
    precondition(values.count == columns, "\(values.count) columns, announced were \(columns)")
    for column in values + Array(lows.values) + (weights.map { [$0] } ?? []) {
      precondition(
        column.count == values[0].count,
        "columns of \(values[0].count) and \(column.count) elements")
    }
    try add(RowTable(values, lows: lows, weights: weights), threads: threads, kernel: .best)
  }

  /// Adds rows given one after another, each with all its columns.
  ///
  /// - Throws: as ``add(_:lows:weights:threads:)``.
  /// - Precondition: the elements fill whole rows, and there is a weight for each.
  public mutating func add(
    byRow values: [Double], weights: [Double]? = nil, threads: Int? = nil
  ) throws(LinearAlgebraError) {
    let count = values.count / columns
    precondition(
      values.count == count * columns && (weights.map { $0.count == count } ?? true),
      "\(values.count) elements for rows of \(columns)")
    let columns = columns
    let form = RowTable([], weights: weights, map: preconditioner?.map)
    try add(rows: count, form.weightExponent, threads, .best) { range, sums, place in
      form.withTable { table in
        values.withUnsafeBufferPointer { values in
          var table = table
          table.rows = count
          table.columns = columns
          table.high = nil
          table.low = nil
          table.by_row = values.baseAddress
          table.row_stride = columns
          return aftermath_add_products(
            &table, range.lowerBound, range.upperBound, GramKernel.best.code, sums, &place.row,
            &place.column)
        }
      }
    }
  }

  /// Adds the sums of another part of the rows.
  ///
  /// - Precondition: both have as many columns and the same preconditioner.
  public mutating func merge(_ other: ExactGram) {
    precondition(
      columns == other.columns && preconditioner == other.preconditioner,
      "sums of other columns cannot be merged")
    rows += other.rows
    weightExponent = [weightExponent, other.weightExponent].compactMap { $0 }.max()
    merge(words: other.words)
  }

  /// The sum of products of two columns, rounded once: zero below, infinite beyond the range of
  /// doubles.
  public subscript(first: Int, second: Int) -> Double {
    let (sums, exponents) = matrix()
    let element = sums[min(first, second), max(first, second)]
    return element.high.scaled(byPowerOfTwo: exponents[first] + exponents[second])
  }

  // MARK: What the public calls come to

  mutating func add(
    _ table: RowTable, threads: Int?, kernel: GramKernel
  ) throws(LinearAlgebraError) {
    var table = table
    table.map = preconditioner?.map
    let ready = table
    try add(rows: ready.rows, ready.weightExponent, threads, kernel) { range, sums, place in
      ready.withTable { table in
        var table = table
        return aftermath_add_products(
          &table, range.lowerBound, range.upperBound, kernel.code, sums, &place.row, &place.column)
      }
    }
  }

  private struct Place {
    var row = 0
    var column = 0
  }

  private mutating func add(
    rows count: Int, _ exponent: Int?, _ threads: Int?, _ kernel: GramKernel,
    _ body: @Sendable (Range<Int>, UnsafeMutablePointer<aftermath_sum>?, inout Place) -> Int32
  ) throws(LinearAlgebraError) {
    guard count > 0 else { return }
    let length = words.count
    let pieces = RowTable.pieces(rows: count, atMost: threads ?? ExactGram.mostPieces)
    let parts = concurrently(pieces.count) { piece in
      var words = [Int64](repeating: 0, count: length)
      var place = Place()
      let status = ExactGram.withSums(&words) { body(pieces[piece], $0, &place) }
      return (status: status, place: place, words: words)
    }
    for part in parts {
      switch part.status {
      case 0: continue
      case 1 where part.place.column == columns: throw .weightNotPositive(row: part.place.row)
      case 1: throw .notFinite(row: part.place.row, column: part.place.column)
      default: throw .outOfMemory(routine: "exact Gram matrix")
      }
    }
    for part in parts { merge(words: part.words) }
    rows += count
    weightExponent = [weightExponent, exponent].compactMap { $0 }.max()
  }

  /// More pieces than threads, so that a thread that was kept waiting does not keep the others.
  private static let mostPieces = 16

  private mutating func merge(words others: [Int64]) {
    var others = others
    let count = words.count / ExactGram.wordsOfSum
    ExactGram.withSums(&words) { sums in
      ExactGram.withSums(&others) { aftermath_merge_sums(sums, $0, count) }
    }
  }

  private static func withSums<Result>(
    _ words: inout [Int64], _ body: (UnsafeMutablePointer<aftermath_sum>?) -> Result
  ) -> Result {
    words.withUnsafeMutableBytes {
      body($0.assumingMemoryBound(to: aftermath_sum.self).baseAddress)
    }
  }

  /// The sums as a matrix with a diagonal in [1/4, 1), of which the upper triangle is filled:
  /// element (i, j) times 2^(exponents i + j) is the sum.
  func matrix() -> (sums: DoubleDoubleMatrix, exponents: [Int]) {
    var exponents = [Int32](repeating: 0, count: columns)
    var words = words
    let order = columns
    let sums = DoubleDoubleMatrix(order: order) { high, low in
      ExactGram.withSums(&words) { sums in
        aftermath_read_sums(
          sums, order, DoubleDoubleMatrix.stride(order), high, low, &exponents)
      }
    }
    return (sums, exponents.map(Int.init))
  }
}

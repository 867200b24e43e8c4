/// What a reader may not find out by itself, and how much it will take.
public struct ReadingOptions: Hashable, Sendable {
  /// The byte between fields; `nil` is a tab in files named `.tsv` or `.tab`, else a comma.
  public var delimiter: UInt8?
  /// What stands before the fraction of a number in a delimited file (JSON always has a point).
  public var decimalMark: DecimalMark
  /// The cells that stand for no value.
  public var missingTokens: [String]
  /// How large a file may be.
  public var limits: ReadingLimits
  /// How many records that are not as wide as the header are passed over, and kept as
  /// ``RecordFile/passedOver``, before the file is refused; none unless a checker wants them all.
  public var raggedLimit = 0

  /// The options for a file of unknown origin: commas or tabs by its name, points, `NA`.
  public init(
    delimiter: UInt8? = nil, decimalMark: DecimalMark = .point,
    missingTokens: [String] = ["", "NA"], limits: ReadingLimits = ReadingLimits()
  ) {
    if let delimiter {
      precondition(
        Dialect.canDelimit(delimiter), "byte \(delimiter) cannot stand between two fields")
    }
    self.delimiter = delimiter
    self.decimalMark = decimalMark
    self.missingTokens = missingTokens
    self.limits = limits
  }

  /// The options that read what a ``DelimitedWriter`` of this dialect wrote.
  public init(dialect: Dialect) {
    self.init(delimiter: dialect.delimiter, decimalMark: dialect.decimalMark)
  }
}

/// How large a file may be before it is refused, so that no input takes all memory.
public struct ReadingLimits: Hashable, Sendable {
  /// The most bytes a file may have; at most 2,147,483,647, since it is held in memory.
  public var bytes: Int
  /// The most columns a table may have; 16,384 is what a worksheet holds.
  public var columns: Int
  /// The most bytes one cell may have.
  public var cellBytes: Int
  /// The most cells a file may have; each costs eight bytes beside the file's own.
  public var cells: Int

  /// The limits that stand unless said otherwise: 2 GiB, 16,384 columns, 16 MiB a cell,
  /// 268,435,456 cells.
  public init(
    bytes: Int = 2_147_483_647, columns: Int = 16_384, cellBytes: Int = 16_777_216,
    cells: Int = 268_435_456
  ) {
    precondition(bytes > 0 && bytes <= Int(Int32.max), "a limit of \(bytes) bytes")
    precondition(columns > 0 && cellBytes > 0 && cells > 0, "limits must be positive")
    self.bytes = bytes
    self.columns = columns
    self.cellBytes = cellBytes
    self.cells = cells
  }
}

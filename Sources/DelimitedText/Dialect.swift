/// How a delimited file is written: its delimiter, line ends, decimal mark and byte-order mark.
///
/// No single file is right for a spreadsheet in English and in German; each has its own dialect.
public struct Dialect: Hashable, Sendable {
  /// The name by which a command knows the dialect: `standard`, `excel`, `excel-eu`, `tsv`.
  public let name: String
  /// The byte between two fields.
  public let delimiter: UInt8
  /// How a line ends.
  public let newline: Newline
  /// What stands before the fraction of a number.
  public let decimalMark: DecimalMark
  /// Whether the file begins with the byte-order mark of UTF-8, by which Excel knows UTF-8.
  public let byteOrderMark: Bool

  /// A dialect of one's own.
  ///
  /// - Parameter delimiter: an ASCII character that is no digit, quote, or line end.
  public init(
    name: String, delimiter: UInt8, newline: Newline, decimalMark: DecimalMark,
    byteOrderMark: Bool
  ) {
    precondition(
      Dialect.canDelimit(delimiter), "byte \(delimiter) cannot stand between two fields")
    self.name = name
    self.delimiter = delimiter
    self.newline = newline
    self.decimalMark = decimalMark
    self.byteOrderMark = byteOrderMark
  }

  /// Whether a byte can stand between fields: a tab or an ASCII character that is neither a
  /// letter, a digit, a quote, a space, a sign of a number, nor a line end.
  public static func canDelimit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
      UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "/"), UInt8(ascii: "^"), UInt8(ascii: "~"), 0x1C...0x1F:
      true
    default: false
    }
  }
}

extension Dialect: CaseIterable {
  /// RFC 4180 with commas, UTF-8 without a mark, and LF: what statistical programs read.
  public static let standard = Dialect(
    name: "standard", delimiter: UInt8(ascii: ","), newline: .lineFeed, decimalMark: .point,
    byteOrderMark: false)
  /// For spreadsheets in English: byte-order mark, commas, CRLF.
  public static let excel = Dialect(
    name: "excel", delimiter: UInt8(ascii: ","), newline: .carriageReturnLineFeed,
    decimalMark: .point, byteOrderMark: true)
  /// For spreadsheets in most of continental Europe: byte-order mark, semicolons, decimal comma.
  public static let excelEU = Dialect(
    name: "excel-eu", delimiter: UInt8(ascii: ";"), newline: .carriageReturnLineFeed,
    decimalMark: .comma, byteOrderMark: true)
  /// Tabs between fields, UTF-8 without a mark, and LF.
  public static let tsv = Dialect(
    name: "tsv", delimiter: UInt8(ascii: "\t"), newline: .lineFeed, decimalMark: .point,
    byteOrderMark: false)

  /// Every dialect there is, in the order of the documentation.
  public static let allCases = [standard, excel, excelEU, tsv]
}

/// How a line ends.
public enum Newline: Hashable, Sendable {
  /// LF.
  case lineFeed
  /// CR LF.
  case carriageReturnLineFeed

  /// The bytes of the line end.
  public var bytes: [UInt8] {
    switch self {
    case .lineFeed: [ASCII.lineFeed]
    case .carriageReturnLineFeed: [ASCII.carriageReturn, ASCII.lineFeed]
    }
  }
}

/// What stands before the fraction of a number.
public enum DecimalMark: UInt8, Hashable, Sendable {
  /// `3.9`
  case point = 0x2E
  /// `3,9`
  case comma = 0x2C
}

/// The bytes that mean something to the scanners.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let backslash: UInt8 = 0x5C
}

/// What a file is that is no text, by its first bytes.
enum FileSignature {
  /// The refusal of bytes that are no UTF-8 text but something known.
  static func fault(of bytes: [UInt8]) -> ScanFault? {
    if let fault = unicodeFault(of: bytes) { return fault }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return archive(bytes) }
    for (start, name, advice) in known where bytes.starts(with: start) {
      return ScanFault(message: "this is \(name), not text", hint: advice)
    }
    if bytes.prefix(512).count(where: { $0 == 0 }) >= 8 {
      return ScanFault(
        message: "this is no text: it is full of NUL bytes",
        hint: "the file is damaged or of another kind; export it as CSV in UTF-8")
    }
    return looksLikeHTML(bytes)
      ? ScanFault(
        message: "this is a web page or XML, not a table",
        hint: "the download may have failed; fetch the data file itself") : nil
  }

  private static let unpack = "unpack it first"
  private static let export = "open it in its own program and save it as CSV in UTF-8"

  private static var known: [([UInt8], String, String)] {
    [
      ([0x1F, 0x8B], "a gzip archive", "unpack it first: gunzip, or zcat FILE | … -"),
      (Array("BZh91AY&SY".utf8), "a bzip2 archive", unpack),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive", unpack),
      ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive", unpack),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", unpack),
      ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive", unpack),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file (.xls)", export),
      (Array("%PDF-".utf8), "a PDF", "tables in a PDF must be typed or extracted first"),
      (Array("PAR1\u{15}".utf8), "a Parquet file", "convert it to CSV first"),
      (Array("ARROW1\0".utf8), "an Arrow file", "convert it to CSV first"),
      (Array("SQLite format 3\0".utf8), "an SQLite database", "export the table as CSV"),
      (Array("<stata_dta>".utf8), "a Stata file", "in Stata: export delimited"),
      (Array("$FL2@(#)".utf8), "an SPSS file", export),
      ([0x89, 0x50, 0x4E, 0x47], "a PNG image", export),
    ]
  }

  private static func archive(_ bytes: [UInt8]) -> ScanFault {
    let front = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if front.contains("[Content_Types].xml") || front.contains("xl/") {
      return ScanFault(
        message: "this is an Excel workbook (.xlsx), not text",
        hint: "in Excel: Save As, 'CSV UTF-8 (comma delimited)'")
    }
    if front.contains("opendocument") {
      return ScanFault(
        message: "this is an OpenDocument file, not text", hint: "save it as CSV in UTF-8")
    }
    return ScanFault(message: "this is a zip archive, not text", hint: unpack)
  }

  /// UTF-16 and UTF-32, by their marks or by the NULs between ASCII characters.
  private static func unicodeFault(of bytes: [UInt8]) -> ScanFault? {
    let name: String
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      name = "UTF-32"
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      name = "UTF-16"
    } else if bytes.count >= 4, alternatesWithNull(bytes, 0) || alternatesWithNull(bytes, 1) {
      name = "UTF-16"
    } else {
      return nil
    }
    return ScanFault(
      message: "this text is in \(name), not UTF-8",
      hint: "save it as UTF-8, or convert it: iconv -f \(name) -t UTF-8")
  }

  private static func alternatesWithNull(_ bytes: [UInt8], _ parity: Int) -> Bool {
    let front = bytes.prefix(32)
    return front.indices.allSatisfy { (front[$0] == 0) == ($0 % 2 == parity) }
  }

  private static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
    let front = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased()
    let text = front.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<?xml")
  }
}

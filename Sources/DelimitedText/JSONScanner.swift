/// Reads the tokens of JSON (RFC 8259) strictly, and says where and why it cannot.
///
/// Tables are two levels deep, so nothing recurs: deeper input is refused where it begins.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: ReadingLimits
  private(set) var index: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limits: ReadingLimits) {
    self.bytes = bytes
    self.limits = limits
    index = start
  }

  /// The next byte that is no white space, which stays; `nil` at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn: index += 1
      case let byte: return byte
      }
    }
    return nil
  }

  /// Takes the next byte if it is the one given.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  /// Takes the byte given, or says what stands there instead.
  mutating func expect(_ byte: Unicode.Scalar, _ what: String) throws(ScanFault) {
    if !take(byte) { throw unexpected(needed: what) }
  }

  /// Takes a comma and returns true, or the closing bracket and returns false.
  mutating func isContinued(until close: Unicode.Scalar) throws(ScanFault) -> Bool {
    if take(close) { return false }
    try expect(",", "a comma or '\(close)'")
    if peek() == UInt8(ascii: close) {
      throw ScanFault(
        offset: index, message: "there is a comma before '\(close)'",
        hint: "JSON has no comma after the last value; remove it")
    }
    return true
  }

  /// Takes a string, with its quotes.
  mutating func string(_ what: String) throws(ScanFault) -> CellRange {
    guard peek() == ASCII.quote else { throw unexpected(needed: what) }
    let start = index
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case ASCII.quote:
        index += 1
        if index - start > limits.cellBytes { throw tooLong(at: start) }
        return CellRange(start, index)
      case ASCII.backslash:
        guard let (scalar, length) = JSONEscape.read(bytes, at: index) else {
          throw ScanFault(
            offset: index, message: "there is a bad escape in a string",
            hint: "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX (pairs beyond FFFF)")
        }
        if scalar.value == 0 {
          throw ScanFault(offset: index, message: "there is a NUL in a string")
        }
        index += length
      case 0..<0x20:
        let code = String(bytes[index], radix: 16, uppercase: true)
        throw ScanFault(
          offset: index, message: "there is a raw control character, \\u{\(code)}, in a string",
          hint: "write a line end as \\n and a tab as \\t; or is a closing quote missing?")
      default: index += 1
      }
    }
    throw ScanFault(
      offset: start, message: "the string that begins here is never closed",
      hint: "the file may have been cut short; fetch or save it again")
  }

  /// Takes one value that a cell can hold.
  mutating func scalar() throws(ScanFault) -> CellRange {
    switch peek() {
    case ASCII.quote: return try string("a value")
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return try number()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      throw ScanFault(
        offset: index, message: "a cell holds a list or an object",
        hint: "each value must be a number, a string, true, false or null")
    default: return try word()
    }
  }

  /// Refuses anything but white space before the end.
  mutating func end() throws(ScanFault) {
    if peek() != nil {
      throw ScanFault(
        offset: index, message: "there is something after the end of the table",
        hint: "one file holds one array of records, or one object of arrays")
    }
  }

  /// The refusal of what stands here.
  func unexpected(needed: String) -> ScanFault {
    guard index < bytes.count else {
      return ScanFault(
        offset: index, message: "the file ends in the middle, where \(needed) is needed",
        hint: "it may have been cut short; fetch or save it again")
    }
    let word = String(decoding: wordBytes(most: 40), as: UTF8.self)
    return ScanFault(
      offset: index, message: "found \(VisibleText.quoted(word)), needed \(needed)")
  }

  /// The bytes to the next that is no part of a word, and at least one character.
  private func wordBytes(most: Int) -> UnsafeBufferPointer<UInt8> {
    var end = index
    while end < bytes.count, end - index < most {
      switch bytes[end] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
        end += 1
      default:
        return UnsafeBufferPointer(rebasing: bytes[index..<max(end, index + 1)])
      }
    }
    return UnsafeBufferPointer(rebasing: bytes[index..<end])
  }

  private mutating func word() throws(ScanFault) -> CellRange {
    let word = String(decoding: wordBytes(most: 40), as: UTF8.self)
    if ["null", "true", "false"].contains(word) {
      let start = index
      index += word.utf8.count
      return CellRange(start, index)
    }
    var fault = unexpected(needed: "a value")
    switch word.lowercased() {
    case _ where index >= bytes.count: break
    case "nan", "-nan", "na", "none", "nil", "null", "undefined":
      fault.message = "\(VisibleText.quoted(word)) is not JSON"
      fault.hint = "write null where there is no value"
    case "infinity", "inf", "+infinity", "+inf":
      fault.message = "\(VisibleText.quoted(word)) is not JSON"
      fault.hint = "there is no infinite value; write null where there is none"
    case "true", "false": fault.hint = "JSON writes \(word.lowercased())"
    case "'": fault.hint = "JSON has double quotes"
    default: break
    }
    throw fault
  }

  private mutating func number() throws(ScanFault) -> CellRange {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let whole = index
    let digits = takeDigits()
    var isSound = digits > 0 && (digits == 1 || bytes[whole] != UInt8(ascii: "0"))
    var mayOverflow = digits > 300
    if isSound, index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      isSound = takeDigits() > 0
    }
    if isSound, index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      mayOverflow = true
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      isSound = takeDigits() > 0
    }
    if !isSound || !isDelimited { throw badNumber(from: start) }
    if index - start > limits.cellBytes { throw tooLong(at: start) }
    if mayOverflow {
      let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
      if case .overflow = NumberText.scan(text, decimalMark: DecimalMark.point.rawValue) {
        let shown = String(decoding: text.prefix(80), as: UTF8.self)
        throw ScanFault(
          offset: start, message: "\(VisibleText.quoted(shown)) \(NumberFault.overflow.verdict)",
          hint: NumberFault.overflow.advice)
      }
    }
    return CellRange(start, index)
  }

  private mutating func takeDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index - start
  }

  private var isDelimited: Bool {
    guard index < bytes.count else { return true }
    switch bytes[index] {
    case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, UInt8(ascii: ","),
      UInt8(ascii: "]"), UInt8(ascii: "}"):
      return true
    default: return false
    }
  }

  private mutating func badNumber(from start: Int) -> ScanFault {
    if index == bytes.count { return unexpected(needed: "the rest of a number") }
    index = start
    let word = String(decoding: wordBytes(most: 40), as: UTF8.self)
    if word.lowercased() == "-infinity" || word.lowercased() == "-inf" {
      return ScanFault(
        offset: start, message: "\(VisibleText.quoted(word)) is not JSON",
        hint: "there is no infinite value; write null where there is none")
    }
    return ScanFault(
      offset: start, message: "\(VisibleText.quoted(word)) is not a number in JSON",
      hint: "write digits with a point, such as 12.5, -3 or 1e-5, without zeros in front")
  }

  private func tooLong(at start: Int) -> ScanFault {
    ScanFault(
      offset: start, kind: .tooLarge, message: "a value is longer than \(limits.cellBytes) bytes")
  }
}

/// The escapes of JSON strings.
enum JSONEscape {
  /// The text of a JSON string whose escapes have been checked.
  static func text(_ inner: UnsafeBufferPointer<UInt8>) -> String {
    guard inner.contains(ASCII.backslash) else { return String(decoding: inner, as: UTF8.self) }
    var text = ""
    var index = 0
    var plain = 0
    while index < inner.count {
      guard inner[index] == ASCII.backslash else {
        index += 1
        continue
      }
      text += String(decoding: inner[plain..<index], as: UTF8.self)
      let (scalar, length) = read(inner, at: index) ?? ("\u{FFFD}", 2)
      text.unicodeScalars.append(scalar)
      index += length
      plain = index
    }
    return text + String(decoding: inner[min(plain, inner.count)...], as: UTF8.self)
  }

  /// The character of the escape at `index`, and how many bytes it takes; `nil` for no escape that
  /// JSON knows, and for half a surrogate pair.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""): return ("\"", 2)
    case UInt8(ascii: "\\"): return ("\\", 2)
    case UInt8(ascii: "/"): return ("/", 2)
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): return unicode(bytes, at: index)
    default: return nil
    }
  }

  private static func unicode(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let unit = hexadecimal(bytes, at: index) else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    guard unit < 0xDC00, let second = hexadecimal(bytes, at: index + 6),
      (0xDC00...0xDFFF).contains(second)
    else { return nil }
    let value = 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
    return Unicode.Scalar(value).map { ($0, 12) }
  }

  /// The four digits of a `\u` escape that begins at `index`.
  private static func hexadecimal(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> UInt32? {
    guard index + 5 < bytes.count, bytes[index] == ASCII.backslash,
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[(index + 2)...(index + 5)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }
}

import Glibc

/// Numbers from text and to text, the same in every locale.
public enum NumberText {
  /// Reads a number: digits with an optional sign, fraction and exponent, and nothing else.
  ///
  /// `[+-]? (digits ([.] digits)? | [.] digits) ([eE] [+-]? digits)?`, in ASCII. The result is the
  /// double nearest to the literal, ties to even, subnormal numbers and zeros included.
  ///
  /// - Edge cases: a fraction may lack the zero before it, as Stata writes it; a literal beyond
  ///   the range of doubles is a failure, one below it the nearest double, which may be ±0.
  /// - Cost: O(length); up to 19 digits and moderate exponents take some nanoseconds.
  /// - References: Clinger 1990, doi:10.1145/93542.93557, for the short way.
  public static func double(
    _ text: some StringProtocol, decimalMark: DecimalMark = .point
  ) -> Result<Double, NumberFault> {
    var text = String(text)
    let scan = text.withUTF8 { NumberText.scan($0, decimalMark: decimalMark.rawValue) }
    return switch scan {
    case .value(let value): .success(value)
    case .overflow: .failure(.overflow)
    case .invalid: .failure(NumberFault(diagnosing: text, decimalMark: decimalMark))
    }
  }

  /// Reads a number from bytes of text, by the same rules.
  public static func double(
    _ bytes: ArraySlice<UInt8>, decimalMark: DecimalMark = .point
  ) -> Result<Double, NumberFault> {
    let scan = bytes.withUnsafeBufferPointer {
      NumberText.scan($0, decimalMark: decimalMark.rawValue)
    }
    if case .value(let value) = scan { return .success(value) }
    return double(String(decoding: bytes, as: UTF8.self), decimalMark: decimalMark)
  }

  /// The shortest text that reads back as the same double, as JSON accepts it: `3.9`, `100`,
  /// `1e-05`.
  ///
  /// - Parameter value: a finite number; there is no text for others.
  public static func text(_ value: Double) -> String {
    precondition(value.isFinite, "\(value) has no text")
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }

  /// The shortest text that reads back, with a decimal mark of one's own: `3,9`.
  public static func text(_ value: Double, decimalMark: DecimalMark) -> String {
    let text = text(value)
    guard decimalMark != .point, let point = text.firstIndex(of: ".") else { return text }
    return text[..<point] + "," + text[text.index(after: point)...]
  }

  /// What the bytes of a number came to.
  enum Scan {
    case value(Double)
    case overflow
    case invalid
  }

  /// The powers of ten that doubles hold exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, decimalMark: UInt8) -> Scan {
    guard let literal = Literal(bytes, decimalMark: decimalMark) else { return .invalid }
    let magnitude: Double
    if literal.significantDigits == 0 {
      magnitude = 0
    } else if literal.significantDigits <= 19, literal.leading <= 1 << 53,
      literal.exponent >= -22, literal.exponent <= 22
    {
      // Both are exact, so that the one operation rounds once.
      let whole = Double(literal.leading)
      magnitude =
        literal.exponent < 0
        ? whole / powers[-literal.exponent] : whole * powers[literal.exponent]
    } else if literal.significantDigits <= 19,
      let value = ScaledWhole.double(literal.leading, timesTenTo: literal.exponent)
    {
      magnitude = value
    } else {
      magnitude = exactly(literal, bytes, decimalMark: decimalMark)
    }
    if magnitude == .infinity { return .overflow }
    return .value(literal.isNegative ? -magnitude : magnitude)
  }

  /// Rounds by way of the C library, from a text without a decimal mark, which no locale changes.
  ///
  /// Of more than 800 digits the rest is told by one digit more, zero or not: a double and its
  /// neighbour's midpoint have at most 767.
  private static func exactly(
    _ literal: Literal, _ bytes: UnsafeBufferPointer<UInt8>, decimalMark: UInt8
  ) -> Double {
    let most = 800
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: most + 32) { text in
      var length = 0
      var dropped = 0
      var rest = false
      for index in literal.mantissa where bytes[index] != decimalMark {
        let digit = bytes[index]
        if length == 0, digit == UInt8(ascii: "0") { continue }
        if length < most {
          text[length] = CChar(digit)
          length += 1
        } else {
          dropped += 1
          rest = rest || digit != UInt8(ascii: "0")
        }
      }
      if rest {
        text[length] = CChar(UInt8(ascii: "1"))
        length += 1
        dropped -= 1
      }
      let exponent = max(-100_000, min(100_000, literal.exponent + dropped))
      for byte in "e\(exponent)\0".utf8 {
        text[length] = CChar(byte)
        length += 1
      }
      guard let start = text.baseAddress else { return 0 }
      return strtod(start, nil)
    }
  }

  /// The parts of a number that has the right form.
  private struct Literal {
    var isNegative = false
    /// Where its digits stand, with the decimal mark among them.
    var mantissa: Range<Int>
    /// The first nineteen digits that count, as a whole number.
    var leading: UInt64 = 0
    /// The number of digits from the first that is not zero.
    var significantDigits = 0
    /// The power of ten by which all the digits, as a whole number, are multiplied.
    var exponent = 0

    init?(_ bytes: UnsafeBufferPointer<UInt8>, decimalMark: UInt8) {
      let count = bytes.count
      var index = 0
      if index < count, bytes[index] == UInt8(ascii: "-") {
        isNegative = true
        index += 1
      } else if index < count, bytes[index] == UInt8(ascii: "+") {
        index += 1
      }
      let start = index
      mantissa = start..<start
      index = takeDigits(bytes, from: index)
      var digits = index - start
      if index < count, bytes[index] == decimalMark {
        let fraction = index + 1
        index = takeDigits(bytes, from: fraction)
        if index == fraction { return nil }
        exponent = fraction - index
        digits += index - fraction
      }
      if digits == 0 { return nil }
      mantissa = start..<index
      if index < count {
        guard bytes[index] | 0x20 == UInt8(ascii: "e"),
          let power = Literal.power(bytes, from: index + 1)
        else { return nil }
        exponent += power
      }
    }

    private mutating func takeDigits(
      _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
      var index = start
      while index < bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        if digit > 9 { break }
        if significantDigits < 19 { leading = leading &* 10 &+ UInt64(digit) }
        if leading != 0 { significantDigits += 1 }
        index += 1
      }
      return index
    }

    /// The exponent to the end of the bytes; far beyond any use it stops growing.
    private static func power(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
      var index = start
      var isNegative = false
      if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == 0x2B {
        isNegative = bytes[index] == UInt8(ascii: "-")
        index += 1
      }
      if index == bytes.count { return nil }
      var power = 0
      while index < bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        if digit > 9 { return nil }
        if power < 1 << 40 { power = power * 10 + Int(digit) }
        index += 1
      }
      return isNegative ? -power : power
    }
  }
}

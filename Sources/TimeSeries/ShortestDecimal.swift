/// A double as the shortest decimal that reads back as the same double: what a person wrote.
///
/// Changing units by powers of ten on this text gives 8,200,000 for 8.2 million, where the product
/// of the doubles is 8,199,999.999999999.
struct ShortestDecimal {
  /// The digits as one number without trailing zeros, never negative.
  private(set) var digits: UInt64
  /// The power of ten of the last digit.
  private(set) var exponent: Int
  private let isNegative: Bool

  init(digits: UInt64, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
    isNegative = false
  }

  /// The decimal of a finite double.
  init(_ value: Double) {
    var digits: UInt64 = 0
    var exponent = 0
    var isAfterPoint = false
    var scientific = 0
    let text = value.magnitude.description.utf8
    var rest = text[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
        if isAfterPoint { exponent -= 1 }
      case UInt8(ascii: "."): isAfterPoint = true
      default:
        scientific = Int(Substring(rest)) ?? 0
        rest = rest.suffix(0)
      }
    }
    self.digits = digits
    self.exponent = exponent + scientific
    isNegative = value.sign == .minus
    trim()
  }

  /// The double nearest the decimal.
  var value: Double {
    let text = (isNegative ? "-" : "") + String(digits) + "e" + String(exponent)
    return Double(text) ?? .infinity
  }

  /// The decimal times a power of ten.
  func shifted(by power: Int) -> ShortestDecimal {
    var shifted = self
    shifted.exponent += power
    return shifted
  }

  /// The decimal rounded half up to a number of significant digits.
  func rounded(toDigits limit: Int) -> ShortestDecimal {
    var rounded = self
    var excess = String(digits).count - limit
    guard excess > 0 else { return self }
    rounded.exponent += excess
    var divisor: UInt64 = 1
    while excess > 0 {
      divisor *= 10
      excess -= 1
    }
    rounded.digits = (digits + divisor / 2) / divisor
    rounded.trim()
    return rounded
  }

  /// The power of ten that a factor is, or nil.
  static func power(of factor: Double) -> Int? {
    let decimal = ShortestDecimal(factor)
    return decimal.digits == 1 && !decimal.isNegative ? decimal.exponent : nil
  }

  private mutating func trim() {
    guard digits > 0 else { return exponent = 0 }
    while digits.isMultiple(of: 10) {
      digits /= 10
      exponent += 1
    }
  }
}

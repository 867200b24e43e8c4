/// The decimal digits of a number, to be rounded without going through binary again.
///
/// The digits are the shortest that read back as the same double, so what is rounded is the number
/// a reader finds in the CSV file: 2.675 rounds as 2.675, not as 2.67499999999999982236431605997495353221893310546875.
struct DecimalDigits: Hashable, Sendable {
  /// Whether the number is below zero.
  var isNegative: Bool
  /// Digits from the first that is not zero; none for zero.
  var digits: [UInt8]
  /// The number is 0.d₁d₂d₃… × 10^exponent.
  var exponent: Int

  /// The digits of a finite number; nil for infinities and NaN.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    var digits: [UInt8] = []
    var point: Int?
    var power = 0
    let text = value.magnitude.description
    for (index, byte) in text.utf8.enumerated() {
      if byte >= 0x30 && byte <= 0x39 {
        digits.append(byte - 0x30)
      } else if byte == 0x2E {
        point = digits.count
      } else {
        power = Int(text.dropFirst(index + 1)) ?? 0
        break
      }
    }
    let leading = digits.prefix { $0 == 0 }.count
    isNegative = value < 0
    exponent = (point ?? digits.count) - leading + power
    self.digits = Array(digits.dropFirst(leading))
    trim()
  }

  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
    trim()
  }

  /// Whether the number is zero.
  var isZero: Bool { digits.isEmpty }

  /// How many digits follow the decimal point.
  var decimals: Int { isZero ? 0 : max(0, digits.count - exponent) }

  /// The number rounded to some digits after the point, half to even.
  func rounded(decimals: Int) -> DecimalDigits { keeping(exponent + decimals) }

  /// The number rounded to some significant digits, half to even.
  func rounded(significant count: Int) -> DecimalDigits { keeping(count) }

  /// The digits before and after the point, the latter filled up to a length.
  func spelled(decimals: Int) -> (integer: String, fraction: String) {
    let digit = { (place: Int) -> UInt8 in
      digits.indices.contains(place) ? digits[place] : 0
    }
    var integer = ""
    for place in 0..<max(0, exponent) { integer.append(Self.character(digit(place))) }
    var fraction = ""
    for place in exponent..<(exponent + decimals) { fraction.append(Self.character(digit(place))) }
    return (integer.isEmpty ? "0" : integer, fraction)
  }

  private static func character(_ digit: UInt8) -> Character {
    Character(Unicode.Scalar(0x30 + digit))
  }

  private func keeping(_ count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalDigits(isNegative: isNegative, digits: [], exponent: 0) }
    var kept = Array(digits[..<count])
    let rest = digits[count...]
    let isTie = rest.first == 5 && rest.count == 1
    let isOdd = (kept.last ?? 0) % 2 == 1
    let goesUp = isTie ? isOdd : (rest.first ?? 0) >= 5
    guard goesUp else {
      return DecimalDigits(isNegative: isNegative, digits: kept, exponent: exponent)
    }
    var place = count - 1
    while place >= 0 {
      if kept[place] < 9 {
        kept[place] += 1
        return DecimalDigits(isNegative: isNegative, digits: kept, exponent: exponent)
      }
      kept[place] = 0
      place -= 1
    }
    return DecimalDigits(isNegative: isNegative, digits: [1], exponent: exponent + 1)
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }
}

/// Values written as whole numbers of one decimal unit, where they can be: 14.2 and 0.75 are 1420
/// and 75 hundredths. Sums of them are exact, so that equal sums of decimal data are equal.
struct DecimalIntegers: Sendable {
  /// The whole numbers, in the order given.
  let values: [Int]

  /// The values in whole units; nil where a sum of them, multiplied by their number twice, could
  /// leave the integers.
  init?(_ values: [Double]) {
    var parts: [(digits: Int, exponent: Int)] = []
    for value in values {
      guard let part = Self.parse(value) else { return nil }
      parts.append(part)
    }
    let nonzero = parts.filter { $0.digits != 0 }
    let unit = nonzero.map(\.exponent).min() ?? 0
    let count = max(1, values.count)
    let limit = Int(1) << 61 / (count * count * 4)
    var integers: [Int] = []
    for part in parts {
      guard part.digits != 0 else {
        integers.append(0)
        continue
      }
      var integer = part.digits
      for _ in 0..<min(64, part.exponent - unit) {
        let (product, overflow) = integer.multipliedReportingOverflow(by: 10)
        guard !overflow, abs(product) < limit else { return nil }
        integer = product
      }
      guard part.exponent - unit <= 64, abs(integer) < limit else { return nil }
      integers.append(integer)
    }
    self.values = integers
  }

  /// The shortest decimal that reads back as the value, as digits × 10^exponent.
  private static func parse(_ value: Double) -> (digits: Int, exponent: Int)? {
    guard value != 0 else { return (0, 0) }
    var digits = 0
    var exponent = 0
    var isNegative = false
    var isFraction = false
    var text = Substring(value.description)
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(text[text.index(after: mark)...]) else { return nil }
      exponent = power
      text = text[..<mark]
    }
    for character in text {
      switch character {
      case "-": isNegative = true
      case ".": isFraction = true
      default:
        guard let digit = character.wholeNumberValue, digits < Int.max / 20 else { return nil }
        digits = digits * 10 + digit
        if isFraction { exponent -= 1 }
      }
    }
    while digits % 10 == 0, digits != 0 {
      digits /= 10
      exponent += 1
    }
    return (isNegative ? -digits : digits, exponent)
  }
}

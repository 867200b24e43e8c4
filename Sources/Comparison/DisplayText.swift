/// Numbers in sentences: three significant digits, thousands grouped, a real minus.
package enum DisplayText {
  /// A number in words of a sentence.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "none" : value > 0 ? "∞" : "−∞" }
    let magnitude = abs(value)
    guard magnitude > 0 else { return "0" }
    let sign = value < 0 ? "−" : ""
    if magnitude >= 100, magnitude < 1e15 {
      var unit = 1.0
      while magnitude / unit >= 1000 { unit *= 10 }
      return sign + grouped(Int((magnitude / unit).rounded() * unit))
    }
    if magnitude >= 1e15 || magnitude < 1e-4 { return sign + String(magnitude) }
    return sign + Estimand.significant(magnitude)
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

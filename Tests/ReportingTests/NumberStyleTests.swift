import Tables
import Testing

@testable import Reporting

@Suite("Numbers for people")
struct NumberStyleTests {
  @Test(
    "quantities keep significant digits, and every digit before the point",
    arguments: [
      (0.0, "0"), (1, "1"), (1.5, "1.5"), (-2.675, "−2.68"), (2.665, "2.66"), (0.125, "0.125"),
      (12.345, "12.3"), (123.456, "123"), (1234.56, "1235"), (12345.6, "12\u{202F}346"),
      (1_234_567, "1\u{202F}234\u{202F}567"), (0.000123456, "0.000123"),
      (0.0000123456, "1.23\u{A0}×\u{A0}10⁻⁵"), (9.996, "10.0"), (0.9996, "1.00"),
      (99.95, "100"), (-0.0, "0"), (1e300, "1\u{A0}×\u{A0}10³⁰⁰"),
      (-1.5e-300, "−1.5\u{A0}×\u{A0}10⁻³⁰⁰"),
      (Double.leastNonzeroMagnitude, "5\u{A0}×\u{A0}10⁻³²⁴"),
      (0.0009999999, "0.00100"), (0.00009999999, "0.000100"),
    ])
  func quantity(value: Double, text: String) {
    #expect(NumberStyle().text(value) == text)
  }

  @Test(
    "probabilities have three decimals, a floor and a ceiling",
    arguments: [
      (0.0, "<\u{A0}0.001"), (1e-300, "<\u{A0}0.001"), (0.0005, "<\u{A0}0.001"),
      (0.000999, "<\u{A0}0.001"), (0.001, "0.001"), (0.0015, "0.002"), (0.0025, "0.002"),
      (0.05, "0.050"), (0.9994, "0.999"), (0.9996, ">\u{A0}0.999"), (1, "1.000"),
    ])
  func probability(value: Double, text: String) {
    #expect(NumberStyle().text(value, as: .probability) == text)
  }

  @Test("more digits are more digits everywhere but in years and counts")
  func digits() {
    let style = NumberStyle(significantDigits: 5)
    #expect(style.text(3.14159265) == "3.1416")
    #expect(style.text(0.0000456, as: .probability) == "0.00005")
    #expect(style.text(2014.25, as: .time) == "2014.25")
    #expect(style.text(-44, as: .time) == "−44")
    #expect(style.text(12345, as: .count) == "12\u{202F}345")
    #expect(style.text(.nan) == "—")
  }

  @Test("a column is not given digits its numbers do not have")
  func longest() throws {
    let style = NumberStyle()
    #expect(style.number(3, .quantity, longest: 0)?.text == "3")
    #expect(style.number(0.95, .quantity, longest: 2)?.text == "0.95")
    #expect(style.number(1.5, .quantity, longest: 2)?.text == "1.50")
    #expect(style.number(2014, .time, longest: 2)?.text == "2014.00")
  }

  @Test("LaTeX has mathematics only where it needs it")
  func latex() {
    let style = NumberStyle()
    #expect(style.number(12345.0, .quantity)?.latex == "12\\,345")
    #expect(style.number(-1.25, .quantity)?.latex == "$-1.25$")
    #expect(style.number(0.0001, .probability)?.latex == "$< 0.001$")
    #expect(style.number(1.23e-9, .quantity)?.latex == "$1.23 \\times 10^{-9}$")
  }

  @Test("rounding is that of whole decimal digits, for any number and any place")
  func rounding() throws {
    // Against arithmetic on whole numbers: k/1000 to two decimals, half to even.
    for thousandth in -5000...5000 {
      let digits = try #require(DecimalDigits(Double(thousandth) / 1000))
      let (quotient, rest) = abs(thousandth).quotientAndRemainder(dividingBy: 10)
      let isUp = rest > 5 || (rest == 5 && quotient % 2 == 1)
      let cents = quotient + (isUp ? 1 : 0)
      let expected = (String(cents / 100), String(cents % 100 + 100).dropFirst())
      let spelled = digits.rounded(decimals: 2).spelled(decimals: 2)
      #expect(spelled.integer == expected.0)
      #expect(spelled.fraction == expected.1)
    }
  }

  @Test(
    "coordinates are plain",
    arguments: [
      (0.0, "0"), (-0.001, "0"), (1.005, "1"), (-12.346, "-12.35"), (1e-9, "0"), (720, "720"),
    ])
  func fixed(value: Double, text: String) {
    #expect(FixedText.text(value) == text)
  }
}

import DelimitedText
import Foundation
import Testing

// One after the other, since one of them changes the locale of the process.
@Suite("Numbers from text and to text", .serialized)
struct NumberTextTests {
  @Test func randomBitPatternsRoundTrip() {
    var generator = SeededGenerator(seed: 1)
    var tested = 0
    while tested < 100_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      tested += 1
      let text = NumberText.text(value)
      guard case .success(let read) = NumberText.double(text), read.bitPattern == value.bitPattern
      else {
        Issue.record("\(value) was written \(text)")
        return
      }
      let comma = NumberText.text(value, decimalMark: .comma)
      #expect(!comma.contains("."))
      #expect((try? NumberText.double(comma, decimalMark: .comma).get()) == value)
    }
  }

  @Test func agreesWithTheSystem() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<200_000 {
      let text = randomLiteral(&generator)
      let system = strtod(text, nil)
      switch NumberText.double(text) {
      case .success(let value):
        if value.bitPattern != system.bitPattern {
          Issue.record("\(text): \(value), not \(system)")
          return
        }
      case .failure(let fault):
        if fault != .overflow || system.isFinite {
          Issue.record("\(text): \(fault)")
          return
        }
      }
    }
  }

  @Test func agreesWithTheSystemOnLongNumbersOfUsualSize() {
    var generator = SeededGenerator(seed: 5)
    for index in 0..<200_000 {
      var whole = generator.next() % 10_000_000_000_000_000_000
      // Every fourth is halfway between two doubles, or next to it.
      if index % 4 == 0 {
        let bits = Int.random(in: 1...9, using: &generator)
        whole = (generator.next() >> (64 - 53) | 1 << 52) << bits | 1 << (bits - 1)
        whole = whole &+ generator.next() % 3 &- 1
      }
      let power = Int.random(in: -30...30, using: &generator)
      let text = "\(whole)e\(power)"
      guard case .success(let value) = NumberText.double(text), value == strtod(text, nil) else {
        Issue.record("\(text): \(NumberText.double(text)), not \(strtod(text, nil))")
        return
      }
    }
  }

  /// Decimal fractions that lie just between two doubles, or one digit beside that.
  @Test func midpointsAreTiedToEven() {
    var generator = SeededGenerator(seed: 6)
    for (power, five) in [(1, 5), (2, 25), (3, 125)] as [(Int, UInt64)] {
      for _ in 0..<2000 {
        // An odd number of 54 bits over 2ᵖ is a midpoint, and is that number times 5ᵖ over 10ᵖ.
        let odd = generator.next() >> 11 | 1 << 53 | 1
        for whole in [odd * five - 1, odd * five, odd * five + 1] {
          let digits = String(whole)
          let text = String(digits.dropLast(power) + "." + digits.suffix(power))
          let read = try? NumberText.double(text).get()
          #expect(read == strtod(text, nil), "\(text)")
        }
      }
    }
  }

  /// Literals of all lengths, many of them near halfway between two doubles.
  private func randomLiteral(_ generator: inout SeededGenerator) -> String {
    var text = ["", "-", "+"].randomElement(using: &generator) ?? ""
    if Int.random(in: 0..<8, using: &generator) == 0 {
      let value = Double.random(in: 0..<1, using: &generator)
      let middle = (value + value.nextUp) / 2
      text += String(format: "%.60f", middle) + ["", "0", "1", "000001"][Int(generator.next() % 4)]
    } else {
      let digits = Int.random(in: 1...40, using: &generator)
      let point = Int.random(in: 1...(digits + 20), using: &generator)
      for index in 0..<digits {
        if index == point { text += "." }
        text += String(generator.next() % 10)
      }
    }
    if Bool.random(using: &generator) {
      text += ["e", "E", "e+", "e-", "E-"].randomElement(using: &generator) ?? "e"
      text += String(Int.random(in: 0...340, using: &generator))
    }
    return text
  }

  @Test func hardRoundings() {
    let cases: [(String, Double)] = [
      ("0.1", 0.1), ("-0", -0.0), ("0e999999999999999999999", 0), ("1e-400", 0),
      ("4.9406564584124654e-324", 0x1p-1074), ("2.4703282292062327e-324", 0),
      ("2.4703282292062328e-324", 0x1p-1074),
      ("2.2250738585072011e-308", Double(bitPattern: 0x000F_FFFF_FFFF_FFFF)),
      ("1.7976931348623157e308", 0x1.fffffffffffffp1023),
      ("1.7976931348623158e308", 0x1.fffffffffffffp1023),
      ("9007199254740993", 9_007_199_254_740_992), ("9007199254740993.0", 9_007_199_254_740_992),
      ("9007199254740993." + String(repeating: "0", count: 900) + "1", 9_007_199_254_740_994),
      ("1" + String(repeating: "0", count: 2000) + "e-2000", 1),
      ("0." + String(repeating: "0", count: 2000) + "1e2001", 1), ("0003", 3), (".5", 0.5),
      ("-.5e1", -5), ("1E+2", 100),
    ]
    for (text, value) in cases {
      let read = try? NumberText.double(text).get()
      #expect(
        read?.bitPattern == value.bitPattern, "\(text.prefix(40)): \(String(describing: read))")
    }
    #expect(NumberText.double("1.7976931348623159e308") == .failure(.overflow))
    #expect(NumberText.double("-1e99999999999999999999") == .failure(.overflow))
  }

  @Test func localeChangesNothing() {
    let old = setlocale(LC_ALL, nil).map { String(cString: $0) } ?? "C"
    defer { setlocale(LC_ALL, old) }
    for name in ["de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"] { setlocale(LC_ALL, name) }
    #expect(NumberText.double("3.899999999999999911182158029987") == .success(3.9))
    #expect(NumberText.text(0.1) == "0.1")
  }

  @Test func shortTexts() {
    #expect(NumberText.text(2011) == "2011")
    #expect(NumberText.text(-0.0) == "-0")
    #expect(NumberText.text(1e-5) == "1e-05")
    #expect(NumberText.text(1e22) == "1e+22")
    #expect(NumberText.text(3.9, decimalMark: .comma) == "3,9")
  }

  @Test func refusalsSayWhatToDo() {
    let cases: [(text: String, part: String)] = [
      ("nan", "leave the cell empty"), ("NaN", "NA"), ("-nan", "NA"), (".", "NA"), ("n/a", "NA"),
      ("inf", "no infinite"), ("-Infinity", "no infinite"), ("0x1F", "decimal digits"),
      ("1_000", "write 1000"), ("1,234", "write 1234 "), ("1,234", "or 1.234 if"),
      ("3,9", "write 3.9,"), ("1.234,5", "write 1234.5"), ("1 234", "write 1234"),
      ("1\u{A0}234,5", "write 1234.5"), ("1'234.5", "write 1234.5"),
      ("12,345,678", "write 12345678"),
      ("$4", "currency in the unit, not the cell: 4"), ("€1,500", "cell: 1500"),
      ("4 USD", "cell: 4"), ("true", "write 1 for true"), ("12%", "unit, not the cell: 12"),
      ("٣.٩", "0 to 9: 3.9"), ("٣٫٩", "0 to 9: 3.9"), ("１２", "0 to 9: 12"),
      ("about 20k", "write 20000 and put 'approximate' in the column kind"),
      ("~1.5 million", "write 1500000 and put 'approximate'"), ("ca. 300", "write 300 and"),
      ("20k", "write 20000"), ("0.25m", "write 250000"), (">500", "write 500 and put 'at_least'"),
      ("at least 1,500", "write 1500 and put 'at_least'"), ("500+", "'at_least'"),
      ("up to 30", "write 30 and put 'at_most'"), ("10-20", "put 10 in the column low and 20"),
      ("10–20k", "put 10 in the column low and 20000"), ("−5", "keyboard: -5"),
      ("3.9\u{200B}", "write 3.9, without"), ("\u{202E}3.9", "write 3.9, without"),
      ("5.", "breaks off: 5"), ("1e", "breaks off: 1"), ("1e+", "breaks off: 1"),
      ("twelve", "plain number"), ("--5", "plain number"), ("1.2.3", "plain number"),
      ("+", "plain number"), ("e5", "plain number"), ("1e5.5", "plain number"), ("", "empty"),
    ]
    for (text, part) in cases {
      guard case .failure(let fault) = NumberText.double(text) else {
        Issue.record("\(text) was read")
        continue
      }
      #expect(fault.advice.contains(part), "\(text): \(fault.advice)")
    }
    #expect(
      NumberText.double("3.9", decimalMark: .comma) == .failure(.decimalPoint(write: "3,9")))
  }

  @Test func aCellPrintsAsDocumented() {
    let lines = String(repeating: "2011,1\n", count: 12)
    let error = fault("year,value\n" + lines + "2012,about 20k\n", name: "attacks.csv")
    #expect(
      error?.description == """
        attacks.csv:14:6: error: 'about 20k' is not a number
          write 20000 and put 'approximate' in the column kind
        """)
    #expect(fault("y,value\n1,NaN\n")?.hint?.contains("in column 'value'") == true)
  }
}

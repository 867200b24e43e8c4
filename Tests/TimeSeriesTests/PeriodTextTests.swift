import Foundation
import TestSupport
import Testing
import TimeSeries

@Suite struct PeriodTextTests {
  @Test(arguments: [
    "2014", "0987", "0000", "-0044", "-9999999", "+9999999", "+12014", "2014-Q2", "-0044-Q4",
    "2014-06", "-0001-12", "2014-06-18", "+20055-02-28", "2026-01-01/2026-06-30",
    "-0002-11-30/0003-01-01", "2014-02-01/2014-02-27",
  ])
  func textRoundTrips(text: String) throws {
    #expect(try period(text).description == text)
  }

  @Test func everyPeriodReadsBackAsItself() {
    var random = SplitMix64(seed: 3)
    var shapes: Set<Period.Shape> = []
    for _ in 0..<20_000 {
      let years = random.pick([-9_999_999...9_999_999, -60...60, 1900...2100])
      let year = Int.random(in: years, using: &random)
      let month = Int.random(in: 1...12, using: &random)
      let start = Day(year: year, month: month, day: Int.random(in: 1...28, using: &random))
      let days = Int.random(in: 0...900, using: &random)
      let periods = [
        Period.year(year), .quarter(year, (month + 2) / 3), .month(year, month),
        start.map { .day($0) }, start.flatMap { .span(from: $0, through: $0.advanced(by: days)) },
      ]
      for case let period? in periods where Day.years.contains(period.last.year) {
        shapes.insert(period.shape)
        guard Period(period.description) == period else {
          Issue.record("\(period) does not read back")
          return
        }
      }
    }
    #expect(shapes == Set(Period.Shape.allCases))
  }

  @Test(arguments: [
    ("44", "0044"), ("-44", "-0044"), ("+2014", "2014"), ("-0", "0000"), ("2014-q3", "2014-Q3"),
    ("2014/2015", "2014-01-01/2015-12-31"), ("2014/2014", "2014"),
    ("2014-01/2014-03", "2014-Q1"), ("2014-02/2014-Q2", "2014-02-01/2014-06-30"),
  ])
  func otherSpellingsAreRead(text: String, plain: String) {
    #expect(Period(text)?.description == plain)
  }

  @Test(arguments: [
    "", " ", "x", "20l4", "2014.5", "2014 ", "2014-", "-", "+", "--5", "2014-13", "2014-00",
    "2014-6", "2014-Q5", "2014-Q0", "2014-Q", "2014-Q12", "2005-13-01", "2014-02-30",
    "2014-06-18-1", "10000000", "99999999999999999999", "2014-1-1", "１９９９", "٢٠١٤", "2014−06",
    "/", "2014/", "/2014", "2015/2014", "2014/2015/2016", "2014//2015", "2014\u{0}", "0x7de",
  ])
  func otherTextIsNoPeriod(text: String) {
    #expect(Period(text) == nil)
  }

  /// Text as long as a file is refused at once, not walked through step by step.
  @Test(arguments: ["/", "-", "9", "2014/", "2014-06-18/"])
  func longTextIsRefused(piece: String) {
    #expect(Period(String(repeating: piece, count: 200_000)) == nil)
  }

  @Test func isCodedAsItsText() throws {
    let period = try #require(Period("2014-Q2"))
    let data = try JSONEncoder().encode([period])
    #expect(String(decoding: data, as: UTF8.self) == #"["2014-Q2"]"#)
    #expect(try JSONDecoder().decode([Period].self, from: data) == [period])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Period].self, from: Data(#"["2015/2014"]"#.utf8))
    }
  }
}

import TestSupport
import Testing

@testable import TimeSeries

@Suite struct BreakTests {
  private func years(_ range: ClosedRange<Int>) -> [Observation] {
    range.map { Observation(period: .year($0), reading: .exactly(1)) }
  }

  private func item(_ text: String, _ kind: Break.Kind = .definition) throws -> Break {
    Break(date: try day(text), kind: kind, description: "d")
  }

  @Test func aBreakIsCrossedWhereItSeparates() throws {
    let some = years(2010...2014)
    func isCrossed(_ text: String, _ kind: Break.Kind = .definition) throws -> Bool {
      try !Break.crossed(by: some, among: [item(text, kind)]).isEmpty
    }
    #expect(try isCrossed("2012-01-01"))
    #expect(try isCrossed("2011-01-01", .collection))
    #expect(try isCrossed("2014-01-01", .scope))
    #expect(try !isCrossed("2010-01-01"))
    #expect(try !isCrossed("2015-01-01"))
    // Silence separates nothing.
    #expect(try !isCrossed("2012-01-01", .withheld))
    // Within a year, its middle decides.
    #expect(try isCrossed("2014-06-16"))
    #expect(try !isCrossed("2014-12-06"))
  }

  @Test func gapsDoNotHideABreak() throws {
    let apart = years(2010...2010) + years(2020...2020)
    #expect(try Break.crossed(by: apart, among: [item("2015-06-01")]).count == 1)
    #expect(try Break.crossed(by: years(2010...2010), among: [item("2010-06-01")]).isEmpty)
    #expect(try Break.crossed(by: [], among: [item("2010-06-01")]).isEmpty)
  }

  /// A stock counted in December 2017 is on the later side of a break of 6 December 2017, though
  /// the middle of its year is not.
  @Test func theStatedDatesDecide() throws {
    let stock = { (stated: String) throws in
      Observation(
        period: .year(2017), reading: .exactly(1), stated: .day(try day(stated)), coverage: 1)
    }
    let before = years(2015...2016)
    let breaks = [try item("2017-12-06")]
    #expect(try Break.crossed(by: before + [stock("2017-12-06")], among: breaks).count == 1)
    #expect(try Break.crossed(by: before + [stock("2017-12-05")], among: breaks).isEmpty)
  }
}

@Suite struct VintageTests {
  @Test(arguments: [
    ("2026", "2026-12-31"), ("2026-07", "2026-07-31"), ("2026-07-14", "2026-07-14"),
    ("2024-02", "2024-02-29"),
  ])
  func isKnownFromItsLastPossibleDay(text: String, known: String) throws {
    let vintage = try #require(Vintage(text))
    #expect(vintage.description == text)
    #expect(vintage.known(packagedOn: try day("2030-01-01")) == (try day(known)))
    #expect(vintage.known(packagedOn: try day("2026-07-10")) <= (try day("2026-07-10")))
  }

  @Test(arguments: ["", "2026-Q2", "2026-01-01/2026-06-30", "spring 2026", "2026-13"])
  func otherTextsAreNone(text: String) { #expect(Vintage(text) == nil) }

  @Test func vaguerDatesComeLater() throws {
    let sorted = try ["2026", "2025-12-31", "2026-07", "2026-07-31", "2025"]
      .map { try #require(Vintage($0)) }.sorted().map(\.description)
    #expect(sorted == ["2025", "2025-12-31", "2026-07", "2026-07-31", "2026"])
  }
}

@Suite struct EventTests {
  @Test func aWindowCrossesANewYear() throws {
    func event(_ first: String, _ last: String) throws -> Event {
      Event(
        id: "x", period: try span(first, last), precision: "day", title: "", kind: "withdrawal",
        status: "happened", source: "s")
    }
    #expect(try event("2025-10-01", "2026-09-30").isWindow)
    #expect(try !event("2014-06-16", "2014-11-07").isWindow)
    #expect(try !event("2011-12-18", "2011-12-18").isWindow)
  }
}

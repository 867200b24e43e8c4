import Comparison
import Testing
import TimeSeries

@Suite struct AnchorTests {
  @Test func afterAYearBeginsWithTheNext() throws {
    let anchor = Anchor.after(2011)
    #expect(anchor.label == "2011")
    #expect(anchor.lastBefore == (try day("2011-12-31")))
    #expect(anchor.firstAfter == (try day("2012-01-01")))
    #expect(anchor.firstYearAfter == 2012 && anchor.lastYearBefore == 2011)
  }

  @Test func aYearThatHoldsTheDayIsNeither() throws {
    let anchor = Anchor.after(try day("2011-12-18"))
    #expect(anchor.firstAfter == (try day("2011-12-19")))
    #expect(anchor.firstYearAfter == 2012 && anchor.lastYearBefore == 2010)
    // A day that ends a year ends it whole.
    let last = Anchor.after(try day("2011-12-31"))
    #expect(last.firstYearAfter == 2012 && last.lastYearBefore == 2011)
    let first = Anchor.after(try day("2012-01-01"))
    #expect(first.firstYearAfter == 2013 && first.lastYearBefore == 2011)
    let leap = Anchor.after(try day("2012-02-28"))
    #expect(leap.firstAfter == (try day("2012-02-29")))
  }

  private func event(_ id: String, _ text: String) throws -> Event {
    Event(
      id: id, period: try period(text), precision: "day", title: "", kind: "withdrawal",
      status: "happened", source: "s")
  }

  @Test func anEventWithinAYearHasOneAnchor() throws {
    let anchors = Anchor.after(try event("exit", "2011-12-18"))
    #expect(anchors.map(\.label) == ["exit"])
    #expect(anchors[0].firstAfter == Anchor.after(2011).firstAfter)
    #expect(anchors[0].lastBefore == Anchor.after(2011).lastBefore)
    #expect(Anchor.after(try event("return", "2014-06-16/2014-11-07")).count == 1)
  }

  @Test func aWindowIsAskedFromBothOfItsEnds() throws {
    let anchors = Anchor.after(try event("exit", "2025-10-01/2026-09-30"))
    #expect(anchors.map(\.label) == ["exit (years from 2026)", "exit (years from 2027)"])
    #expect(anchors.map(\.firstYearAfter) == [2026, 2027])
    #expect(anchors.map(\.lastYearBefore) == [2024, 2024])
  }
}

@Suite struct YearRangeTests {
  @Test func readsAsItIsWritten() throws {
    for text in ["2004..2011", "2011..2011", "-5..12000"] {
      #expect(try range(text).description == text)
    }
    for text in ["2011..2004", "2004-2011", "2004..", "..2011", "2004...2011", "x..y", ""] {
      #expect(YearRange(text) == nil, "\(text)")
    }
    #expect(try range("2004..2011").count == 8)
    #expect(try range("2004..2011").contains(2011) && !(try range("2004..2011").contains(2012)))
  }
}

import TestSupport
import Testing
import TimeSeries

@testable import Comparison

@Suite struct CommonHorizonTests {
  private func horizon(
    _ observations: [Observation], _ first: Anchor, _ second: Anchor, limit: Int? = nil,
    measure: AnyMeasure = attacks
  ) throws -> CommonHorizon {
    CommonHorizon(try Series(measure, observations), after: first, and: second, limit: limit)
  }

  /// The older aftermath has years and years, the younger eleven months.
  @Test func elevenMonthsAgainstElevenMonths() throws {
    let all = try months(2012, 1...12) + months(2013, 1...12) + months(2026, 1...11)
    let shared = try horizon(all, .after(2011), .after(2025))
    #expect(shared.months == 11 && shared.days == 0)
    #expect(shared.first.count == 11 && shared.second.count == 11)
    #expect(shared.first.last?.period == (try period("2012-11")))
    #expect(shared.years == 11.0 / 12)
  }

  @Test func aYearIsNotCut() throws {
    let all = try years(2012, [5, 6, 7]) + months(2026, 1...11)
    let shared = try horizon(all, .after(2011), .after(2025))
    #expect(shared.months == 0 && shared.first.isEmpty && shared.second.isEmpty)
    // With its twelfth month the year can be set beside a year.
    let whole = try horizon(
      years(2012, [5, 6, 7]) + months(2026, 1...12), .after(2011), .after(2025))
    #expect(whole.months == 12)
    #expect(whole.first.map(\.period) == [.year(2012)] && whole.second.count == 12)
  }

  @Test func aPartYearIsMetByThePartsThatEndWithIt() throws {
    let half = Observation(period: try period("2026-01-01/2026-06-30"), reading: .exactly(8))
    let shared = try horizon(months(2012, 1...12) + [half], .after(2011), .after(2025))
    #expect(shared.months == 6 && shared.first.count == 6 && shared.second == [half])
    let quarters = try ["2012-Q1", "2012-Q2"].map {
      Observation(period: try period($0), reading: .exactly(3))
    }
    #expect(try horizon(quarters + [half], .after(2011), .after(2025)).first.count == 2)
  }

  @Test func aGapEndsTheTime() throws {
    let all = try months(2012, 1...12) + months(2026, 1...2) + months(2026, 4...11)
    #expect(try horizon(all, .after(2011), .after(2025)).months == 2)
    let late = try months(2012, 1...12) + months(2026, 2...11)
    #expect(try horizon(late, .after(2011), .after(2025)).months == 0)
  }

  @Test func provisionalAndPlannedEndTheTime() throws {
    for status in [Claim.Status.provisional, .planned] {
      let all =
        try months(2012, 1...12) + months(2026, 1...2)
        + [Observation(period: period("2026-03"), reading: .exactly(1), status: status)]
      #expect(try horizon(all, .after(2011), .after(2025)).months == 2)
    }
  }

  @Test func aLimitCutsBoth() throws {
    let all = years(2012, [1, 2, 3, 4, 5]) + years(2020, [1, 2, 3, 4])
    #expect(try horizon(all, .after(2011), .after(2019)).months == 48)
    #expect(try horizon(all, .after(2011), .after(2019), limit: 2).months == 24)
    #expect(try horizon(all, .after(2011), .after(2019), limit: 0).months == 0)
  }

  /// After 18 December 2011 the first year, and the first month, begin on 1 January 2012.
  @Test func anAnchorWithinAYearIsFollowedByTheFirstWholeOne() throws {
    let anchor = Anchor.after(try day("2011-12-18"))
    let yearly = years(2011, [1, 2, 3, 4]) + years(2026, [5, 6])
    let shared = try horizon(yearly, anchor, .after(2025))
    #expect(shared.months == 24)
    #expect(shared.first.map(\.period) == [.year(2012), .year(2013)])
    let monthly = try months(2011, 1...12) + months(2012, 1...12) + months(2026, 1...5)
    #expect(
      try horizon(monthly, anchor, .after(2025)).first.first?.period == (try period("2012-01")))
    // Missing months after the anchor are a gap.
    let gap = try months(2012, 2...12) + months(2026, 1...5)
    #expect(try horizon(gap, anchor, .after(2025)).months == 0)
    let missing = years(2013, [3, 4]) + years(2026, [5, 6])
    #expect(try horizon(missing, anchor, .after(2025)).months == 0)
    // A part-year that begins with its year follows an anchor in the year before.
    let half = Observation(period: try period("2026-01-01/2026-06-30"), reading: .exactly(8))
    let halves = try months(2012, 1...12) + [half]
    #expect(try horizon(halves, anchor, .after(try day("2025-11-26"))).months == 6)
  }

  // MARK: Elapsed time

  @Test(arguments: [
    ("2011-12-31", "2012-01-31", 1, 0), ("2012-01-31", "2012-02-29", 1, 0),
    ("2013-01-31", "2013-02-28", 1, 0), ("2012-01-31", "2012-02-28", 0, 28),
    ("2012-01-31", "2012-03-01", 1, 1), ("2012-01-31", "2012-03-30", 1, 30),
    ("2012-01-31", "2012-03-31", 2, 0), ("2013-01-29", "2013-02-28", 1, 0),
    ("2012-02-29", "2013-02-28", 12, 0), ("2012-02-29", "2016-02-29", 48, 0),
    ("2012-01-01", "2012-12-01", 11, 0), ("2026-01-01", "2026-07-01", 6, 0),
    ("2011-12-19", "2012-01-18", 0, 30), ("2011-12-19", "2012-01-19", 1, 0),
    ("2012-01-01", "2012-01-01", 0, 0), ("-0001-12-01", "0001-02-01", 14, 0),
  ])
  func monthsAndDays(from: String, to: String, months: Int, days: Int) throws {
    let elapsed = CommonHorizon.Elapsed(from: try day(from), to: try day(to))
    #expect(elapsed.months == months && elapsed.days == days)
  }

  /// A day later is never less, never the same but at the end of a short month, and months with
  /// days lead back to the day.
  @Test func elapsedTimeGrowsDayByDay() {
    var random = SplitMix64(seed: 71)
    for _ in 0..<400 {
      let start = Day(number: Int.random(in: -200_000...200_000, using: &random))
      var previous = CommonHorizon.Elapsed(from: start, to: start)
      #expect(previous.months == 0 && previous.days == 0)
      for later in 1...800 {
        let now = CommonHorizon.Elapsed(from: start, to: start.advanced(by: later))
        #expect(previous < now, "\(start) and \(later) days")
        #expect((0..<31).contains(now.days))
        previous = now
      }
    }
  }
}

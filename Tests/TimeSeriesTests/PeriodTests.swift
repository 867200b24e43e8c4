import TestSupport
import Testing

@testable import TimeSeries

@Suite struct PeriodTests {
  @Test func shapesAreReadOffTheDays() throws {
    #expect(Period.year(2014).shape == .year)
    #expect(Period.quarter(2014, 4)?.shape == .quarter)
    #expect(Period.month(2016, 2)?.shape == .month)
    #expect(Period.day(.first(of: 2014)).shape == .day)
    #expect(try span("2014-01-01", "2014-12-31") == .year(2014))
    #expect(try span("2014-04-01", "2014-06-30").shape == .quarter)
    #expect(try span("2014-02-01", "2014-04-30").shape == .span)
    #expect(try span("2014-01-01", "2015-12-31").shape == .span)
    #expect(try span("2014-02-01", "2014-02-27").shape == .span)
    #expect(Period.quarter(2014, 5) == nil && Period.quarter(2014, 0) == nil)
    #expect(Period.month(2014, 13) == nil && Period.month(2014, 0) == nil)
    #expect(Period(from: .first(of: 2014), to: .first(of: 2014)) == nil)
  }

  @Test func aYearIsItsQuartersAndItsMonths() {
    for year in [-401, -4, 0, 1900, 2000, 2014, 2016, 9_999_999, -9_999_999] {
      let quarters = (1...4).compactMap { Period.quarter(year, $0) }
      let months = (1...12).compactMap { Period.month(year, $0) }
      for parts in [quarters, months] {
        #expect(parts.first?.start == Period.year(year).start)
        #expect(parts.last?.end == Period.year(year).end)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
      }
    }
  }

  @Test func aYearIsOneYearAndADayIsOneOfItsDays() throws {
    #expect(Period.year(2014).years == 1 && Period.year(2016).years == 1)
    #expect(Period.day(.first(of: 2014)).years == 1.0 / 365)
    #expect(Period.day(.first(of: 2016)).years == 1.0 / 366)
    #expect(try span("2026-01-01", "2026-06-30").years == 181.0 / 365)
    #expect(try span("2014-01-01", "2017-12-31").years == 4)
    #expect(try span("2015-07-02", "2016-12-31").years == 183.0 / 365 + 1)
  }

  @Test func yearsOfAdjacentSpansAddUp() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5000 {
      let reach = random.pick([400, 40_000, 3_000_000_000])
      let days = (0..<3).map { _ in Int.random(in: -reach...reach, using: &random) }.sorted()
      guard let first = Period(from: Day(number: days[0]), to: Day(number: days[1])),
        let second = Period(from: Day(number: days[1]), to: Day(number: days[2])),
        let whole = Period(from: Day(number: days[0]), to: Day(number: days[2]))
      else { continue }
      #expect(abs(first.years + second.years - whole.years) <= 1e-14 * max(100, whole.years))
    }
  }

  @Test func theLongestPeriodHasItsLength() throws {
    let all = try #require(Period(from: .first(of: -9_999_999), to: .first(of: 10_000_000)))
    #expect(all.years == 19_999_999)
    #expect(all.calendarYear == nil)
    #expect(all.contains(all.middle))
  }

  /// The numbers R gives: `time(ts(0, start = c(2014, 2), frequency = 4))` and so on.
  @Test func timesAreThoseOfR() throws {
    #expect(Period.year(2014).time == 2014)
    #expect(Period.quarter(2014, 2)?.time == 2014.25)
    #expect(Period.month(2014, 6)?.time == 2014 + 5.0 / 12)
    #expect(Period.month(-44, 12)?.time == -44 + 11.0 / 12)
    #expect(try span("2026-01-01", "2026-06-30").time == 2026)
    #expect(try span("2026-03-15", "2026-06-30").time == 2026)
    #expect(try span("2025-07-02", "2026-06-30").time == 2025 + 182.0 / 365)
    #expect(try span("2016-07-01", "2016-07-01").time == 2016 + 182.0 / 366)
  }

  @Test func timesAscendWithPeriodsOfOneShape() {
    for shape in [4, 12] {
      let periods = (1950..<1960).flatMap { year in
        (1...shape).compactMap { shape == 4 ? Period.quarter(year, $0) : .month(year, $0) }
      }
      #expect(zip(periods, periods.dropFirst()).allSatisfy { $0.time < $1.time })
    }
  }

  @Test func overlapAndContainmentAgreeWithTheDays() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<2000 {
      let first = randomPeriod(&random)
      let second = randomPeriod(&random)
      let shared = Set(first.start.number..<first.end.number)
        .intersection(second.start.number..<second.end.number)
      #expect(first.overlaps(second) == !shared.isEmpty)
      #expect(first.contains(second) == (shared.count == second.dayCount))
      #expect(first.contains(second.start) == shared.contains(second.start.number))
    }
  }

  @Test func monthsAreCountedWhereTheyAreWhole() throws {
    #expect(try span("2014-01-01", "2014-12-31").months == 12)
    #expect(try span("2014-02-01", "2014-02-28").months == 1)
    #expect(try span("2013-11-01", "2014-02-28").months == 4)
    #expect(try span("2014-01-02", "2014-12-31").months == 12 * 364.0 / 365)
  }

  @Test func theMiddleIsTheEarlierOfTwo() throws {
    #expect(Period.year(2015).middle == Day("2015-07-02"))
    #expect(Period.year(2016).middle == Day("2016-07-01"))
    #expect(Period.day(.first(of: 2014)).middle == .first(of: 2014))
  }

  @Test func theShareOfAYearIsByItsDays() throws {
    #expect(Period.year(2016).shareOfYear == 1)
    #expect(try span("2016-01-01", "2016-06-30").shareOfYear == 182.0 / 366)
    #expect(try span("2015-01-01", "2016-06-30").shareOfYear == 1)
  }

  private func randomPeriod(_ random: inout SplitMix64) -> Period {
    let start = Int.random(in: 0..<60, using: &random)
    let length = Int.random(in: 0..<30, using: &random)
    return .span(from: Day(number: start), through: Day(number: start + length)) ?? .year(1970)
  }
}

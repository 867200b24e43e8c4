import Tables
import TestSupport
import Testing

@testable import TimeSeries

@Suite struct SeriesAggregationTests {
  private let attacks = AnyMeasure(Attacks())
  private let troops = AnyMeasure(TroopLevel())

  private func months(
    _ year: Int, _ numbers: ClosedRange<Int>, _ value: (Int) -> Reading = { .exactly(Double($0)) }
  ) throws -> [Observation] {
    try numbers.map { number in
      Observation(
        period: try #require(Period.month(year, number)), reading: value(number),
        claims: ["\(year)-\(number)"], sources: ["s"])
    }
  }

  private func codes(_ result: (series: Series<AnyMeasure>, notes: [Note])) -> [String] {
    result.notes.map(\.code)
  }

  @Test func monthsOfAFlowAreTotalled() throws {
    let result = try Series(attacks, months(2014, 1...12)).byCalendarYear()
    let only = try #require(result.series.observations.first)
    #expect(result.series.count == 1)
    #expect(only.period == .year(2014))
    #expect(only.reading == .exactly(78))
    #expect(only.coverage == 1 && !only.isPartialYear)
    #expect(abs(only.exposure - 1) < 1e-12)
    #expect(only.status == .derived)
    #expect(only.claims.count == 12 && only.sources == ["s"])
    #expect(only.derivation == "total of 12 observations")
    #expect(codes(result) == ["by-year"])
  }

  @Test func aPartOfAYearStaysAPartAndIsNotScaledUp() throws {
    let result = try Series(attacks, months(2025, 1...12) + months(2026, 1...6)).byCalendarYear()
    #expect(result.series.count == 2)
    let part = result.series.observations[1]
    #expect(part.period == (try span("2026-01-01", "2026-06-30")))
    #expect(part.reading == .exactly(21))
    #expect(part.isPartialYear)
    #expect(part.coverage == 181.0 / 365)
    #expect(abs(part.exposure - 181.0 / 365) < 1e-12)
  }

  @Test func aLoneMonthIsAPartOfItsYear() throws {
    let result = try Series(attacks, months(2026, 3...3)).byCalendarYear()
    let part = try #require(result.series.observations.first)
    #expect(part.period == (try period("2026-03")))
    #expect(part.isPartialYear && part.coverage == 31.0 / 365)
    #expect(part.status == .final)
  }

  @Test func aHoleLeavesTheYearOutAndSaysSo() throws {
    let result = try Series(
      attacks, months(2013, 1...12) + months(2014, 1...3) + months(2014, 5...12)
    ).byCalendarYear()
    #expect(result.series.observations.map(\.period) == [.year(2013)])
    #expect(codes(result) == ["by-year", "by-year-left-out"])
    #expect(result.notes[1].text.hasPrefix("11 observations were left out"))
  }

  @Test func whatCannotBeAddedIsLeftOut() throws {
    let mixed = try months(2014, 1...12) {
      $0 == 3 ? .atLeast(5) : $0 == 4 ? .atMost(9) : .exactly(1)
    }
    #expect(try Series(attacks, mixed).byCalendarYear().series.count == 0)
    let floors = try months(2014, 1...12) { $0 == 3 ? .atLeast(5) : .exactly(1) }
    #expect(
      try Series(attacks, floors).byCalendarYear().series.observations[0].reading == .atLeast(16))
    let ranges = try months(2014, 1...12) { _ in .within(1...3, best: 2) }
    #expect(
      try Series(attacks, ranges).byCalendarYear().series.observations[0].reading
        == .within(12...36, best: 24))
  }

  @Test func partsOfDifferentDefinitionsAreNotAdded() throws {
    func halves(_ first: String, _ second: String) throws -> Series<AnyMeasure> {
      try Series(
        attacks,
        [
          Observation(
            period: try span("2014-01-01", "2014-06-30"), reading: .exactly(3), concept: first),
          Observation(
            period: try span("2014-07-01", "2014-12-31"), reading: .exactly(4), concept: second),
        ])
    }
    #expect(try halves("claimed", "reported").byCalendarYear().series.count == 0)
    // Releases are of one definition.
    #expect(
      try halves("revised", "v26.1").byCalendarYear().series.observations.map(\.reading)
        == [.exactly(7)])
  }

  @Test func aFlowAcrossANewYearIsLeftOut() throws {
    let result = try Series(
      attacks,
      [
        Observation(period: try span("2013-12-01", "2014-02-28"), reading: .exactly(3)),
        Observation(period: .year(2015), reading: .exactly(9)),
      ]
    ).byCalendarYear()
    #expect(result.series.observations.map(\.period) == [.year(2015)])
    #expect(codes(result) == ["by-year-left-out"])
  }

  @Test func provisionalPartsMakeAProvisionalYear() throws {
    var parts = try months(2014, 1...11)
    parts.append(
      Observation(period: try period("2014-12"), reading: .exactly(1), status: .provisional))
    #expect(
      try Series(attacks, parts).byCalendarYear().series.observations[0].status == .provisional)
    parts[3] = Observation(period: parts[3].period, reading: .exactly(1), status: .planned)
    #expect(try Series(attacks, parts).byCalendarYear().series.observations[0].status == .planned)
  }

  @Test func yearsStayAsTheyAre() throws {
    let series = try Series(
      attacks,
      [
        Observation(period: .year(2013), reading: .approximately(5), hedge: "about"),
        Observation(period: .year(2014), reading: .exactly(6)),
      ])
    let result = series.byCalendarYear()
    #expect(result.series == series)
    #expect(result.notes.isEmpty)
  }

  @Test func aStockIsAveragedOverAWholeYear() throws {
    let whole = try Series(troops, months(2014, 1...12)).byCalendarYear()
    #expect(whole.series.observations.map(\.reading) == [.exactly(6.5)])
    #expect(whole.series.observations[0].derivation == "mean of 12 observations")
    // Of parts of other shapes by their days.
    let spans = try Series(
      troops,
      [
        Observation(period: try span("2014-01-01", "2014-03-14"), reading: .exactly(100)),
        Observation(period: try span("2014-03-15", "2014-12-31"), reading: .exactly(200)),
      ]
    ).byCalendarYear()
    let mean = try #require(spans.series.observations[0].reading.stated)
    #expect(agreement(mean, (73 * 100 + 292 * 200) / 365.0) >= 14)
  }

  @Test func ofAStockWithGapsTheMiddleOfTheYearCounts() throws {
    let result = try Series(
      troops,
      [
        Observation(period: .day(try day("2014-01-15")), reading: .exactly(1)),
        Observation(period: .day(try day("2014-06-20")), reading: .exactly(2)),
        Observation(period: .day(try day("2014-12-31")), reading: .exactly(3)),
        Observation(period: .day(try day("2016-11-01")), reading: .exactly(4)),
      ]
    ).byCalendarYear()
    #expect(result.series.observations.map(\.period) == [.year(2014), .year(2016)])
    #expect(result.series.observations.map(\.reading) == [.exactly(2), .exactly(4)])
    #expect(result.series.observations[0].stated == .day(try day("2014-06-20")))
    #expect(result.series.observations.allSatisfy { $0.coverage == 1 })
    #expect(codes(result) == ["by-year-middle", "by-year-left-out"])
  }

  /// Of the random months that there are, every one is in a year or counted as left out, and the
  /// total of a year is the sum of its months.
  @Test func nothingVanishes() throws {
    var random = SplitMix64(seed: 31)
    for _ in 0..<300 {
      var parts: [Observation] = []
      for year in 2010...2014 {
        for number in 1...12 where Int.random(in: 0..<20, using: &random) > 0 {
          parts += try months(year, number...number) { _ in
            .exactly(Double(Int.random(in: 0...50, using: &random)))
          }
        }
      }
      let result = try Series(attacks, parts).byCalendarYear()
      let kept = result.series.observations.flatMap(\.claims)
      let left = result.notes.first { $0.code == "by-year-left-out" }
      let leftCount = left.flatMap { Int($0.text.prefix { $0.isNumber }) } ?? 0
      #expect(kept.count + leftCount == parts.count)
      for made in result.series.observations {
        let sum = parts.filter { made.claims.contains($0.claims[0]) }
          .compactMap(\.reading.stated).reduce(0, +)
        #expect(made.reading.stated == sum)
        #expect(made.isPartialYear == (made.period.shape != .year))
      }
    }
  }
}

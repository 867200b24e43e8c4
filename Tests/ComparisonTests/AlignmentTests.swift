import Comparison
import Statistics
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite struct AlignmentTests {
  private func series(_ items: [(String, Reading)], _ measure: AnyMeasure = attacks) throws
    -> Series<AnyMeasure>
  {
    try Series(
      measure, items.map { Observation(period: try period($0.0), reading: $0.1) })
  }

  // MARK: Times

  @Test(
    arguments: [
      (["2014"], [2014]), (["2014-Q2"], [2014.25]), (["2014-06"], [2014 + 5.0 / 12]),
      (["2014-01-01"], [2014]), (["2014-07-02"], [2014 + 182.0 / 365]),
      (["2012-07-01"], [2012 + 182.0 / 366]), (["2026-01-01/2026-06-30"], [2026]),
      (["2026-03-20/2026-12-31"], [2026]), (["-0044"], [-44]),
      (["2011", "2012-Q1", "2012-04", "2013-01-01/2013-02-15"], [2011, 2012, 2012.25, 2013]),
    ] as [([String], [Double])])
  func timesAreDecimalYearsAtTheStart(texts: [String], times: [Double]) throws {
    let aligned = try series(texts.map { ($0, .exactly(1)) }).aligned()
    #expect(aligned.sample.times == times)
  }

  /// Two parts of one year would share its number.
  @Test func partsOfOneYearAreToldApart() throws {
    let aligned = try series([
      ("2013", .exactly(1)), ("2014-01-01/2014-02-15", .exactly(1)),
      ("2014-03-02/2014-12-30", .exactly(1)),
    ]).aligned()
    #expect(aligned.sample.times == [2013, 2014, 2014 + 60.0 / 365])
  }

  @Test func timesSinceAnAnchorAreAtTheMiddle() throws {
    let all = years(2010, [1, 2, 3, 4])
    let sample = try Series(attacks, all).sample(since: .after(2011))
    #expect(agreement(sample.times.map { $0 + 10 }, [8.5, 9.5, 10.5, 11.5]) >= 14)
    let half = try series([("2012-01-01/2012-06-30", .exactly(1))]).sample(since: .after(2011))
    #expect(agreement(half.times, [182.0 / 366 / 2]) >= 14)
    #expect(agreement(half.exposures, [182.0 / 366]) >= 14)
  }

  /// Any series has ascending times, whatever its periods.
  @Test func timesAscend() throws {
    var random = SplitMix64(seed: 72)
    for _ in 0..<500 {
      var start = Day.first(of: 2011)
      var observations: [Observation] = []
      while start < Day.first(of: 2015) {
        let (year, month, dayOfMonth) = start.date
        var choices = [
          Period.day(start),
          try #require(
            Period(from: start, to: start.advanced(by: Int.random(in: 2...70, using: &random)))),
        ]
        if dayOfMonth == 1 {
          choices.append(try #require(Period.month(year, month)))
          if month % 3 == 1 { choices.append(try #require(Period.quarter(year, month / 3 + 1))) }
          if month == 1 { choices.append(.year(year)) }
        }
        let period = random.pick(choices)
        if Int.random(in: 0..<4, using: &random) > 0 {
          observations.append(Observation(period: period, reading: .exactly(1)))
        }
        start = period.end.advanced(by: random.pick([0, 0, 0, 5]))
      }
      guard !observations.isEmpty else { continue }
      let series = try Series(attacks, observations)
      for clock in [Clock.calendar, .since(.after(2012))] {
        #expect(try series.aligned(on: clock).sample.count == observations.count)
      }
    }
  }

  // MARK: Values

  @Test func theRuleChoosesTheNumber() throws {
    let series = try series([
      ("2012", .exactly(10)), ("2013", .within(100...400)), ("2014", .within(20...60, best: 50)),
      ("2015", .approximately(100)),
    ])
    func values(_ point: PointRule, _ scale: Scale = .raw, _ hedges: Hedges = .default) throws
      -> [Double]
    {
      try series.aligned(ReadingRule(point: point, scale: scale, hedges: hedges)).sample.values
    }
    #expect(try values(.best) == [10, 250, 50, 100])
    #expect(try values(.low) == [10, 100, 20, 90])
    #expect(try values(.high, .raw, .wide) == [10, 400, 60, 125])
    #expect(try values(.midpoint) == [10, 250, 40, 100])
    let logs = try values(.best, .log)
    #expect(agreement(logs[1], 5.298_317_366_548_036) >= 14)  // log 200, the geometric middle
    let aligned = try series.aligned()
    #expect(aligned.notes.map(\.code) == ["midpoints"])
    #expect(aligned.notes[0].text.hasPrefix("1 published as a range"))
    #expect(aligned.observations.count == 4)
  }

  @Test func whatHasNoNumberThrowsOrIsLeftOutWithANote() throws {
    let series = try series([("2012", .exactly(10)), ("2013", .atLeast(50)), ("2014", .atMost(9))])
    #expect(throws: SeriesError.undetermined(.year(2013), .high)) {
      try series.aligned(ReadingRule(point: .high))
    }
    #expect(throws: SeriesError.undetermined(.year(2013), .best)) { try series.aligned() }
    let aligned = try series.aligned(omittingUndetermined: true)
    #expect(aligned.sample.values == [10])
    #expect(aligned.notes.map(\.code) == ["undetermined"])
    #expect(aligned.notes[0].kind == .exclusion)
    #expect(
      aligned.notes[0].text.contains("2 published as a bound")
        && aligned.notes[0].text.contains("2013, 2014"))
    #expect(try series.aligned(ReadingRule(point: .low)).sample.values == [10, 50, 0])
  }

  @Test func whatCannotBeComputedWithIsNamed() throws {
    #expect(throws: SeriesError.notPositive(.year(2013))) {
      try series([("2012", .exactly(1)), ("2013", .exactly(0))]).aligned(ReadingRule(scale: .log))
    }
    #expect(throws: SeriesError.empty) { try Series(attacks, []).aligned() }
    #expect(throws: SeriesError.empty) {
      try series([("2012", .atLeast(1))]).aligned(omittingUndetermined: true)
    }
    let none = Observation(period: .year(2013), reading: .exactly(1), exposure: 0)
    #expect(throws: SeriesError.exposureNotPositive(.year(2013))) {
      try Series(attacks, [none]).aligned()
    }
  }

  @Test func stocksHaveNoExposure() throws {
    let troops = AnyMeasure(TroopLevel())
    let half = Observation(
      period: try period("2012-01-01/2012-06-30"), reading: .exactly(5), exposure: 0.25)
    #expect(try Series(troops, [half]).aligned().sample.exposures == [1])
    #expect(try Series(attacks, [half]).aligned().sample.exposures == [0.25])
  }
}

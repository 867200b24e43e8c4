import Comparison
import Statistics
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite("Breaks of a series")
struct SeriesBreaksTests {
  private func search(
    _ observations: [Observation], _ methods: [BreakMethod]? = nil, breaks: [Break] = [],
    _ settings: BreakSettings = BreakSettings(replicates: 99), name: String = "x"
  ) throws -> SeriesBreaks {
    let series = try Series(attacks, observations)
    return SeriesBreaks(
      ResolvedSeries(
        series: series, breaks: breaks, notes: [], resolution: .latest,
        asOf: series.span?.last.last ?? Day(number: 0)),
      name: name, methods: methods, settings: settings)
  }

  private let jump: [Double] = [5, 7, 4, 6, 8, 5, 6, 7, 21, 25, 19, 23, 22, 26, 20, 24, 22, 23]

  @Test func aBreakLiesBetweenTwoYears() throws {
    let found = try search(years(2001, jump))
    for outcome in found.outcomes {
      let breaks = found.breaks(of: outcome)
      #expect(breaks.count == 1, "\(outcome.method)")
      #expect(breaks.first?.lastBefore == .year(2008))
      #expect(breaks.first?.firstAfter == .year(2009))
      #expect(breaks.first?.time == 2009)
    }
    let segments = found.segments
    #expect(segments.map(\.first) == [0, 8])
    #expect(segments.map(\.values.count) == [8, 10])
    let table = found.estimates
    #expect(table.cell(0, .method) == .text("bai-perron"))
    #expect(table.cell(0, .lastBefore) == .text("2008"))
    #expect(table.cell(0, .firstAfter) == .text("2009"))
    #expect(table.cell(0, .estimate) == .number(2009))
    #expect(table.cell(0, .intervalLow)?.double.map { $0 <= 2009 } == true)
    #expect(table.cell(0, .earliest)?.isAbsent == false)
    #expect(table.cell(1, .term) == .text("level"))
    #expect(table.cell(1, .window) == .text("2001 to 2008"))
    #expect(table.cell(1, .estimate)?.double.map { agreement($0, 6) >= 13 } == true)
    #expect(found.notes.contains { $0.code == "independent-values" })
    let observations = try #require(found.observations)
    #expect(observations.rows.count == 18)
    #expect(observations.cell(7, .segment) == .integer(1))
    #expect(observations.cell(8, .segment) == .integer(2))
    #expect(observations.cell(8, .residual)?.double != nil)
    #expect(found.overview.cell(1, .places) == .text("2008"))
    #expect(found.overview.cell(1, .isChosen) == .flag(true))
  }

  @Test func partialAndProvisionalYearsAreInNoSearch() throws {
    var observations = years(2001, jump)
    observations.append(
      Observation(period: .year(2019), reading: .exactly(900), status: .provisional))
    let found = try search(observations)
    #expect(found.sample?.sample.count == 18)
    #expect(found.notes.contains { $0.code == "provisional" })
  }

  @Test func gapsAreSaid() throws {
    var observations = years(2001, jump)
    observations.removeSubrange(8..<10)
    observations += years(2019, [22, 24])
    let found = try search(observations)
    let breaks = found.breaks(of: try #require(found.outcomes.first))
    #expect(breaks.first?.lastBefore == .year(2008))
    #expect(breaks.first?.firstAfter == .year(2011))
    #expect(found.notes.contains { $0.code == "spacing" })
    #expect(!found.notes.contains { $0.code == "missing-years" })
    #expect(!(try search(years(2001, jump)).notes.contains { $0.code == "spacing" }))
    let monthly = try (2014...2015).flatMap { try months($0, 1...12) }
    #expect(!(try search(monthly).notes.contains { $0.code == "spacing" }))
  }

  @Test func refusalsAreRows() throws {
    let few = try search(years(2001, Array(jump[..<9])))
    #expect(few.refusalsOfAll.count == 3)
    let areOfData = few.refusalsOfAll.allSatisfy { $0.isOfData }
    #expect(areOfData)
    #expect(few.estimates.rows.count == 3)
    #expect(
      few.estimates.cell(0, .refusal) == .text("misleads below 15 observations, has 9"))
    #expect(few.estimates.cell(0, .instead)?.isAbsent == false)
    let forced = try search(
      years(2001, Array(jump[..<12])), BreakSettings(replicates: 0, isForced: true))
    #expect(forced.estimates.cell(0, .remark) == .text("forced: misleads below 15 observations"))
    let none = try search([])
    #expect(!none.outcomes.contains { $0.refusal == nil })
    #expect(none.observations?.rows.isEmpty == true)
    let negative = try search(
      years(2001, jump.map { $0 - 5 }), [.pelt], BreakSettings(cost: .poisson))
    #expect(
      negative.outcomes[0].refusal?.description == "takes counts, and the value of 2003 is none")
  }

  private func search(
    _ observations: [Observation], _ settings: BreakSettings
  ) throws -> SeriesBreaks { try search(observations, nil, settings) }

  @Test func nothingIsLookedForAcrossABreakOfDefinition() throws {
    let break2008 = Break(
      date: try day("2008-01-01"), kind: .definition, description: "other counting")
    let refused = try search(years(2001, jump), breaks: [break2008])
    #expect(
      refused.refusalsOfAll.first?.description == "crosses the break of 2008-01-01: other counting")
    let forced = try search(
      years(2001, jump), breaks: [break2008], BreakSettings(replicates: 0, isForced: true))
    #expect(!forced.outcomes.contains { $0.value == nil })
    #expect(forced.notes.contains { $0.code == "break-crossed" })
  }

  @Test func findingNoneIsAnAnswer() throws {
    let calm = try search(
      years(2001, [5, 7, 4, 6, 8, 5, 6, 7, 5, 6, 4, 7, 6, 5, 8, 6, 5, 7]), [.baiPerron])
    #expect(calm.estimates.cell(0, .term) == .text("break"))
    #expect(calm.estimates.cell(0, .estimate) == .absent(because: "no break was found"))
    #expect(calm.breaks(of: calm.outcomes[0]).isEmpty)
    #expect(calm.estimates.rows.count == 2)
  }

  @Test func chowIsAskedAboutAYear() throws {
    let found = try search(years(2001, jump), [.chow("2008", from: 2008.998)])
    #expect(found.estimates.cell(0, .method) == .text("chow:2008"))
    #expect(found.estimates.cell(0, .firstAfter) == .text("2009"))
    #expect(found.estimates.cell(0, .pValue)?.double.map { $0 < 1e-8 } == true)
  }

  @Test func aBendLiesBetweenYears() throws {
    let values = (0..<18).map { (year: Int) -> Double in
      let bend = max(0, Double(year) - 9.4)
      return 0.2 * Double(year) + 2 * bend + Double(year % 3)
    }
    let found = try search(years(2001, values), [.segmented])
    let bend = try #require(found.breaks(of: found.outcomes[0]).first)
    #expect(bend.time > 2008 && bend.time < 2012)
    #expect(bend.lastBefore.time <= bend.time && bend.time <= bend.firstAfter.time)
    #expect(found.estimates.rows.count == 4)
  }

  @Test func severalSeriesStandBelowEachOther() throws {
    let first = try search(years(2001, jump))
    let second = try search(years(2001, jump), name: "another")
    let table = SeriesBreaks.estimates(of: [first, second])
    #expect(table.columns.first == .series)
    #expect(table.rows.count == 2 * first.estimates.rows.count)
    #expect(SeriesBreaks.overview(of: [first, second]).columns.first == .series)
  }
}

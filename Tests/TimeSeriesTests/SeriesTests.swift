import Tables
import TestSupport
import Testing

@testable import TimeSeries

@Suite struct SeriesTests {
  private func observation(_ text: String, _ value: Double = 1) throws -> Observation {
    Observation(period: try period(text), reading: .exactly(value))
  }

  @Test func observationsArePutInOrder() throws {
    let series = try Series(
      .attacks, try ["2014", "2012", "2013-Q1"].map { try observation($0) })
    #expect(series.observations.map(\.period.description) == ["2012", "2013-Q1", "2014"])
    #expect(series.count == 3)
    #expect(series.span?.first == .year(2012))
    #expect(series.span?.last == .year(2014))
    #expect(try Series(.attacks, []).span == nil)
  }

  @Test(arguments: [
    ("2014", "2014"), ("2014", "2014-Q2"), ("2014-06", "2014-06-18"),
    ("2013-07-01/2014-06-30", "2014"), ("2014-01-01/2014-06-30", "2014-06-30/2014-12-31"),
  ])
  func overlapIsRefused(first: String, second: String) throws {
    let observations = try [observation(first), observation(second)]
    for order in [observations, observations.reversed()] {
      #expect(throws: SeriesError.self) { try Series(.attacks, order) }
    }
    let (earlier, later) = (try period(first), try period(second))
    #expect(
      throws: SeriesError.overlapping(min(earlier, later), max(earlier, later))
    ) { try Series(.attacks, observations) }
  }

  @Test func neighboursDoNotOverlap() throws {
    let series = try Series(
      .attacks,
      try ["2014-01-01/2014-06-30", "2014-07-01/2014-12-31", "2015"].map { try observation($0) })
    #expect(series.count == 3)
  }

  @Test func unitsAreTurnedOnTheWayToAKnownMeasure() throws {
    let thousands = AnyMeasure(
      name: "troops", unit: try unit("thousand persons"), accrual: .stock)
    let series = try Series(
      thousands,
      [
        Observation(period: .year(2011), reading: .exactly(47.3)),
        Observation(period: .year(2014), reading: .within(1.5...3.1, best: 2.2)),
        Observation(period: .year(2015), reading: .atLeast(3.5), hedge: "more than"),
      ])
    let troops: Series<TroopLevel> = try series.as(.troopLevel)
    #expect(
      troops.observations.map(\.reading) == [
        .exactly(47_300), .within(1500...3100, best: 2200), .atLeast(3500),
      ])
    #expect(troops.observations.map(\.period) == series.observations.map(\.period))
    #expect(troops.observations[2].hedge == "more than")
    #expect(troops.erased.measure == AnyMeasure(TroopLevel()))
    // And back to thousands: the numbers as they were written.
    #expect(try troops.erased.as(thousands) == series)
  }

  @Test func whatMeasuresSomethingElseIsRefused() throws {
    func series(_ unit: TimeSeries.Unit, _ accrual: Accrual) throws -> Series<AnyMeasure> {
      try Series(
        AnyMeasure(name: "x", unit: unit, accrual: accrual), [observation("2014")])
    }
    #expect(throws: SeriesError.incompatibleUnits("attacks", "persons")) {
      try series(.attacks, .stock).as(.troopLevel)
    }
    #expect(throws: SeriesError.incompatibleAccruals(.flow, .stock)) {
      try series(.persons, .flow).as(.troopLevel)
    }
    // Deaths are not events, and real money is not nominal.
    #expect(throws: SeriesError.incompatibleUnits("deaths", "attacks")) {
      try series(.deaths, .flow).as(.attacks)
    }
    #expect(throws: SeriesError.incompatibleUnits("million USD (2015)", "USD")) {
      try series(unit("million USD (2015)"), .flow).as(.smugglingRevenue)
    }
    #expect(throws: SeriesError.incompatibleUnits("incidents", "attacks")) {
      try series(.incidents, .flow).as(.attacks)
    }
  }

  @Test func aNumberBeyondTheDoublesIsNamed() throws {
    let series = try Series(
      AnyMeasure(name: "revenue", unit: try unit("million USD"), accrual: .flow),
      [observation("2014", 3), observation("2015", 1e305)])
    #expect(throws: SeriesError.notFinite(.year(2015))) { try series.as(.smugglingRevenue) }
  }

  /// A series of one measure does not take the place of a series of another: this is for the
  /// compiler, and what is left to see here is that the types differ and forgetting is explicit.
  @Test func measuresAreInTheType() throws {
    let attacks = try Series(.attacks, [observation("2014")])
    let deaths = try Series(.fatalities, [observation("2014")])
    #expect(ObjectIdentifier(type(of: attacks)) != ObjectIdentifier(type(of: deaths)))
    #expect(
      ObjectIdentifier(type(of: attacks.erased)) == ObjectIdentifier(type(of: deaths.erased)))
    #expect(attacks.erased != deaths.erased)
  }

  @Test func clippingKeepsWhatLiesWhollyWithin() throws {
    let series = try Series(
      .attacks, try ["2011", "2012", "2013-Q1", "2014"].map { try observation($0) })
    func periods(_ first: String?, _ last: String?) throws -> [String] {
      series.clipped(from: try first.map(day), through: try last.map(day))
        .observations.map(\.period.description)
    }
    #expect(try periods(nil, nil) == ["2011", "2012", "2013-Q1", "2014"])
    #expect(try periods("2012-01-01", "2013-03-31") == ["2012", "2013-Q1"])
    #expect(try periods("2012-01-02", "2013-03-30") == [])
    #expect(try periods("2013-01-01", nil) == ["2013-Q1", "2014"])
    #expect(try periods(nil, "2012-12-31") == ["2011", "2012"])
  }

  @Test func missingYearsAreCountedNotWalked() throws {
    func missing(_ texts: [String], limit: Int = 100) throws -> (count: Int, first: [Int]) {
      try Series(.attacks, try texts.map { try observation($0) }).missingYears(limit: limit)
    }
    #expect(try missing(["2011", "2014", "2015", "2017"]) == (3, [2012, 2013, 2016]))
    #expect(try missing(["2011", "2012"]) == (0, []))
    #expect(try missing([]) == (0, []))
    // A year observed in part is not missing.
    #expect(try missing(["2011", "2012-06-01/2012-08-31", "2013"]) == (0, []))
    #expect(try missing(["2011-10-01/2012-03-31", "2014"]) == (1, [2013]))
    #expect(try missing(["2005", "20055"], limit: 2) == (18_049, [2006, 2007]))
  }

  @Test func theTableSaysWhatWasSaidAndNoMore() throws {
    let series = try Series(
      .attacks,
      [
        Observation(
          period: .year(2014), reading: .within(20...40), claims: ["a"], sources: ["s", "t"]),
        Observation(period: .year(2015), reading: .approximately(50), hedge: "about"),
        Observation(period: .year(2016), reading: .atLeast(60)),
        Observation(period: try span("2017-01-01", "2017-06-30"), reading: .exactly(7)),
      ])
    let table = series.table("Attacks", id: "attacks.x")
    #expect(
      table.columns.map(\.key) == [
        "series", "period", "period_start", "period_end", "time", "value", "low", "high", "kind",
        "unit", "accrual", "exposure", "coverage", "stated", "status", "concept", "hedge",
        "derivation", "source", "claim",
      ])
    func column(_ key: String) throws -> [Double?] {
      let place = try #require(table.columns.firstIndex { $0.key == key })
      return table.rows.map { $0[place].double }
    }
    // The middle of a range is nobody's statement.
    #expect(try column("value") == [nil, 50, nil, 7])
    #expect(try column("low") == [20, 45, 60, 7])
    #expect(try column("high") == [40, 55, nil, 7])
    #expect(try column("time") == [2014, 2015, 2016, 2017])
    #expect(try column("coverage") == [1, 1, 1, 181.0 / 365])
    #expect(try column("exposure") == [1, 1, 1, 181.0 / 365])
  }

  @Test func theCatalogueOfMeasuresIsSound() {
    #expect(
      AnyMeasure.catalog.map(\.name) == ["attacks", "deaths", "troops", "fighters", "revenue"])
    for measure in AnyMeasure.catalog {
      #expect(Unit(measure.unit.symbol) == measure.unit, "\(measure.name)")
    }
  }
}

import Tables
import TestSupport
import Testing

@testable import TimeSeries

@Suite struct ArchiveTests {
  private let packagedOn = Day(validYear: 2026, month: 11, day: 23)

  private func flow(
    _ claims: [Claim], calendar: ArchiveCalendar = .yearly, breaks: [Break] = []
  ) -> Archive<Attacks> {
    Archive(
      measure: Attacks(), claims: claims, breaks: breaks, calendar: calendar,
      packagedOn: packagedOn)
  }

  private func stock(_ claims: [Claim]) -> Archive<TroopLevel> {
    Archive(measure: TroopLevel(), claims: claims, packagedOn: packagedOn)
  }

  private func claim(
    _ id: String, _ text: String, _ reading: Reading, basis: Claim.RateBasis = .year,
    concept: String = "", source: String? = nil, published: String? = nil,
    status: Claim.Status = .final, quality: Claim.Quality = .medium, hedge: String = "",
    repeats: String? = nil
  ) throws -> Claim {
    Claim(
      id: id, period: try period(text), reading: reading, basis: basis, concept: concept,
      source: source ?? id, published: try published.map { try #require(Vintage($0)) },
      status: status, quality: quality, hedge: hedge, repeats: repeats)
  }

  private func note<M: Measure>(_ resolved: ResolvedSeries<M>, _ code: String) -> String? {
    resolved.notes.first { $0.code == code }?.text
  }

  // MARK: Which claim stands

  @Test func theLaterReleaseReplacesTheEarlier() throws {
    let archive = flow([
      try claim("v25", "2024", .exactly(409), concept: "v25.1", published: "2025-06"),
      try claim("v26", "2024", .exactly(440), concept: "v26.1", published: "2026-06"),
      try claim("first", "2024", .exactly(390), concept: "first-published", published: "2025-01"),
    ])
    let now = try archive.resolved()
    #expect(now.series.observations.map(\.reading) == [.exactly(440)])
    #expect(now.series.observations[0].claims == ["v26"])
    #expect(note(now, "claims-left-out")?.contains("2 passed over for another claim") == true)
    #expect(
      note(now, "other-claims") == "2024 is 440 (v26); also published: 409 (v25), 390 (first).")
    #expect(
      try archive.series(asOf: day("2025-12-31")).observations.map(\.reading) == [.exactly(409)])
    #expect(
      try archive.series(asOf: day("2025-01-31")).observations.map(\.reading) == [.exactly(390)])
    #expect(try archive.series(asOf: day("2025-01-30")).count == 0)
  }

  /// "2025" may have been the last day of the year; but what the package holds was out when it
  /// was dated, however vague its date.
  @Test func aVagueDateIsReadLateButNotBeyondThePackage() throws {
    let archive = flow([try claim("a", "2024", .exactly(1), published: "2025")])
    #expect(try archive.series(asOf: day("2025-12-30")).count == 0)
    #expect(try archive.series(asOf: day("2025-12-31")).count == 1)
    let late = flow([try claim("a", "2026-01-01/2026-06-30", .exactly(1), published: "2026")])
    #expect(try late.series(asOf: day("2026-11-22")).count == 0)
    #expect(try late.series(asOf: day("2026-11-23")).count == 1)
    #expect(try late.series().count == 1)
    #expect(try late.series(asOf: day("2030-01-01")).count == 1)
  }

  @Test func whatAPackageDoesNotDateIsKnownOnlyWhenItIsOut() throws {
    let archive = flow([try claim("a", "2024", .exactly(1))])
    #expect(try archive.series(asOf: day("2026-11-22")).count == 0)
    #expect(try archive.series().count == 1)
    // In a file each figure came out when its period was over.
    let file = flow([try claim("a", "2024", .exactly(1), basis: .period)], calendar: .asStated)
    #expect(try file.series(asOf: day("2024-12-30")).count == 0)
    #expect(try file.series(asOf: day("2024-12-31")).count == 1)
  }

  @Test func theOwnDefinitionGoesFirst() throws {
    let archive = flow([
      try claim("monitor", "2022", .exactly(900), concept: "monitor", published: "2026-01"),
      try claim("own", "2022", .exactly(400), published: "2023-01"),
    ])
    #expect(try archive.series().observations[0].claims == ["own"])
    #expect(try archive.series(.preferring(["monitor"])).observations[0].claims == ["monitor"])
    // By source as well as by concept; one that is not there changes nothing.
    #expect(try archive.series(.preferring(["own"])).observations[0].claims == ["own"])
    #expect(try archive.series(.preferring(["nobody"])).observations[0].claims == ["own"])
  }

  @Test func theOrderOfPreferencesCounts() throws {
    let claims = [
      try claim("a", "2020", .exactly(1)), try claim("b", "2020", .exactly(2)),
      try claim("b2", "2021", .exactly(3), source: "b"), try claim("c", "2022", .exactly(4)),
    ]
    let archive = flow(claims)
    func chosen(_ names: [String]) throws -> [String] {
      try archive.series(.preferring(names)).observations.flatMap(\.claims)
    }
    #expect(try chosen(["a", "b"]) == ["a", "b2", "c"])
    #expect(try chosen(["b", "a"]) == ["b", "b2", "c"])
  }

  // MARK: Definitions, plans

  @Test func aChangeOfDefinitionIsABreak() throws {
    let declared = Break(date: .first(of: 2019), kind: .collection, description: "declared")
    let archive = flow(
      [
        try claim("a", "2020", .exactly(1), concept: "itic"),
        try claim("b", "2021", .exactly(2), concept: "itic"),
        try claim("c", "2022", .exactly(3), concept: "bbc"),
        try claim("d", "2023", .exactly(4), concept: "revised"),
      ], breaks: [declared])
    let breaks = try archive.resolved().breaks
    #expect(breaks.map(\.date) == [.first(of: 2019), .first(of: 2022), .first(of: 2023)])
    #expect(breaks[0] == declared)
    #expect(breaks.dropFirst().allSatisfy { $0.kind == .definition && $0.separates })
    #expect(breaks[1].description.contains("'itic'") && breaks[1].description.contains("'bbc'"))
    #expect(breaks[2].description.contains("the series' own definition"))
  }

  @Test func releasesAreNoDefinitions() {
    for word in ["", "first-published", "revised", "confirmed", "candidate", "v25.1", "v26.1"] {
      #expect(Claim.family(of: word) == "")
    }
    for word in ["fighters", "members", "v", "version", "budgeted", "v26a", "Revised"] {
      #expect(Claim.family(of: word) == word)
    }
  }

  @Test(arguments: [
    Resolution.latest, .median, .envelope, .preferring(["plan"]),
  ])
  func plansNeverEnter(resolution: Resolution) throws {
    let archive = flow([
      try claim("plan", "2020", .exactly(100), status: .planned),
      try claim("fact", "2020", .exactly(90)),
      try claim("plan2", "2021", .exactly(100), source: "plan", status: .planned),
    ])
    let resolved = try archive.resolved(resolution)
    #expect(resolved.series.observations.map(\.claims) == [["fact"]])
    #expect(note(resolved, "claims-left-out")?.contains("2 plans, not observations") == true)
  }

  // MARK: Rates

  @Test func aRateEntersAsTheTotalOverItsOwnDates() throws {
    let archive = flow([
      try claim("week", "2012-01-01/2012-06-30", .approximately(75), basis: .week, hedge: "about"),
      try claim("month", "2013-01-01/2013-06-30", .exactly(10), basis: .month),
      try claim("day", "2014-03-01/2014-03-10", .within(1...3), basis: .day),
      try claim("year", "2015-01-01/2015-06-30", .exactly(365), basis: .year),
    ])
    let observations = try archive.series().observations
    #expect(
      observations.map(\.reading) == [
        .approximately(75 * 182 / 7.0), .exactly(60), .within(10...30), .exactly(181),
      ])
    #expect(observations.allSatisfy { $0.status == .derived && $0.isPartialYear })
    #expect(observations[0].derivation == "total of a rate a week over its stated dates")
    #expect(observations[0].hedge == "about")
  }

  @Test func aYearlyFigureOfAWholeYearIsItsTotal() throws {
    let observation = try flow([try claim("a", "2014", .exactly(5))]).series().observations[0]
    #expect(observation.reading == .exactly(5))
    #expect(observation.status == .final && observation.derivation == nil)
  }

  @Test func aStatedTotalGoesBeforeOneMadeOfARate() throws {
    let archive = flow([
      try claim("rate", "2014", .exactly(1), basis: .day, published: "2026-01"),
      try claim("total", "2014", .exactly(300), basis: .period, published: "2015-01"),
    ])
    #expect(try archive.series().observations[0].claims == ["total"])
  }

  @Test func whatIsNoTotalIsLeftOutByName() throws {
    let resolved = try flow([
      try claim("level", "2014", .exactly(1), basis: .point),
      try claim("years", "2014-01-01/2015-12-31", .exactly(1), basis: .period),
      try claim("huge", "2016", .exactly(1e308), basis: .day),
    ]).resolved()
    #expect(resolved.series.count == 0)
    let text = try #require(note(resolved, "claims-left-out"))
    #expect(text.contains("1 a level where totals are counted"))
    #expect(text.contains("1 stated over several calendar years"))
    #expect(text.contains("1 too large to compute with"))
  }

  // MARK: Parts and wholes

  @Test func aWholeYearGoesBeforeItsParts() throws {
    let archive = flow([
      try claim("h1", "2014-01-01/2014-06-30", .exactly(40), basis: .period),
      try claim("h2", "2014-07-01/2014-12-31", .exactly(50), basis: .period),
      try claim("whole", "2014", .exactly(95)),
      try claim("part", "2015-01-01/2015-06-30", .exactly(7), basis: .period),
      try claim("less", "2015-03-01/2015-03-31", .exactly(2), basis: .period),
    ])
    let resolved = try archive.resolved()
    #expect(resolved.series.observations.map(\.claims) == [["whole"], ["part"]])
    #expect(note(resolved, "claims-left-out")?.contains("3 passed over") == true)
    #expect(note(resolved, "partial-year")?.contains("181 days of a year") == true)
  }

  @Test func aFileKeepsItsPeriods() throws {
    let archive = flow(
      [
        try claim("h1", "2014-01-01/2014-06-30", .exactly(40), basis: .period),
        try claim("whole", "2014", .exactly(95), basis: .period),
      ], calendar: .asStated)
    #expect(throws: SeriesError.self) { try archive.series() }
  }

  // MARK: Stocks

  @Test func theClaimNearestTheMiddleOfTheYearStands() throws {
    let archive = stock([
      try claim("jan", "2014-01-10", .exactly(1), basis: .point, published: "2026-01"),
      try claim("june", "2014-06-15", .exactly(2), basis: .point, published: "2014-07"),
      try claim("dec", "2014-12-31", .exactly(3), basis: .point, quality: .high),
    ])
    let only = try #require(try archive.series().observations.first)
    #expect(only.claims == ["june"])
    #expect(only.period == .year(2014))
    #expect(only.stated == .day(try day("2014-06-15")))
    #expect(only.exposure == 1 && only.coverage == 1)
  }

  @Test func thenQualityThenVintage() throws {
    func chosen(_ claims: [Claim]) throws -> [Claim.ID] {
      try stock(claims).series().observations.flatMap(\.claims)
    }
    let low = try claim(
      "low", "2014-06", .exactly(1), basis: .point, published: "2026", quality: .low)
    let high = try claim(
      "high", "2014-06", .exactly(2), basis: .point, published: "2015", quality: .high)
    let later = try claim(
      "later", "2014-06", .exactly(3), basis: .point, published: "2016", quality: .high)
    #expect(try chosen([low, high, later]) == ["later"])
    #expect(try chosen([low, high]) == ["high"])
    #expect(try chosen([low]) == ["low"])
    // A claim over a whole year has its middle in the middle.
    let year = try claim("year", "2014", .exactly(4), basis: .point)
    #expect(try chosen([low, year]) == ["year"])
  }

  @Test func aStockOverTwoYearsStandsForTheYearOfItsMiddle() throws {
    let series = try stock([
      try claim("winter", "2013-12-01/2014-03-31", .exactly(1), basis: .point)
    ]).series()
    #expect(series.observations.map(\.period) == [.year(2014)])
  }

  // MARK: Pooling

  @Test func theMedianTakesOneVoiceOfEachSource() throws {
    let archive = flow([
      try claim("a1", "2014", .exactly(10), source: "a", published: "2015"),
      try claim("a2", "2014", .exactly(30), source: "a", published: "2016"),
      try claim("b", "2014", .exactly(50), published: "2014"),
      try claim("c", "2014", .within(60...80), published: "2014"),
      try claim("open", "2014", .atLeast(5), published: "2014"),
    ])
    let only = try #require(try archive.series(.median).observations.first)
    // 30, 50 and 70: the floor has no best value.
    #expect(only.reading == .approximately(50))
    #expect(Set(only.claims) == ["a2", "b", "c"])
    #expect(only.derivation == "median of 3 claims")
    #expect(only.status == .derived)
  }

  @Test func agreementIsExact() throws {
    let archive = flow([
      try claim("a", "2014", .exactly(10)), try claim("b", "2014", .exactly(10)),
    ])
    #expect(try archive.series(.median).observations[0].reading == .exactly(10))
    #expect(try archive.series(.envelope).observations[0].reading == .exactly(10))
  }

  @Test func theEnvelopeTurnsDisagreementIntoWidth() throws {
    let archive = flow([
      try claim("a", "2014", .approximately(100)), try claim("b", "2014", .exactly(140)),
      try claim("c", "2015", .atLeast(5)), try claim("d", "2015", .exactly(9)),
    ])
    func readings(_ hedges: Hedges) throws -> [Reading] {
      try archive.series(.envelope, hedges: hedges).observations.map(\.reading)
    }
    #expect(try readings(.default) == [.within(90...140), .atLeast(5)])
    #expect(try readings(.wide) == [.within(75...140), .atLeast(5)])
  }

  @Test func restatementsAreNotDisagreement() throws {
    let archive = flow([
      try claim("v25", "2024", .exactly(409), concept: "v25.1", source: "x", published: "2025"),
      try claim("v26", "2024", .exactly(440), concept: "v26.1", source: "y", published: "2026"),
    ])
    for resolution in [Resolution.median, .envelope] {
      #expect(try archive.series(resolution).observations[0].reading == .exactly(440))
    }
  }

  @Test func whatRepeatsAnotherIsNoVoiceOfItsOwn() throws {
    let claims = [
      try claim("a", "2014", .exactly(10)), try claim("b", "2014", .exactly(40)),
      try claim("echo", "2014", .exactly(40), repeats: "b"),
    ]
    #expect(try flow(claims).series(.median).observations[0].reading == .approximately(25))
    // Where the original is of another time, the echo is all there is.
    let alone = [claims[0], claims[2]]
    #expect(try flow(alone).series(.median).observations[0].reading == .approximately(25))
  }

  @Test func ofStocksOnlyWhatIsDatedTogetherDisagrees() throws {
    let archive = stock([
      try claim("june", "2014-06-20", .exactly(100), basis: .point),
      try claim("july", "2014-07-10", .exactly(200), basis: .point),
      try claim("dec", "2014-12-20", .exactly(900), basis: .point),
    ])
    #expect(try archive.series(.envelope).observations[0].reading == .within(100...200))
  }

  @Test func poolingOverDefinitionsIsSaid() throws {
    let archive = flow([
      try claim("a", "2022", .exactly(10), concept: "itic"),
      try claim("b", "2022", .exactly(30), concept: "bbc"),
    ])
    let resolved = try archive.resolved(.median)
    #expect(resolved.series.observations[0].reading == .approximately(20))
    #expect(note(resolved, "definitions-pooled")?.contains("2022") == true)
    #expect(note(try archive.resolved(), "definitions-pooled") == nil)
  }

  @Test func provisionalVoicesMakeAProvisionalMedian() throws {
    let archive = flow([
      try claim("a", "2022", .exactly(10)),
      try claim("b", "2022", .exactly(30), status: .provisional),
    ])
    #expect(try archive.series(.median).observations[0].status == .provisional)
  }

  // MARK: The rest

  @Test func archivesTurnIntoKnownMeasures() throws {
    let thousands = Archive(
      measure: AnyMeasure(name: "troops", unit: try unit("thousand persons"), accrual: .stock),
      claims: [try claim("a", "2014-06", .exactly(1.5), basis: .point, repeats: "z")],
      packagedOn: packagedOn)
    let troops = try thousands.as(.troopLevel)
    #expect(troops.claims[0].reading == .exactly(1500))
    #expect(troops.claims[0].repeats == "z" && troops.claims[0].basis == .point)
    #expect(throws: SeriesError.self) { try thousands.as(.attacks) }
    #expect(throws: SeriesError.incompatibleAccruals(.flow, .stock)) {
      try Archive(
        measure: AnyMeasure(name: "x", unit: .persons, accrual: .flow), claims: [],
        packagedOn: packagedOn
      ).as(.troopLevel)
    }
  }

  @Test func resolutionsReadAsTheyAreWritten() {
    for resolution in [Resolution.latest, .median, .envelope, .preferring(["gtd", "acled"])] {
      #expect(Resolution(resolution.description) == resolution)
    }
    for text in ["", "prefer", "prefer:", "prefer:,", "newest", "Latest"] {
      #expect(Resolution(text) == nil)
    }
  }

  @Test func theTableOfClaimsHasEveryClaim() throws {
    let archive = flow([
      try claim("b", "2014", .within(1...3)), try claim("a", "2014", .atMost(9)),
      try claim("c", "2013", .exactly(2), status: .planned),
    ])
    let table = archive.claimsTable("Claims", id: "x")
    func column(_ key: String) throws -> [Cell] {
      let place = try #require(table.columns.firstIndex { $0.key == key })
      return table.rows.map { $0[place] }
    }
    #expect(try column("claim") == [.text("c"), .text("a"), .text("b")])
    #expect(try column("value").map(\.double) == [2, 9, nil])
    #expect(try column("low").map(\.double) == [nil, nil, 1])
    #expect(try column("high").map(\.double) == [nil, 9, 3])
  }
}

import Datasets
import DelimitedText
import Tables
import Testing
import TimeSeries

@Suite struct BundledPackageTests {
  private let package: DataPackage

  init() throws { package = try DataPackage.bundled() }

  /// The counts of the ledger the package was made of.
  @Test func holdsTheWholeLedger() throws {
    #expect(package.series.count == 83)
    #expect(package.sources.count == 224)
    #expect(package.events.count == 29)
    let archives = try package.series.map { try package.archive($0.id) }
    #expect(archives.reduce(0) { $0 + $1.claims.count } == 724)
    #expect(archives.reduce(0) { $0 + $1.breaks.count } == 29)
    #expect(package.asOf == (try day("2026-11-23")))
    #expect(package.core.count == package.series.count { $0.isCore })
    #expect(
      package.events.filter(\.isHeadline).map(\.event.id) == ["us-exit-2011", "us-exit-2025"])
  }

  @Test func hasNoFault() throws {
    let check = try DatasetCheck.check(package.folder)
    #expect(check.faults.isEmpty, "\(check.faults)")
    #expect(!check.isCut)
    #expect(
      check.found.map(\.text) == [
        "83 series (\(package.core.count) core), 724 claims, 224 sources, 29 events, 29 breaks; "
          + "as of 2026-11-23."
      ])
  }

  @Test(arguments: [Resolution.latest, .median, .envelope, .preferring(["ucdp"])])
  func everySeriesResolves(resolution: Resolution) throws {
    for info in package.series {
      let archive = try package.archive(info.id)
      for hedges in Hedges.allCases {
        let resolved = try archive.resolved(resolution, hedges: hedges)
        #expect(resolved.asOf == package.asOf)
        let plans = Set(archive.claims.filter { $0.status == .planned }.map(\.id))
        #expect(plans.isDisjoint(with: resolved.series.observations.flatMap(\.claims)))
      }
    }
  }

  /// What was known, when: the same year in two releases.
  @Test func releasesReplaceOneAnother() throws {
    let archive = try package.archive("deaths.organized-violence.iraq.ucdp")
    func value(_ year: Int, asOf: String? = nil) throws -> Double? {
      try archive.series(asOf: asOf.map { try day($0) }).observations
        .first { $0.period == .year(year) }?.reading.stated
    }
    #expect(try value(2025) == 137)
    #expect(try value(2024) == 440)
    #expect(try value(2024, asOf: "2025-12-31") == 409)
    #expect(try value(2025, asOf: "2025-12-31") == nil)
    let half = try #require(try archive.series().observations.last)
    #expect(half.period == (try period("2026-01-01/2026-06-30")))
    #expect(half.status == .provisional && half.isPartialYear)
  }

  @Test func theCatalogueHasARowForEachSeries() throws {
    let table = try package.catalogTable(of: package.series)
    #expect(table.rows.count == 83)
    let claims = try #require(table.columns.firstIndex { $0.key == "claims" })
    #expect(table.rows.compactMap { $0[claims].double }.reduce(0, +) == 724)
    #expect(package.eventsTable.rows.count == 29)
    #expect(try package.breaksTable("troops.us.iraq").rows.count == 4)
  }

  @Test func globsAndNames() throws {
    #expect(package.matching("*").count == 83)
    #expect(package.matching("troops.us.iraq").map(\.id) == ["troops.us.iraq"])
    #expect(
      package.matching("troops.us.iraq.*").map(\.id).sorted()
        == package.series.map(\.id).filter { $0.hasPrefix("troops.us.iraq.") }.sorted())
    #expect(package.matching("attacks.*.iraq.*").allSatisfy { $0.measure.name == "attacks" })
    #expect(package.matching("nothing.*").isEmpty)
    #expect(
      throws: DatasetError.noSuchSeries("troops.us.irak", nearest: "troops.us.iraq")
    ) { try package.archive("troops.us.irak") }
    #expect(throws: DatasetError.noSuchEvent("us-exit-2012", nearest: "us-exit-2011")) {
      try package.event("us-exit-2012")
    }
    #expect(try package.event("us-exit-2025").event.isWindow)
    #expect(try package.event("us-exit-2011").baselines == ["2009..2011", "2004..2011"])
  }

  /// A claim that repeats another names one that is there, and not itself.
  @Test func echoesNameTheirOriginals() throws {
    let claims = try package.series.flatMap { try package.archive($0.id).claims }
    let ids = Set(claims.map(\.id))
    let echoes = claims.filter { $0.repeats != nil }
    #expect(echoes.count == 21)
    for echo in echoes {
      let original = try #require(echo.repeats)
      #expect(ids.contains(original) && original != echo.id)
    }
  }

  /// The table of hedging words says what the rules do, and the rules do what the table says.
  @Test(arguments: [2500.0, 1000, 9000, 3740, 45_000])
  func hedgingWordsMeanWhatTheRulesDo(stated: Double) throws {
    let file = try RecordFile.read(
      path: package.folder + "/hedges.csv", options: ReadingOptions(missingTokens: [""]))
    func number(_ row: Int, _ name: String) throws -> Double? {
      try file.number(record: row, column: file.column(named: name))
    }
    func text(_ row: Int, _ name: String) throws -> String {
      file.text(record: row, column: try file.column(named: name)) ?? ""
    }
    var digit = 1.0
    while (stated / (digit * 10)).rounded() * digit * 10 == stated { digit *= 10 }
    #expect(file.records.count == 31)
    for row in file.records.indices {
      let kind = try #require(Reading.Kind(rawValue: try text(row, "kind")))
      let phrase = try text(row, "phrase")
      let reading: Reading =
        switch kind {
        case .exact: .exactly(stated)
        case .approximate: .approximately(stated)
        case .interval: .within(stated...stated)
        case .atLeast: .atLeast(stated)
        case .atMost: .atMost(stated)
        }
      for (rule, name) in [(Hedges.strict, "strict"), (.default, "default"), (.wide, "wide")] {
        let bounds = rule.bounds(of: reading, hedge: phrase.hasPrefix("kind:") ? "" : phrase)
        var low = try number(row, name + "_low").map { $0 * stated }
        var high = try number(row, name + "_high").map { $0 * stated }
        if name == "strict", try text(row, "rule") == "last digit" {
          if low == nil { low = max(stated - digit / 2, 0.9 * stated) }
          if high == nil { high = min(stated + digit / 2, 1.1 * stated) }
        }
        // A quantity that cannot be negative is bounded by zero.
        if kind == .atMost, low == nil { low = 0 }
        func agree(_ one: Double?, _ other: Double?) -> Bool {
          guard let one, let other else { return one == nil && other == nil }
          return abs(one - other) <= 1e-12 * stated
        }
        #expect(
          agree(bounds.low, low) && agree(bounds.high, high),
          "\(phrase) \(name): \(bounds), not \(String(describing: low))…\(String(describing: high))"
        )
      }
    }
    // Every word the rules know is explained.
    let phrases = try Set(file.records.indices.map { try text($0, "phrase") })
    #expect(Hedges.nearly.isSubset(of: phrases))
  }

  @Test func everyHedgeOfAClaimIsExplained() throws {
    let file = try RecordFile.read(path: package.folder + "/hedges.csv")
    let phrases = Set(file.texts(column: try file.column(named: "phrase")).compactMap { $0 })
    let hedges = try package.series.flatMap { try package.archive($0.id).claims }.map(\.hedge)
    #expect(Set(hedges.filter { !$0.isEmpty }).isSubset(of: phrases))
  }
}

import Comparison
import Foundation
import Statistics
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite struct WindowComparisonTests {
  private let counts: [Double] = [41, 39, 52, 61, 48, 35, 30, 26, 24, 25]

  private func deaths() -> AnyMeasure { AnyMeasure(Fatalities()) }
  private func troops() -> AnyMeasure { AnyMeasure(TroopLevel()) }

  // MARK: Refusals

  @Test func deathsAndStocksHaveNoRateRatio() throws {
    let all = years(2002, counts + [18, 24, 42])
    let events = [try event(after: 2011, "2002..2011"), try event(after: 2012, "2002..2011")]
    for measure in [
      deaths(), troops(), AnyMeasure(name: "money", unit: .dollars, accrual: .flow),
      AnyMeasure(name: "persons", unit: .persons, accrual: .flow),
      AnyMeasure(name: "attacks", unit: try #require(Unit("thousand attacks")), accrual: .flow),
      AnyMeasure(name: "attacks", unit: .attacks, accrual: .stock),
    ] {
      let comparison = try compare(all, measure: measure, events: events)
      #expect(comparison.effects("rate-ratio").isEmpty, "\(measure)")
      let refusals = comparison.refusals("rate-ratio")
      #expect(refusals.count == 3 && refusals.allSatisfy { $0.code == "not-applicable" })
    }
    #expect(try !compare(all, events: events).effects("rate-ratio").isEmpty)
  }

  @Test func aBreakBetweenTheSidesForbidsAComparison() throws {
    let all = years(2002, counts + [18, 24, 42, 30, 20])
    let found = Break(date: .first(of: 2012), kind: .collection, description: "new collector")
    let comparison = try compare(
      all, breaks: [found], events: [event(after: 2011, "2002..2011")])
    for outcome in comparison.outcomes where !["mean-level", "slope"].contains(outcome.estimand) {
      #expect(
        outcome.refusal == .breakCrossed(.first(of: 2012), "new collector"), "\(outcome.estimand)")
    }
    #expect(comparison.outcomes.allSatisfy { $0.entitlement == .nothing })
    #expect(comparison.effects("mean-level").count == 2)
    #expect(comparison.effects("slope").count == 1)
    #expect(comparison.notes.contains { $0.code == "break-crossed" })
    // Silence is no such break.
    let silence = Break(date: .first(of: 2012), kind: .withheld, description: "silence")
    #expect(
      try compare(all, breaks: [silence], events: [event(after: 2011, "2002..2011")])
        .effects("change-at-event").count == 3)
    // A later release of the same count neither, but it is said.
    let release = Break(date: .first(of: 2012), kind: .revision, description: "version 2")
    let revised = try compare(
      all, breaks: [release], events: [event(after: 2011, "2002..2011")])
    #expect(revised.effects("change-at-event").count == 3)
    #expect(revised.notes.contains { $0.code == "revision-crossed" })
  }

  @Test func noMeanIsTakenOverABreak() throws {
    let all = years(2002, counts + [18, 24, 42, 30, 20])
    let found = Break(date: .first(of: 2006), kind: .definition, description: "wider")
    let comparison = try compare(
      all, breaks: [found], events: [event(after: 2011, "2002..2011")])
    #expect(comparison.effects("mean-level").map(\.term) == ["mean of 2012–2016"])
    let empty = try compare(
      years(2002, counts), breaks: [found], events: [event(after: 2011, "2002..2011")])
    #expect(empty.refusals("mean-level") == [.breakCrossed(.first(of: 2006), "wider")])
    #expect(
      empty.eventVerdicts.first?.leading.sentence.contains("has no one mean") == true)
  }

  @Test func forcedRowsAreComputedAndMarked() throws {
    let short = years(2008, [10, 12, 9, 11, 20, 25])
    let plan = ComparisonPlan(estimands: ["prediction-interval"], isForced: true)
    let forced = try compare(short, events: [event(after: 2011, "2008..2011")], plan: plan)
    #expect(!forced.effects("prediction-interval").isEmpty)
    #expect(
      forced.effects("prediction-interval").allSatisfy { $0.remark?.hasPrefix("forced: ") == true })
  }

  @Test func aSlopeDoesNotCrossABreakEither() throws {
    let all = years(2002, counts + [18, 24, 42, 30, 20])
    let found = Break(date: .first(of: 2014), kind: .definition, description: "wider")
    let comparison = try compare(
      all, breaks: [found], events: [event(after: 2011, "2002..2011")])
    #expect(comparison.refusals("slope") == [.breakCrossed(.first(of: 2014), "wider")])
  }

  @Test func aBreakBetweenTheAftermathsForbidsTheirComparison() throws {
    let all = years(2002, counts + [18, 24, 42, 30, 20, 21, 22, 23, 24, 25, 26, 27])
    let found = Break(date: .first(of: 2018), kind: .scope, description: "wider area")
    let comparison = try compare(
      all, breaks: [found], events: [event(after: 2011), event(after: 2019)])
    let between = comparison.outcomes.filter { $0.event == "2019 beside 2011" }
    #expect(!between.isEmpty)
    #expect(
      between.allSatisfy { $0.refusal?.code == "break-crossed" && $0.entitlement == .nothing })
  }

  /// The least years of each estimand: one fewer is refused, with what there is.
  @Test(arguments: [
    ("mean-level", 0, 1), ("change-at-event", 6, 2), ("change-at-event", 5, 3),
    ("predictive-rank", 8, 1), ("prediction-interval", 8, 0), ("slope", 0, 5),
    ("rate-ratio", 1, 1), ("mean-ratio", 1, 1), ("mean-difference", 1, 1),
  ])
  func tooFewYearsAreRefused(estimand: String, before: Int, after: Int) throws {
    func comparison(_ before: Int, _ after: Int) throws -> WindowComparison {
      let values = (counts + counts).map { $0 + 1 }
      return try compare(
        years(2012 - before, Array(values.prefix(before + after))),
        events: [event(after: 2011, "\(2011 - max(before, 1) + 1)..2011")],
        plan: ComparisonPlan(estimands: [estimand]))
    }
    #expect(try comparison(before, after).refusals(estimand).isEmpty)
    if after > 0 {
      let refusal = try #require(try comparison(before, after - 1).refusals(estimand).first)
      #expect(refusal.code == "too-few-years", "\(refusal)")
    }
    if before > 0 {
      let refusal = try #require(try comparison(before - 1, after).refusals(estimand).first)
      #expect(refusal.code == "too-few-years", "\(refusal)")
    }
  }

  /// A year known only by a bound is in no estimate, and is named; under a rule that gives it a
  /// number it counts.
  @Test func aYearKnownOnlyByABoundStandsApart() throws {
    var all = years(2002, counts + [18, 24, 42])
    all[4] = Observation(period: .year(2006), reading: .atLeast(40))
    let comparison = try compare(all, events: [event(after: 2011, "2002..2011")])
    #expect(comparison.windows[0].before.count == 9)
    #expect(comparison.effects("mean-level")[0].firstCount == 9)
    let note = comparison.notes.first { $0.code == "bound-only" }
    #expect(note?.text.contains("2006") == true)
    let low = try compare(
      all, events: [event(after: 2011, "2002..2011")],
      plan: ComparisonPlan(reading: ReadingRule(point: .low)))
    #expect(low.effects("mean-level")[0].firstCount == 10)
    #expect(!low.notes.contains { $0.code == "bound-only" })
  }

  @Test func zerosMakeDifferencesInsteadOfRatios() throws {
    let all = years(2002, counts + [0, 24, 42])
    let comparison = try compare(all, events: [event(after: 2011, "2002..2011")])
    let effects = comparison.effects("change-at-event")
    #expect(effects.map(\.scale) == ["difference", "difference"])
    #expect(effects[0].notes.contains { $0.code == "raw-scale" })
    #expect(comparison.effects("prediction-interval")[0].estimate == 0)
    let none = try compare(
      years(2002, Array(repeating: 0, count: 10) + [4]), events: [event(after: 2011)])
    #expect(none.refusals("mean-ratio").map(\.code) == ["not-applicable"])
  }

  // MARK: Between aftermaths

  /// A half year is set beside the same half of the older year, in totals: never scaled up, and
  /// not its mean month beside a mean half year.
  @Test func partsOfYearsAreComparedInTotals() throws {
    let half = Observation(period: try period("2026-01-01/2026-06-30"), reading: .exactly(90))
    let all = try months(2012, 1...12, 20) + [half]
    let comparison = try compare(
      all, events: [event(after: 2011), event(after: 2025)])
    let between = "2025 beside 2011"
    let ratio = try #require(comparison.effects("mean-ratio", event: between).first)
    #expect(ratio.estimate == 90.0 / 120)
    #expect(ratio.term == "total of 2026-01-01/2026-06-30 over total of 2012-01–2012-06")
    #expect(ratio.interval == nil && ratio.basis == .descriptive)
    let difference = try #require(comparison.effects("mean-difference", event: between).first)
    #expect(difference.estimate == -30)
    let rate = try #require(comparison.effects("rate-ratio", event: between).first)
    #expect(
      agreement(rate.estimate ?? 0, 90 / (181.0 / 365) / (120 / (182.0 / 366))) >= 12)
    // One half year among six months is no rank.
    #expect(
      comparison.refusals("predictive-rank", event: between).map(\.code) == ["not-applicable"])
  }

  @Test func ofAStockTheMeanOverItsDays() throws {
    let stocks =
      try months(2012, 1...12, 100)
      + [Observation(period: period("2026-01-01/2026-06-30"), reading: .exactly(80))]
    let comparison = try compare(
      stocks, measure: troops(), events: [event(after: 2011), event(after: 2025)])
    let between = "2025 beside 2011"
    let difference = try #require(comparison.effects("mean-difference", event: between).first)
    #expect(abs((difference.estimate ?? 0) + 20) < 1e-12)
    #expect(difference.term.hasPrefix("mean of"))
  }

  @Test func aWindowIsRunFromBothOfItsEnds() throws {
    let all = years(2000, counts + counts + counts)
    let exit = Event(
      id: "exit", period: try period("2025-10-01/2026-09-30"), precision: "day", title: "",
      kind: "", status: "", source: "")
    let window = WindowComparison.DeclaredEvent(anchors: Anchor.after(exit))
    let later = try compare(all, events: [event(after: 2011), window])
    let events = Set(later.outcomes.map(\.event))
    #expect(
      events == [
        "2011", "exit (years from 2026)", "exit (years from 2027)",
        "exit (years from 2026) beside 2011", "exit (years from 2027) beside 2011",
      ])
    let earlier = try compare(all, events: [window, event(after: 2027)])
    #expect(
      Set(earlier.outcomes.map(\.event)).isSuperset(of: [
        "2027 beside exit (years from 2026)", "2027 beside exit (years from 2027)",
      ]))
  }

  @Test func aHorizonThatIsAskedForMustBeThere() throws {
    let all = years(2002, counts + [18, 24, 42, 30, 20, 9, 8, 7, 6, 5])
    let events = [try event(after: 2011), try event(after: 2018)]
    let three = try compare(all, events: events, plan: ComparisonPlan(horizon: 3))
    #expect(three.effects("mean-difference", event: "2018 beside 2011").first?.secondCount == 3)
    let four = try compare(all, events: events, plan: ComparisonPlan(horizon: 4))
    let refusals = four.refusals("mean-difference", event: "2018 beside 2011")
    #expect(refusals.first?.code == "too-few-years")
  }

  // MARK: Baselines, plans

  @Test func theDefaultBaselineIsSinceTheLastBreakTenYearsAtMost() throws {
    let all = years(1990, Array(repeating: 5, count: 25))
    func baseline(_ breaks: [Break]) throws -> String? {
      try compare(all, breaks: breaks, events: [event(after: 2011)]).windows.first?.baseline
        .description
    }
    #expect(try baseline([]) == "2002..2011")
    let found = { (text: String, kind: Break.Kind) throws in
      Break(date: try day(text), kind: kind, description: "")
    }
    #expect(try baseline([found("2007-01-01", .scope)]) == "2007..2011")
    #expect(try baseline([found("2007-03-01", .scope)]) == "2008..2011")
    #expect(try baseline([found("2007-03-01", .withheld)]) == "2002..2011")
    #expect(
      try baseline([found("1995-03-01", .scope), found("2013-01-01", .scope)]) == "2002..2011")
    let short = try compare(years(2008, [1, 2, 3, 4, 5]), events: [event(after: 2011)])
    #expect(short.windows.map(\.baseline.description) == ["2008..2011"])
  }

  @Test func monthsAreTotalledUnderTheRulesOfThePlan() throws {
    let parts = try (1...12).map {
      Observation(
        period: try #require(Period.month(2012, $0)),
        reading: $0 == 1 ? .approximately(100) : .exactly(0))
    }
    func high(_ hedges: Hedges) throws -> Double? {
      let comparison = try compare(
        parts, events: [event(after: 2011)],
        plan: ComparisonPlan(
          estimands: ["mean-level"], reading: ReadingRule(point: .high, hedges: hedges)))
      return comparison.effects("mean-level").first?.estimate
    }
    #expect(try high(.default) == 110)
    #expect(try high(.wide) == 125)
  }

  @Test func aPlanReadsBack() throws {
    let plan = ComparisonPlan(
      estimands: ["slope"], level: 0.9, reading: ReadingRule(point: .low, hedges: .wide),
      scale: .raw, window: 3, horizon: 2, declaredRho: [0, 0.4], adjustment: .holm,
      isForced: true)
    let text = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(ComparisonPlan.self, from: text) == plan)
    #expect(plan.scale(for: attacks) == .raw)
    #expect(ComparisonPlan.standard.scale(for: attacks) == .log)
    #expect(ComparisonPlan.standard.scale(for: TroopLevel()) == .raw)
    #expect(Estimand.allCases.map(\.name).allSatisfy { Estimand.named($0) != nil })
    #expect(Estimand.named("nothing") == nil)
    #expect(Set(Estimand.allCases.map(\.name)).count == Estimand.allCases.count)
  }

  // MARK: Adjustment

  /// Against the definition: the i-th smallest times m − i, never less than the one before.
  @Test func holmGoesOverAllRowsThatHaveAP() throws {
    let all = years(2002, counts + [3, 4, 5, 2, 6])
    let plain = try compare(all, events: [event(after: 2011, "2002..2011")])
    let holm = try compare(
      all, events: [event(after: 2011, "2002..2011")], plan: ComparisonPlan(adjustment: .holm))
    let raw = holm.outcomes.compactMap { $0.value?.pValue }
    #expect(raw == plain.outcomes.compactMap { $0.value?.pValue })
    #expect(plain.outcomes.allSatisfy { $0.adjustedPValue == nil })
    #expect(raw.count > 8)
    // Several are small, so that stepping down shows.
    #expect(raw.count { $0 * Double(raw.count) < 1 } >= 3)
    let order = raw.indices.sorted { raw[$0] < raw[$1] }
    var expected = raw
    var largest = 0.0
    for (place, index) in order.enumerated() {
      largest = max(largest, Double(raw.count - place) * raw[index])
      expected[index] = min(1, largest)
    }
    let adjusted = holm.outcomes.compactMap(\.adjustedPValue)
    #expect(agreement(adjusted, expected) >= 14)
    #expect(
      holm.outcomes.allSatisfy { ($0.value?.pValue == nil) == ($0.adjustedPValue == nil) })
    #expect(
      holm.estimates.columns.map(\.key).contains("p_adjusted"))
  }

  // MARK: Tables

  @Test func theTablesHaveARowForEverything() throws {
    let all =
      years(2002, counts + [18, 24])
      + [
        Observation(period: .year(2014), reading: .exactly(9), status: .provisional),
        Observation(period: try period("2015-01-01/2015-06-30"), reading: .exactly(4)),
      ]
    let comparison = try compare(all, events: [event(after: 2011, "2002..2011")])
    #expect(comparison.estimates.rows.count == comparison.outcomes.count)
    #expect(comparison.overview.rows.count == 1)
    #expect(comparison.observations?.rows.count == 14)
    for outcome in comparison.outcomes where outcome.refusal != nil {
      #expect(!outcome.instead.isEmpty)
    }
  }
}

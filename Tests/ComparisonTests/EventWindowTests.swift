import Comparison
import Testing
import TimeSeries

@Suite struct EventWindowTests {
  private func window(
    _ observations: [Observation], _ anchor: Anchor = .after(2011),
    _ baseline: String = "2008..2011", length: Int = 3
  ) throws -> EventWindow {
    EventWindow(
      try Series(attacks, observations), around: anchor, baseline: try range(baseline),
      length: length)
  }

  private func periods(_ observations: [Observation]) -> [String] {
    observations.map(\.period.description)
  }

  private func observation(
    _ text: String, _ status: Claim.Status = .final, coverage: Double? = nil
  ) throws -> Observation {
    Observation(
      period: try period(text), reading: .exactly(1), coverage: coverage, status: status)
  }

  @Test func yearsAreSortedIntoBeforeAndAfter() throws {
    let window = try window(years(2005, Array(repeating: 1, count: 15)))
    #expect(periods(window.before) == ["2008", "2009", "2010", "2011"])
    #expect(periods(window.after) == ["2012", "2013", "2014"])
    #expect(window.transition.isEmpty && window.partial.isEmpty && window.provisional.isEmpty)
    #expect(window.beside == nil)
  }

  @Test func provisionalPartialAndPlannedAreInNoTest() throws {
    let window = try window(
      [
        observation("2009", .provisional), observation("2010"), observation("2011", .planned),
        observation("2012", .provisional), observation("2013", .planned),
        observation("2014-01-01/2014-06-30"),
      ])
    #expect(periods(window.before) == ["2010"])
    #expect(periods(window.provisionalBefore) == ["2009"])
    #expect(window.after.isEmpty)
    #expect(periods(window.provisional) == ["2012"])
    #expect(periods(window.partial) == ["2014-01-01/2014-06-30"])
    #expect(
      window.beside == "one part-year, 2014-01-01/2014-06-30, 181 days; provisional: 2012")
    #expect(window.entitlement() == .nothing)
  }

  /// A year that a source covers in part is a part, though it has the year's name.
  @Test func aYearWatchedInPartIsAPart() throws {
    let window = try window([observation("2010"), observation("2012", coverage: 0.5)])
    #expect(window.after.isEmpty)
    #expect(periods(window.partial) == ["2012"])
  }

  @Test func whatHoldsTheDayIsTransition() throws {
    let window = try window(
      years(2008, Array(repeating: 1, count: 7)), .after(try day("2011-12-18")))
    #expect(periods(window.before) == ["2008", "2009", "2010"])
    #expect(periods(window.transition) == ["2011"])
    #expect(periods(window.after) == ["2012", "2013", "2014"])
  }

  @Test func theYearsOfAWindowAreTransition() throws {
    let exit = Event(
      id: "exit", period: try period("2011-10-01/2012-09-30"), precision: "day", title: "",
      kind: "", status: "", source: "")
    let anchors = Anchor.after(exit)
    let all = years(2008, Array(repeating: 1, count: 8))
    let first = try window(all, anchors[0], "2008..2012")
    #expect(periods(first.before) == ["2008", "2009", "2010"])
    #expect(periods(first.transition) == ["2011"])
    #expect(periods(first.after) == ["2012", "2013", "2014"])
    let second = try window(all, anchors[1], "2008..2012")
    #expect(periods(second.before) == ["2008", "2009", "2010"])
    #expect(periods(second.transition) == ["2011", "2012"])
    #expect(periods(second.after) == ["2013", "2014", "2015"])
  }

  /// Every observation of a window's years is in exactly one of its parts.
  @Test func nothingIsInTwoParts() throws {
    let all =
      try years(2005, [1, 2, 3, 4, 5, 6, 7]) + [
        observation("2012", .provisional), observation("2013"),
        observation("2014-01-01/2014-03-31"), observation("2014-05-01/2014-06-30"),
      ]
    let window = try window(all, .after(try day("2010-06-30")), "2005..2009", length: 9)
    let parts = [
      window.before, window.provisionalBefore, window.transition, window.after,
      window.provisional, window.partial,
    ].flatMap { $0 }
    #expect(Set(parts).count == parts.count)
    #expect(Set(parts) == Set(all))
  }
}

@Suite struct EntitlementTests {
  /// The ladder: complete, final years before and after, counted the same way.
  @Test func everyRung() {
    for before in 0...12 {
      for after in 0...8 {
        let level = Entitlement(before: before, after: after)
        let expected: Entitlement =
          after < 1
          ? .nothing
          : before < 8
            ? .describe : after <= 2 ? .unusual : after <= 4 ? .levelChange : .slopeChange
        #expect(level == expected, "\(before) before, \(after) after")
        #expect(Entitlement(before: before, after: after, comparable: false) == .nothing)
      }
    }
  }

  @Test func thresholds() {
    #expect(Entitlement(before: 20, after: 0) == .nothing)
    #expect(Entitlement(before: 7, after: 9) == .describe)
    #expect(Entitlement(before: 8, after: 1) == .unusual)
    #expect(Entitlement(before: 8, after: 2) == .unusual)
    #expect(Entitlement(before: 8, after: 3) == .levelChange)
    #expect(Entitlement(before: 8, after: 4) == .levelChange)
    #expect(Entitlement(before: 8, after: 5) == .slopeChange)
    // Causal wording is not had by counting.
    #expect(Entitlement(before: 1000, after: 1000) == .slopeChange)
  }

  @Test func theRungsAreInOrderAndNameWhatIsMissing() {
    #expect(Entitlement.allCases == Entitlement.allCases.sorted())
    #expect(Entitlement.allCases.map(\.rawValue) == ["E0", "E1", "E2", "E3", "E4", "E5"])
    #expect(Entitlement.describe.missing(before: 6, after: 1) == "eight years before (has 6)")
    #expect(
      Entitlement.unusual.missing(before: 9, after: 2) == "three complete years after (has 2)")
    #expect(Entitlement.causal.missing(before: 9, after: 9) == nil)
  }
}

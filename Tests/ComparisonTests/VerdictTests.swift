import Comparison
import Datasets
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite struct VerdictTests {
  private static let strong = [
    "increase", "decrease", "effect", "rose", "fell", "rise", "fall", "grew", "declin", "trend",
    "higher", "lower", "caused", "due to",
  ]

  private func expectAllowed(
    _ verdict: Verdict, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let sentence = verdict.sentence.lowercased()
    #expect(!sentence.isEmpty && sentence.hasSuffix("."), sourceLocation: sourceLocation)
    #expect(!sentence.contains("because"), "\(sentence)", sourceLocation: sourceLocation)
    if verdict.level < .levelChange {
      for word in Self.strong {
        #expect(!sentence.contains(word), "\(word) in: \(sentence)", sourceLocation: sourceLocation)
      }
    }
    #expect(!verdict.forbidden.isEmpty, sourceLocation: sourceLocation)
    #expect(
      !verdict.forbidden.lowercased().contains("because"), sourceLocation: sourceLocation)
    #expect((verdict.missing == nil) == (verdict.level == .causal), sourceLocation: sourceLocation)
  }

  /// Any numbers of years before and after, any values, part-years, provisional years, breaks.
  @Test func noSentenceSaysMoreThanItsLevel() throws {
    var random = SplitMix64(seed: 81)
    var seen: Set<Entitlement> = []
    for _ in 0..<150 {
      let before = Int.random(in: 0...11, using: &random)
      let after = Int.random(in: 0...7, using: &random)
      var all = years(
        2012 - before,
        (0..<before + after).map { _ in
          Double(Int.random(in: 0...200, using: &random))
        })
      if Bool.random(using: &random), !all.isEmpty {
        let index = Int.random(in: all.indices, using: &random)
        all[index] = Observation(
          period: all[index].period,
          reading: random.pick([.atLeast(5), .within(0...9), .within(3...9), .approximately(40)]),
          status: random.pick([.final, .provisional]))
      }
      if Bool.random(using: &random) {
        all.append(
          Observation(
            period: try period("\(2012 + after)-01-01/\(2012 + after)-04-30"),
            reading: .exactly(3)))
      }
      guard !all.isEmpty else { continue }
      let breaks =
        Int.random(in: 0..<5, using: &random) == 0
        ? [Break(date: .first(of: 2012), kind: .scope, description: "because of an increase")] : []
      let measure = random.pick(AnyMeasure.catalog)
      let comparison = try compare(
        all, measure: measure, breaks: breaks, events: [event(after: 2011, "2001..2011")])
      for window in comparison.windows {
        let verdict = Verdict(comparison, window)
        seen.insert(verdict.level)
        expectAllowed(verdict)
        let crossed = !Break.crossed(by: window.before + window.after, among: breaks).isEmpty
        #expect(
          verdict.level
            == Entitlement(
              before: window.before.count, after: window.after.count, comparable: !crossed))
      }
      // Every row carries the level of its window.
      for outcome in comparison.outcomes {
        #expect(outcome.entitlement == Verdict(comparison, comparison.windows[0]).level)
      }
    }
    #expect(seen == [.nothing, .describe, .unusual, .levelChange, .slopeChange])
  }

  @Test func eachLevelHasItsSentence() throws {
    func sentence(_ before: Int, _ after: Int) throws -> String {
      let all = years(
        2012 - before,
        [41, 39, 52, 61, 48, 35, 30, 26, 24, 25, 33, 12, 17, 9, 30].prefix(before + after).map {
          $0
        })
      let comparison = try compare(all, events: [event(after: 2011, "\(2012 - before)..2011")])
      return Verdict(comparison, comparison.windows[0]).sentence
    }
    #expect(
      try sentence(9, 0)
        == "No complete, final year after 2011 has been published. In the baseline 2003–2011: "
        + "39.6 attacks a year on average.")
    #expect(
      try sentence(2, 1)
        == "2012: 52 attacks a year on average; 2010–2011: 40 attacks a year on average. "
        + "A description, without a test.")
    #expect(
      try sentence(8, 1).hasPrefix("2012 (24 attacks) lies inside the 95 % interval expected"))
    #expect(try sentence(8, 3).hasPrefix("2012–2014: "))
    #expect(try sentence(8, 3).contains("Step at the event, averaged over serial correlation: 0."))
    #expect(try sentence(8, 3).contains("outside the 95 % interval expected of one"))
    #expect(try sentence(8, 3).hasSuffix("Timing, not cause."))
  }

  // MARK: The bundled package

  private func bundled(_ id: String, _ package: DataPackage) throws -> WindowComparison {
    let events = ["us-exit-2011", "us-exit-2025"]
    let info = try package.info(id)
    return WindowComparison(
      try package.archive(id).resolved(), name: id, info: info,
      events: try events.map { name in
        let found = try package.event(name)
        return WindowComparison.DeclaredEvent(
          anchors: Anchor.after(found.event), baselines: try found.baselines.map(range))
      })
  }

  /// Deaths in organized violence: fourteen years before, five after 2011, and nothing complete and
  /// final after 2025.
  @Test func organizedViolenceInIraq() throws {
    let comparison = try bundled("deaths.organized-violence.iraq.ucdp", .bundled())
    let labels = comparison.windows.map(\.anchor.label)
    #expect(
      labels == [
        "us-exit-2011", "us-exit-2011", "us-exit-2025 (years from 2026)",
        "us-exit-2025 (years from 2026)", "us-exit-2025 (years from 2027)",
        "us-exit-2025 (years from 2027)",
      ])
    for window in comparison.windows {
      let verdict = Verdict(comparison, window)
      expectAllowed(verdict)
      if window.anchor.label == "us-exit-2011" {
        #expect(window.after.map(\.period.start.year) == [2012, 2013, 2014, 2015, 2016])
        #expect(verdict.level == (window.before.count >= 8 ? .slopeChange : .describe))
      } else {
        #expect(verdict.level == .nothing)
        #expect(window.after.isEmpty)
      }
    }
    for outcome in comparison.outcomes where outcome.event.hasPrefix("us-exit-2025") {
      #expect(outcome.entitlement == .nothing)
      // The baseline, and what it leads one to expect: nothing of a year after.
      #expect(outcome.value?.secondCount ?? 0 == 0, "\(outcome)")
      #expect(outcome.value?.pValue == nil)
    }
    #expect(comparison.effects("rate-ratio").isEmpty)
    let after2025 = comparison.windows.first { $0.anchor.label.hasSuffix("from 2026)") }
    #expect(after2025?.partial.map(\.period.description) == ["2026-01-01/2026-06-30"])
    #expect(comparison.notes.contains { $0.code == "no-complete-year" })
  }

  @Test func noBundledSeriesSaysAnythingAfter2025() throws {
    let package = try DataPackage.bundled()
    for info in package.series {
      let comparison = try bundled(info.id, package)
      for window in comparison.windows {
        let verdict = Verdict(comparison, window)
        expectAllowed(verdict)
        if window.anchor.label.hasPrefix("us-exit-2025") {
          #expect(verdict.level <= .describe, "\(info.id): \(verdict.sentence)")
        }
      }
    }
  }
}

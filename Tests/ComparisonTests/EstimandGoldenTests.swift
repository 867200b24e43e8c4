import Comparison
import Statistics
import TestSupport
import Testing
import TimeSeries

/// Every estimand's numbers against `Golden/estimands.py`.
@Suite struct EstimandGoldenTests {
  private let golden: GoldenFile
  private let firstYear = 2002

  init() throws { golden = try GoldenFile("estimands") }

  private func comparison(
    ranges: Bool = false, plan: ComparisonPlan = .standard, measure: AnyMeasure = attacks
  ) throws -> WindowComparison {
    var observations = years(firstYear, try golden.numbers("counts"))
    if ranges {
      for range in try golden.lists("ranges") {
        observations[Int(range[0]) - firstYear] = Observation(
          period: .year(Int(range[0])), reading: .within(range[1]...range[2]))
      }
    }
    return try compare(
      observations, measure: measure,
      events: [event(after: 2011, "2002..2011"), event(after: 2019, "2012..2019")], plan: plan)
  }

  private func expect(
    _ computed: Double?, _ certified: Double, digits: Double = 9,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let computed = try #require(computed, sourceLocation: sourceLocation)
    #expect(
      agreement(computed, certified) >= digits, "\(computed), not \(certified)",
      sourceLocation: sourceLocation)
  }

  @Test func meanLevels() throws {
    let effects = try comparison().effects("mean-level", event: "2011")
    #expect(effects.map(\.term) == ["mean of 2002–2011", "mean of 2012–2016"])
    try expect(effects[0].estimate, golden.number("mean_before"))
    try expect(effects[1].estimate, golden.number("mean_after"))
    #expect(effects.allSatisfy { $0.basis == .descriptive && $0.pValue == nil })
  }

  @Test(arguments: [
    ("change", false, Scale.log), ("change_raw", false, .raw), ("change_ranges", true, .log),
  ])
  func changeOfLevel(name: String, ranges: Bool, scale: Scale) throws {
    let comparison = try comparison(ranges: ranges, plan: ComparisonPlan(scale: scale))
    let effects = comparison.effects("change-at-event", event: "2011")
    try #require(effects.count == 3)
    #expect(effects.map(\.quantity) == [.levelChange, .levelChange, .slopeChange])
    for (effect, model) in zip(effects, ["no_trend", "trend"]) {
      let row = try golden.row(name).row(model)
      let averaged = try row.row("averaged")
      #expect(effect.scale == (scale == .log ? "ratio" : "difference"))
      try expect(effect.estimate, averaged.number("estimate"))
      try expect(effect.pValue, averaged.number("p"))
      try expect(effect.interval?.low, averaged.number("low"))
      try expect(effect.interval?.high, averaged.number("high"))
      #expect(effect.degreesOfFreedom == (try averaged.number("df")))
      #expect(effect.firstCount == 10 && effect.secondCount == 5)
      // The worst of the declared correlations stands beside it, to three digits.
      let worst = try row.row("worst")
      let remark = try #require(effect.remark)
      let p = try worst.number("p")
      let text = p < 0.0005 ? "p < 0.001" : "p " + thousandths(p)
      #expect(remark.contains(text), "\(remark), not \(p)")
    }
  }

  /// The change of slope is that of the interrupted series with a step and two trends.
  @Test func changeOfSlope() throws {
    let comparison = try comparison(plan: ComparisonPlan(scale: .raw))
    let slope = try #require(
      comparison.effects("change-at-event", event: "2011").first { $0.quantity == .slopeChange })
    let window = try #require(comparison.windows.first { $0.anchor.label == "2011" })
    let observations = window.before + window.after
    let values = observations.compactMap {
      $0.reading.value(.best, bounds: Bounds(low: nil, high: nil))
    }
    let fit = try InterruptedSeries([Interruption(lastBefore: 2011, firstAfter: 2012)]).fit(
      Sample(times: observations.map(\.period.time), values: values))
    let change = try #require(fit.models.last?.changes.first { $0.term == "slope_change" })
    try expect(slope.estimate, change.averaged?.estimate?.value ?? 0)
    try expect(slope.pValue, change.averaged?.pValue ?? 0)
    try expect(slope.worstPValue, change.declared?.worst?.pValue ?? 0)
  }

  private func thousandths(_ value: Double) -> String {
    let text = String((value * 1000).rounded() / 1000)
    return text + String(repeating: "0", count: max(0, 5 - text.count))
  }

  @Test func predictionIntervals() throws {
    for (name, scale) in [("prediction", Scale.log), ("prediction_raw", .raw)] {
      let effects = try comparison(plan: ComparisonPlan(scale: scale))
        .effects("prediction-interval", event: "2011")
      let rows = try golden.rows(name)
      // Each year, and all of them together.
      try #require(effects.count == rows.count + 1)
      for (effect, row) in zip(effects, rows) {
        #expect(effect.estimate == (try row.number("value")))
        try expect(effect.statistic, row.number("t"))
        try expect(effect.pValue, row.number("p"))
        try expect(effect.interval?.low, row.number("low"))
        try expect(effect.interval?.high, row.number("high"))
        #expect(effect.degreesOfFreedom == (try row.number("df")))
        let isInside =
          try row.number("low") <= row.number("value") && row.number("value") <= row.number("high")
        #expect(effect.remark?.hasPrefix(isInside ? "inside" : "outside") == true)
      }
    }
  }

  @Test func yearsTogether() throws {
    let effects = try comparison().effects("prediction-interval", event: "2011")
    let effect = try #require(effects.last)
    let row = try golden.row("together")
    #expect(effect.estimate == nil)
    try expect(effect.statistic, row.number("f"))
    try expect(effect.pValue, row.number("p"))
    #expect(effect.degreesOfFreedom == (try row.number("df")))
  }

  @Test func ranks() throws {
    let comparison = try comparison()
    for (name, event) in [("ranks", "2011"), ("ranks_between", "2019 beside 2011")] {
      let effects = comparison.effects("predictive-rank", event: event)
      let rows = try golden.rows(name)
      try #require(effects.count == rows.count)
      for (effect, row) in zip(effects, rows) {
        #expect(effect.estimate == (try row.number("rank")))
        try expect(effect.pValue, row.number("p"))
        try expect(effect.floor, row.number("floor"))
      }
    }
  }

  @Test func slopes() throws {
    let effect = try #require(try comparison().effects("slope", event: "2011").first)
    let row = try golden.row("slope")
    try expect(effect.estimate, row.number("slope"))
    try expect(effect.statistic, row.number("score"))
    try expect(effect.pValue, row.number("p"))
    try expect(effect.floor, row.number("floor"))
  }

  @Test func rateRatios() throws {
    let comparison = try comparison()
    for (name, event) in [("rate_ratio", "2011"), ("rate_ratio_between", "2019 beside 2011")] {
      let effect = try #require(comparison.effects("rate-ratio", event: event).first)
      let row = try golden.row(name)
      try expect(effect.estimate, row.number("ratio"))
      try expect(effect.pValue, row.number("p"))
      try expect(effect.interval?.low, row.number("low"))
      try expect(effect.interval?.high, row.number("high"))
      #expect(effect.degreesOfFreedom == (try row.number("df")))
      #expect(effect.remark?.contains("widened by it") == true)
    }
  }

  @Test func meansOfTwoAftermaths() throws {
    let comparison = try comparison()
    for (estimand, name) in [
      ("mean-difference", "mean_difference_between"), ("mean-ratio", "mean_ratio_between"),
    ] {
      let effect = try #require(comparison.effects(estimand, event: "2019 beside 2011").first)
      let row = try golden.row(name)
      try expect(effect.estimate, row.number("estimate"))
      try expect(effect.statistic, row.number("t"))
      try expect(effect.degreesOfFreedom, row.number("df"))
      try expect(effect.pValue, row.number("p"))
      try expect(effect.interval?.low, row.number("low"))
      try expect(effect.interval?.high, row.number("high"))
    }
  }

  @Test func slopeDifferences() throws {
    let effect = try #require(
      try comparison().effects("slope-difference", event: "2019 beside 2011").first)
    let row = try golden.row("slope_difference")
    try expect(effect.estimate, row.number("estimate"))
    try expect(effect.pValue, row.number("p"))
    try expect(effect.interval?.low, row.number("low"))
    try expect(effect.interval?.high, row.number("high"))
  }
}

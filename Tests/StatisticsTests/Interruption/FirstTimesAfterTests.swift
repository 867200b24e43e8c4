import Statistics
import Tables
import TestSupport
import Testing

/// Ranges of a series of fourteen years, their middles, and what an independent script makes of the
/// two years after 2023: numpy's least squares for the moved blocks, the differences of two
/// sums of squares for Chow's F, scipy's distributions.
@Suite("The first times after an event")
struct FirstTimesAfterTests {
  private static let values: [Double] = [
    105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100,
  ]
  private static let event = Interruption(lastBefore: 2023, firstAfter: 2024)

  private func sample(_ count: Int = 14) throws -> Sample {
    try Sample(
      times: (2012..<2012 + count).map(Double.init), values: Array(Self.values.prefix(count)))
  }

  @Test("prediction intervals, joint test and placebo rank beside the change")
  func vector() throws {
    let fit = try InterruptedSeries([Self.event]).fit(sample())
    #expect(fit.firstTimesAfter.map(\.hasTrend) == [false, true])
    let trend = try #require(fit.firstTimesAfter.last)
    #expect(trend.departures.map(\.time) == [2024, 2025])
    let expected = [225.75757575757575, 215.1369463869464]
    let ends = [
      (-347.4499607485709, 798.9651122637224), (-378.07218415943635, 808.3460769333292),
    ]
    for (place, departure) in trend.departures.enumerated() {
      #expect(agreement(departure.expected, expected[place]) >= 12)
      let interval = try #require(departure.difference.interval)
      #expect(agreement(departure.value - interval.high, ends[place].0) >= 10)
      #expect(agreement(departure.value - interval.low, ends[place].1) >= 10)
    }
    #expect(agreement(try #require(trend.joint?.statistic?.value), 0.1501650334196703) >= 10)
    #expect(agreement(try #require(trend.joint?.pValue), 0.8624705847796007) >= 10)
    let placebo = try #require(trend.placebo)
    #expect(placebo.blocks.first?.time == 2015)
    let effects = [
      401.2676553672314, 427.5100267379682, 245.3141191709846, 69.79166666666671,
      -27.665155440414477, -69.05414438502669, -83.61228813559322, -93.64263803680977,
      -102.58620689655174, -115.46239837398373,
    ]
    #expect(placebo.blocks.count == 10)
    for (block, effect) in zip(placebo.blocks, effects) {
      #expect(agreement(block.effect, effect) >= 10)
    }
    #expect(placebo.rank == 4 && placebo.pValue == 0.4 && placebo.floor == 0.1)
  }

  @Test("without a trend: the mean before and its t, by hand")
  func mean() throws {
    let sample = try sample(13)
    let one = try #require(try InterruptedSeries([Self.event]).fit(sample).firstTimesAfter.first)
    let before = Array(Self.values.prefix(12))
    let mean = before.reduce(0, +) / 12
    let spread = (before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 11).squareRoot()
    let error = spread * (1 + 1.0 / 12).squareRoot()
    let departure = try #require(one.departures.first)
    #expect(one.departures.count == 1 && one.joint == nil)
    #expect(agreement(departure.expected, mean) >= 14)
    #expect(agreement(departure.difference.standardError ?? 0, error) >= 13)
    #expect(agreement(departure.difference.statistic ?? 0, (110 - mean) / error) >= 13)
    #expect(departure.difference.degreesOfFreedom == 11)
    // For one value Chow's F is the square of that t.
    let chow = try ChowPrediction().test(sample.values, on: .intercept(count: 13), from: 12)
    let t = try #require(departure.difference.statistic)
    #expect(agreement(try #require(chow.statistic?.value), t * t) >= 12)
    #expect(agreement(try #require(departure.difference.pValue), try #require(chow.pValue)) >= 11)
  }

  @Test("too few before are refused, more than five after are left to the change")
  func limits() throws {
    let sample = try sample()
    let early = Interruption(lastBefore: 2018, firstAfter: 2019)
    #expect(try InterruptedSeries([early]).fit(sample).firstTimesAfter.isEmpty)
    let first = try Sample(
      times: (2012...2020).map(Double.init), values: Array(Self.values.prefix(9)))
    let refused = try InterruptedSeries([early]).fit(first).firstTimesAfter
    #expect(
      refused.map(\.refusal) == [
        .tooFewObservations(needed: 8, have: 7), .tooFewObservations(needed: 8, have: 7),
      ])
    #expect(refused.allSatisfy { $0.departures.isEmpty && $0.placebo == nil })
    let forced = try InterruptedSeries([early], isForced: true).fit(first).firstTimesAfter
    #expect(forced.allSatisfy { $0.refusal == nil && $0.isForced && $0.departures.count == 2 })
    let rows = try InterruptedSeries([early]).fit(first).estimates.rows.count
    let more = try InterruptedSeries([early], isForced: true).fit(first).estimates.rows.count
    #expect(more > rows)
  }
}

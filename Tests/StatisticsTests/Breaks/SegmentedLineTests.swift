import Distributions
import Statistics
import TestSupport
import Testing

@Suite("A line with one bend")
struct SegmentedLineTests {
  @Test("Points, slopes and errors are those of R's segmented")
  func golden() throws {
    for row in try GoldenFile("segmented").rows("cases") {
      let sample = try Sample(times: row.numbers("t"), values: row.numbers("y"))
      let fit = try SegmentedLine(leastRows: 2, replicates: 0).fit(sample)
      // Where the sum of squares is flat to the last digit, iteration leaves half of the digits of the
      // point, and of the slopes beside it.
      #expect(agreement(fit.point, try row.number("point")) >= 9)
      #expect(agreement(fit.residualSumOfSquares, try row.number("rss")) >= 11)
      #expect(agreement(try #require(fit.standardError), try row.number("error")) >= 8)
      let (slopes, errors) = (try row.numbers("slopes"), try row.numbers("slope_errors"))
      for (index, slope) in fit.slopes.enumerated() {
        #expect(agreement(slope.estimate, slopes[index]) >= 7)
        #expect(agreement(try #require(slope.standardError), errors[index]) >= 8)
      }
      #expect(fit.pValue == nil)
      #expect(fit.basis == .descriptive)
    }
  }

  /// The residual sum of squares of a line bent at a point, by least squares.
  private func squares(_ sample: Sample, at point: Double) throws -> Double {
    let design = Design.trend(sample.times)
      .adding("bend", sample.times.map { max(0, $0 - point) })
    return try #require(try LeastSquares().fit(sample.values, on: design).residualSumOfSquares)
  }

  @Test("No point of a fine grid is better, and the interval is that of the profile")
  func grid() throws {
    for seed in 1...6 {
      let noise = BreakSearchTests.noise(24, seed: UInt64(seed))
      let unevenness = seed.isMultiple(of: 2) ? 0.3 : 0
      let times = (0..<24).map { Double($0) + unevenness * noise[$0] }
      let values = zip(times, noise).map { (time: Double, error: Double) -> Double in
        let bend = 0.4 * max(0, time - 13.2)
        return 0.1 * time + bend + 2 * error
      }
      let sample = try Sample(times: times, values: values)
      let fit = try SegmentedLine(replicates: 0).fit(sample)
      let quantile = StudentT(degreesOfFreedom: 20).quantile(0.975)
      let limit = fit.residualSumOfSquares * (1 + quantile * quantile / 20)
      var (low, high): (Double?, Double?)
      let (from, through) = (times[2], times[21])
      for step in 0...2_000 {
        let point = from + (through - from) * Double(step) / 2_000
        let found = try squares(sample, at: point)
        #expect(found >= fit.residualSumOfSquares * (1 - 1e-10))
        if found <= limit {
          low = low ?? point
          high = point
        }
      }
      let cell = (through - from) / 2_000
      if let bound = fit.low {
        #expect(abs(bound - (try #require(low))) <= cell)
      } else {
        #expect(low == from)
      }
      if let bound = fit.high {
        #expect(abs(bound - (try #require(high))) <= cell)
      } else {
        #expect(abs((try #require(high)) - through) < 1e-9)
      }
    }
  }

  @Test("Scaling and shifting move the bend as they should")
  func equivariance() throws {
    let noise = BreakSearchTests.noise(20)
    let values = noise.enumerated().map { (row: Int, error: Double) -> Double in
      error + 0.5 * max(0, Double(row) - 11)
    }
    let plain = try SegmentedLine(replicates: 99).fit(
      Sample(times: (0..<20).map(Double.init), values: values))
    let moved = try SegmentedLine(replicates: 99).fit(
      Sample(times: (0..<20).map { 2000 + 2 * Double($0) }, values: values.map { 7 - 1e6 * $0 }))
    #expect(agreement(moved.point, 2000 + 2 * plain.point) >= 11)
    #expect(agreement(moved.slopes[2].estimate, -5e5 * plain.slopes[2].estimate) >= 9)
    #expect(agreement(moved.statistic, plain.statistic) >= 8)
    #expect(moved.pValue == plain.pValue)
    let tiny = try SegmentedLine(replicates: 0).fit(
      Sample(times: (0..<20).map(Double.init), values: values.map { $0 * 1e-200 }))
    #expect(agreement(tiny.point, plain.point) >= 10)
  }

  @Test("Its test keeps its size, and sees a bend")
  func test() throws {
    var rejected = 0
    for seed in 1...200 {
      let sample = try Sample(
        times: (0..<18).map(Double.init),
        values: BreakSearchTests.noise(18, seed: UInt64(seed) &* 0x9E37_79B9))
      let fit = try SegmentedLine(replicates: 99).fit(sample)
      if try #require(fit.pValue) <= 0.1 { rejected += 1 }
    }
    // 20 are expected; 4.2 is their standard deviation.
    #expect((6...36).contains(rejected))
    let bent = BreakSearchTests.noise(18).enumerated().map { (row: Int, error: Double) -> Double in
      error + max(0, Double(row) - 9)
    }
    let seen = try SegmentedLine(replicates: 99).fit(
      Sample(times: (0..<18).map(Double.init), values: bent))
    #expect(seen.pValue == 0.01)
  }

  @Test("Lines, joined lines and too few values end in errors")
  func exact() throws {
    let times = (0..<12).map(Double.init)
    let line = try Sample(times: times, values: times.map { 1 + 0.25 * $0 })
    #expect(throws: StatisticsError.noVariation) { try SegmentedLine().fit(line) }
    let joined = try Sample(times: times, values: times.map { max(0, $0 - 5.5) })
    #expect(throws: StatisticsError.varianceNotPositive) { try SegmentedLine().fit(joined) }
    let few = try Sample(times: [1, 2, 3, 4, 5], values: [1, 3, 2, 5, 4])
    #expect(throws: StatisticsError.self) { try SegmentedLine().fit(few) }
    #expect(throws: StatisticsError.self) { try SegmentedLine(leastRows: 1).fit(line) }
  }
}

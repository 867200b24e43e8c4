import LinearAlgebra
import TestSupport
import Testing

@testable import Statistics

@Suite("Panels of trends")
struct TrendPanelTests {
  /// Series of a length that try what a panel may meet.
  private static func series(_ count: Int) -> [[Double]] {
    var generator = SplitMix64(seed: UInt64(1000 + count))
    func noise() -> Double { Double.random(in: -1...1, using: &generator) }
    func rising(_ unit: Double, _ level: Double = 0) -> [Double] {
      (0..<count).map { level + unit * (Double($0) * 0.1 + noise()) }
    }
    var series: [[Double]] = []
    for _ in 0..<4 { series.append(rising(1)) }
    for places in [1.0, 2, 10] { series.append(rising(3).map { ($0 * places).rounded() / places }) }
    for _ in 0..<4 { series.append((0..<count).map { _ in noise() > 0 ? 1 : 0 }) }
    series.append([Double](repeating: 0, count: count))
    series.append([Double](repeating: -7.25, count: count))
    series.append((0..<count).map { Double($0) })
    series.append((0..<count).map { 0.1 * Double($0) })
    for level in [1e3, 1e8, 1e12, 1e15] { series.append(rising(1e-3, level)) }
    for unit in [1e-300, 1e-130, 1e-30, 1e30, 1e130, 1e300] { series.append(rising(unit)) }
    series.append((0..<count).map { $0 == count / 2 ? 1e9 : noise() })
    series.append((0..<count).map { $0 % 2 == 0 ? 1 : -1 })
    series.append((0..<count).map { _ in 100 + (noise() * 40).rounded() })
    return series
  }

  private static func times(_ count: Int) -> [Double] {
    (0..<count).map { 1990 + Double($0) + (count % 3 == 0 && $0 > count / 3 ? 2.5 : 0) }
  }

  private static func panel(_ count: Int) throws -> SamplePanel {
    try SamplePanel(times: times(count), series: series(count))
  }

  @Test("Scores and slopes have the bits of one series at a time", arguments: 2...60)
  func orders(count: Int) throws {
    let panel = try Self.panel(count)
    for alternative in Alternative.allCases {
      let test = MannKendall(alternative: alternative)
      let estimator = TheilSen(level: alternative == .less ? 0.9 : 0.95)
      let asked = TrendPanel(line: nil, score: count < 4 ? nil : test, slope: estimator)
      for (place, result) in try asked.trends(of: panel).enumerated() {
        let sample = try panel.sample(place)
        let trends = try result.get()
        if count >= 4 { try expectSame(#require(trends.score), test.test(sample)) }
        try expectSame(#require(trends.slope), estimator.fit(sample))
      }
    }
  }

  private func expectSame(_ score: ScoreTrend, _ alone: TestResult) {
    #expect(Double(score.score) == alone.statistic?.value)
    #expect(score.count == alone.count)
    #expect(score.variance == alone.detail("var_S"))
    #expect(score.normalDeviate == alone.detail("z"))
    #expect(score.normalPValue == alone.detail("p_normal"))
    #expect(score.tauA == alone.detail("tau_a"))
    #expect(score.tauB == alone.detail("tau_b"))
    #expect(score.pValue == alone.pValue)
    #expect(score.floor == alone.detail("p_floor"))
    #expect(score.basis == alone.basis)
    #expect(score.alternative == alone.alternative)
  }

  private func expectSame(_ slope: MedianTrend, _ alone: TheilSenFit) {
    #expect(slope.slope == alone.slope)
    #expect(slope.interval == alone.interval)
    #expect(slope.achievedLevel == alone.achievedLevel)
    #expect(slope.rule == alone.rule)
    #expect(slope.intercept == alone.intercept)
    #expect(slope.basis == alone.basis)
  }

  @Test("Every rule of p-values and intervals", arguments: [4, 9, 25, 61, 100])
  func rules(count: Int) throws {
    let panel = try Self.panel(count)
    for rule in MannKendall.PValueRule.allCases {
      let asked = TrendPanel(line: nil, score: MannKendall(rule: rule), slope: nil)
      for (place, result) in try asked.trends(of: panel).enumerated() {
        let alone = Result { () throws(StatisticsError) in
          try MannKendall(rule: rule).test(panel.sample(place))
        }
        switch (result, alone) {
        case (.success(let trends), .success(let alone)):
          try expectSame(#require(trends.score), alone)
        case (.failure(let error), .failure(let other)): #expect(error == other)
        default: Issue.record("series \(place): one of both refuses")
        }
      }
    }
    for rule in TheilSen.IntervalRule.allCases {
      let estimator = TheilSen(rule: rule)
      let asked = TrendPanel(line: nil, score: nil, slope: estimator)
      for (place, result) in try asked.trends(of: panel).enumerated() {
        let alone = Result { () throws(StatisticsError) in
          try estimator.fit(panel.sample(place))
        }
        switch (result, alone) {
        case (.success(let trends), .success(let alone)):
          try expectSame(#require(trends.slope), alone)
        case (.failure(let error), .failure(let other)): #expect(error == other)
        default: Issue.record("series \(place): one of both refuses")
        }
      }
    }
  }

  @Test("Lines agree to twelve digits with one series at a time", arguments: 3...60)
  func lines(count: Int) throws {
    let panel = try Self.panel(count)
    var covariances: [CovarianceEstimator] = [.classical]
    for lags in [0, 1, 3, count - 1] where lags < count {
      covariances += [.neweyWest(lags: lags), .neweyWest(lags: lags, adjusted: false)]
    }
    for covariance in covariances {
      let asked = TrendPanel(line: covariance, score: nil, slope: nil, level: 0.9)
      for (place, result) in try asked.trends(of: panel).enumerated() {
        let values = Array(panel.series(place))
        let fit = try LeastSquares().fit(values, on: .trend(panel.times))
        let alone = try fit.coefficients(covariance, level: 0.9)
        let line = try #require(result.get().line)
        expectClose(line.intercept, alone[0].estimate, place)
        expectClose(line.slope, alone[1].estimate, place)
        expectClose(line.standardError, alone[1].standardError, place)
        expectClose(line.statistic, alone[1].statistic, place)
        expectClose(line.pValue, alone[1].pValue, place, digits: 10)
        expectClose(line.interval?.low, alone[1].interval?.low, place, digits: 10)
        expectClose(line.interval?.high, alone[1].interval?.high, place, digits: 10)
        expectClose(line.sigma, fit.sigma, place)
        expectClose(line.rSquared, fit.rSquared, place)
        #expect(line.coefficient.absence == alone[1].absence)
        #expect(line.degreesOfFreedom == alone[1].degreesOfFreedom)
        let neighbours = try? Autocorrelation(values, lags: 1).correlations[0]
        #expect((line.autocorrelation == nil) == (neighbours == nil))
        if let own = line.autocorrelation, let neighbours {
          #expect(abs(own - neighbours) < 1e-14, "series \(place)")
        }
      }
    }
  }

  private func expectClose(
    _ value: Double?, _ alone: Double?, _ place: Int, digits: Double = 12
  ) {
    guard let value, let alone else {
      #expect(value == alone, "series \(place)")
      return
    }
    #expect(agreement(value, alone) >= digits, "series \(place): \(value) and \(alone)")
  }

  @Test("Classical lines of ordinary series have the same bits, but for a few")
  func classicalBits() throws {
    var generator = SplitMix64(seed: 5)
    let times = (0..<25).map { 2000 + Double($0) }
    let series = (0..<400).map { _ in
      (0..<25).map { 10 + 0.05 * Double($0) + Double.random(in: -1...1, using: &generator) }
    }
    let panel = try SamplePanel(times: times, series: series)
    let trends = try TrendPanel(score: nil, slope: nil).trends(of: panel)
    var different = 0
    for (place, result) in trends.enumerated() {
      let fit = try LeastSquares().fit(series[place], on: .trend(times))
      let alone = try fit.coefficients()
      let line = try #require(result.get().line)
      if line.slope != alone[1].estimate || line.standardError != alone[1].standardError
        || line.sigma != fit.sigma || line.intercept != alone[0].estimate
      {
        different += 1
      }
    }
    #expect(different <= 2)
  }

  @Test("Robust covariances come from one series at a time")
  func otherCovariances() throws {
    let panel = try Self.panel(12)
    let trends = try TrendPanel(line: .hc3).trends(of: panel)
    for (place, result) in trends.enumerated() {
      let fit = try LeastSquares().fit(Array(panel.series(place)), on: .trend(panel.times))
      let alone = try fit.coefficients(.hc3)[1]
      #expect(try result.get().line?.coefficient == alone)
    }
  }

  @Test("Neither the company of a series nor the pieces of the work change a bit")
  func company() throws {
    let count = 19
    let series = Self.series(count)
    let panel = try Self.panel(count)
    let asked = TrendPanel(line: .neweyWest(lags: 2))
    let all = try Array(asked.trends(of: panel))
    #expect(try Array(asked.trends(of: panel, blocksInPiece: 1)) == all)
    #expect(try Array(asked.trends(of: panel, blocksInPiece: 1000)) == all)
    for threads in 1...3 {
      let some = try Threads.atMost(threads) { try asked.trends(of: panel, blocksInPiece: 1) }
      #expect(Array(some) == all)
    }
    for (place, values) in series.enumerated() {
      let alone = try SamplePanel(times: Self.times(count), series: [values])
      #expect(try Array(asked.trends(of: alone)) == [all[place]])
    }
    let backwards = try SamplePanel(times: Self.times(count), series: series.reversed())
    #expect(try Array(asked.trends(of: backwards)) == all.reversed())
  }

  @Test("A series that is not finite is refused in its place and touches no other")
  func notFinite() throws {
    var series = Self.series(10)
    let all = try TrendPanel().trends(of: SamplePanel(times: Self.times(10), series: series))
    series[3][4] = .nan
    series[9][0] = .infinity
    let some = try TrendPanel().trends(of: SamplePanel(times: Self.times(10), series: series))
    for place in series.indices where place != 3 && place != 9 {
      #expect(some[place] == all[place])
    }
    #expect(some[3] == .failure(.notFinite(index: 4)))
    #expect(some[9] == .failure(.notFinite(index: 0)))
  }

  @Test("Times that no block can take go one series at a time")
  func extremeTimes() throws {
    let times = [1e12, 1e12 + 1, 1e12 + 2, 1e12 + 3, 1e12 + 5]
    let panel = try SamplePanel(times: times, series: Self.series(5))
    for (place, result) in try TrendPanel().trends(of: panel).enumerated() {
      let sample = try panel.sample(place)
      let alone = Result { () throws(StatisticsError) in
        try LeastSquares().fit(sample.values, on: .trend(times)).coefficients()[1]
      }
      switch (result, alone) {
      case (.success(let trends), .success(let alone)):
        #expect(trends.line?.coefficient == alone)
      case (.failure(let error), .failure(let other)): #expect(error == other)
      default: Issue.record("series \(place): one of both refuses")
      }
      if let trends = try? result.get() {
        try expectSame(#require(trends.slope), TheilSen().fit(sample))
      }
    }
  }

  @Test("Progress counts to the end, on the way in steps")
  func progress() throws {
    let series = [[Double]](repeating: [1, 3, 2, 5, 4], count: 1000)
    let panel = try SamplePanel(times: [1, 2, 3, 4, 5], series: series)
    var seen: [Int] = []
    let told = try TrendPanel().trends(of: panel, blocksInPiece: 2) { seen.append($0) }
    #expect(seen.count >= 4)
    #expect(seen == seen.sorted())
    #expect(seen.last == 1000)
    #expect(try Array(told) == Array(TrendPanel().trends(of: panel)))
  }

  @Test("What no series of this length can have is an error of the panel")
  func refusals() throws {
    let two = try SamplePanel(times: [1, 2], series: [[1, 5]])
    #expect(throws: StatisticsError.notMoreObservationsThanTerms(observations: 2, terms: 2)) {
      try TrendPanel(score: nil).trends(of: two)
    }
    #expect(throws: StatisticsError.tooFewObservations(needed: 4, have: 2)) {
      try TrendPanel(line: nil).trends(of: two)
    }
    #expect(try TrendPanel(line: nil, score: nil).trends(of: two)[0].get().slope?.slope == 4)
    let six = try SamplePanel(times: [1, 2, 3, 4, 5, 6], series: [])
    #expect(try TrendPanel().trends(of: six).isEmpty)
    #expect(throws: StatisticsError.self) {
      try TrendPanel(line: .neweyWest(lags: 6)).trends(of: six)
    }
    #expect(throws: StatisticsError.self) { try TrendPanel(level: 1).trends(of: six) }
    #expect(throws: StatisticsError.self) {
      try TrendPanel(slope: TheilSen(level: 0)).trends(of: six)
    }
    #expect(throws: StatisticsError.self) {
      try TrendPanel(score: MannKendall(serialCorrelation: WorstAutocorrelation()))
        .trends(of: six)
    }
    #expect(throws: StatisticsError.timesNotAscending(index: 1)) {
      try SamplePanel(times: [2, 2], values: [1, 1])
    }
    #expect(throws: StatisticsError.unequalLengths(2, 1)) {
      try SamplePanel(times: [2, 3], values: [1, 1, 4])
    }
    #expect(throws: StatisticsError.unequalLengths(2, 3)) {
      try SamplePanel(times: [2, 3], series: [[1, 2], [1, 2, 3]])
    }
  }
}

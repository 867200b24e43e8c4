import Statistics
import Tables
import TestSupport
import Testing

@Suite struct QuantileRegressionTests {
  private static func loss(_ residuals: [Double], _ tau: Double) -> Double {
    residuals.reduce(0) { $0 + ($1 >= 0 ? tau * $1 : (tau - 1) * $1) }
  }

  /// Every vertex of small random problems with many ties: none is better, and those as good are
  /// all found.
  @Test func theOptimumIsThatOfAllVertices() throws {
    var random = SplitMix64(seed: 11)
    var ties = 0
    for round in 0..<250 {
      let n = Int.random(in: 4...12, using: &random)
      let x = (0..<n).map { _ in Double(Int.random(in: 0...6, using: &random)) }
      let y = (0..<n).map { _ in Double(Int.random(in: 0...5, using: &random)) }
      let tau = [0.1, 0.25, 0.5, 0.75, 0.9][round % 5]
      guard Set(x).count > 1 else { continue }
      let fit = try QuantileRegression(tau).fit(y, on: .trend(x))
      var best = Double.infinity
      var vertices: [[Double]] = []
      for i in 0..<n {
        for j in (i + 1)..<max(n, i + 1) where x[i] != x[j] {
          let slope = (y[j] - y[i]) / (x[j] - x[i])
          let level = y[i] - slope * x[i]
          let loss = Self.loss(zip(x, y).map { $1 - level - slope * $0 }, tau)
          if loss < best - 1e-10 {
            best = loss
            vertices = []
          }
          let isKnown = vertices.contains {
            abs($0[0] - level) < 1e-9 && abs($0[1] - slope) < 1e-9
          }
          if loss < best + 1e-10, !isKnown { vertices.append([level, slope]) }
        }
      }
      #expect(abs(fit.objective - best) < 1e-10, "\(x) \(y) \(tau)")
      let found = try #require(fit.optimalCoefficients)
      #expect(found.count == vertices.count, "\(x) \(y) \(tau) \(found) \(vertices)")
      #expect(fit.isUnique == (vertices.count == 1))
      if vertices.count > 1 {
        ties += 1
        #expect(fit.notes.map(\.code).contains("not-unique"))
      }
    }
    #expect(ties > 10)
  }

  @Test func aConstantAloneIsTheSampleQuantile() throws {
    let y = [9.0, 1, 5, 3, 7]
    for (tau, wanted) in [(0.1, 1.0), (0.5, 5), (0.7, 7), (0.95, 9)] {
      let fit = try QuantileRegression(tau).fit(y, on: .intercept(count: 5))
      #expect(try fit.coefficients()[0].estimate == wanted)
    }
    // Two middle values: all between them.
    let even = try QuantileRegression(0.5).fit([1, 2, 4, 9], on: .intercept(count: 4))
    #expect(even.isUnique == false)
    #expect(Set(try #require(even.optimalCoefficients).map { $0[0] }) == [2, 4])
  }

  @Test func exactFitsLieOnThePlane() throws {
    let years = (1990...2012).map(Double.init)
    let y = years.map { 3 + 0.1 * ($0 - 1990) + Double(Int($0 * 7919) % 13) }
    let fit = try QuantileRegression(0.3).fit(y, on: .trend(years))
    #expect(fit.residuals.filter { $0 == 0 }.count >= 2)
    let below = fit.residuals.filter { $0 < 0 }.count
    #expect(Double(below) <= 0.3 * 23 && 0.3 * 23 <= Double(below + 2))
  }

  @Test func thousandsOfTiesAreSolved() throws {
    // More exact fits at a vertex than edges can be looked at, with four terms.
    let n = 400
    let a = (0..<n).map { Double($0 % 7) }
    let b = (0..<n).map { Double($0 % 5) }
    let c = (0..<n).map { Double($0 % 3) }
    let y = (0..<n).map { Double($0 % 2) + a[$0] }
    let design: Design = ["(intercept)": y.map { _ in 1 }, "a": a, "b": b, "c": c]
    let fit = try QuantileRegression(0.25).fit(y, on: design)
    #expect(abs(fit.objective - 0.25 * 200) < 1e-9)
    #expect(fit.optimalCoefficients == nil)
    #expect(abs(try fit.coefficients()[1].estimate - 1) < 1e-12)
  }

  /// R quantreg's rank inversion, where its path is the only one.
  @Test func rankIntervalsAreThoseOfR() throws {
    var compared = 0
    for name in ["quantreg_trend", "quantreg_multi"] {
      for example in try QuantileCase.all(name) {
        let fit = try QuantileRegression(example.options.tau).fit(
          example.input.y, on: example.design)
        let low = try #require(example.expected["rank_ci90_lo"]?.values)
        let high = try #require(example.expected["rank_ci90_hi"]?.values)
        for place in fit.terms.indices.dropFirst() where !fit.hasTiedInversion(place) {
          let interval = try #require(fit.rankInterval(place, level: 0.9))
          #expect(agreement(interval.low, low[place]) > 7, "\(example.id) \(place)")
          #expect(agreement(interval.high, high[place]) > 7, "\(example.id) \(place)")
          compared += 1
        }
      }
    }
    #expect(compared >= 3)
  }

  @Test func pValuesAndIntervalsAgree() throws {
    let years = (1990...2009).map(Double.init)
    let y = years.map { 0.08 * ($0 - 1990) + Double(Int($0 * 104_729) % 17) / 7 }
    let fit = try QuantileRegression(0.55).fit(y, on: .trend(years))
    let p = try #require(try fit.coefficients()[1].pValue)
    for level in [0.5, 0.8, 0.9, 0.95, 0.99] {
      let interval = try #require(try fit.coefficients(level: level)[1].interval)
      let holdsZero = interval.low <= 0 && interval.high >= 0
      #expect(holdsZero == (p > 1 - level), "\(level) \(p) \(interval)")
    }
  }

  @Test func quantilesOutsideTheUnitIntervalAreRefused() throws {
    for tau in [0, 1, -0.5, Double.nan] {
      #expect(throws: StatisticsError.self) {
        try QuantileRegression(tau).fit([1, 2, 3], on: .intercept(count: 3))
      }
    }
    #expect(throws: StatisticsError.rankDeficient(terms: ["twice"])) {
      try QuantileRegression().fit(
        [1, 3, 2, 4], on: Design.trend([1, 2, 3, 4]).adding("twice", [2, 4, 6, 8]))
    }
  }

  @Test func largeAndSmallUnitsGiveTheSame() throws {
    let x = (0..<15).map(Double.init)
    let y = x.map { Double(Int($0 * 31) % 11) }
    let plain = try QuantileRegression(0.4).fit(y, on: .trend(x))
    for exponent in [-600, 600] {
      let unit = Double(sign: .plus, exponent: exponent, significand: 1)
      let fit = try QuantileRegression(0.4).fit(y.map { $0 * unit }, on: .trend(x))
      #expect(fit.objective == plain.objective * unit)
      #expect(
        try fit.coefficients().map(\.estimate)
          == (try plain.coefficients().map { $0.estimate * unit }))
    }
  }
}

/// One case of the quantile files, with τ.
private struct QuantileCase: Decodable {
  struct Options: Decodable { let tau: Double }

  let id: String
  let input: RegressionCase.Input
  let options: Options
  let expected: [String: RegressionCase.Values]

  var design: Design {
    var result = Design.trend(input.t, term: "t")
    if let x1 = input.x1 { result = result.adding("x1", x1) }
    if let x2 = input.x2 { result = result.adding("x2", x2) }
    return result
  }

  static func all(_ method: String) throws -> [QuantileCase] {
    struct File: Decodable { let cases: [QuantileCase] }
    return try regressionFile("ReferenceCases", method, as: File.self).cases
  }
}

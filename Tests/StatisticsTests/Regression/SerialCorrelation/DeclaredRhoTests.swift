import Statistics
import Tables
import TestSupport
import Testing

/// Regressions under serial correlation, computed with dense matrices in 50 digits.
struct SerialCase: Decodable {
  struct Row: Decodable {
    let rho: Double
    let estimate: Double
    let standardError: Double
    let statistic: Double
    let pValue: Double
    let low: Double
    let high: Double
  }

  struct Declared: Decodable {
    let rows: [Row]
    let worst: Double
    let low: Double
    let high: Double
  }

  struct Averaged: Decodable {
    let estimate: Double
    let pValue: Double
    let low: Double
    let high: Double
  }

  struct Chow: Decodable {
    let statistic: Double
    let degrees: [Double]
    let pValue: Double
  }

  struct Prediction: Decodable {
    let value: Double
    let meanError: Double
    let observationError: Double
    let low: Double
    let high: Double
    let leverage: Double
  }

  let name: String
  let times: [Double]
  let values: [Double]
  let step: Double
  let first: Int
  let level: Double
  let declared: Declared
  let averaged: Averaged
  let breakdown: Double?
  let chow: Chow
  let prediction: [Prediction]

  static func all() throws -> [SerialCase] {
    struct File: Decodable { let cases: [SerialCase] }
    return try regressionFile("Golden", "regression", as: File.self).cases
  }

  var sample: Sample { get throws { try Sample(times: times, values: values) } }
  var trend: Design { .trend(times) }
  var design: Design { trend.adding("level", times.stepping(at: step)) }
}

@Suite struct DeclaredRhoTests {
  @Test func agreesWithDenseMatrices() throws {
    let cases = try SerialCase.all()
    #expect(cases.count == 5)
    for example in cases {
      let fit = try DeclaredRho().contrast(
        "level", in: example.sample, on: example.design, level: example.level)
      let wanted = example.declared
      #expect(agreement(fit.rows.map(\.rho), wanted.rows.map(\.rho)) > 15)
      #expect(agreement(fit.rows.map(\.estimate), wanted.rows.map(\.estimate)) > 13)
      #expect(
        agreement(fit.rows.compactMap(\.standardError), wanted.rows.map(\.standardError)) > 13)
      #expect(agreement(fit.rows.compactMap(\.statistic), wanted.rows.map(\.statistic)) > 13)
      #expect(agreement(fit.rows.compactMap(\.pValue), wanted.rows.map(\.pValue)) > 12.5)
      #expect(agreement(fit.rows.compactMap { $0.interval?.low }, wanted.rows.map(\.low)) > 12.5)
      #expect(agreement(fit.rows.compactMap { $0.interval?.high }, wanted.rows.map(\.high)) > 12.5)
      let worst = try #require(fit.worst)
      #expect(agreement(worst.pValue, wanted.worst) > 12.5)
      #expect(agreement(worst.interval.low, wanted.low) > 12.5)
      #expect(agreement(worst.interval.high, wanted.high) > 12.5)
      #expect((fit.breakdown == nil) == (example.breakdown == nil), "\(example.name)")
      if let found = fit.breakdown, let expected = example.breakdown {
        #expect(abs(found - expected) < 1e-8)
      }
    }
  }

  /// The published vector for small samples, to the digits it is printed with.
  @Test func theSyntheticVectorIsMet() throws {
    let example = try #require(try SerialCase.all().first)
    let fit = try DeclaredRho(grid: [0, 0.2, 0.4, 0.6]).contrast(
      "level", in: example.sample, on: example.design)
    let printed = [0.577014, 0.597156, 0.644249, 0.725703]
    for (found, expected) in zip(fit.rows.compactMap(\.pValue), printed) {
      #expect(abs(found - expected) < 5e-7)
    }
    #expect(abs(try #require(fit.worst).pValue - 0.725702722) < 5e-10)
    let tenths = try DeclaredRho().contrast("level", in: example.sample, on: example.design)
    let interval = try #require(tenths.worst).interval
    #expect(abs(interval.low + 557.607601365) < 1e-9)
    #expect(abs(interval.high - 326.682804617) < 1e-9)
  }

  @Test func aChangeOfSignMakesTheWorstOne() throws {
    let example = try #require(try SerialCase.all().last)
    let fit = try DeclaredRho().contrast("level", in: example.sample, on: example.design)
    #expect(fit.changesSign)
    #expect(fit.worst?.pValue == 1)
    #expect(fit.estimates.notes.contains { $0.code == "sign-change" })
    #expect(fit.estimates.rows.count == 8)
    #expect(fit.overview.rows.count == 1)
  }

  @Test func withoutCorrelationItIsLeastSquares() throws {
    let example = try #require(try SerialCase.all().dropFirst(3).first)
    let row = try #require(
      try DeclaredRho(grid: [0]).contrast("level", in: example.sample, on: example.design).rows
        .first)
    let own = try LeastSquares().fit(example.values, on: example.design).coefficients()[2]
    #expect(agreement(row.estimate, own.estimate) > 15)
    #expect(agreement(try #require(row.standardError), try #require(own.standardError)) > 14.5)
  }

  @Test func anExactFitHasNoPValue() throws {
    let times = (2001...2010).map(Double.init)
    let sample = try Sample(times: times, values: times.map { 2 * $0 + ($0 >= 2008 ? 3 : 0) })
    let design = Design.trend(times).adding("level", times.stepping(at: 2008))
    let fit = try DeclaredRho().contrast("level", in: sample, on: design)
    #expect(fit.worst == nil)
    #expect(fit.breakdown == nil)
    #expect(fit.rows.allSatisfy { agreement($0.estimate, 3) > 11 && $0.pValue == nil })
    let averaged = try AveragedRho().contrast("level", in: sample, on: design)
    #expect(averaged.pValue == nil)
    #expect(agreement(try #require(averaged.estimate).value, 3) > 11)
    #expect(averaged.notes.contains { $0.code == "exact-fit" })
  }

  @Test func refusesWhatIsOutOfItsDomain() throws {
    let example = try #require(try SerialCase.all().first)
    for grid: [Double] in [[], [0, 1], [-0.1], [0.3, 0.2], [.nan]] {
      #expect(throws: StatisticsError.self) {
        try DeclaredRho(grid: grid).contrast("level", in: example.sample, on: example.design)
      }
      #expect(throws: StatisticsError.self) {
        try AveragedRho(grid: grid).contrast("level", in: example.sample, on: example.design)
      }
    }
    #expect(throws: StatisticsError.self) {
      try AveragedRho(grid: [0]).contrast("level", in: example.sample, on: example.design)
    }
    #expect(throws: StatisticsError.self) {
      try DeclaredRho().contrast("slope", in: example.sample, on: example.design)
    }
    #expect(throws: StatisticsError.self) {
      try DeclaredRho().contrast("level", in: example.sample, on: example.design, level: 1)
    }
    #expect(throws: StatisticsError.rankDeficient(terms: ["level"])) {
      try DeclaredRho().contrast(
        "level", in: example.sample,
        on: example.trend.adding("level", example.times.stepping(at: 2000)))
    }
  }
}

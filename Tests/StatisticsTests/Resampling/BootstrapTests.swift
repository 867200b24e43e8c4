import Statistics
import Tables
import TestSupport
import Testing

@Suite("Bootstrap")
struct BootstrapTests {
  static let values = [3.1, 1.4, 1.6, 2.7, 5.2, 2.0, 9.3, 4.4, 0.8, 6.1, 2.2, 3.9, 7.0]

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  private static let statistics: [String: @Sendable ([Double]) -> Double] = [
    "mean": mean, "variance": variance,
    "ratio": { v in
      v.filter { $0 > 2 }.reduce(0, +) / v.reduce(0, +) + mean(v.map { $0 * $0 }) / 10
    },
  ]

  @Test("Intervals, error, bias and acceleration are R's on R's resamples")
  func givenResamples() throws {
    for row in try GoldenFile("bootstrap").rows("boot") {
      let name = try #require(row.object["statistic"] as? String)
      let resamples = try #require(row.object["resamples"] as? [[Int]])
      let statistic = try #require(Self.statistics[name])
      let values = try row.numbers("values")
      let found = try BootstrapDistribution(
        of: values, resamples: resamples, isAccelerated: true, statistic)
      #expect(agreement(found.observed, try row.number("t0")) >= 14)
      #expect(abs(found.bias - (try row.number("bias"))) <= 1e-14 * abs(found.observed))
      #expect(agreement(try #require(found.standardError), try row.number("se")) >= 13)
      let acceleration = try #require(found.acceleration)
      #expect(agreement(acceleration, try row.number("acceleration")) >= 11)
      let left = try Jackknife().estimate(of: values, statistic)
      #expect(agreement(left.standardError, try row.number("jackknife_se")) >= 12)
      #expect(left.acceleration == acceleration)
      let rows = try #require(row.object["intervals"] as? [[String: Any]]).map(GoldenRow.init)
      for interval in rows {
        for rule in [BootstrapInterval.normal, .basic, .percentile, .bca] {
          let ends = try found.interval(rule, level: interval.number("level"))
          let expected = try interval.numbers(rule.rawValue)
          #expect(agreement(ends.low, expected[0]) >= 11, "\(name) \(rule)")
          #expect(agreement(ends.high, expected[1]) >= 11, "\(name) \(rule)")
        }
      }
    }
  }

  @Test(
    "All nⁿ resamples: the closed form, and what seeded ones come near", arguments: [2, 3, 4, 5, 6])
  func enumerated(_ count: Int) throws {
    let values = Array(Self.values.prefix(count))
    var resamples: [[Int]] = [[]]
    for _ in 0..<count {
      resamples = resamples.flatMap { head in (0..<count).map { head + [$0] } }
    }
    let all = try BootstrapDistribution(of: values, resamples: resamples, Self.mean)
    let total = Double(resamples.count)
    let error = try #require(all.standardError) * ((total - 1) / total).squareRoot()
    let n = Double(count)
    let exact = (Self.variance(values) * (n - 1) / n / n).squareRoot()
    #expect(agreement(error, exact) >= 12)
    #expect(abs(all.bias) < 1e-13)
    let drawn = try Bootstrap(replicates: 20_000).distribution(of: values, Self.mean)
    // Within five standard errors of a standard error.
    #expect(
      abs(try #require(drawn.standardError) / exact - 1) < 5 / (2 * 20_000.0).squareRoot() * 1.5)
    #expect(abs(drawn.bias) < 5 * exact / 20_000.0.squareRoot())
    let share = Double(drawn.replicates.count { $0 <= drawn.observed }) / 20_000
    let truth = Double(all.replicates.count { $0 <= all.observed }) / total
    #expect(abs(share - truth) < 5 * (0.25 / 20_000).squareRoot())
  }

  @Test("The same bits for any division of the work", arguments: BootstrapScheme.catalog)
  func threads(_ scheme: BootstrapScheme) throws {
    func replicates(_ pieces: Int?) throws -> [[Double]] {
      var bootstrap = Bootstrap(scheme, replicates: 501)
      bootstrap.pieces = pieces
      let linear = LinearStatistic.slope(Self.values.indices.map(Double.init))
      return [
        try bootstrap.distribution(of: Self.values) { $0.max() ?? 0 }.replicates,
        try bootstrap.distribution(of: Self.values, linear).replicates,
        try bootstrap.distribution(of: Self.values) { _ in linear(Self.values) }.replicates,
      ]
    }
    let one = try replicates(1)
    for pieces in [2, 3, 7, nil] { #expect(try replicates(pieces) == one) }
  }

  @Test("A linear statistic by look-ups is that of the resampled values", arguments: 1...13)
  func tables(_ length: Int) throws {
    let linear = LinearStatistic.slope(Self.values.indices.map { Double($0 * $0) })
    let schemes: [BootstrapScheme] = [
      .independent, .movingBlock(.fixed(length)), .circularBlock(.fixed(length)),
      .stationary(.fixed(length)),
    ]
    for scheme in schemes {
      let bootstrap = Bootstrap(scheme, replicates: 203, seed: 7)
      let quick = try bootstrap.distribution(of: Self.values, linear)
      let plain = try bootstrap.distribution(of: Self.values) { linear($0) }
      for (a, b) in zip(quick.replicates, plain.replicates) { #expect(abs(a - b) < 1e-13) }
      #expect(quick.blockLength == (scheme == .independent ? nil : length))
    }
  }

  @Test("A resample alone is the resample among others", arguments: BootstrapScheme.catalog)
  func alone(_ scheme: BootstrapScheme) throws {
    let bootstrap = Bootstrap(scheme, replicates: 40)
    let places = Self.values.indices.map(Double.init)
    let found = try bootstrap.indexedDistribution(of: Self.values) { indices in
      indices.reduce(0) { $0 * 13 + Double($1) }.truncatingRemainder(dividingBy: 1e9)
    }
    #expect(Set(found.replicates).count > 20)
    for replicate in [0, 7, 39] {
      let indices = try bootstrap.indices(ofReplicate: replicate, values: places)
      let value = indices.reduce(0) { $0 * 13 + Double($1) }.truncatingRemainder(dividingBy: 1e9)
      #expect(value == found.replicates[replicate])
    }
  }

  @Test("Studentized as R's, on its resamples; and near it on our own")
  func studentized() throws {
    let row = try #require(try GoldenFile("bootstrap").rows("studentized").first)
    let values = try row.numbers("values")
    let resamples = try #require(row.object["resamples"] as? [[Int]])
    let error: @Sendable ([Double]) -> Double = {
      (Self.variance($0) / Double($0.count)).squareRoot()
    }
    let given = try BootstrapDistribution(
      of: values, resamples: resamples, Self.mean, standardError: error)
    let ends = try given.interval(.studentized)
    let expected = try row.numbers("interval")
    #expect(agreement(ends.low, expected[0]) >= 12)
    #expect(agreement(ends.high, expected[1]) >= 12)
    let own = try Bootstrap(replicates: 4_000).studentizedDistribution(of: values) {
      (Self.mean($0), error($0))
    }
    let ours = try own.interval(.studentized)
    #expect(abs(ours.low - ends.low) < error(values) / 2)
    #expect(abs(ours.high - ends.high) < error(values))
    #expect(throws: StatisticsError.varianceNotPositive) {
      try Bootstrap().studentizedDistribution(of: values) { (Self.mean($0), 0) }
    }
  }

  @Test("What cannot be had is refused")
  func refusals() throws {
    #expect(throws: StatisticsError.tooFewObservations(needed: 2, have: 1)) {
      try Bootstrap().distribution(of: [1]) { $0[0] }
    }
    #expect(throws: StatisticsError.notFinite(index: 1)) {
      try Bootstrap().distribution(of: [1, .nan]) { $0[0] }
    }
    #expect(throws: StatisticsError.self) {
      try Bootstrap(replicates: 0).distribution(of: [1, 2]) { $0[0] }
    }
    #expect(throws: StatisticsError.self) {
      try Bootstrap(replicates: 50).distribution(of: [1, 2]) { _ in .nan }
    }
    #expect(throws: StatisticsError.self) {
      try Bootstrap(.movingBlock(.fixed(9))).distribution(of: [1, 2, 3]) { $0[0] }
    }
    let blocks = try Bootstrap(.movingBlock(), replicates: 99).distribution(of: Self.values) {
      $0[0]
    }
    #expect(throws: StatisticsError.self) { try blocks.interval(.bca) }
    #expect(throws: StatisticsError.self) { try blocks.interval(.studentized) }
    #expect(throws: StatisticsError.self) { try blocks.interval(.percentile, level: 95) }
    let least = try Bootstrap(replicates: 99)
      .distribution(of: Self.values, isAccelerated: true) { $0.min() ?? 0 }
    #expect(throws: StatisticsError.self) { try least.interval(.bca) }
    #expect(throws: StatisticsError.self) {
      try BootstrapDistribution(of: [1, 2], resamples: [[0, 2]]) { $0[0] }
    }
  }

  @Test("Seed, replicates and block length are told; tables have one row")
  func told() throws {
    let found = try Bootstrap(.movingBlock(), replicates: 99, seed: 5)
      .distribution(of: Self.values) { Self.mean($0) }
    #expect(found.basis == .resampled(replicates: 99, seed: 5))
    #expect(found.blockLength == 3)
    let note = try #require(found.notes.first).text
    #expect(note.contains("length 3") && note.contains("cube root") && note.contains("seed 5"))
    #expect(found.estimates.rows.count == 1)
    #expect(found.estimates(.basic, level: 0.9).rows.count == 1)
    for scheme in BootstrapScheme.catalog {
      #expect(BootstrapScheme.named(scheme.card.name) == scheme)
      #expect(MethodCard.named(scheme.card.name) == scheme.card)
    }
    #expect(BootstrapScheme.named("none") == nil)
  }
}

import Distributions
import Testing

@Suite struct VariatesTests {
  @Test func `uniform numbers keep off 0 and 1`() {
    struct Constant: RandomNumberGenerator {
      var word: UInt64
      mutating func next() -> UInt64 { word }
    }
    var least = Constant(word: 0)
    var greatest = Constant(word: .max)
    #expect(least.uniform() == 0x1p-53)
    #expect(greatest.uniform() == 1 - 0x1p-53)
    #expect(least.standardNormal() < -8.2)
    #expect(least.standardNormal() == -greatest.standardNormal())
  }

  /// The greatest distance between the empirical and the true distribution, times √n.
  static func kolmogorov(_ values: [Double], _ distribution: some Distribution) -> Double {
    let sorted = values.sorted()
    let n = Double(values.count)
    var distance = 0.0
    for (i, x) in sorted.enumerated() {
      let p = distribution.cumulative(at: x)
      distance = max(distance, p - Double(i) / n, Double(i + 1) / n - p)
    }
    return distance * n.squareRoot()
  }

  @Test func `uniform and normal numbers follow their laws`() {
    var generator = Philox(seed: 11, stream: 1)
    let uniform = (0..<20_000).map { _ in generator.uniform() }
    #expect(Self.kolmogorov(uniform, Beta(alpha: 1, beta: 1)) < 1.95)
    let normal = (0..<20_000).map { _ in generator.standardNormal() }
    #expect(Self.kolmogorov(normal, Normal.standard) < 1.95)
  }

  @Test(arguments: [0, 0.3, 4, 9.99, 10, 31.5, 400, 12_345.6])
  func `Poisson counts follow their law`(_ mean: Double) {
    var generator = Philox(seed: 12, stream: UInt64(mean))
    let draws = 20_000
    let counts = (0..<draws).map { _ in generator.poisson(mean: mean) }
    guard mean > 0 else {
      #expect(counts.allSatisfy { $0 == 0 })
      return
    }
    // Classes of about a twentieth each; Pearson's statistic below its 99.9 % point.
    let law = Poisson(mean: mean)
    let cuts = Set((1..<20).map { law.quantile(Double($0) / 20) }).sorted()
    var statistic = 0.0
    var below = 0.0
    var classes = 0.0
    for (i, cut) in (cuts + [Int.max]).enumerated() {
      let floor = i == 0 ? -1 : cuts[i - 1]
      let upTo = cut == .max ? 1 : law.cumulative(at: Double(cut))
      let expected = (upTo - below) * Double(draws)
      let found = Double(counts.count { $0 > floor && $0 <= cut })
      statistic += (found - expected) * (found - expected) / expected
      classes += 1
      below = upTo
    }
    #expect(statistic < ChiSquared(degreesOfFreedom: classes - 1).upperQuantile(0.001))
  }
}

import Distributions
import Testing

/// Laws that hold whatever the parameters, over seeded random ones from 0.1 to 1e5.
@Suite struct PropertyTests {
  static let continuous: [any ContinuousDistribution] = {
    var generator = Philox(seed: 2011, stream: 0)
    func size() -> Double {
      var exponent = generator.uniform() * 6 - 1
      var power = 1.0
      while exponent >= 1 {
        power *= 10
        exponent -= 1
      }
      return power * (exponent < 0 ? 0.1 + 0.9 * (exponent + 1) : 1 + 9 * exponent)
    }
    var all: [any ContinuousDistribution] = [Normal.standard]
    for _ in 0..<12 {
      all.append(Normal(mean: generator.standardNormal() * 10, standardDeviation: size()))
      all.append(StudentT(degreesOfFreedom: size()))
      all.append(ChiSquared(degreesOfFreedom: size()))
      all.append(FisherF(numerator: size(), denominator: size()))
      all.append(Gamma(shape: size(), scale: size()))
      all.append(Beta(alpha: size(), beta: size()))
    }
    return all
  }()

  static let discrete: [any DiscreteDistribution] = {
    var generator = Philox(seed: 2025, stream: 0)
    var all: [any DiscreteDistribution] = [
      Poisson(mean: 0.2), Poisson(mean: 3), Poisson(mean: 250.5),
      Binomial(trials: 1, probability: 0.5), Binomial(trials: 40, probability: 0.2),
      Binomial(trials: 300, probability: 0.99),
      NegativeBinomial(mean: 4, dispersion: 0.7), NegativeBinomial(mean: 0.1, dispersion: 3),
      NegativeBinomial(size: 12.5, probability: 0.1),
      KendallScore(count: 1), KendallScore(count: 9), KendallScore(count: 24),
      MannWhitneyU(first: 3, second: 8), MannWhitneyU(first: 14, second: 11),
    ]
    for _ in 0..<6 {
      all.append(Poisson(mean: generator.uniform() * 500))
      all.append(
        Binomial(trials: Int(generator.uniform() * 600), probability: generator.uniform()))
      all.append(
        NegativeBinomial(mean: generator.uniform() * 60, dispersion: generator.uniform()))
    }
    return all
  }()

  static let probabilities = [
    1e-200, 1e-40, 1e-9, 0.001, 0.03, 0.2, 0.499, 0.5, 0.77, 0.95, 0.9999,
  ]

  @Test(arguments: continuous.indices)
  func `the tails add up to one`(_ index: Int) {
    let distribution = Self.continuous[index]
    for p in Self.probabilities {
      let x = distribution.quantile(p)
      let total = distribution.cumulative(at: x) + distribution.survival(at: x)
      #expect(abs(total - 1) <= 2 * Double.ulpOfOne, "\(distribution) at \(x)")
    }
  }

  @Test(arguments: continuous.indices)
  func `quantiles invert both tails`(_ index: Int) {
    let distribution = Self.continuous[index]
    for p in Self.probabilities {
      // A rounding of x moves log p by x·density/p roundings: the condition of the inverse.
      let x = distribution.quantile(p)
      if abs(x) > 1e-300 && abs(x) < 1e300 {
        let q = distribution.cumulative(at: x)
        let condition = abs(x) * distribution.density(at: x) / p
        #expect(abs(q / p - 1) <= 1e-14 + 4 * condition * Double.ulpOfOne, "\(distribution) \(p)")
      }
      let y = distribution.upperQuantile(p)
      // The beta distribution cannot show a point nearer to 1 than 1 − 2⁻⁵³.
      if abs(y) > 1e-300 && abs(y) < 1e300 && !(distribution is Beta && y > 1 - 1e-9) {
        let q = distribution.survival(at: y)
        let condition = abs(y) * distribution.density(at: y) / p
        #expect(abs(q / p - 1) <= 1e-14 + 4 * condition * Double.ulpOfOne, "\(distribution) \(p)")
      }
    }
  }

  @Test(arguments: continuous.indices)
  func `cumulative rises, survival falls`(_ index: Int) {
    let distribution = Self.continuous[index]
    let low = distribution.quantile(1e-6)
    let high = distribution.upperQuantile(1e-6)
    var previous = (lower: 0.0, upper: 1.0)
    for i in 0...200 {
      let x = low + (high - low) * Double(i) / 200
      let lower = distribution.cumulative(at: x)
      let upper = distribution.survival(at: x)
      #expect(lower >= previous.lower * (1 - 1e-14), "\(distribution) at \(x)")
      #expect(upper <= previous.upper * (1 + 1e-14), "\(distribution) at \(x)")
      previous = (lower, upper)
    }
  }

  @Test(arguments: continuous.indices)
  func `the density is the slope of the tails`(_ index: Int) {
    let distribution = Self.continuous[index]
    for p in [0.05, 0.2, 0.5, 0.8] {
      let x = distribution.quantile(p)
      let h = 1e-4 * min(p, 1 - p) / distribution.density(at: x)
      guard x - h > 0 || distribution.quantile(0) < 0, h > 1e-9 * abs(x) else { continue }
      let slope =
        (distribution.cumulative(at: x + h) - distribution.cumulative(at: x - h)) / (2 * h)
      #expect(abs(slope / distribution.density(at: x) - 1) < 1e-5, "\(distribution) at \(x)")
    }
  }

  @Test(arguments: continuous.indices)
  func `the ends of the support`(_ index: Int) {
    let distribution = Self.continuous[index]
    #expect(distribution.cumulative(at: -.infinity) == 0)
    #expect(distribution.cumulative(at: .infinity) == 1)
    #expect(distribution.survival(at: -.infinity) == 1)
    #expect(distribution.survival(at: .infinity) == 0)
    #expect(distribution.density(at: .infinity) == 0)
    #expect(distribution.density(at: -.infinity) == 0)
    #expect(distribution.quantile(0) == distribution.upperQuantile(1))
    #expect(distribution.quantile(1) == distribution.upperQuantile(0))
    #expect(distribution.cumulative(at: distribution.quantile(0)) == 0)
    #expect(distribution.survival(at: distribution.quantile(1)) == 0)
  }

  @Test(arguments: [0.1, 0.7, 1, 3, 29.5, 4e4])
  func `t and the normal are symmetric`(_ degreesOfFreedom: Double) {
    let t = StudentT(degreesOfFreedom: degreesOfFreedom)
    for x in [0, 1e-200, 1e-9, 0.3, 1, 2.7, 40, 1e90, 1e170] {
      #expect(t.cumulative(at: -x) == t.survival(at: x))
      #expect(t.density(at: -x) == t.density(at: x))
      #expect(Normal.standard.cumulative(at: -x) == Normal.standard.survival(at: x))
    }
    for p in Self.probabilities { #expect(t.quantile(p) == -t.upperQuantile(p)) }
  }

  @Test func `a beta mirrored and an F inverted`() {
    for (a, b) in [(0.2, 7.0), (33, 33), (1e5, 0.4), (5e3, 2e4)] {
      let beta = Beta(alpha: a, beta: b)
      let mirror = Beta(alpha: b, beta: a)
      for x in [0.0078125, 0.25, 0.5, 0.8125] {
        let lower = beta.cumulative(at: x)
        #expect(abs(lower - mirror.survival(at: 1 - x)) <= 2e-15 * lower)
      }
      let f = FisherF(numerator: a, denominator: b)
      let inverse = FisherF(numerator: b, denominator: a)
      for x in [0.0625, 0.5, 1, 4, 1024] {
        let upper = f.survival(at: x)
        #expect(abs(upper - inverse.cumulative(at: 1 / x)) <= 1e-14 * upper)
      }
    }
  }

  @Test(arguments: discrete.indices)
  func `probabilities add up to the tails`(_ index: Int) {
    let distribution = Self.discrete[index]
    let first = distribution.quantile(0)
    let last = min(distribution.quantile(1), distribution.upperQuantile(1e-18) + 60)
    var lower = 0.0
    for k in first...last {
      lower += distribution.probability(of: k)
      let computed = distribution.cumulative(at: Double(k))
      // Sums of subnormal numbers have no digits to compare.
      #expect(
        abs(lower - computed) <= max(3e-14 * computed, 1e-300), "\(distribution) at \(k)")
      #expect(distribution.cumulative(at: Double(k) + 0.75) == computed)
    }
    var upper = 0.0
    for k in (first...last).reversed() {
      // Beyond `last` lies less than 1e-18 of the mass; compare where it is not felt.
      let computed = distribution.survival(at: Double(k))
      if computed > 1e-3 || last == distribution.quantile(1) {
        #expect(abs(upper - computed) <= 3e-14 * computed, "\(distribution) at \(k)")
      }
      upper += distribution.probability(of: k)
    }
    #expect(abs(upper - 1) < 1e-13)
  }

  @Test(arguments: discrete.indices)
  func `moments are those of the probabilities`(_ index: Int) throws {
    let distribution = Self.discrete[index]
    let last = min(distribution.quantile(1), distribution.upperQuantile(1e-30))
    var mean = 0.0
    var square = 0.0
    for k in distribution.quantile(0)...last {
      mean += Double(k) * distribution.probability(of: k)
      square += Double(k) * Double(k) * distribution.probability(of: k)
    }
    let expected = try #require(distribution.mean)
    let variance = try #require(distribution.variance)
    #expect(abs(mean - expected) <= 1e-12 * max(1, abs(expected)), "\(distribution)")
    #expect(abs(square - mean * mean - variance) <= 1e-11 * max(1, square), "\(distribution)")
  }

  @Test(arguments: discrete.indices)
  func `discrete quantiles are the smallest that reach`(_ index: Int) {
    let distribution = Self.discrete[index]
    for p in [1e-12, 0.001, 0.03, 0.2, 0.4] {
      let k = distribution.quantile(p)
      #expect(distribution.cumulative(at: Double(k)) >= p * (1 - 4e-15))
      #expect(distribution.cumulative(at: Double(k) - 1) < p)
      let upper = distribution.upperQuantile(p)
      #expect(distribution.survival(at: Double(upper)) <= p * (1 + 4e-15))
      #expect(distribution.survival(at: Double(upper) - 1) > p)
      #expect(distribution.quantile(1 - p) >= distribution.quantile(p))
    }
  }

  @Test func `ties go to the smaller count`() {
    for n in stride(from: 1, through: 999, by: 2) {
      #expect(Binomial(trials: n, probability: 0.5).quantile(0.5) == n / 2)
      #expect(Binomial(trials: n, probability: 0.5).upperQuantile(0.5) == n / 2)
    }
    let geometric = NegativeBinomial(size: 1, probability: 0.5)
    for k in 0..<200 {
      #expect(geometric.upperQuantile(Double(sign: .plus, exponent: -k - 1, significand: 1)) == k)
    }
    #expect(MannWhitneyU(first: 3, second: 3).quantile(0.5) == 4)
    #expect(KendallScore(count: 3).quantile(0.5) == -1)
  }

  @Test func `tails beyond the range of t² and of odds`() {
    let f = FisherF(numerator: 0.1, denominator: 0.1)
    let t = StudentT(degreesOfFreedom: 0.1)
    for exponent in stride(from: 260.0, through: 306, by: 2) {
      var x = 1.0
      for _ in 0..<Int(exponent) { x *= 10 }
      // Both are powers there: ten times further, 10^−0.05 and 10^−0.1 of the tail.
      #expect(abs(f.survival(at: 10 * x) / f.survival(at: x) / 0.8912509381337456 - 1) < 1e-13)
      #expect(abs(f.survival(at: x) / f.cumulative(at: 1 / x) - 1) < 1e-13)
      #expect(abs(t.survival(at: 10 * x) / t.survival(at: x) / 0.7943282347242815 - 1) < 1e-13)
    }
    for x in [1e139, 1e140, 1e141] {
      #expect(abs(t.survival(at: 10 * x) / t.survival(at: x) / 0.7943282347242815 - 1) < 1e-13)
      #expect(abs(t.density(at: 10 * x) / t.density(at: x) / 0.07943282347242815 - 1) < 1e-13)
    }
  }

  @Test func `moments that do not exist are absent`() {
    #expect(StudentT(degreesOfFreedom: 1).mean == nil)
    #expect(StudentT(degreesOfFreedom: 2).variance == nil)
    #expect(StudentT(degreesOfFreedom: 2.5).variance == 5)
    #expect(FisherF(numerator: 3, denominator: 2).mean == nil)
    #expect(FisherF(numerator: 3, denominator: 4).variance == nil)
    #expect(FisherF(numerator: 6, denominator: 8).mean == 8.0 / 6)
  }

  @Test func `certain counts`() {
    #expect(Poisson(mean: 0).probability(of: 0) == 1)
    #expect(Poisson(mean: 0).survival(at: 0) == 0)
    #expect(Poisson(mean: 0).quantile(0.9) == 0)
    #expect(Binomial(trials: 5, probability: 1).quantile(0.1) == 5)
    #expect(Binomial(trials: 5, probability: 1).cumulative(at: 4) == 0)
    #expect(Binomial(trials: 5, probability: 0).cumulative(at: 0) == 1)
    #expect(Binomial(trials: 0, probability: 0.3).logProbability(of: 0) == 0)
    #expect(NegativeBinomial(mean: 0, dispersion: 1).probability(of: 0) == 1)
    #expect(NegativeBinomial(size: 3, probability: 1).quantile(0.7) == 0)
  }
}

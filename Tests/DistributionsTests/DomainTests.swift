import Distributions
import Testing

/// Parameters and arguments out of their domain stop the program.
@Suite struct DomainTests {
  @Test func `NaN is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Normal.standard.cumulative(at: .nan) }
    await #expect(processExitsWith: .failure) { _ = Beta(alpha: 1, beta: 2).survival(at: .nan) }
    await #expect(processExitsWith: .failure) { _ = Poisson(mean: 1).cumulative(at: .nan) }
    await #expect(processExitsWith: .failure) { _ = StudentT(degreesOfFreedom: .nan) }
  }

  @Test func `parameters out of their domain are refused`() async {
    await #expect(processExitsWith: .failure) { _ = Normal(standardDeviation: 0) }
    await #expect(processExitsWith: .failure) { _ = ChiSquared(degreesOfFreedom: -1) }
    await #expect(processExitsWith: .failure) { _ = Gamma(shape: 1, scale: .infinity) }
    await #expect(processExitsWith: .failure) { _ = Binomial(trials: 3, probability: 1.5) }
    await #expect(processExitsWith: .failure) { _ = NegativeBinomial(mean: 1, dispersion: 0) }
    await #expect(processExitsWith: .failure) { _ = KendallScore(count: -1) }
  }

  @Test func `probabilities outside 0 to 1 are refused`() async {
    await #expect(processExitsWith: .failure) { _ = Normal.standard.quantile(1.0000001) }
    await #expect(processExitsWith: .failure) { _ = Poisson(mean: 2).upperQuantile(-0.1) }
  }
}

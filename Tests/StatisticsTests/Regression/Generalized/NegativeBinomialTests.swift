import Statistics
import Tables
import TestSupport
import Testing

@Suite struct NegativeBinomialTests {
  private let years = (0..<12).map { Double($0) - 5.5 }

  @Test func countsLessVariableThanPoissonAreAtTheBoundary() throws {
    let counts = [5.0, 5, 6, 5, 6, 6, 7, 6, 7, 7, 8, 7]
    let fit = try NegativeBinomialRegression().fit(counts, on: .trend(years))
    #expect(fit.isAtBoundary)
    #expect(fit.alpha == 0)
    #expect(fit.theta == nil)
    #expect(fit.convergence.reason == .boundary)
    #expect(fit.notes.map(\.code).contains("alpha-boundary"))
    let poisson = try GeneralizedLinear(.poisson).fit(counts, on: .trend(years))
    #expect(try fit.coefficients() == (try poisson.coefficients()))
    #expect(fit.overdispersionTest.pValue == 1)
  }

  @Test func theScoreVanishesAndTheLikelihoodIsGreatest() throws {
    let counts = [3.0, 11, 0, 25, 4, 8, 40, 2, 17, 9, 61, 30]
    let fit = try NegativeBinomialRegression().fit(counts, on: .trend(years))
    let theta = try #require(fit.theta)
    let best = try #require(fit.logLikelihood)
    for factor in [0.9, 0.99, 0.999, 1.001, 1.01, 1.1] {
      let other = try GeneralizedLinear(.negativeBinomial(theta: theta * factor))
        .fit(counts, on: .trend(years))
      #expect(try #require(other.logLikelihood) < best)
    }
    // A quadratic about the maximum has the curvature of the standard error of θ, the means fixed or
    // nearly so.
    let step = 1e-3 * theta
    let up = try GeneralizedLinear(.negativeBinomial(theta: theta + step))
      .fit(counts, on: .trend(years))
    let down = try GeneralizedLinear(.negativeBinomial(theta: theta - step))
      .fit(counts, on: .trend(years))
    let sum = try #require(up.logLikelihood) + (try #require(down.logLikelihood))
    let curvature = (sum - 2 * best) / (step * step)
    #expect(abs(1 / (-curvature).squareRoot() / (try #require(fit.thetaStandardError)) - 1) < 0.02)
    #expect(try #require(fit.overdispersionTest.pValue) < 1e-6)
    #expect(try fit.coefficients(.observed).count == 2)
  }

  @Test func largeCountsKeepTheirDispersion() throws {
    // The sums of reciprocals over counts of a million are those of the asymptotic series.
    let counts = [812_345.0, 1_204_550, 640_001, 990_120, 1_501_777, 702_004, 880_000, 1_330_000]
    let x = (0..<8).map { Double($0) - 3.5 }
    let fit = try NegativeBinomialRegression().fit(counts, on: .trend(x))
    // Nearly a gamma: α close to the squared coefficient of variation about the line.
    #expect(fit.alpha > 0.03 && fit.alpha < 0.15)
    #expect(fit.fit.pearsonDispersion > 0.8 && fit.fit.pearsonDispersion < 2)
  }
}

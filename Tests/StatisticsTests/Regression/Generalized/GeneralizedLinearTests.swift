import Foundation
import LinearAlgebra
import Statistics
import Tables
import TestSupport
import Testing

@Suite struct GeneralizedLinearTests {
  private let golden: RegressionGolden

  init() throws { golden = try RegressionGolden() }

  private func line(_ withStep: Bool = false) throws -> Design {
    let x = try golden.list("x")
    var design = Design.trend(x, term: "x")
    if withStep { design = design.adding("step", try golden.list("step")) }
    return design
  }

  private func check(_ fit: GeneralizedFit, _ name: String, digits: Double = 9) throws {
    let row = try golden.file.row(name)
    let coefficients = try fit.coefficients()
    #expect(agreement(coefficients.map(\.estimate), try row.numbers("coef")) > digits)
    #expect(agreement(coefficients.compactMap(\.standardError), try row.numbers("se")) > digits - 1)
    for (found, wanted) in zip(coefficients, try row.numbers("p")) where wanted > 1e-300 {
      #expect(agreement(try #require(found.pValue), wanted) > 6)
    }
    #expect(agreement(fit.deviance, try row.number("deviance")) > digits)
    #expect(agreement(try #require(fit.nullDeviance), try row.number("null")) > digits)
    #expect(agreement(fit.pearsonStatistic, try row.number("pearson")) > digits - 1)
    #expect(agreement(try #require(fit.logLikelihood), try row.number("loglik")) > digits)
    #expect(agreement(try #require(fit.aic), try row.number("aic")) > digits)
  }

  @Test func familiesAndLinksAreThoseOfR() throws {
    let trials = try golden.list("trials")
    let shares = zip(try golden.list("wins"), trials).map { $0 / $1 }
    let weights = try golden.list("weights")
    let y = try golden.list("y")
    let counts = try golden.list("counts")
    let exposure = try golden.list("exposure")
    let tilt = try golden.list("x").map { 0.1 * $0 }
    try check(
      GeneralizedLinear(.binomial, weights: trials).fit(shares, on: line()), "logit")
    try check(GeneralizedLinear(.binomial).fit(golden.list("outcome"), on: line()), "binary")
    try check(GeneralizedLinear(.gaussian, weights: weights).fit(y, on: line(true)), "gaussian")
    try check(
      GeneralizedLinear(.gaussian, link: .log).fit(y, on: line()), "gaussian_log")
    try check(
      GeneralizedLinear(.poisson, weights: weights, exposures: exposure, offset: tilt)
        .fit(counts, on: line(true)), "poisson_offset")
    try check(
      GeneralizedLinear(.poisson, exposures: exposure)
        .fit(counts, on: line().removing("(intercept)")), "poisson_bare",
      // The tool's errors are those of the step before the last.
      digits: 8)
  }

  /// Full steps of Fisher scoring swing about this maximum: R's glm does not settle on it.
  @Test func theIdentityLinkSettlesOnTheMaximum() throws {
    let counts = try golden.list("counts")
    let x = try golden.list("x")
    let fit = try GeneralizedLinear(.poisson, link: .identity).fit(counts, on: line())
    let scores = zip(counts, fit.fitted).map { $0 / $1 - 1 }
    #expect(abs(scores.reduce(0, +)) < 1e-9)
    #expect(abs(zip(scores, x).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-8)
    let b = try fit.coefficients().map(\.estimate)
    for (place, mean) in fit.fitted.enumerated() {
      #expect(agreement(b[0] + b[1] * x[place], mean) > 11)
    }
  }

  /// Scoring that creeps towards its maximum from one side is let creep, not slowed further.
  @Test func slowScoringSettles() throws {
    let x = (0..<9).map { Double($0) - 4 }
    let counts = [60.0, 0, 0, 35, 1, 0, 4, 90, 0]
    for theta in [0.05, 0.3, 2] {
      let fit = try GeneralizedLinear(.negativeBinomial(theta: theta)).fit(counts, on: .trend(x))
      let scores = zip(counts, fit.fitted).map { ($0 - $1) / (1 + $1 / theta) }
      #expect(abs(scores.reduce(0, +)) < 1e-8, "\(theta)")
      #expect(abs(zip(scores, x).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-8, "\(theta)")
    }
  }

  @Test func sandwichErrorsAreThoseOfR() throws {
    let fit = try GeneralizedLinear(.poisson, exposures: golden.list("exposure"))
      .fit(golden.list("counts"), on: line())
    for (estimator, name) in [
      (CovarianceEstimator.hc0, "poisson_hc0"), (.hc3, "poisson_hc3"),
    ] {
      let errors = try fit.coefficients(estimator).compactMap(\.standardError)
      #expect(agreement(errors, try golden.file.numbers(name)) > 9)
    }
  }

  @Test func likelihoodRatioIsThatOfR() throws {
    let model = GeneralizedLinear(
      .poisson, weights: try golden.list("weights"), exposures: try golden.list("exposure"),
      offset: try golden.list("x").map { 0.1 * $0 })
    let counts = try golden.list("counts")
    let smaller = try model.fit(counts, on: line())
    let larger = try model.fit(counts, on: line(true))
    let test = try LikelihoodRatio().test(smaller, within: larger)
    let row = try golden.file.row("lrt")
    #expect(agreement(try #require(test.statistic?.value), try row.number("chi2")) > 9)
    #expect(agreement(try #require(test.pValue), try row.number("p")) > 8)
    #expect(throws: StatisticsError.self) { try LikelihoodRatio().test(larger, within: smaller) }
    let wald = try LinearHypothesis(zero: ["step"]).test(larger)
    let z = try #require(try larger.coefficients()[2].statistic)
    #expect(agreement(try #require(wald.statistic?.value), z * z) > 10)
  }

  @Test func aGaussianIdentityModelIsLeastSquares() throws {
    let y = try golden.list("y")
    let fit = try GeneralizedLinear(.gaussian).fit(y, on: line(true))
    let least = try LeastSquares().fit(y, on: line(true))
    #expect(
      agreement(
        try fit.coefficients().compactMap(\.standardError),
        try least.coefficients().compactMap(\.standardError)) > 12)
    #expect(agreement(try #require(fit.logLikelihood), try #require(least.logLikelihood)) > 12)
    #expect(fit.convergence.reason == .converged)
    #expect(fit.convergence.iterations <= 3)
  }

  @Test func aPeriodWithoutEventsIsRefusedByName() throws {
    let years = (0..<10).map(Double.init)
    let design = Design.trend(years).adding("after", years.stepping(at: 6))
    let counts = [3.0, 5, 2, 4, 6, 3, 0, 0, 0, 0]
    for family: Family in [.poisson, .quasiPoisson, .negativeBinomial(theta: 2)] {
      #expect(throws: StatisticsError.separation(terms: ["after"])) {
        try GeneralizedLinear(family).fit(counts, on: design)
      }
    }
    #expect(throws: StatisticsError.separation(terms: ["after"])) {
      try NegativeBinomialRegression().fit(counts, on: design)
    }
    // One event there, and the estimate exists.
    let fit = try GeneralizedLinear(.poisson).fit([3, 5, 2, 4, 6, 3, 0, 1, 0, 0], on: design)
    #expect(fit.convergence.reason == .converged)
  }

  @Test func zerosBeforeAYearAndNowhereElseAreSeparated() throws {
    // Counts only in the last two years: a steeper line always fits better.
    #expect(throws: StatisticsError.separation(terms: ["time"])) {
      try GeneralizedLinear(.poisson).fit([0, 0, 0, 0, 0, 4], on: .trend([1, 2, 3, 4, 5, 6]))
    }
    #expect(throws: Never.self) {
      try GeneralizedLinear(.poisson).fit([0, 0, 0, 0, 3, 4], on: .trend([1, 2, 3, 4, 5, 6]))
    }
  }

  @Test func outcomesThatAThresholdDividesAreSeparated() throws {
    let x = [1.0, 2, 3, 4, 5, 6]
    for outcome in [[0.0, 0, 0, 1, 1, 1], [1.0, 1, 1, 0, 0, 0]] {
      #expect(throws: StatisticsError.separation(terms: ["x"])) {
        try GeneralizedLinear(.binomial).fit(outcome, on: .trend(x, term: "x"))
      }
    }
    // Quasi-separation: they meet at one value.
    #expect(throws: StatisticsError.separation(terms: ["x"])) {
      try GeneralizedLinear(.binomial).fit(
        [0, 0, 0, 1, 1, 1], on: .trend([1, 2, 3, 3, 4, 5], term: "x"))
    }
    #expect(throws: StatisticsError.separation(terms: ["(intercept)"])) {
      try GeneralizedLinear(.binomial).fit([1, 1, 1, 1], on: .intercept(count: 4))
    }
    #expect(throws: Never.self) {
      try GeneralizedLinear(.binomial).fit([0, 1, 0, 1, 0, 1], on: .trend(x, term: "x"))
    }
  }

  private static func isSeparated(_ counts: [Double], _ design: Design) throws -> Bool {
    do {
      _ = try GeneralizedLinear(.poisson).fit(counts, on: design)
    } catch {
      guard case .separation = error else { throw error }
      return true
    }
    return false
  }

  /// Separation found by the certificate is separation that scoring runs into, and none that it
  /// does not: a random search over small designs.
  @Test func separationIsFoundWhereAndOnlyWhereADirectionExists() throws {
    var random = SplitMix64(seed: 5)
    var found = 0
    for _ in 0..<300 {
      let n = 7
      let first = (0..<n).map { _ in Double(Int.random(in: -2...2, using: &random)) }
      let second = (0..<n).map { _ in Double(Int.random(in: 0...1, using: &random)) }
      let counts = (0..<n).map { _ in Double(Int.random(in: 0...1, using: &random)) }
      let design: Design = ["(intercept)": counts.map { _ in 1 }, "a": first, "b": second]
      guard counts.contains(1), (try? LeastSquares().fit(counts, on: design)) != nil else {
        continue
      }
      // Directions with small whole numbers reach every cone of such columns.
      var exists = false
      for a in -6...6 {
        for b in -12...12 {
          for c in -24...24 where !exists {
            let moves = (0..<n).map { Double(c) + Double(a) * first[$0] + Double(b) * second[$0] }
            exists =
              zip(counts, moves).allSatisfy { $0 > 0 ? $1 == 0 : $1 <= 0 }
              && moves.contains { $0 < 0 }
          }
        }
      }
      let isSeparated = try Self.isSeparated(counts, design)
      #expect(isSeparated == exists, "\(counts) \(first) \(second)")
      if isSeparated { found += 1 }
    }
    #expect(found > 20)
  }

  @Test func whatIsNoCountOrShareIsRefused() throws {
    let design = Design.trend([1, 2, 3, 4])
    #expect(throws: StatisticsError.notACount(index: 1)) {
      try GeneralizedLinear(.poisson).fit([1, 2.5, 3, 4], on: design)
    }
    #expect(throws: StatisticsError.notACount(index: 0)) {
      try GeneralizedLinear(.negativeBinomial(theta: 1)).fit([-1, 2, 3, 4], on: design)
    }
    #expect(throws: StatisticsError.self) {
      try GeneralizedLinear(.binomial).fit([0, 1, 2, 1], on: design)
    }
    #expect(throws: StatisticsError.noVariation) {
      try GeneralizedLinear(.poisson).fit([0, 0, 0, 0], on: design)
    }
    #expect(throws: StatisticsError.exposureNotPositive(index: 2)) {
      try GeneralizedLinear(.poisson, exposures: [1, 1, 0, 1]).fit([1, 2, 3, 4], on: design)
    }
    #expect(throws: StatisticsError.weightNotPositive(index: 0)) {
      try GeneralizedLinear(.poisson, weights: [0, 1, 1, 1]).fit([1, 2, 3, 4], on: design)
    }
    #expect(throws: StatisticsError.self) {
      try GeneralizedLinear(.poisson, link: .logit).fit([1, 2, 3, 4], on: design)
    }
    #expect(throws: StatisticsError.rankDeficient(terms: ["twice"])) {
      try GeneralizedLinear(.poisson).fit(
        [1, 2, 3, 4], on: design.adding("twice", [2, 4, 6, 8]))
    }
    // Not counts, but a quasi-likelihood.
    #expect(throws: Never.self) {
      try GeneralizedLinear(.quasiPoisson).fit([1.5, 2.5, 3, 4.2], on: design)
    }
  }

  @Test func exposuresOnlyMoveTheConstant() throws {
    let counts = try golden.list("counts")
    let plain = try GeneralizedLinear(.poisson).fit(counts, on: line())
    for unit in [1e-8, 3.3e7, 1e12] {
      let fit = try GeneralizedLinear(.poisson, exposures: counts.map { _ in unit })
        .fit(counts, on: line())
      let pairs = zip(try plain.coefficients(), try fit.coefficients()).map { ($0, $1) }
      #expect(agreement(pairs[1].1.estimate, pairs[1].0.estimate) > 11)
      #expect(abs(pairs[0].0.estimate - pairs[0].1.estimate - Foundation.log(unit)) < 1e-11)
      #expect(agreement(fit.deviance, plain.deviance) > 10)
    }
  }

  @Test func tablesCarryTheFit() throws {
    let fit = try GeneralizedLinear(.poisson).fit(golden.list("counts"), on: line())
    #expect(fit.estimates.rows.count == 2)
    #expect(fit.overview.rows.count == 1)
    #expect(fit.observations?.rows.count == 20)
    #expect(fit.overview.columns.map(\.key).contains("stopped"))
    #expect(fit.notes.map(\.code).contains("overdispersion"))
    let sum = fit.devianceResiduals.reduce(0) { $0 + $1 * $1 }
    #expect(agreement(sum, fit.deviance) > 12)
    let pearson = fit.pearsonResiduals.reduce(0) { $0 + $1 * $1 }
    #expect(agreement(pearson, fit.pearsonStatistic) > 12)
  }
}

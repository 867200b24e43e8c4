import Distributions
import LinearAlgebra
import Statistics
import TestSupport
import Testing

/// What is spread over threads gives the same bits on one, on two and on three.
@Suite struct ThreadsTests {
  private static let rows = 70_001

  private static func noise(_ seed: UInt64, _ count: Int = rows) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 - 0.5
    }
  }

  private static let design: Design = [
    "(intercept)": Array(repeating: 1, count: rows), "a": noise(1), "b": noise(2), "c": noise(3),
  ]

  private static let response = zip(noise(4), design.columns[1]).map { 2 + $1 + $0 * (1 + $1) }
  private static let counts = zip(noise(5), design.columns[2]).map { rest, column in
    ((rest + 0.5) * (rest + 0.5) * (9 + 6 * column)).rounded()
  }

  private static func bits(_ coefficients: [Coefficient]) -> [UInt64] {
    coefficients.flatMap {
      [$0.estimate, $0.standardError ?? .nan, $0.pValue ?? .nan].map(\.bitPattern)
    }
  }

  enum Work: CaseIterable {
    case ordinary, hc3, neweyWest, leverages, poisson, negativeBinomial, permutation, bootstrap

    func bits() throws -> [UInt64] {
      switch self {
      case .ordinary: return try linear(.classical)
      case .hc3: return try linear(.hc3)
      case .neweyWest: return try linear(.neweyWest(lags: 10))
      case .leverages:
        let fit = try LeastSquares().fit(response, on: design)
        return (fit.leverages + fit.residuals).map(\.bitPattern)
      case .poisson:
        let fit = try GeneralizedLinear(.poisson).fit(counts, on: design)
        return try ThreadsTests.bits(fit.coefficients()) + [fit.deviance.bitPattern]
          + [fit.logLikelihood ?? .nan].map(\.bitPattern)
      case .negativeBinomial:
        let fit = try NegativeBinomialRegression().fit(counts, on: design)
        return try ThreadsTests.bits(fit.coefficients(.observed))
          + [fit.alpha, fit.logLikelihood ?? .nan].map(\.bitPattern)
      case .permutation:
        let test = try Permutation(replicates: 2_000).test(noise(6, 40), noise(7, 50))
        return [test.pValue ?? .nan].map(\.bitPattern)
      case .bootstrap:
        let draws = Replicates(seed: 8).map(500) { generator in
          (0..<10).map { _ in generator.next() }
        }
        return draws.flatMap { $0 }
      }
    }

    private func linear(_ covariance: CovarianceEstimator) throws -> [UInt64] {
      let fit = try LeastSquares().fit(response, on: design)
      return try ThreadsTests.bits(fit.coefficients(covariance))
    }
  }

  @Test(arguments: Work.allCases)
  func threadsChangeNoBit(work: Work) throws {
    let one = try Threads.atMost(1) { try work.bits() }
    #expect(!one.isEmpty)
    #expect(try Threads.atMost(2) { try work.bits() } == one)
    #expect(try Threads.atMost(3) { try work.bits() } == one)
    #expect(try work.bits() == one)
  }
}

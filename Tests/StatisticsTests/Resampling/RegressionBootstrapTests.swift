import Statistics
import Tables
import TestSupport
import Testing

@Suite("Bootstraps of a regression, and the jackknife")
struct RegressionBootstrapTests {
  private static let times = [0.0, 1, 2, 4, 5, 7, 8, 9]
  private static let values = [2.0, 3.5, 3.1, 6.0, 5.2, 9.9, 8.1, 11.4]

  private func fit() throws -> LinearFit {
    try LeastSquares().fit(Self.values, on: Design.trend(Self.times))
  }

  @Test(
    "Residuals drawn and refitted one by one give the same", arguments: ResidualScaling.allCases)
  func residuals(_ scaling: ResidualScaling) throws {
    let fit = try fit()
    for scheme in [BootstrapScheme.independent, .movingBlock(.fixed(3))] {
      let method = ResidualBootstrap(scheme, replicates: 30, seed: 11, scaling: scaling)
      let slope = try method.distribution(of: "time", in: fit)
      let constant = try method.distribution(of: Design.interceptTerm, in: fit)
      var drawn = zip(fit.residuals, fit.leverages).map { residual, leverage in
        switch scaling {
        case .none: residual
        case .hc2: residual / (1 - leverage).squareRoot()
        case .hc3: residual / (1 - leverage)
        }
      }
      let mean = drawn.reduce(0, +) / Double(drawn.count)
      drawn = drawn.map { $0 - mean }
      for replicate in 0..<30 {
        let indices = try method.bootstrap.indices(ofReplicate: replicate, values: drawn)
        let response = zip(fit.fitted, indices).map { $0 + drawn[$1] }
        let again = try LeastSquares().fit(response, on: fit.design).coefficients()
        #expect(abs(slope.replicates[replicate] - again[1].estimate) < 1e-12)
        #expect(abs(constant.replicates[replicate] - again[0].estimate) < 1e-12)
      }
      #expect(slope.observed == (try fit.coefficients())[1].estimate)
    }
    #expect(throws: StatisticsError.self) {
      try ResidualBootstrap().distribution(of: "level", in: fit)
    }
  }

  @Test("Wild signs have the variance of the sandwich; nothing hangs on threads")
  func wild() throws {
    let fit = try fit()
    let kinds: [(ResidualScaling, CovarianceEstimator)] = [
      (.none, .hc0), (.hc2, .hc2), (.hc3, .hc3),
    ]
    for (scaling, covariance) in kinds {
      let sandwich = try #require(try fit.coefficients(covariance)[1].standardError)
      for weights in WildBootstrap.Weights.allCases {
        let method = WildBootstrap(weights, replicates: 40_000, scaling: scaling)
        let found = try method.distribution(of: "time", in: fit)
        #expect(abs(try #require(found.standardError) / sandwich - 1) < 0.03, "\(weights)")
        #expect(abs(found.bias) < 5 * sandwich / 200)
        var one = method
        one.pieces = 1
        var three = method
        three.pieces = 3
        #expect(try one.distribution(of: "time", in: fit).replicates == found.replicates)
        #expect(try three.distribution(of: "time", in: fit).replicates == found.replicates)
      }
    }
    let signs = try WildBootstrap(replicates: 9_999).distribution(of: "time", in: fit)
    #expect(Set(signs.replicates).count <= 256)
    #expect(throws: StatisticsError.self) {
      try WildBootstrap(replicates: 0).distribution(of: "time", in: fit)
    }
  }

  @Test("The jackknife of a mean: its standard error, no bias; of blocks")
  func jackknife() throws {
    let values = Self.values
    let mean: ([Double]) -> Double = { $0.reduce(0, +) / Double($0.count) }
    let found = try Jackknife().estimate(of: values, mean)
    let moments = try Moments(values)
    #expect(agreement(found.standardError, try #require(moments.standardError)) >= 12)
    #expect(abs(try #require(found.bias)) < 1e-13)
    // The plug-in variance is biased by −σ²/n, which the jackknife takes away to the last digit.
    let plugIn: ([Double]) -> Double = { v in
      let m = mean(v)
      return v.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(v.count)
    }
    let variance = try Jackknife().estimate(of: values, plugIn)
    let corrected = variance.observed - (try #require(variance.bias))
    #expect(agreement(corrected, try #require(moments.variance)) >= 12)
    let blocks = try Jackknife(blockLength: 3).estimate(of: values, mean)
    #expect(blocks.leftOut.count == 6 && blocks.bias == nil && blocks.acceleration == nil)
    // (l/n) times the mean square of block means about their own mean.
    let means = (0...5).map { mean(Array(values[$0..<($0 + 3)])) }
    let middle = mean(means)
    let expected = 3.0 / 8 * mean(means.map { ($0 - middle) * ($0 - middle) })
    #expect(agreement(blocks.standardError * blocks.standardError, expected) >= 12)
    #expect(throws: StatisticsError.self) {
      try Jackknife(blockLength: 8).estimate(of: values, mean)
    }
    #expect(try Jackknife().estimate(of: values, mean).estimates.rows.count == 1)
  }
}

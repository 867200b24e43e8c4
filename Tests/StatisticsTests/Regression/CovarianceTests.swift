import Distributions
import LinearAlgebra
import Statistics
import TestSupport
import Testing

@Suite struct CovarianceTests {
  static let robust: [String: CovarianceEstimator] = [
    "HC0": .hc0, "HC1": .hc1, "HC2": .hc2, "HC3": .hc3, "HC4": .hc4,
  ]

  @Test(arguments: ["ols_hc", "hc_multi"])
  func heteroskedasticErrorsMeetTheReferenceCases(method: String) throws {
    for example in try RegressionCase.all(method) {
      let fit = try LeastSquares().fit(example.input.y, on: example.design)
      let estimator = try #require(CovarianceTests.robust[example.options.type ?? ""])
      let rows = try fit.coefficients(estimator)
      let normal = rows.map { row in row.statistic.map { 2 * Normal.standard.survival(at: abs($0)) }
      }
      let answer: [String: [Double?]] = [
        "coef": rows.map(\.estimate), "se": rows.map(\.standardError),
        "t": rows.map(\.statistic), "p_t": rows.map(\.pValue), "p_norm": normal,
      ]
      #expect(example.misses(answer) == [], "\(example.id)")
    }
  }

  @Test(arguments: ["ols_hac", "hac_multi"])
  func neweyWestErrorsMeetTheReferenceCases(method: String) throws {
    for example in try RegressionCase.all(method) {
      let fit = try LeastSquares().fit(example.input.y, on: example.design)
      let lags = try #require(example.options.lags)
      let plain = try fit.coefficients(.neweyWest(lags: lags, adjusted: false))
      let adjusted = try fit.coefficients(.neweyWest(lags: lags))
      let answer: [String: [Double?]] = [
        "coef": plain.map(\.estimate), "se_noadj": plain.map(\.standardError),
        "se_adj": adjusted.map(\.standardError), "auto_bw_NW1994": [fit.neweyWestBandwidth],
      ]
      #expect(example.misses(answer) == [], "\(example.id)")
    }
  }

  private static let years = (2012...2025).map(Double.init)
  private static let middle = [
    105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100,
  ]

  private static func vector() throws -> LinearFit {
    let centred = years.map { $0 - 2023 }
    return try LeastSquares().fit(
      middle,
      on: [
        "(intercept)": years.map { _ in 1 }, "trend": centred, "level": years.stepping(at: 2024),
      ])
  }

  /// The published vector for small samples.
  @Test func theSyntheticVectorIsMet() throws {
    let fit = try CovarianceTests.vector()
    let classical = try fit.coefficients()
    let expected = [236.390098722416, -10.6184668989547, -115.462398373984]
    #expect(agreement(classical.map(\.estimate), expected) > 14)
    let errors = [113.291625354532, 17.4380816043735, 200.885135896519]
    #expect(agreement(classical.compactMap(\.standardError), errors) > 14)
    let level = { (estimator: CovarianceEstimator) throws -> Double in
      try fit.coefficients(estimator)[2].standardError ?? .nan
    }
    #expect(abs(try level(.hc3) - 111.222665955) < 5e-10)
    #expect(abs(try level(.neweyWest(lags: 1, adjusted: false)) - 105.903211009) < 5e-10)
    #expect(abs(try level(.neweyWest(lags: 1)) - 119.474935153) < 5e-10)
  }

  @Test func hc0IsNeweyWestWithoutLagsAndClustersOfOne() throws {
    let fit = try CovarianceTests.vector()
    let white = try fit.covariance(.hc0)
    #expect(
      agreement(try fit.covariance(.neweyWest(lags: 0, adjusted: false)).elements, white.elements)
        > 14)
    // n/(n−1) · (n−1)/(n−p) = n/(n−p): with one row a cluster the two factors of HC1 remain.
    let clustered = try fit.covariance(.cluster(Array(0..<14)))
    #expect(agreement(clustered.elements, try fit.covariance(.hc1).elements) > 13)
    #expect(fit.degreesOfFreedom(.cluster(Array(0..<14))) == 13)
  }

  @Test func clusteredErrorsAreThoseOfTheFormula() throws {
    // One regressor without intercept: Var b = Σ (Σ x e)² / (Σ x²)² by hand.
    let x = [1.0, 2, 1, 3, 2, 1]
    let y = [2.0, 3, 2.5, 7, 3.5, 1]
    let labels = [7, 7, 3, 3, 9, 9]
    let fit = try LeastSquares().fit(y, on: ["x": x])
    let e = fit.residuals
    let groups = [[0, 1], [2, 3], [4, 5]].map { group in
      group.reduce(0) { $0 + x[$1] * e[$1] }
    }
    let squares = groups.reduce(0) { $0 + $1 * $1 }
    let expected = (squares * 3 / 2 * 5 / 5).squareRoot() / 20
    let row = try fit.coefficients(.cluster(labels))[0]
    #expect(agreement(try #require(row.standardError), expected) > 14)
    #expect(row.degreesOfFreedom == 2)
  }

  @Test func covariancesAreSymmetricAndMatchTheErrors() throws {
    let fit = try CovarianceTests.vector()
    for estimator: CovarianceEstimator in [.classical, .hc2, .neweyWest(lags: 3)] {
      let matrix = try fit.covariance(estimator)
      let errors = try fit.coefficients(estimator).compactMap(\.standardError)
      #expect(agreement(matrix.diagonal.map { $0.squareRoot() }, errors) > 14)
      #expect(agreement(matrix.transposed.elements, matrix.elements) > 12)
    }
  }

  @Test func aRowOfItsOwnIsRefusedByHeteroskedasticErrors() throws {
    let years = (0..<8).map(Double.init)
    let fit = try LeastSquares().fit(
      [1, 3, 2, 4, 3, 5, 4, 9],
      on: [
        "(intercept)": years.map { _ in 1 }, "year": years, "last": years.stepping(at: 7),
      ])
    for estimator: CovarianceEstimator in [.hc0, .hc1, .hc2, .hc3, .hc4] {
      #expect(throws: StatisticsError.leverageOne(index: 7)) { try fit.coefficients(estimator) }
    }
    #expect(try fit.coefficients()[2].standardError != nil)
    #expect(agreement(fit.leverages[7], 1) > 15)
  }

  @Test func aRowFarOutKeepsItsDigits() throws {
    // Leverage 0.9999997: 1 − h has seven digits less than h, and HC3 divides by its square.
    struct Far: Decodable {
      let years: [Double]
      let values: [Double]
      let hc3: [Double]
    }
    struct File: Decodable { let far: Far }
    let far = try regressionFile("Golden", "regression", as: File.self).far
    let fit = try LeastSquares().fit(far.values, on: .trend(far.years))
    #expect(fit.leverages[9] > 0.999999)
    #expect(agreement(try fit.coefficients(.hc3).compactMap(\.standardError), far.hc3) > 13)
  }

  @Test func optionsOutsideTheirDomainsAreRefused() throws {
    let fit = try CovarianceTests.vector()
    for lags in [-1, 14, 100] {
      #expect(throws: StatisticsError.self) { try fit.coefficients(.neweyWest(lags: lags)) }
    }
    #expect(try fit.coefficients(.neweyWest(lags: 13)).count == 3)
    #expect(throws: StatisticsError.unequalLengths(14, 2)) {
      try fit.coefficients(.cluster([1, 2]))
    }
    #expect(throws: StatisticsError.self) {
      try fit.coefficients(.cluster(Array(repeating: 1, count: 14)))
    }
    for level in [0, 1, -0.5, Double.nan] {
      #expect(throws: StatisticsError.self) { try fit.coefficients(level: level) }
    }
  }
}

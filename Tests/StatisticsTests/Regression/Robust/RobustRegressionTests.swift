import Statistics
import TestSupport
import Testing

@Suite struct RobustRegressionTests {
  @Test(arguments: RobustRegression.Loss.allCases)
  func coefficientsAndErrorsAreThoseOfR(loss: RobustRegression.Loss) throws {
    let golden = try RegressionGolden()
    let row = try golden.file.row(loss.rawValue)
    let fit = try RobustRegression(loss).fit(
      golden.list("y"), on: .trend(golden.list("x"), term: "x"))
    let coefficients = try fit.coefficients()
    #expect(agreement(coefficients.map(\.estimate), try row.numbers("coef")) > 9)
    #expect(agreement(coefficients.compactMap(\.standardError), try row.numbers("se")) > 8)
    #expect(agreement(fit.scale, try row.number("scale")) > 9)
    #expect(fit.convergence.reason != .boundary)
  }

  @Test func oneWildValueHardlyMoves() throws {
    let x = (0..<20).map(Double.init)
    let y = x.map { 2 + 0.5 * $0 + Double(Int($0 * 37) % 7) / 10 }
    var wild = y
    wild[10] = 1e6
    let bisquare = RobustRegression(.bisquare)
    let clean = try bisquare.fit(y, on: .trend(x))
    let fit = try bisquare.fit(wild, on: .trend(x))
    #expect(abs(try fit.coefficients()[1].estimate - (try clean.coefficients()[1].estimate)) < 0.05)
    #expect(fit.weights[10] == 0)
  }

  @Test func moreThanHalfOnThePlaneLeaveNoScale() throws {
    let x = (0..<7).map(Double.init)
    #expect(throws: StatisticsError.varianceNotPositive) {
      try RobustRegression().fit(x, on: .trend(x))
    }
    #expect(throws: StatisticsError.self) {
      try RobustRegression(tuning: 0).fit([1, 3, 2, 4, 3, 5, 4], on: .trend(x))
    }
  }

  @Test func kernelErrorsAreThoseOfR() throws {
    let golden = try RegressionGolden()
    let fit = try LeastSquares().fit(golden.list("y"), on: .trend(golden.list("x")))
    let row = try golden.file.row("kernels")
    let kinds: [(String, KernelCovariance)] = [
      ("bartlett", KernelCovariance(.bartlett, bandwidth: 4)),
      ("parzen", KernelCovariance(.parzen, bandwidth: 5.5, adjusted: false)),
      ("qs", KernelCovariance(.quadraticSpectral, bandwidth: 2.3)),
      ("parzen_pre", KernelCovariance(.parzen, bandwidth: 4, prewhitened: true)),
      (
        "qs_pre",
        KernelCovariance(.quadraticSpectral, bandwidth: 1.7, adjusted: false, prewhitened: true)
      ),
    ]
    for (name, kind) in kinds {
      let errors = try fit.coefficients(kind).compactMap(\.standardError)
      #expect(agreement(errors, try row.numbers(name)) > 9, "\(name)")
    }
    // Bartlett's of bandwidth L + 1 is Newey and West's with L lags.
    let plain = try fit.coefficients(.neweyWest(lags: 3)).compactMap(\.standardError)
    let kernel = try fit.coefficients(kinds[0].1).compactMap(\.standardError)
    #expect(agreement(kernel, plain) > 13)
    #expect(throws: StatisticsError.self) {
      try fit.coefficients(KernelCovariance(.parzen, bandwidth: 0))
    }
  }

  @Test func bellMcCaffreyIsTheEigenvaluesRatio() throws {
    for row in try GoldenFile("bell-mccaffrey").rows("cases") {
      let columns = try #require(row.object["columns"] as? [[Double]])
      let fit = try LeastSquares().fit(
        try row.numbers("y"),
        on: Design(columns.enumerated().map { ("x\($0.offset)", $0.element) }))
      #expect(
        agreement(try fit.bellMcCaffreyDegreesOfFreedom(), try row.numbers("df")) > 9)
      let plain = try fit.coefficients(.hc2)
      let adjusted = try fit.bellMcCaffreyCoefficients()
      for (first, second) in zip(plain, adjusted) {
        #expect(first.standardError == second.standardError)
        // Fewer degrees of freedom, a wider interval.
        #expect(
          try #require(second.interval).high >= (try #require(first.interval).high)
            || (try #require(second.degreesOfFreedom)) > Double(fit.degreesOfFreedom))
      }
    }
    let x = (0..<8).map(Double.init)
    let fit = try LeastSquares().fit(
      [1, 3, 2, 4, 3, 5, 4, 9], on: Design.trend(x).adding("last", x.stepping(at: 7)))
    #expect(throws: StatisticsError.leverageOne(index: 7)) {
      try fit.bellMcCaffreyDegreesOfFreedom()
    }
  }
}

import LinearAlgebra
import Statistics
import Tables
import TestSupport
import Testing

@Suite struct LeastSquaresTests {
  @Test(arguments: ["ols_trend", "ols_multi", "wls_multi"])
  func meetsTheReferenceCases(method: String) throws {
    let cases = try RegressionCase.all(method)
    #expect(!cases.isEmpty)
    for example in cases {
      let weights = method == "wls_multi" ? example.input.w : nil
      for solver in LeastSquaresSolver.allCases {
        let model = LeastSquares(weights: weights, solver: solver)
        let fit = try model.fit(example.input.y, on: example.design)
        let rows = try fit.coefficients()
        let answer: [String: [Double?]] = [
          "coef": rows.map(\.estimate), "se": rows.map(\.standardError),
          "t": rows.map(\.statistic), "p": rows.map(\.pValue),
          "ci_lo": rows.map { $0.interval?.low }, "ci_hi": rows.map { $0.interval?.high },
          "sigma": [fit.sigma], "r2": [fit.rSquared], "adj_r2": [fit.adjustedRSquared],
          "F": [fit.fStatistic?.value], "F_p": [fit.fPValue],
          "rss": [fit.residualSumOfSquares], "loglik": [fit.logLikelihood],
          "aic_counting_sigma": [fit.aic], "bic_counting_sigma": [fit.bic],
          "aic_not_counting_sigma": [fit.aicNotCountingSigma],
          "bic_not_counting_sigma": [fit.bicNotCountingSigma],
          "df_resid": [Double(fit.degreesOfFreedom)],
        ]
        #expect(example.misses(answer) == [], "\(example.id), \(solver)")
      }
    }
  }

  @Test func slopeOfTinyValuesIsThatOfPlainOnes() throws {
    let years = (2001...2010).map(Double.init)
    let plain = [3.1, 2.8, 3.6, 4.0, 3.9, 4.4, 4.1, 5.0, 4.8, 5.3]
    let fit = try LeastSquares().fit(plain.map { $0 * 1e-200 }, on: .trend(years))
    let slope = try fit.coefficients()[1]
    #expect(agreement(slope.estimate, 2.521212121212121e-201) > 14)
    #expect(agreement(try #require(slope.standardError), 2.95388493005087e-202) > 13.5)
    #expect(agreement(try #require(slope.statistic), 8.535241490157512) > 13.5)
    #expect(agreement(try #require(slope.pValue), 2.7317909213465983e-05) > 12.5)
    #expect(agreement(try #require(fit.rSquared), 0.9010517546600021) > 14)
    #expect(fit.residualSumOfSquares == nil)
    #expect(fit.sigma > 0)
    #expect(try #require(fit.logLikelihood).isFinite)
    // The intercept is the whole length of the years away from the data and must not suffer.
    let huge = try LeastSquares().fit(plain.map { $0 * 1e300 }, on: .trend(years))
    #expect(agreement(try #require(huge.rSquared), 0.9010517546600021) > 14)
  }

  @Test func unitsAndOriginsMoveWhatTheyShould() throws {
    let times = [2001.0, 2002, 2003, 2005, 2006, 2008, 2009, 2014]
    let y = [3.5, 1.25, 4.75, 2.5, 6, 5.5, 8.25, 7]
    let fit = try LeastSquares().fit(y, on: .trend(times))
    let moved = try LeastSquares().fit(
      y.map { 1000 * $0 + 0x1p40 }, on: .trend(times.map { $0 + 0x1p30 }))
    let own = try fit.coefficients()[1]
    let other = try moved.coefficients()[1]
    #expect(agreement(other.estimate, 1000 * own.estimate) > 9)
    #expect(agreement(try #require(other.statistic), try #require(own.statistic)) > 9)
    // Residuals are orthogonal to the columns.
    #expect(abs(fit.residuals.reduce(0, +)) < 1e-14)
    #expect(abs(zip(fit.residuals, times).reduce(0) { $0 + $1.0 * ($1.1 - 2006) }) < 1e-13)
    #expect(agreement(fit.leverages.reduce(0, +), 2) > 15)
  }

  @Test func weightsAreRepeatedRows() throws {
    let times = [1.0, 2, 3, 4, 5, 6]
    let y = [2.5, 3.25, 3, 5.5, 5.25, 8]
    let weights = [1.0, 3, 2, 1, 1, 2]
    let weighted = try LeastSquares(weights: weights).fit(y, on: .trend(times))
    let places = weights.enumerated().flatMap {
      Array(repeating: $0.offset, count: Int($0.element))
    }
    let repeated = try LeastSquares().fit(
      places.map { y[$0] }, on: Design.trend(times).rows(places))
    let own = try weighted.coefficients().map(\.estimate)
    #expect(agreement(own, try repeated.coefficients().map(\.estimate)) > 14.5)
    #expect(
      agreement(
        try #require(weighted.residualSumOfSquares), try #require(repeated.residualSumOfSquares))
        > 14.5)
    #expect(agreement(try #require(weighted.rSquared), try #require(repeated.rSquared)) > 14.5)
    // Multiplying all weights changes σ alone.
    let scaled = try LeastSquares(weights: weights.map { $0 * 1e-300 }).fit(y, on: .trend(times))
    let errors = try weighted.coefficients().compactMap(\.standardError)
    #expect(agreement(try scaled.coefficients().compactMap(\.standardError), errors) > 14.5)
    #expect(agreement(scaled.sigma, weighted.sigma * 1e-150) > 14.5)
  }

  /// A power of four in all weights is one of two in σ, and moves no mean nor its error.
  @Test(arguments: [LeastSquaresSolver.gram, .qr, .svd])
  func sizeOfWeightsMovesNoPrediction(solver: LeastSquaresSolver) throws {
    let times = [1.0, 2, 3, 4, 5, 6]
    let y = [2.5, 3.25, 3, 5.5, 5.25, 8]
    let weights = [1.0, 3, 2, 1, 1, 2]
    let ahead = Design.trend([7, 9])
    let plain = try LeastSquares(weights: weights, solver: solver).fit(y, on: .trend(times))
    let expected = try plain.prediction(at: ahead, of: .mean).rows
    for factor in [0x1p-40, 0x1p-4, 0x1p8, 0x1p600] {
      let model = LeastSquares(weights: weights.map { $0 * factor }, solver: solver)
      let found = try model.fit(y, on: .trend(times)).prediction(at: ahead, of: .mean).rows
      for (row, other) in zip(found, expected) {
        #expect(agreement(row.value, other.value) > 15)
        #expect(agreement(row.standardError, other.standardError) > 15)
      }
    }
  }

  @Test func solverRankAndConditionAreReported() throws {
    let years = (2001...2023).map(Double.init)
    let y = years.map { 3 + 0.5 * ($0 - 2010) + ($0.truncatingRemainder(dividingBy: 3)) }
    let names = ["gram", "qr, refined", "svd, refined"]
    for (solver, name) in zip([LeastSquaresSolver.gram, .qr, .svd], names) {
      let overview = try LeastSquares(solver: solver).fit(y, on: .trend(years)).overview
      #expect(overview.cell(0, .solver) == .text(name))
      #expect(overview.cell(0, .rank) == .integer(2))
      #expect(agreement(try #require(overview.cell(0, .condition)?.double), 1) > 12)
    }
    let cubic = Design.intercept(count: 23).adding(powersOf: years, upTo: 3, term: "year")
    #expect(try LeastSquares().fit(y, on: cubic).solver == "gram, 2 passes")
  }

  @Test func largeDataAreCheckedOnTheWay() throws {
    var times = (0..<60_000).map { Double($0) }
    let y = times.map { ($0 * 0.37).truncatingRemainder(dividingBy: 1) }
    let fit = try LeastSquares().fit(y, on: .trend(times))
    let other = try LeastSquares(solver: .qr).fit(y, on: .trend(times))
    #expect(
      agreement(
        try fit.coefficients().map(\.estimate), try other.coefficients().map(\.estimate)) > 13)
    times[54_321] = .nan
    #expect(throws: StatisticsError.notFinite(index: 54_321)) {
      try LeastSquares().fit(y, on: .trend(times))
    }
    var bad = y
    bad[7] = -.infinity
    #expect(throws: StatisticsError.notFinite(index: 7)) {
      try LeastSquares().fit(bad, on: .trend(y.map { $0 + 1 }))
    }
  }

  @Test func whatDoesNotExistIsAbsentWithAReason() throws {
    let years = (2001...2010).map(Double.init)
    let flat = try LeastSquares().fit(Array(repeating: 0.1, count: 10), on: .trend(years))
    let slope = try flat.coefficients()[1]
    #expect(slope.estimate == 0)
    #expect(slope.standardError == 0)
    #expect(slope.statistic == nil)
    #expect(slope.pValue == nil)
    #expect(slope.interval == nil)
    #expect(slope.absence == "the values do not vary")
    #expect(flat.rSquared == nil)
    #expect(flat.fStatistic == nil)
    #expect(flat.logLikelihood == nil)
    #expect(flat.isExact)
    #expect(flat.estimates.cell(1, .pValue) == .absent(because: "the values do not vary"))
    #expect(flat.overview.cell(0, .rSquared) == .absent(because: "the values do not vary"))

    let line = try LeastSquares().fit(years.map { 0.3 * $0 - 590 }, on: .trend(years))
    #expect(line.isExact)
    #expect(line.rSquared == 1)
    #expect(line.sigma == 0)
    #expect(try line.coefficients()[1].absence == "the fit is exact")
    #expect(line.notes.map(\.code) == ["exact-fit"])

    // A row of zeros takes part in an exact fit though it has no rounding of its own; a residual
    // that the rounding of no row explains is seen in it.
    let x = [0.0, 1, 2, 3, 4, 5, 6, 7]
    let weights = [3, 1, 0.2, 7, 1, 1, 0.5, 1]
    for solver in [LeastSquaresSolver.automatic, .qr, .svd] {
      for weights in [nil, weights] {
        let method = LeastSquares(weights: weights, solver: solver)
        let ones = Design.intercept(count: 8).adding("x", x)
        #expect(try method.fit(x.map { 0.1 * $0 }, on: ones).isExact)
        #expect(try method.fit(x.map { 0.3 * $0 * 1e-150 }, on: ones).isExact)
        var off = x.map { 0.1 * $0 }
        off[0] = 1e-14
        #expect(try !method.fit(off, on: ones).isExact)
        #expect(try method.fit(x.map { 0.1 * $0 }, on: Design([("x", x)])).isExact)
        #expect(try !method.fit(off, on: Design([("x", x)])).isExact)
      }
    }

    let mean = try LeastSquares().fit(years, on: .intercept(count: 10))
    #expect(mean.rSquared == 0)
    #expect(mean.fStatistic == nil)
    #expect(mean.overview.cell(0, .fPValue) == .absent(because: "nothing but a constant"))
  }

  @Test func withoutAConstantTheSquaresAreAboutZero() throws {
    let x = [1.0, 2, 3, 4]
    let y = [2.5, 3.5, 7, 8]
    let fit = try LeastSquares().fit(y, on: ["x": x])
    #expect(!fit.spansConstant)
    #expect(fit.notes.map(\.code) == ["r-squared-about-zero"])
    // b = Σxy / Σx² = 62.5 / 30.
    #expect(agreement(try fit.coefficients()[0].estimate, 62.5 / 30) > 15)
    #expect(agreement(try #require(fit.rSquared), 62.5 * 62.5 / 30 / 131.5) > 15)
    let groups = try LeastSquares().fit(y, on: ["early": [1, 1, 0, 0], "late": [0, 0, 1, 1]])
    #expect(groups.spansConstant)
    let same = try LeastSquares().fit(
      y, on: ["(intercept)": [1, 1, 1, 1], "late": [0, 0, 1, 1]])
    #expect(agreement(try #require(groups.rSquared), try #require(same.rSquared)) > 15)
    #expect(groups.fStatistic?.numerator == 1)
  }

  @Test func dataThatCannotBeFittedAreRefusedByName() throws {
    let model = LeastSquares()
    let x1 = (0..<10).map(Double.init)
    let y = [3.1, 2.8, 3.6, 4.0, 3.9, 4.4, 4.1, 5.0, 4.8, 5.3]
    let design = Design([
      ("(intercept)", Array(repeating: 1, count: 10)), ("x1", x1),
      ("x2", x1.map { 2 * $0 + 1 }),
    ])
    #expect(throws: StatisticsError.rankDeficient(terms: ["x2"])) { try model.fit(y, on: design) }
    #expect(throws: StatisticsError.notMoreObservationsThanTerms(observations: 3, terms: 3)) {
      try model.fit(Array(y[..<3]), on: design.rows(0..<3))
    }
    #expect(throws: StatisticsError.unequalLengths(9, 10)) {
      try model.fit(Array(y[..<9]), on: design)
    }
    #expect(throws: StatisticsError.notFinite(index: 2)) {
      try model.fit([1, 2, .nan, 4], on: .trend([1, 2, 3, 4]))
    }
    #expect(throws: StatisticsError.notFinite(index: 3)) {
      try model.fit([1, 2, 3, 4], on: .trend([1, 2, 3, .infinity]))
    }
    #expect(throws: StatisticsError.weightNotPositive(index: 1)) {
      try LeastSquares(weights: [1, 0, 1, 1]).fit([1, 2, 3, 5], on: .trend([1, 2, 3, 4]))
    }
    #expect(throws: StatisticsError.self) { try model.fit(y, on: Design()) }
    #expect(throws: StatisticsError.self) { try model.fit(y, on: ["a": x1, "a": y]) }
  }

  @Test func layItselfOut() throws {
    let fit = try LeastSquares().fit([1, 3, 2, 5, 4], on: .trend([1, 2, 3, 4, 5], term: "year"))
    #expect(fit.estimates.rows.count == 2)
    #expect(fit.estimates.cell(1, .term) == .text("year"))
    #expect(fit.estimates.cell(0, .term) == .text("(intercept)"))
    #expect(fit.estimates.cell(1, .estimate)?.double == 0.8)
    #expect(fit.overview.rows.count == 1)
    #expect(fit.overview.cell(0, .rank) == .integer(2))
    #expect(fit.overview.cell(0, .solver) == .text("gram"))
    #expect(fit.observations?.rows.count == 5)
    #expect(fit.observations?.cell(1, .value) == .number(3))
    let robust = try fit.table(.hc3)
    #expect(robust.cell(0, .basis) == .text("asymptotic"))
    #expect(robust.notes.map(\.code) == ["covariance-heteroskedastic"])
  }
}

@Suite struct DesignTests {
  @Test func stepsAndRampsBeginWhereTheyAreSaid() {
    let years = [2010.0, 2011, 2012, 2014]
    #expect(years.stepping(at: 2012) == [0, 0, 1, 1])
    #expect(years.ramping(from: 2011) == [0, 0, 1, 3])
  }

  @Test func keepsTheOrderOfItsColumns() {
    let design: Design = ["(intercept)": [1, 1], "b": [3, 4], "a": [5, 6]]
    #expect(design.terms == ["(intercept)", "b", "a"])
    #expect(design["a"] == [5, 6])
    #expect(design["c"] == nil)
    #expect(design.row(1) == [1, 4, 6])
    #expect(design.removing("b").terms == ["(intercept)", "a"])
    #expect(design.rows([1, 0]).columns == [[1, 1], [4, 3], [6, 5]])
    let powers = Design().adding(powersOf: [2, 0.1], upTo: 3, term: "t")
    #expect(powers.terms == ["t", "t^2", "t^3"])
    #expect(powers["t^3"] == [8, 0.1 * 0.1 * 0.1])
    #expect(powers.rows([1]).row(0) == [0.1, 0.1 * 0.1, 0.1 * 0.1 * 0.1])
    #expect(Design.trend([1, 2]) == Design.intercept(count: 2).adding("time", [1, 2]))
  }
}

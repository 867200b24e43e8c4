import LinearAlgebra
import Statistics
import Tables
import TestSupport
import Testing

@Suite struct AutoregressiveTests {
  @Test(arguments: ["car_ml", "car_reml"])
  func gapsAreRealDistancesAsInNlme(name: String) throws {
    let golden = try RegressionGolden()
    let gaps = try golden.list("gaps")
    let z = try golden.list("z")
    let row = try golden.file.row(name)
    let criterion: AutoregressiveErrors.Criterion = name == "car_ml" ? .likelihood : .restricted
    let fit = try AutoregressiveErrors(criterion, times: gaps)
      .fit(z, on: .trend(gaps.map { $0 - 2001 }))
    let coefficients = try fit.coefficients()
    #expect(agreement(fit.rho, try row.number("rho")) > 5)
    #expect(agreement(coefficients.map(\.estimate), try row.numbers("coef")) > 6)
    #expect(agreement(coefficients.compactMap(\.standardError), try row.numbers("se")) > 5)
    #expect(agreement(try #require(fit.sigma), try row.number("sigma")) > 5)
    #expect(abs(try #require(fit.logLikelihood) - (try row.number("loglik"))) < 1e-8)
    #expect(fit.notes.map(\.code).contains("gaps"))
  }

  @Test func aDeclaredCorrelationIsGeneralisedLeastSquares() throws {
    let times = [1.0, 2, 3, 5, 6, 9]
    let y = [2.0, 3.5, 3.1, 6.2, 5.4, 9.9]
    let rho = 0.45
    let design = Design.trend(times)
    let fit = try AutoregressiveErrors(.declared(rho: rho), times: times).fit(y, on: design)
    var matrix = Matrix(rows: 6, columns: 6)
    for i in 0..<6 {
      for j in 0..<6 {
        var power = 1.0
        for _ in 0..<Int(abs(times[i] - times[j])) { power *= rho }
        matrix[i, j] = power
      }
    }
    let factor = try Cholesky(matrix)
    let columns = try design.columns.map { try factor.whitened($0) }
    let dense = try LeastSquares().fit(
      try factor.whitened(y), on: Design([("a", columns[0]), ("b", columns[1])]))
    #expect(
      agreement(
        try fit.coefficients().map(\.estimate), try dense.coefficients().map(\.estimate)) > 12)
    #expect(
      agreement(
        try fit.coefficients().compactMap(\.standardError),
        try dense.coefficients().compactMap(\.standardError)) > 12)
  }

  @Test func praisAndWinstenSettleWhereTheyReproduceThemselves() throws {
    let y = [5.0, 5.8, 6.9, 6.2, 6.6, 8.1, 9.0, 9.2, 8.4, 9.1, 10.4, 10.1]
    let x = (0..<12).map(Double.init)
    let fit = try QuasiDifferences().fit(y, on: .trend(x))
    let residuals = fit.residuals
    let products = zip(residuals.dropFirst(), residuals).reduce(0) { $0 + $1.0 * $1.1 }
    let squares = residuals.dropLast().reduce(0) { $0 + $1 * $1 }
    #expect(abs(products / squares - fit.rho) < 1e-12)
    let declared = try AutoregressiveErrors(.declared(rho: fit.rho)).fit(y, on: .trend(x))
    #expect(
      agreement(
        try fit.coefficients().map(\.estimate), try declared.coefficients().map(\.estimate)) > 11)
    #expect(fit.convergence.reason == .converged)
  }

  @Test func cochraneAndOrcuttDropTheFirst() throws {
    let y = [50.0, 5.8, 6.9, 6.2, 6.6, 8.1, 9.0, 9.2, 8.4, 9.1, 10.4, 10.1]
    let x = (0..<12).map(Double.init)
    let fit = try QuasiDifferences(.dropped).fit(y, on: .trend(x))
    #expect(fit.degreesOfFreedom == 9)
    #expect(fit.count == 12)
  }

  @Test func aRandomWalkIsAtTheBoundary() throws {
    let y = (0..<24).map { Double($0 * $0) }
    let fit = try AutoregressiveErrors(.restricted).fit(y, on: .intercept(count: y.count))
    #expect(fit.isAtBoundary)
    #expect(fit.notes.map(\.code).contains("rho-boundary"))
    #expect(fit.rho > 0.998)
  }

  @Test func negativeCorrelationsAreFound() throws {
    let y = (0..<20).map { place -> Double in
      let sign = place % 2 == 0 ? 1.0 : -1.0
      return 0.3 * Double(place) + sign + 0.1 * Double(place * 7 % 5)
    }
    let fit = try AutoregressiveErrors(.likelihood)
      .fit(y, on: .trend((0..<20).map(Double.init)))
    #expect(fit.rho < -0.9)
  }

  @Test func partsOfAStepAllowNoNegativeCorrelation() throws {
    let times = [0.0, 1, 2.5, 3.7, 5, 6.1, 7.9, 9]
    let y = [1.0, -1, 1, -1, 1, -1, 1, -1]
    let fit = try AutoregressiveErrors(.likelihood, times: times)
      .fit(y, on: .intercept(count: 8))
    #expect(fit.rho >= 0)
    #expect(fit.isAtBoundary)
    #expect(throws: StatisticsError.self) {
      try AutoregressiveErrors(.declared(rho: -0.2), times: times)
        .fit(y, on: .intercept(count: 8))
    }
  }

  @Test func monthsAreStepsOfATwelfth() throws {
    let y = [3.0, 4, 6, 5, 7, 8, 7, 9, 11, 10, 12, 13]
    let months = (0..<12).map { 2014 + Double($0) / 12 }
    let plain = try AutoregressiveErrors(.restricted).fit(y, on: .trend(months))
    let timed = try AutoregressiveErrors(.restricted, times: months).fit(y, on: .trend(months))
    #expect(agreement(timed.rho, plain.rho) > 12)
  }

  @Test func exactFitsAndBadTimesAreRefused() throws {
    let line = (0..<8).map { 2 * Double($0) }
    let design = Design.trend((0..<8).map(Double.init))
    #expect(throws: StatisticsError.varianceNotPositive) {
      try QuasiDifferences().fit(line, on: design)
    }
    #expect(throws: StatisticsError.varianceNotPositive) {
      try AutoregressiveErrors().fit(line, on: design)
    }
    #expect(throws: StatisticsError.timesNotAscending(index: 1)) {
      try AutoregressiveErrors(times: [1, 1, 2, 3, 4, 5, 6, 7])
        .fit([1, 3, 2, 4, 3, 5, 4, 6], on: design)
    }
  }
}

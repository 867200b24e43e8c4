import LinearAlgebra
import Statistics
import TestSupport
import Testing

/// A linear set of the NIST Statistical Reference Datasets.
private struct NISTSet: Decodable {
  struct Certified: Decodable {
    let coef: [Double]
    let sd: [Double]
    let residual_sd: Double
    let r_squared: Double
  }

  let intercept: Bool
  let polynomial_degree: Int?
  let y: [Double]
  let x: [[Double]]
  let certified: Certified

  /// The columns of the model.
  var design: Design {
    let result = intercept ? Design.intercept(count: y.count) : Design()
    if let degree = polynomial_degree {
      return result.adding(powersOf: x.map { $0[0] }, upTo: degree, term: "x")
    }
    return x[0].indices.reduce(result) { design, place in
      design.adding("x\(place + 1)", x.map { $0[place] })
    }
  }

  /// The columns of a polynomial with its powers rounded to doubles.
  var roundedDesign: Design {
    Design(design.terms.enumerated().map { ($0.element, design.columns[$0.offset]) })
  }
}

/// The digits reached, a little below what was measured: coefficients, standard errors, residual
/// standard deviation, R².
private struct Floor: Sendable, CustomTestStringConvertible {
  let name: String
  let coefficients: Double
  let errors: Double
  let sigma: Double
  let rSquared: Double

  init(_ name: String, _ coefficients: Double, _ errors: Double, _ sigma: Double, _ r: Double) {
    self.name = name
    self.coefficients = coefficients
    self.errors = errors
    self.sigma = sigma
    rSquared = r
  }

  var testDescription: String { name }
}

@Suite struct NISTRegressionTests {
  fileprivate static let floors = [
    Floor("Norris", 14.0, 13.9, 14.0, 15.4), Floor("Pontius", 13.5, 13.7, 13.7, 15.9),
    Floor("NoInt1", 14.7, 15.1, 15.4, 15.6), Floor("NoInt2", 15.3, 14.9, 15.2, 15.6),
    Floor("Filip", 14.0, 14.8, 14.7, 15.6), Floor("Longley", 14.6, 14.8, 15.2, 15.4),
    Floor("Wampler1", 15.9, 15.9, 15.9, 15.9), Floor("Wampler2", 13.1, 15.9, 15.9, 15.9),
    Floor("Wampler3", 15.9, 14.4, 14.8, 15.9), Floor("Wampler4", 15.9, 14.4, 14.8, 15.9),
    Floor("Wampler5", 15.9, 14.4, 14.8, 15.0),
  ]

  @Test(arguments: floors, LeastSquaresSolver.allCases)
  private func reachesTheDigits(_ floor: Floor, solver: LeastSquaresSolver) throws {
    let data = try regressionFile("NIST", floor.name, as: NISTSet.self)
    let fit = try LeastSquares(solver: solver).fit(data.y, on: data.design)
    let rows = try fit.coefficients()
    let coefficients = agreement(rows.map(\.estimate), data.certified.coef)
    let errors = agreement(rows.compactMap(\.standardError), data.certified.sd)
    let sigma = agreement(fit.sigma, data.certified.residual_sd)
    let rSquared = agreement(try #require(fit.rSquared), data.certified.r_squared)
    #expect(coefficients >= floor.coefficients)
    #expect(errors >= floor.errors)
    #expect(sigma >= floor.sigma)
    #expect(rSquared >= floor.rSquared)
  }

  /// Powers rounded to doubles are another problem than the published one; it is answered too.
  @Test func filipWithRoundedPowersIsNotRefused() throws {
    let data = try regressionFile("NIST", "Filip", as: NISTSet.self)
    let rows = try LeastSquares().fit(data.y, on: data.roundedDesign).coefficients()
    let digits = agreement(rows.map(\.estimate), data.certified.coef)
    #expect(digits > 7.5)
    #expect(digits < 9)
    #expect(agreement(rows.compactMap(\.standardError), data.certified.sd) > 7.5)
  }
}

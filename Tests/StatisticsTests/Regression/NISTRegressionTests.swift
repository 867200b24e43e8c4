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

/// The digits of correctly rounded answers, found in exact rational arithmetic from the doubles of the
/// data with powers formed exactly, and cut after the third decimal: nothing can reach more.
/// Coefficients, standard errors, residual standard deviation, R².
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
    Floor("Norris", 14.061, 13.919, 14.026, 15.477),
    Floor("Pontius", 13.509, 13.768, 13.778, 15.95),
    Floor("NoInt1", 14.715, 15.200, 15.427, 15.653),
    Floor("NoInt2", 15.339, 14.937, 15.220, 15.95),
    Floor("Filip", 14.008, 14.823, 14.773, 15.95),
    Floor("Longley", 14.616, 14.887, 15.252, 15.475),
    Floor("Wampler1", 15.95, 15.95, 15.95, 15.95), Floor("Wampler2", 13.201, 15.95, 15.95, 15.95),
    Floor("Wampler3", 15.95, 14.455, 14.812, 15.95),
    Floor("Wampler4", 15.95, 14.467, 14.829, 15.935),
    Floor("Wampler5", 15.95, 14.463, 14.847, 15.015),
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

/// The F statistic of one factor on the sets of NIST, from least squares on its levels; the digits are
/// those of exact rational arithmetic on the doubles of the data, cut after the second decimal.
@Suite struct NISTAnalysisOfVarianceTests {
  private struct Groups: Decodable {
    struct Certified: Decodable {
      let F: Double
      let r_squared: Double
      let residual_sd: Double
    }

    let group: [Int]
    let y: [Double]
    let certified: Certified
  }

  private func fit(_ group: [Int], _ response: [Double]) throws -> LinearFit {
    let levels = Set(group).sorted()
    let design = levels.dropFirst().reduce(Design.intercept(count: group.count)) { design, level in
      design.adding("level \(level)", group.map { $0 == level ? 1 : 0 })
    }
    return try LeastSquares().fit(response, on: design)
  }

  @Test(arguments: [("SiRstv", 13.05, 13.17, 13.41), ("AtmWtAg", 10.15, 10.28, 11.20)])
  func measurements(_ name: String, _ f: Double, _ rSquared: Double, _ sigma: Double) throws {
    let data = try regressionFile("NIST", name, as: Groups.self)
    let fit = try fit(data.group, data.y)
    let statistic = try #require(fit.fStatistic)
    #expect(agreement(statistic.value, data.certified.F) >= f)
    #expect(agreement(try #require(fit.rSquared), data.certified.r_squared) >= rSquared)
    #expect(agreement(fit.sigma, data.certified.residual_sd) >= sigma)
  }

  /// Simon and Lesage's sets: nine groups of one value and pairs a tenth about it, on a level of 1,
  /// 10⁶ or 10¹²; the certified F is the number of values of a group.
  @Test(arguments: [
    ("SmLs01", "1", 21, 15.95), ("SmLs02", "1", 201, 15.84), ("SmLs03", "1", 2001, 15.94),
    ("SmLs04", "1000000", 21, 10.43), ("SmLs05", "1000000", 201, 10.20),
    ("SmLs06", "1000000", 2001, 10.19), ("SmLs07", "1000000000000", 21, 4.41),
    ("SmLs08", "1000000000000", 201, 4.18), ("SmLs09", "1000000000000", 2001, 4.17),
  ])
  func constantLeadingDigits(_ name: String, _ level: String, _ size: Int, _ f: Double) throws {
    let centres = [4, 3, 5, 3, 5, 3, 5, 3, 5]
    var group: [Int] = []
    var response: [Double] = []
    for (place, centre) in centres.enumerated() {
      for row in 0..<size {
        let tenth = row == 0 ? centre : row % 2 == 1 ? centre - 1 : centre + 1
        group.append(place + 1)
        response.append(try #require(Double("\(level).\(tenth)")))
      }
    }
    let statistic = try #require(try fit(group, response).fStatistic)
    #expect(statistic.numerator == 8)
    #expect(statistic.denominator == 9 * size - 9)
    #expect(agreement(statistic.value, Double(size)) >= f, "\(name)")
  }
}

import Foundation
import LinearAlgebra
import TestSupport
import Testing

struct LeastSquaresCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let columns: [[Double]]
  let response: [Double]
  let weights: [Double]?
  let coefficients: [Double]
  let roots: [Double]
  let residualSumOfSquares: Double
  let residuals: [Double]
  let leverageComplements: [Double]
  let logDeterminant: Double

  var testDescription: String { name }

  static let all: [LeastSquaresCase] = {
    struct File: Decodable { let cases: [LeastSquaresCase] }
    return (try? golden("least-squares", as: File.self).cases) ?? []
  }()
}

@Suite struct LeastSquaresProblemTests {
  @Test func casesAreThere() { #expect(LeastSquaresCase.all.count == 12) }

  @Test(arguments: LeastSquaresCase.all, [LeastSquaresSolver.gram, .qr, .svd])
  func agreesWithExactRationals(_ example: LeastSquaresCase, solver: LeastSquaresSolver) throws {
    let solution = try LeastSquaresProblem(
      columns: example.columns, response: example.response,
      rows: example.weights.map { .weights($0) } ?? .identity
    ).solution(by: solver)
    #expect(agreement(solution.coefficients, example.coefficients) > 15)
    let roots = (0..<example.columns.count).map { place in
      let length = euclideanLength(solution.inverseFactor.row(place))
      // The factor carries the unit of the residuals, which is no part of (XᵀWX)⁻¹.
      return length.scaled(
        byPowerOfTwo: -solution.columnExponents[place] - solution.residualExponent)
    }
    #expect(agreement(roots, example.roots) > 15)
    let squares = solution.residualSumOfSquares.scaled(byPowerOfTwo: 2 * solution.residualExponent)
    #expect(agreement(squares, example.residualSumOfSquares) > 14.5)
    #expect(agreement(solution.residuals, example.residuals) > 14.5)
    #expect(agreement(solution.leverageComplements, example.leverageComplements) > 15)
    #expect(!solution.isExact)
    #expect(solution.solver.hasPrefix(solver.rawValue))
  }

  @Test func determinantIsThatOfTheGram() throws {
    for example in LeastSquaresCase.all where example.weights == nil {
      let solution = try LeastSquaresProblem(
        columns: example.columns, response: example.response
      ).solution()
      #expect(abs(solution.logDeterminant - example.logDeterminant) < 1e-10, "\(example.name)")
    }
  }

  @Test func fittedAndResidualsAddUp() throws {
    for example in LeastSquaresCase.all {
      let solution = try LeastSquaresProblem(
        columns: example.columns, response: example.response
      ).solution()
      let size = example.response.reduce(0) { max($0, abs($1)) }
      for (index, value) in example.response.enumerated() {
        let sum = solution.fitted[index] + solution.residuals[index]
        #expect(abs(sum - value) <= solution.fitted[index].ulp + value.ulp)
        let row = example.columns.map { DoubleDouble($0[index]) }
        let again = solution.value(atCoordinates: solution.coordinates(ofRow: row))
        #expect(abs(again - solution.fitted[index]) <= 1e-14 * size)
      }
    }
  }

  @Test func seesAConstantInTheSpan() throws {
    let spans = ["no intercept": false, "a constant in the span": true, "mean alone": true]
    for example in LeastSquaresCase.all {
      guard let expected = spans[example.name] else { continue }
      let solution = try LeastSquaresProblem(
        columns: example.columns, response: example.response
      ).solution()
      #expect(solution.spansConstant == expected, "\(example.name)")
    }
  }

  @Test func exactResponsesLeaveNothing() throws {
    let x = (0..<9).map { 0.1 * Double($0) + 2001 }
    let ones = [Double](repeating: 1, count: 9)
    let solution = try LeastSquaresProblem(
      columns: [ones, x], response: x.map { 0.3 * $0 - 7 }
    ).solution()
    #expect(solution.isExact)
    #expect(solution.residualSumOfSquares == 0)
    #expect(solution.residuals.allSatisfy { $0 == 0 })
    #expect(agreement(solution.coefficients[1], 0.3) > 11)
    let flat = try LeastSquaresProblem(columns: [ones, x], response: ones).solution()
    #expect(flat.isExact)
    #expect(flat.totalSumOfSquares == 0)
    #expect(flat.coefficients == [1, 0])
  }

  @Test func dependentColumnsAreNamedInTheirOrder() throws {
    let ones = [Double](repeating: 1, count: 10)
    let years = (0..<10).map { 2001 + Double($0) }
    let tenths = years.map { 0.1 * $0 + 0.7 }
    for solver in LeastSquaresSolver.allCases {
      #expect(throws: LinearAlgebraError.dependentColumns([2])) {
        try LeastSquaresProblem(columns: [ones, years, tenths], response: years)
          .solution(by: solver)
      }
      #expect(throws: LinearAlgebraError.dependentColumns([1])) {
        try LeastSquaresProblem(columns: [ones, ones, years], response: years)
          .solution(by: solver)
      }
    }
  }

  @Test func largeProblemsAgreeWithRefinedOnes() throws {
    // Above the limit of the second pass, checked against itself on the same rows thrice: repeating
    // all rows changes neither coefficients nor mean squares.
    let rows = 30_000
    let small = seededMatrix(rows: rows / 3, columns: 12, seed: 41)
    var columns = (0..<12).map { small.column($0).map { $0 + 5 } }
    columns[0] = [Double](repeating: 1, count: rows / 3)
    let response = seededMatrix(rows: rows / 3, columns: 1, seed: 42).elements
    let refined = try LeastSquaresProblem(columns: columns, response: response)
      .solution(by: .qr)
    let thrice = LeastSquaresProblem(
      columns: columns.map { $0 + $0 + $0 }, response: response + response + response)
    let plain = try thrice.solution(by: .qr)
    let gram = try thrice.solution(by: .gram)
    #expect(gram.solver == "gram")
    #expect(agreement(gram.coefficients, refined.coefficients) > 15.5)
    #expect(
      agreement(
        gram.residualSumOfSquares.scaled(byPowerOfTwo: 2 * gram.residualExponent) / 3,
        refined.residualSumOfSquares.scaled(byPowerOfTwo: 2 * refined.residualExponent)) > 15)
    #expect(refined.solver == "qr, refined")
    #expect(plain.solver == "qr")
    #expect(agreement(plain.coefficients, refined.coefficients) > 13)
    #expect(
      agreement(plain.residualSumOfSquares / 3, refined.residualSumOfSquares) > 13)
    for place in 0..<12 {
      let wide = euclideanLength(plain.inverseFactor.row(place)) * 3.0.squareRoot()
      #expect(agreement(wide, euclideanLength(refined.inverseFactor.row(place))) > 12)
    }
  }

  @Test(arguments: [0.0, 0.3, 0.95])
  func whiteningIsThatOfTheCholeskyFactor(rho: Double) throws {
    let times = [2001.0, 2002, 2003, 2005, 2006, 2008, 2009, 2014]
    let y = seededMatrix(rows: 8, columns: 1, seed: 51).elements
    let ones = [Double](repeating: 1, count: 8)
    let steps = zip(times.dropFirst(), times).map { Foundation.pow(rho, $0 - $1) }
    let transform = RowTransform.markov(correlations: [0] + steps)
    let found = try LeastSquaresProblem(
      columns: [ones, times], response: y, rows: transform
    ).solution()
    var covariance = Matrix.identity(8)
    for i in 0..<8 {
      for j in 0..<8 where i != j {
        covariance[i, j] = Foundation.pow(rho, abs(times[i] - times[j]))
      }
    }
    let cholesky = try Cholesky(covariance)
    let centred = times.map { $0 - 2006 }
    let expected = try LeastSquaresProblem(
      columns: [cholesky.whitened(ones), cholesky.whitened(centred)],
      response: cholesky.whitened(y)
    ).solution()
    #expect(agreement(found.coefficients[1], expected.coefficients[1]) > 12)
    #expect(abs(transform.logDeterminant - cholesky.logDeterminant) < 1e-13)
    let found2 = found.residualSumOfSquares.scaled(byPowerOfTwo: 2 * found.residualExponent)
    let expected2 = expected.residualSumOfSquares.scaled(
      byPowerOfTwo: 2 * expected.residualExponent)
    #expect(agreement(found2, expected2) > 13)
    #expect(abs(found.logDeterminant - expected.logDeterminant) < 1e-12)
  }
}

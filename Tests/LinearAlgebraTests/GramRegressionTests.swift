import Foundation
import LinearAlgebra
import TestSupport
import Testing

private struct GramCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let condition: Double
  let columns: [[Double]]
  let response: [Double]
  let weights: [Double]?
  let coefficients: [Double]
  let standardErrors: [Double]
  let residualSumOfSquares: Double

  var testDescription: String { name }

  static let all: [GramCase] = {
    struct File: Decodable { let cases: [GramCase] }
    return (try? golden("exact-gram", as: File.self).cases) ?? []
  }()

  var problem: LeastSquaresProblem {
    LeastSquaresProblem(
      columns: columns, response: response, rows: weights.map { .weights($0) } ?? .identity)
  }
}

/// The largest distance of two lists, in units in the last place of the second.
private func distance(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).map { abs($0 - $1) / $1.ulp }.max() ?? 0
}

extension LeastSquaresSolution {
  /// The standard errors in the units of the coefficients.
  fileprivate var errors: [Double] {
    zip(standardErrors, columnExponents).map { $0.scaled(byPowerOfTwo: -$1) }
  }
}

extension LeastSquaresProblem {
  /// The columns a solver refuses as dependent; none where it solves.
  fileprivate func refusedColumns(by solver: LeastSquaresSolver) throws -> [Int] {
    let result = Result { () throws(LinearAlgebraError) in try solution(by: solver) }
    switch result {
    case .success: return []
    case .failure(.dependentColumns(let places)): return places
    case .failure(let error): throw error
    }
  }

  /// The solution, or nil where a solver refuses columns.
  fileprivate func solutionUnlessDependent(
    by solver: LeastSquaresSolver
  ) throws -> LeastSquaresSolution? {
    try refusedColumns(by: solver).isEmpty ? try solution(by: solver) : nil
  }
}

@Suite struct GramRegressionTests {
  @Test func casesAreThere() {
    #expect(GramCase.all.count == 30)
    #expect(GramCase.all.filter { $0.condition >= 1e15 }.count == 4)
    #expect(GramCase.all.filter { $0.weights != nil }.count == 7)
  }

  /// One unit in the last place at most, for any condition number doubles can hold.
  @Test(arguments: GramCase.all)
  private func isRightToTheLastDigit(_ example: GramCase) throws {
    let found = try example.problem.solution(by: .gram)
    #expect(distance(found.coefficients, example.coefficients) <= 1)
    #expect(distance(found.errors, example.standardErrors) <= 1)
    let squares = found.residualSumOfSquares.scaled(byPowerOfTwo: 2 * found.residualExponent)
    #expect(distance([squares], [example.residualSumOfSquares]) <= 1)
    #expect(!found.isExact)
    // The wanted condition number is that of the columns before they are brought to one length.
    #expect(found.condition >= 1)
    #expect(found.condition < 4 * example.condition)
  }

  @Test(arguments: GramCase.all)
  private func agreesWithOtherSolvers(_ example: GramCase) throws {
    let found = try example.problem.solution(by: .gram)
    #expect(try example.problem.solution(by: .automatic) == found)
    for solver in [LeastSquaresSolver.qr, .svd] {
      guard let other = try example.problem.solutionUnlessDependent(by: solver) else {
        // Factorisations in doubles cannot see so far; they refuse, and give no numbers.
        #expect(example.condition > 1e14)
        continue
      }
      #expect(agreement(found.coefficients, other.coefficients) > 15)
      #expect(agreement(found.errors, other.errors) > 15)
      let complements = zip(found.leverageComplements, other.leverageComplements)
      #expect(complements.allSatisfy { abs($0 - $1) < 1e-15 })
      #expect(zip(found.residuals, other.residuals).allSatisfy { abs($0 - $1) <= 4 * $1.ulp })
      #expect(zip(found.fitted, other.fitted).allSatisfy { abs($0 - $1) <= $1.ulp })
      // Weighted columns are centred differently.
      if example.weights == nil {
        #expect(abs(found.condition / other.condition - 1) < 1e-14 * example.condition + 1e-9)
      }
    }
  }

  @Test func partsAreRefinedApart() throws {
    // A second pass over parts that never meet, as on two machines.
    let example = try #require(GramCase.all.first { $0.condition == 1e12 })
    let all = example.columns + [example.response]
    let cut = example.response.count / 2
    let parts = [all.map { Array($0[..<cut]) }, all.map { Array($0[cut...]) }]
    var gram = ExactGram(columns: all.count)
    for part in parts { try gram.add(part) }
    var fit = try gram.regression()
    #expect(!fit.isSettled)
    while !fit.isSettled {
      var sums = ExactGram(preconditioner: fit.preconditioner)
      for part in parts {
        var own = ExactGram(preconditioner: fit.preconditioner)
        try own.add(part)
        sums.merge(own)
      }
      fit = try sums.regression()
    }
    #expect(fit.passes == 2)
    #expect(fit.conditionBound > 1e11)
    #expect(fit.rows == example.response.count)
    #expect(distance(fit.coefficients, example.coefficients) <= 2)
    #expect(distance(try #require(fit.standardErrors), example.standardErrors) <= 2)
    #expect(distance([fit.residualSumOfSquares], [example.residualSumOfSquares]) <= 1)
    var byRow = ExactGram(preconditioner: fit.preconditioner)
    try byRow.add(
      byRow: example.response.indices.flatMap { row in all.map { $0[row] } })
    #expect(distance(try byRow.regression().coefficients, example.coefficients) <= 2)
  }

  @Test(arguments: [LeastSquaresSolver.gram, .qr, .svd])
  func guiltyColumnsAreNamed(solver: LeastSquaresSolver) throws {
    let rows = 60
    let matrix = seededMatrix(rows: rows, columns: 4, seed: 31)
    let free = (0..<4).map { matrix.column($0) }
    let ones = [Double](repeating: 1, count: rows)
    func refused(_ columns: [[Double]]) throws -> [Int] {
      let problem = LeastSquaresProblem(columns: columns, response: free[3])
      return try problem.refusedColumns(by: solver)
    }
    #expect(try refused([ones, free[0], free[1]]) == [])
    #expect(try refused([ones, free[0], free[0], free[1]]) == [2])
    #expect(try refused([free[0], [Double](repeating: 0, count: rows), free[1]]) == [1])
    #expect(try refused([[Double](repeating: 0, count: rows)]) == [0])
    #expect(try refused([ones, free[0], [Double](repeating: 1e-200, count: rows)]) == [2])
    let sum = zip(free[0], free[1]).map { 0.1 * $0 - 3.7 * $1 }
    #expect(try refused([free[0], free[1], sum, free[2]]) == [2])
    #expect(try refused([free[0], sum, free[1], sum, free[2], free[0]]) == [2, 3, 5])
    let thirds = (0..<3).map { group in (0..<rows).map { $0 % 3 == group ? 1.0 : 0 } }
    #expect(try refused([ones] + thirds) == [3])
    if solver == .gram { #expect(try refused(thirds + [ones]) == [3]) }
    #expect(try refused(thirds + [free[0]]) == [])
    // What a dependent column is combined of says nothing of those after it.
    let near = zip(free[0], free[1]).map { $0 + 1e-9 * $1 }
    #expect(try refused([free[0], near, free[1], free[2]]) == [2])
    let shifted = (0..<rows).map { 2001 + Double($0) / 12 }
    #expect(try refused([ones, shifted, shifted.map { ($0 - 2003.3) / 1.7 }]) == [2])
  }

  @Test func asManyRowsAsColumnsFitExactly() throws {
    let x = [1.0, 2, 4]
    let columns = [[1.0, 1, 1], x, x.map { $0 * $0 }]
    let found = try LeastSquaresProblem(columns: columns, response: [6, 11, 27])
      .solution(by: .gram)
    #expect(agreement(found.coefficients, [3, 2, 1]) > 15.5)
    #expect(found.isExact)
    var gram = ExactGram(columns: 4)
    try gram.add(columns + [[6, 11, 27]])
    #expect(try gram.regression().standardErrors == nil)
    #expect(throws: LinearAlgebraError.wide(rows: 2, columns: 3)) {
      try LeastSquaresProblem(columns: columns.map { Array($0[..<2]) }, response: [1, 2])
        .solution(by: .gram)
    }
  }

  @Test func constantColumnsAreAnyConstant() throws {
    let x = seededMatrix(rows: 50, columns: 2, seed: 32)
    let ones = [Double](repeating: 1, count: 50)
    let plain = try LeastSquaresProblem(
      columns: [ones, x.column(0)], response: x.column(1)
    ).solution(by: .gram)
    for level in [-3.0, 0.1, 1e-180, 1e180] {
      let other = try LeastSquaresProblem(
        columns: [ones.map { $0 * level }, x.column(0)], response: x.column(1)
      ).solution(by: .gram)
      #expect(agreement(other.coefficients[0] * level, plain.coefficients[0]) > 15)
      #expect(distance([other.coefficients[1]], [plain.coefficients[1]]) <= 1)
      #expect(other.spansConstant)
      #expect(abs(other.condition - 1) < 1e-12)
    }
  }

  @Test func powersOfTwoMoveNoDigit() throws {
    let example = GramCase.all[10]
    let plain = try example.problem.solution(by: .gram)
    for (up, down) in [(400, -400), (900, -100), (-500, 450)] {
      var columns = example.columns
      columns[0] = columns[0].map { $0.scaled(byPowerOfTwo: up) }
      let found = try LeastSquaresProblem(
        columns: columns, response: example.response.map { $0.scaled(byPowerOfTwo: down) }
      ).solution(by: .gram)
      #expect(found.sigma.significand == plain.sigma.significand)
      for place in columns.indices where place > 0 {
        #expect(
          found.coefficients[place] == plain.coefficients[place].scaled(byPowerOfTwo: down))
        #expect(found.standardErrors[place] == plain.standardErrors[place])
      }
    }
  }

  @Test func numbersBelowTheNormalOnesAreData() throws {
    // Multiples of the smallest double: the slope is one, exactly, with residuals of one unit.
    let unit = 0x1p-1074
    let x = (0..<8).map { Double($0) * unit }
    let y = x.enumerated().map { $1 + ([1, -1, -1, 1, 1, -1, -1, 1][$0]) * unit }
    let found = try LeastSquaresProblem(
      columns: [[Double](repeating: 1, count: 8), x], response: y
    ).solution(by: .gram)
    #expect(distance([found.coefficients[1]], [1]) <= 1)
    #expect(!found.isExact)
  }
}

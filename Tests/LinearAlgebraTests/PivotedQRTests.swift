import LinearAlgebra
import Testing

@Suite struct PivotedQRTests {
  @Test(arguments: [(10, 3), (6, 6), (200, 12), (4, 1), (5, 0)])
  func factorsGiveTheMatrixBack(rows: Int, columns: Int) throws {
    let matrix = seededMatrix(rows: rows, columns: columns, seed: 21)
    let qr = try PivotedQR(matrix)
    #expect(qr.rank == columns)
    #expect(qr.dependentColumns.isEmpty)
    let identity = qr.orthonormal.gram
    for row in 0..<columns {
      for column in 0..<columns {
        #expect(abs(identity[row, column] - (row == column ? 1 : 0)) < 1e-14)
      }
    }
    let back = matrix.times(try qr.inverseFactor())
    for (own, other) in zip(back.elements, qr.orthonormal.elements) {
      #expect(abs(own - other) < 1e-12)
    }
    #expect(abs(qr.leverages.reduce(0, +) - Double(columns)) < 1e-13)
  }

  @Test func columnsOfAnySizeStandTogether() throws {
    let plain = seededMatrix(rows: 12, columns: 4, seed: 22)
    let powers = [500, -500, 0, 3]
    var wild = plain
    for row in 0..<12 {
      for column in 0..<4 {
        wild[row, column] = plain[row, column].scaled(byPowerOfTwo: powers[column])
      }
    }
    let right = seededMatrix(rows: 12, columns: 1, seed: 23).elements
    let expected = try PivotedQR(plain).solve(right)
    let found = try PivotedQR(wild).solve(right)
    for column in 0..<4 {
      #expect(found[column].scaled(byPowerOfTwo: powers[column]) == expected[column])
    }
    #expect(try PivotedQR(wild).condition() == PivotedQR(plain).condition())
  }

  @Test func namesTheColumnsThatAddNothingToThoseBefore() throws {
    let ones = [Double](repeating: 1, count: 10)
    let years = (0..<10).map { 2001 + Double($0) }
    let first = years.map { $0 - 2001 }
    let second = first.map { 2 * $0 + 1 }
    let qr = try PivotedQR(Matrix(columns: [ones, years, first, second]))
    #expect(qr.rank == 2)
    #expect(qr.dependentColumns == [2, 3])
    #expect(throws: LinearAlgebraError.dependentColumns([2, 3])) { try qr.solve(ones) }
    #expect(throws: LinearAlgebraError.dependentColumns([2, 3])) { try qr.inverseFactor() }
    #expect(try qr.condition() == .infinity)
    // Rounding of tenths must not make a combination look new.
    let rounded = zip(ones, years).map { 0.1 * $0.1 + 0.7 * $0.0 }
    #expect(try PivotedQR(Matrix(columns: [years, rounded, ones])).dependentColumns == [2])
    #expect(try PivotedQR(Matrix(columns: [ones, ones.map { _ in 0 }])).dependentColumns == [1])
  }

  @Test func columnsThatAreMerelyCloseAreIndependent() throws {
    var numbers = SeededNumbers(seed: 24)
    let first = (0..<20).map { _ in numbers.next() }
    let near = first.map { $0 + 1e-11 * numbers.next() }
    let qr = try PivotedQR(Matrix(columns: [first, near]))
    #expect(qr.rank == 2)
    #expect(try qr.condition() > 1e10)
    // The same distance, with columns that were a million times longer before something was taken
    // off them, is rounding.
    let moved = try PivotedQR(Matrix(columns: [first, near]), magnitudes: [1e7, 1e7])
    #expect(moved.dependentColumns == [1])
  }

  @Test func refusesWhatItCannotFactor() {
    #expect(throws: LinearAlgebraError.wide(rows: 2, columns: 3)) {
      try PivotedQR(Matrix(rows: 2, columns: 3))
    }
    var matrix = Matrix.identity(3)
    matrix[2, 1] = .infinity
    #expect(throws: LinearAlgebraError.notFinite(row: 2, column: 1)) { try PivotedQR(matrix) }
  }

  @Test func conditionOfHilbertsMatrixIsKnown() throws {
    // Order 5: 476607.25024..., with columns within a factor of two of one length.
    let hilbert = Matrix(rows: (0..<5).map { i in (0..<5).map { 1 / Double(i + $0 + 1) } })
    #expect(abs(try SingularValues(hilbert).condition - 476_607.250_242_2) < 1e-3)
    #expect(try PivotedQR(hilbert).condition() > 1e5)
  }
}

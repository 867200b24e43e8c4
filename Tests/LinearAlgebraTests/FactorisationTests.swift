import LinearAlgebra
import Testing

/// A positive definite matrix that is the same in every run.
private func positive(_ order: Int) -> Matrix {
  var matrix = seededMatrix(rows: 2 * order, columns: order, seed: 31).gram
  for index in 0..<order { matrix[index, index] += 0.1 }
  return matrix
}

@Suite struct CholeskyTests {
  @Test(arguments: [1, 2, 5, 30])
  func factorGivesTheMatrixBack(order: Int) throws {
    let matrix = positive(order)
    let cholesky = try Cholesky(matrix)
    let back = cholesky.factor.times(cholesky.factor.transposed)
    for (own, other) in zip(back.elements, matrix.elements) { #expect(abs(own - other) < 1e-13) }
    let unit = matrix.times(try cholesky.inverse())
    for (own, other) in zip(unit.elements, Matrix.identity(order).elements) {
      #expect(abs(own - other) < 1e-11)
    }
  }

  @Test func solvesAndWhitens() throws {
    let matrix = Matrix(rows: [[4, 2], [2, 3]])
    let cholesky = try Cholesky(matrix)
    let solution = try cholesky.solve([8, 7])
    #expect(abs(solution[0] - 1.25) < 1e-15)
    #expect(abs(solution[1] - 1.5) < 1e-15)
    let whitened = try cholesky.whitened([8, 7])
    #expect(whitened[0] == 4)
    #expect(abs(whitened[1] - 3 / 2.0.squareRoot()) < 1e-15)
    #expect(abs(cholesky.logDeterminant - 2.079_441_541_679_835_7) < 1e-15)
  }

  @Test func namesTheMinorThatIsNotPositive() {
    let matrix = Matrix(rows: [[1, 0, 0], [0, 1, 2], [0, 2, 4]])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 3)) { try Cholesky(matrix) }
    #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 0)) {
      try Cholesky(Matrix(rows: 1, columns: 1, repeating: .nan))
    }
  }
}

@Suite struct SymmetricEigenTests {
  @Test func vectorsGiveTheMatrixBack() throws {
    let matrix = positive(12)
    let eigen = try SymmetricEigen(matrix)
    #expect(eigen.values == eigen.values.sorted())
    var scaled = eigen.vectors
    for column in 0..<12 {
      for row in 0..<12 { scaled[row, column] *= eigen.values[column] }
    }
    let back = scaled.times(eigen.vectors.transposed)
    for (own, other) in zip(back.elements, matrix.elements) { #expect(abs(own - other) < 1e-12) }
  }

  @Test func valuesOfASecondDifferenceAreKnown() throws {
    // 2 − 2 cos(kπ / (n + 1)) for n = 3: 2 − √2, 2, 2 + √2.
    let values = try SymmetricEigen(Matrix(rows: [[2, -1, 0], [-1, 2, -1], [0, -1, 2]])).values
    let root = 2.0.squareRoot()
    for (own, other) in zip(values, [2 - root, 2, 2 + root]) { #expect(abs(own - other) < 1e-15) }
  }
}

@Suite struct SingularValuesTests {
  @Test(arguments: [(7, 3), (3, 7), (5, 5)])
  func vectorsGiveTheMatrixBack(rows: Int, columns: Int) throws {
    let matrix = seededMatrix(rows: rows, columns: columns, seed: 32)
    let svd = try SingularValues(matrix)
    #expect(svd.values == svd.values.sorted(by: >))
    var scaled = svd.left
    for column in 0..<scaled.columns {
      for row in 0..<rows { scaled[row, column] *= svd.values[column] }
    }
    let back = scaled.times(svd.right.transposed)
    for (own, other) in zip(back.elements, matrix.elements) { #expect(abs(own - other) < 1e-13) }
  }

  @Test func conditionIsInfiniteForASingularMatrix() throws {
    #expect(try SingularValues(Matrix(rows: 3, columns: 3)).condition == .infinity)
    #expect(try SingularValues(Matrix(rows: [[3, 0], [0, -6]])).condition == 2)
  }
}

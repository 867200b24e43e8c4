import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test func readsByRowAndColumn() {
    let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.rows == 2)
    #expect(matrix.columns == 3)
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix[1, 2] == 6)
    #expect(matrix.row(0) == [1, 2, 3])
    #expect(matrix.column(1) == [2, 5])
    #expect(matrix.rows(1..<2) == Matrix(rows: [[4, 5, 6]]))
    #expect(matrix.columns([2, 0]) == Matrix(columns: [[3, 6], [1, 4]]))
    #expect(matrix.diagonal == [1, 5])
  }

  @Test func transposesTwiceToItself() {
    let matrix = seededMatrix(rows: 5, columns: 3, seed: 1)
    #expect(matrix.transposed.transposed == matrix)
    #expect(matrix.transposed[2, 4] == matrix[4, 2])
  }

  @Test func findsWhatIsNotFinite() {
    var matrix = Matrix.identity(3)
    #expect(matrix.firstNonFinite == nil)
    matrix[1, 2] = .nan
    #expect(matrix.firstNonFinite?.row == 1)
    #expect(matrix.firstNonFinite?.column == 2)
  }

  @Test(arguments: [(3, 4, 2), (1, 1, 1), (40, 7, 23), (0, 3, 2)])
  func productsAreThoseOfTheDefinition(rows: Int, inner: Int, columns: Int) {
    let left = seededMatrix(rows: rows, columns: inner, seed: 2)
    let right = seededMatrix(rows: inner, columns: columns, seed: 3)
    let product = left.times(right)
    for row in 0..<rows {
      for column in 0..<columns {
        let expected = zip(left.row(row), right.column(column)).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product[row, column] - expected) < 1e-14)
      }
    }
    #expect(left.times(right.column(0)) == product.column(0) || rows == 0 || inner > 0)
    let transposed = left.transposedTimes(product)
    #expect(transposed.rows == inner)
    #expect(transposed.columns == columns)
  }

  @Test func gramIsSymmetricToTheBit() {
    let matrix = seededMatrix(rows: 31, columns: 6, seed: 4)
    let gram = matrix.gram
    #expect(gram == gram.transposed)
    let product = matrix.transposedTimes(matrix)
    for (own, other) in zip(gram.elements, product.elements) {
      #expect(abs(own - other) < 1e-14)
    }
  }

  @Test func vectorProductsAgreeWithMatrixProducts() {
    let matrix = seededMatrix(rows: 9, columns: 4, seed: 5)
    let right = seededMatrix(rows: 4, columns: 1, seed: 6)
    let left = seededMatrix(rows: 9, columns: 1, seed: 7)
    for (own, other) in zip(matrix.times(right.elements), matrix.times(right).elements) {
      #expect(abs(own - other) < 1e-15)
    }
    let transposed = matrix.transposedTimes(left)
    for (own, other) in zip(matrix.transposedTimes(left.elements), transposed.elements) {
      #expect(abs(own - other) < 1e-15)
    }
  }
}

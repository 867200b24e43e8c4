import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// Columns of numbers between −1 and 1, about twice a group of rows unless told.
private func seededColumns(_ count: Int, rows: Int, seed: UInt64) -> [[Double]] {
  let matrix = seededMatrix(rows: rows, columns: count, seed: seed)
  return (0..<count).map { matrix.column($0) }
}

private func gram(_ columns: [[Double]], weights: [Double]? = nil) throws -> ExactGram {
  var result = ExactGram(columns: columns.count)
  try result.add(columns, weights: weights)
  return result
}

@Suite struct ExactGramTests {
  @Test func sumsOfWholeNumbersAreExact() throws {
    // Products of numbers of 26 bits: every sum is a whole number below 2⁶².
    let columns = seededColumns(5, rows: 700, seed: 11).map { column in
      column.map { ($0 * 0x1p26).rounded() }
    }
    let sums = try gram(columns)
    #expect(sums.rows == 700)
    for (first, left) in columns.enumerated() {
      for (second, right) in columns.enumerated() {
        let exact = zip(left, right).reduce(0) { $0 + Int($1.0) * Int($1.1) }
        #expect(sums[first, second] == Double(exact))
      }
    }
  }

  @Test func cancellationLosesNothing() throws {
    // 2⁵⁰ + 1 − 2⁵⁰ − 3/2⁵², far below a double's digits of the terms.
    let x = [0x1p25, 1, 0x1p25, 0x1p-26]
    let y = [0x1p25, 1, -0x1p25, -3 * 0x1p-26]
    #expect(try gram([x, y])[0, 1] == 1 - 3 * 0x1p-52)
  }

  @Test func partsMergeToTheBitInAnyOrder() throws {
    let rows = 2 * ExactGram.groupRows + 777
    var columns = seededColumns(4, rows: rows, seed: 12)
    // Sizes that differ from group to group.
    for row in 0..<ExactGram.groupRows { columns[2][row] *= 1e-9 }
    let weights = seededColumns(1, rows: rows, seed: 13)[0].map { $0 + 1.5 }
    let whole = try gram(columns, weights: weights)
    let cuts = [0, ExactGram.groupRows, 2 * ExactGram.groupRows, rows]
    let parts = try (0..<3).map { part in
      let range = cuts[part]..<cuts[part + 1]
      return try gram(columns.map { Array($0[range]) }, weights: Array(weights[range]))
    }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var merged = ExactGram(columns: 4)
      for part in order { merged.merge(parts[part]) }
      #expect(merged == whole)
      #expect(merged.hashValue == whole.hashValue)
    }
    var nested = parts[1]
    nested.merge(parts[2])
    var first = parts[0]
    first.merge(nested)
    #expect(first == whole)
    #expect(try first.regression().coefficients == whole.regression().coefficients)
    // Cut elsewhere, the sums agree beyond the digits of a double.
    var ragged = try gram(columns.map { Array($0[..<1000]) }, weights: Array(weights[..<1000]))
    ragged.merge(try gram(columns.map { Array($0[1000...]) }, weights: Array(weights[1000...])))
    #expect(ragged.rows == rows)
    #expect(ragged[0, 1] == whole[0, 1])
    #expect(try ragged.regression().standardErrors == whole.regression().standardErrors)
  }

  @Test(arguments: [nil, 1, 2, 3, 7])
  func threadsChangeNoBit(threads: Int?) throws {
    let rows = 4 * ExactGram.groupRows + 5
    let columns = seededColumns(3, rows: rows, seed: 14)
    var serial = ExactGram(columns: 3)
    try serial.add(columns, threads: 1)
    var parallel = ExactGram(columns: 3)
    try parallel.add(columns, threads: threads)
    #expect(parallel == serial)
  }

  @Test func rowsAreReadAsColumnsAre() throws {
    let columns = seededColumns(5, rows: 1003, seed: 15)
    let weights = seededColumns(1, rows: 1003, seed: 16)[0].map { $0 + 2 }
    let byRow = (0..<1003).flatMap { row in columns.map { $0[row] } }
    var rows = ExactGram(columns: 5)
    try rows.add(byRow: byRow, weights: weights)
    #expect(rows == (try gram(columns, weights: weights)))
  }

  @Test func lowPartsAndWeightsCount() throws {
    let x = [1.0, 2, 3]
    let low = [0x1p-60, 0, 0]
    var sums = ExactGram(columns: 2)
    try sums.add([x, [1, -1, 1.0 / 3]], lows: [0: low])
    var plain = ExactGram(columns: 2)
    try plain.add([x, [1, -1, 1.0 / 3]])
    // 1 − 2 + 3 · fl(1/3) is 0 but for the rounding of 1/3, 2⁻⁵⁴: the low part shows.
    #expect(plain[0, 1] == -0x1p-54)
    #expect(sums[0, 1] == -0x1p-54 + 0x1p-60)
    let weighted = try gram([[1, 1], [3, -1]], weights: [2, 7])
    #expect(weighted[0, 0] == 9)
    #expect(weighted[0, 1] == -1)
    #expect(weighted[1, 1] == 25)
  }

  @Test func sizesBeyondTheRangeOfProductsAreSummed() throws {
    let x = seededColumns(1, rows: 40, seed: 17)[0]
    let y = seededColumns(1, rows: 40, seed: 18)[0]
    let plain = try gram([x, y])
    let exact = plain[0, 1]
    // Powers of two change no digit, whatever their size.
    for exponent in [-1000, -700, -300, 300, 700, 1000] {
      let factor = Foundation.scalbn(1.0, exponent)
      let back = Foundation.scalbn(1.0, -exponent)
      #expect(try gram([x.map { $0 * factor }, y.map { $0 * back }])[0, 1] == exact)
    }
    let one = [0x1p-1074, 0]
    #expect(try gram([one, [0x1p1000, 5]])[0, 1] == 0x1p-74)
    #expect(try gram([[0x1p600, 1], [0x1p600, 1]])[0, 1] == .infinity)
    // A block of tiny numbers beside one of huge ones.
    var mixed = [Double](repeating: 0x1p-400, count: 1024)
    mixed[1000] = 0x1p400
    let squares = try gram([mixed, [Double](repeating: 0x1p-380, count: 1024)])
    #expect(squares[0, 0] == 0x1p800)
    #expect(squares[0, 1] == 0x1p20)
  }

  @Test func whatIsNotFiniteIsRefusedWithItsPlace() throws {
    for bad in [Double.nan, .infinity, -.infinity] {
      var columns = seededColumns(4, rows: 20_000, seed: 19)
      columns[2][17_001] = bad
      var sums = ExactGram(columns: 4)
      #expect(throws: LinearAlgebraError.notFinite(row: 17_001, column: 2)) {
        try sums.add(columns)
      }
      #expect(sums == ExactGram(columns: 4))
      #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 1)) {
        try sums.add(byRow: [1, 2, 3, 4, 5, bad, 7, 8])
      }
      #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 0)) {
        try sums.add([[1], [1], [1], [1]], lows: [0: [bad]])
      }
    }
    for weight in [0, -1, .nan, .infinity] {
      var sums = ExactGram(columns: 1)
      #expect(throws: LinearAlgebraError.weightNotPositive(row: 1)) {
        try sums.add([[1, 2]], weights: [1, weight])
      }
    }
  }
}

/// Every kernel this processor runs gives the bits of the first.
@Suite struct GramKernelTests {
  @Test func oneIsThere() {
    #expect(GramKernel.portable.runs)
    #expect(GramKernel.library.runs)
    #expect(GramKernel.best.runs)
  }

  @Test(arguments: [0, 1e-200, 1e200, 1e-290, 1e-130])
  func allGiveTheSameBits(size: Double) throws {
    let rows = 1237
    var columns = seededColumns(6, rows: rows, seed: 21)
    columns[0] = [Double](repeating: 1, count: rows)
    // Nearly alike, so that a second pass is made.
    columns[3] = zip(columns[1], columns[3]).map { $0 + 1e-9 * $1 }
    if size != 0 {
      for row in 0..<rows {
        columns[1][row] *= size
        columns[3][row] *= size
      }
      for row in 100..<200 { columns[4][row] *= size }
      columns[2] = columns[2].map { $0 * ($0 > 0 ? 1 : 0) }
    }
    let response = seededColumns(1, rows: rows, seed: 22)[0]
    let weights = seededColumns(1, rows: rows, seed: 23)[0].map { Foundation.exp(9 * $0) }
    let low = columns[5].map { $0 * 0x1p-55 }
    for transform in [RowTransform.identity, .weights(weights)] {
      let problem = LeastSquaresProblem(
        columns: columns, remainders: [5: low], response: response, rows: transform)
      let expected = try problem.gramSolution(kernel: .library)
      #expect(expected.solver.contains("passes"))
      for kernel in GramKernel.allCases where kernel.runs && kernel != .library {
        for threads in [1, 2] {
          let found = try problem.gramSolution(kernel: kernel, threads: threads)
          #expect(found == expected, "\(kernel), \(threads) threads")
        }
      }
    }
  }

  @Test func manyColumnsGiveTheSameBits() throws {
    // More columns than a tile, a block of fewer rows, and no whole number of either.
    let columns = seededColumns(67, rows: 700, seed: 24)
    let response = seededColumns(1, rows: 700, seed: 25)[0]
    let problem = LeastSquaresProblem(columns: columns, response: response)
    let expected = try problem.gramSolution(kernel: .library)
    for kernel in GramKernel.allCases where kernel.runs && kernel != .library {
      #expect(try problem.gramSolution(kernel: kernel) == expected, "\(kernel)")
    }
  }
}

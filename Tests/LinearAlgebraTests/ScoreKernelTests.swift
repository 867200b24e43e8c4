import CKernels
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// The code for sums over scores, in every form this processor can run: those with a fused
/// multiply-add give the same bits, the one without the same digits but the last.
@Suite struct ScoreKernelTests {
  private static let runnable = GramKernel.allCases.filter(\.runs)
  private static let fused = runnable.filter { $0 == .avx2 || $0 == .avx512 }

  /// Compares what all kernels make of the same sums.
  private func compare(digits: Double, _ sums: (GramKernel) throws -> [Double]) rethrows {
    let plain = try sums(.portable)
    #expect(!plain.isEmpty)
    #expect(plain.allSatisfy { $0.isFinite })
    let largest = plain.map { abs($0) }.max() ?? 0
    var first: [UInt64]?
    for kernel in Self.runnable {
      let found = try sums(kernel)
      let error = zip(found, plain).map { abs($0 - $1) }.max() ?? .infinity
      #expect(error <= pow(10, -digits) * largest, "\(kernel)")
      guard Self.fused.contains(kernel) else {
        #expect(found.map(\.bitPattern) == plain.map(\.bitPattern), "\(kernel)")
        continue
      }
      let bits = found.map(\.bitPattern)
      #expect(bits == first ?? bits, "\(kernel)")
      first = first ?? bits
    }
  }

  private func upper(_ matrix: Matrix) -> [Double] {
    (0..<matrix.columns).flatMap { column in (0...column).map { matrix[$0, column] } }
  }

  /// Rows that end within eight, within a block and behind a group; columns that fill tiles and not.
  @Test(arguments: [(5, 1), (256, 3), (2049, 5), (20_003, 11)], [false, true])
  func countsGiveTheSameBits(shape: (rows: Int, columns: Int), weighted: Bool) throws {
    let rows = counts(shape.rows, shape.columns, weighted: weighted)
    let coefficients = (0..<shape.columns).map { 0.3 / Double($0 + 1) }
    for alpha in [0, 0.7] {
      for purpose in [CountProducts.Purpose.step, .finish, .observed] {
        try compare(digits: 13) { kernel in
          let sums = try #require(
            CountProducts(
              rows, coefficients: coefficients, alpha: alpha, purpose: purpose, kernel: kernel))
          return upper(sums.information) + sums.score
        }
        try compare(digits: 12) { kernel in
          let sums = try #require(
            CountProducts(
              rows, coefficients: coefficients, alpha: alpha, purpose: purpose, kernel: kernel))
          return [
            sums.weight, sums.logs, sums.rests, sums.shares, sums.squaredRests, sums.deviance,
            sums.pearson, sums.excess, sums.squares, sums.largestMean,
          ]
        }
      }
    }
    try compare(digits: 13) { kernel in
      let sums = try #require(
        CountProducts(rows, coefficients: nil, alpha: 0.2, kernel: kernel))
      return upper(sums.information) + sums.score
    }
  }

  @Test(arguments: [1, 2, 31])
  func scoresGiveTheSameBits(window: Int) throws {
    let x = seededMatrix(rows: 20_003, columns: 5, seed: 71)
    let weights = x.column(4).map { 1.5 + $0 }
    for transform in [RowTransform.identity, .weights(weights)] {
      let problem = LeastSquaresProblem(
        columns: [Array(repeating: 1, count: 20_003)] + (0..<3).map(x.column),
        response: x.column(3), rows: transform)
      for halves in window == 1 ? [0, 1, 2] : [0] {
        try compare(digits: 13) { kernel in
          let solution = try problem.gramSolution(kernel: kernel)
          return upper(
            try #require(solution.scoreProducts(leverageHalves: halves, window: window)))
        }
      }
    }
  }

  @Test func weightedProductsGiveTheSameBits() throws {
    let x = seededMatrix(rows: 5_003, columns: 7, seed: 72)
    let columns = (0..<7).map(x.column)
    for weights in [nil, x.column(2)] {
      try compare(digits: 13) { kernel in
        upper(try #require(weightedProducts(columns, weights: weights, kernel: kernel)))
      }
    }
  }

  /// The sums of a last pass, each as it is defined.
  @Test(arguments: [0, 1e-3, 0.7, 40])
  func sumsAreWhatTheyAreSaidToBe(alpha: Double) throws {
    let rows = example(777, 3)
    let coefficients = [0.5, -1.1, 0.3]
    let sums = try #require(
      CountProducts(rows.rows, coefficients: coefficients, alpha: alpha, purpose: .finish))
    let observed = try #require(
      CountProducts(rows.rows, coefficients: coefficients, alpha: alpha, purpose: .observed))
    var expected = [Double](repeating: 0, count: 9)
    var cells = [Double](repeating: 0, count: 4)
    for row in 0..<777 {
      let eta = (0..<3).reduce(rows.offset[row]) {
        $0 + coefficients[$1] * rows.columns[$1][row]
      }
      let (y, w, m) = (rows.counts[row], rows.weights[row], exp(eta))
      let spread = 1 + alpha * m
      let own = y > 0 ? y * log(y / m) : 0
      let theta = 1 / alpha
      let gap =
        alpha == 0 ? own - (y - m) : own - (y + theta) * log((y + theta) / (m + theta))
      let terms = [
        m / spread, log(1 + alpha * m), (y - m) / spread, m / spread, (y - m) / (spread * spread),
        2 * gap, (y - m) * (y - m) / (m * spread), (y - m) * (y - m) - y, m * m,
      ]
      for (place, term) in terms.enumerated() { expected[place] += w * term }
      let x = rows.columns[1][row]
      cells[0] += w * x * x * m / spread
      cells[1] += w * x * (y - m) / spread
      cells[2] += w * x * x * alpha * m * (y - m) / (spread * spread)
      cells[3] += w * x * m * (y - m) / (spread * spread)
    }
    #expect(agreement(sums.weight, expected[0]) > 12)
    if alpha > 0 {
      let found = [sums.logs, sums.rests, sums.shares, sums.squaredRests]
      for (value, wanted) in zip(found, expected[1...4]) { #expect(agreement(value, wanted) > 11) }
    }
    let found = [sums.deviance, sums.pearson, sums.excess, sums.squares]
    for (value, wanted) in zip(found, expected[5...]) { #expect(agreement(value, wanted) > 10.5) }
    #expect(agreement(sums.information[1, 1], cells[0]) > 12)
    #expect(agreement(sums.score[1], cells[1]) > 11)
    #expect(abs(observed.information[1, 1] - cells[2]) <= 1e-11 * max(1, abs(cells[2])))
    #expect(agreement(observed.score[1], cells[3]) > 11)
    let factor = try sums.factored()
    let inverse = try Cholesky(sums.information).inverse()
    #expect(agreement(factor.standardErrors, inverse.diagonal.map { $0.squareRoot() }) > 12)
    #expect(factor.conditionBound >= 1 && factor.conditionBound < 100)
  }

  #if arch(x86_64)
    /// The errors of the elementary functions in units of the last place, against arithmetic with
    /// eleven bits more.
    @Test(arguments: runnable)
    func elementaryFunctionsKeepTheLastPlace(kernel: GramKernel) {
      var numbers = SeededNumbers(seed: 73)
      let small = (0..<40_000).map { _ in numbers.next() * 3 }
      let large = (0..<40_000).map { _ in numbers.next() * 700 }
      let positive = large.map { exp($0) } + small.map { exp($0 / 30) }
      let fractions = small.map { $0 * $0 } + large.map { exp(-abs($0) / 20) }
      func worst(
        _ function: aftermath_function, _ x: [Double], _ exact: (Float80) -> Float80
      ) -> Double {
        let values = kernel.values(function, x)
        return zip(values, x).map { value, x in
          let truth = exact(Float80(x))
          return abs(Double((Float80(value) - truth) / Float80(Double(truth).ulp)))
        }.max() ?? .infinity
      }
      #expect(worst(AFTERMATH_EXPONENTIAL, small + large) { exp($0) } < 1)
      #expect(worst(AFTERMATH_LOGARITHM, positive) { log($0) } < 2)
      #expect(worst(AFTERMATH_LOG_ONE_PLUS, fractions + positive) { log1p($0) } < 3)
      #expect(
        kernel.values(AFTERMATH_EXPONENTIAL, [800, -800, 0, .nan, .infinity]).prefix(3)
          == [.infinity, 0, 1])
    }
  #endif

  /// Counts with a column of ones, weights and an offset.
  private struct Example {
    let columns: [[Double]]
    let counts: [Double]
    let weights: [Double]
    let offset: [Double]
    var rows: CountProducts.Rows {
      CountProducts.Rows(columns: columns, counts: counts, weights: weights, offset: offset)
    }
  }

  private func counts(_ rows: Int, _ columns: Int, weighted: Bool) -> CountProducts.Rows {
    let example = example(rows, columns)
    return weighted
      ? example.rows
      : CountProducts.Rows(
        columns: example.columns, counts: example.counts, weights: nil, offset: nil)
  }

  private func example(_ rows: Int, _ columns: Int) -> Example {
    let x = seededMatrix(rows: rows, columns: columns + 3, seed: 74)
    let ones = [Double](repeating: 1, count: rows)
    return Example(
      columns: [ones] + (1..<max(1, columns)).map(x.column),
      counts: x.column(columns).map { (($0 + 1) * ($0 + 1) * 3).rounded() },
      weights: x.column(columns + 1).map { 1.5 + $0 }, offset: x.column(columns + 2))
  }
}

extension GramKernel {
  /// A function of numbers by this code.
  fileprivate func values(_ function: aftermath_function, _ x: [Double]) -> [Double] {
    let code: aftermath_kernel =
      switch self {
      case .library: AFTERMATH_KERNEL_LIBRARY
      case .portable: AFTERMATH_KERNEL_PORTABLE
      case .avx2: AFTERMATH_KERNEL_AVX2
      case .avx512: AFTERMATH_KERNEL_AVX512
      }
    var values = [Double](repeating: 0, count: x.count)
    aftermath_elementary(function, x, x.count, code, &values)
    return values
  }
}

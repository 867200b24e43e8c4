import LinearAlgebra
import Testing

@Suite struct SumsTests {
  @Test func compensatedSumsKeepWhatCancellationShows() {
    let values = [1e16, 1, -1e16, 0.5, 1e-20]
    let sum = compensatedSum(values.span)
    #expect(sum == 1.5)
    let a = [1e20, 3, -1e20, 7e-3]
    let b = [1, 1, 1, 1.0]
    let product = compensatedDot(a.span, b.span)
    #expect(product == 3.007)
  }

  @Test func pairwiseSumsAreCloserThanPlainOnes() {
    let values = [Double](repeating: 0.1, count: 1_000_000)
    var plain = 0.0
    for value in values { plain += value }
    let pairwise = pairwiseSum(values.span)
    #expect(abs(pairwise - 1e5) < 1e-9)
    #expect(abs(plain - 1e5) > 1e-6)
    let nothing: [Double] = []
    let empty = pairwiseSum(nothing.span)
    #expect(empty == 0)
  }

  @Test func sumOfSquaresIsThatAboutTheExactMean() {
    // NIST NumAcc4 in small: the mean is 10000000.2, the squares about it 0.01 each.
    var values = [10_000_000.2]
    for _ in 0..<500 { values += [10_000_000.1, 10_000_000.3] }
    let result = centredSumOfSquares(values.span)
    #expect(abs(result.mean - 10_000_000.2) < 2e-9)
    // The values themselves are rounded by up to 1e-9, which moves the sum by 2e-7 at most.
    #expect(abs(result.sum - 10) < 2e-7)
    let nothing: [Double] = []
    let empty = centredSumOfSquares(nothing.span)
    #expect(empty.sum == 0)
    let threes = [3.0, 3, 3]
    let flat = centredSumOfSquares(threes.span)
    #expect(flat.sum == 0)
  }

  @Test(arguments: [1.0, 1e-200, 1e200, Double.leastNonzeroMagnitude])
  func lengthsNeitherOverflowNorVanish(unit: Double) {
    #expect(euclideanLength([3 * unit, 4 * unit]) == 5 * unit)
    #expect(euclideanLength([0.0, 0]) == 0)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 40])
  func theFirstElementThatIsNotFiniteIsFound(count: Int) {
    let largest = Double.greatestFiniteMagnitude
    let values = (0..<count).map { $0 % 2 == 0 ? largest : -Double.leastNonzeroMagnitude }
    #expect(firstNonFinite(values) == nil)
    for place in values.indices {
      for bad in [Double.nan, .infinity, -.infinity] {
        var spoilt = values
        spoilt[place] = bad
        spoilt[count - 1] = bad
        #expect(firstNonFinite(spoilt) == place)
      }
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 40])
  func oneNumberIsToldFromTwo(count: Int) {
    let values = [Double](repeating: 0.3, count: count)
    #expect(isConstant(values))
    for place in values.indices where count > 1 {
      var other = values
      other[place] = 0.3.nextUp
      #expect(!isConstant(other))
      other[place] = .nan
      #expect(!isConstant(other))
    }
  }
}

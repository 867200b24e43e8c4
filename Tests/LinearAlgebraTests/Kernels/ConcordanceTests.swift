import LinearAlgebra
import TestSupport
import Testing

@Suite("Inversions counted while sorting")
struct ConcordanceTests {
  /// All pairs compared.
  private func inversions(_ values: [Double]) -> Int {
    values.indices.reduce(0) { total, later in
      total + values[..<later].count { $0 > values[later] }
    }
  }

  @Test(
    "Equal to comparing all pairs, with few levels or many", arguments: [1, 2, 3, 10, 1_000_000])
  func allPairs(_ levels: UInt64) {
    var generator = SplitMix64(seed: levels)
    for count in Array(0...40) + [63, 64, 65, 100, 127, 128, 129, 300] {
      let values = (0..<count).map { _ in Double(generator.next() % levels) - 0.5 }
      var sorted = values
      #expect(sortCountingInversions(&sorted) == inversions(values))
      #expect(sorted == values.sorted())
    }
  }

  @Test("All in order, none in order, both zeros")
  func extremes() {
    var ascending = (0..<1_000).map(Double.init)
    #expect(sortCountingInversions(&ascending) == 0)
    var descending = Array((0..<1_000).map(Double.init).reversed())
    #expect(sortCountingInversions(&descending) == 999 * 500)
    #expect(descending == ascending)
    var zeros = [0.0, -0.0, 0.0, -1]
    #expect(sortCountingInversions(&zeros) == 3)
  }
}

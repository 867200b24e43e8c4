import LinearAlgebra
import TestSupport
import Testing

@Suite("Selection by rank")
struct OrderSelectionTests {
  @Test("The value a sorted list would have there", arguments: [2, 5, 1_000_000])
  func asSorted(_ levels: UInt64) {
    var generator = SplitMix64(seed: levels)
    for count in [1, 2, 3, 24, 25, 26, 100, 601, 5_000, 40_000] {
      let values = (0..<count).map { _ in Double(generator.next() % levels) }
      let sorted = values.sorted()
      for rank in Set([0, count / 40, count / 2, count * 39 / 40, count - 1]) {
        var copy = values
        #expect(selectRank(&copy, rank) == sorted[rank])
        #expect(copy[..<rank].allSatisfy { $0 <= sorted[rank] })
        #expect(copy[rank...].allSatisfy { $0 >= sorted[rank] })
        #expect(copy.sorted() == sorted)
      }
    }
  }

  @Test("Lists in order, and equal values")
  func ordered() {
    var ascending = (0..<10_000).map(Double.init)
    #expect(selectRank(&ascending, 2_500) == 2_500)
    var descending = Array((0..<10_000).map(Double.init).reversed())
    #expect(selectRank(&descending, 7_500) == 7_500)
    var equal = [Double](repeating: 3, count: 10_000)
    #expect(selectRank(&equal, 5_000) == 3)
  }

  @Test("Visited again and again, whatever the magnitudes")
  func visited() {
    var generator = SplitMix64(seed: 9)
    let values = (0..<3_000).map { index in
      index % 5 == 0
        ? 0.1
        : Double(bitPattern: generator.next() & ~(0x7FF << 52) | 0x3FE << 52)
          * (index % 3 == 0 ? -1e200 : 1e-200)
    }
    let sorted = values.sorted()
    let ranks = [1, 2, 700, 1_000, 1_500, 1_501, 2_999, 3_000]
    let found = selectRanks(ranks) { body in values.forEach(body) }
    #expect(found == ranks.map { sorted[$0 - 1] })
  }

  @Test("Differences of two lists, to the bit", arguments: [3, 40, 1_000_000])
  func differences(_ levels: UInt64) {
    var generator = SplitMix64(seed: levels + 1)
    for (n, m) in [(1, 1), (1, 9), (8, 3), (40, 55), (120, 7)] {
      let first = (0..<n).map { _ in Double(generator.next() % levels) / 10 }
      let second = (0..<m).map { _ in Double(generator.next() % levels) / 10 - 1 }
      let sorted = first.flatMap { a in second.map { a - $0 } }.sorted()
      let ranks = Array(
        Set([1, n * m / 40 + 1, (n * m + 1) / 2, n * m / 2 + 1, n * m].filter { $0 <= n * m }))
      #expect(differenceRanks(first, second, ranks: ranks) == ranks.map { sorted[$0 - 1] })
    }
  }
}

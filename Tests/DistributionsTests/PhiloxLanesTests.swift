import Distributions
import Testing

@Suite struct PhiloxLanesTests {
  @Test("Lane i is stream s + i, word by word", arguments: [0, 1, 20_111_218, UInt64.max - 3])
  func words(_ stream: UInt64) {
    for seed in [Seed(0), Seed(20_111_218), Seed(.max)] {
      var lanes = PhiloxLanes(seed: seed, stream: stream)
      var generators = (0..<8).map { Philox(seed: seed, stream: stream &+ UInt64($0)) }
      for _ in 0..<5 {
        let words = lanes.next()
        for lane in 0..<8 {
          let first = generators[lane].next()
          let second = generators[lane].next()
          #expect(words.0[lane] == UInt32(truncatingIfNeeded: first))
          #expect(words.1[lane] == UInt32(truncatingIfNeeded: first >> 32))
          #expect(words.2[lane] == UInt32(truncatingIfNeeded: second))
          #expect(words.3[lane] == UInt32(truncatingIfNeeded: second >> 32))
        }
      }
    }
  }
}

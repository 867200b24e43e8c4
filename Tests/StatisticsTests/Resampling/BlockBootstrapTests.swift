import Distributions
import LinearAlgebra
import Statistics
import TestSupport
import Testing

@Suite("Blocks and their lengths")
struct BlockBootstrapTests {
  private static let places = (0..<20).map(Double.init)

  @Test(
    "Blocks hold neighbours, begin where they may, and the last is cut", arguments: [1, 3, 7, 20])
  func movingBlocks(_ length: Int) throws {
    let bootstrap = Bootstrap(.movingBlock(.fixed(length)), replicates: 1)
    var seen: Set<Int> = []
    for replicate in 0..<300 {
      let indices = try bootstrap.indices(ofReplicate: replicate, values: Self.places)
      for (place, index) in indices.enumerated() where place % length != 0 {
        #expect(index == indices[place - 1] + 1)
      }
      for place in stride(from: 0, to: 20, by: length) {
        #expect(indices[place] <= 20 - length)
        seen.insert(indices[place])
      }
    }
    #expect(seen.count == 21 - length)
  }

  @Test("Circular and stationary blocks go round; every value is as likely")
  func circles() throws {
    for scheme in [BootstrapScheme.circularBlock(.fixed(6)), .stationary(.fixed(6))] {
      let bootstrap = Bootstrap(scheme, replicates: 1)
      var counts = [Int](repeating: 0, count: 20)
      var breaks = 0
      for replicate in 0..<2_000 {
        let indices = try bootstrap.indices(ofReplicate: replicate, values: Self.places)
        for (place, index) in indices.enumerated() {
          counts[index] += 1
          if place > 0, index != (indices[place - 1] + 1) % 20 { breaks += 1 }
        }
      }
      // 2,000 of each on average; blocks make the counts vary by a few times their square root.
      #expect(counts.allSatisfy { abs($0 - 2_000) < 500 })
      // Of 19 steps a sixth in the stationary scheme, less those that happen to go on.
      let expected = scheme == .circularBlock(.fixed(6)) ? 3.0 / 19 : 1.0 / 6
      #expect(abs(Double(breaks) / (19 * 2_000) - expected * 19 / 20) < 0.01)
    }
  }

  @Test("Lengths: the cube root, given ones, and Politis and White's")
  func lengths() throws {
    for (count, length) in [(2, 2), (8, 2), (9, 3), (27, 3), (28, 4), (100, 5), (1_000, 10)] {
      let values = (0..<count).map(Double.init)
      #expect(try BlockLength.cubeRoot.length(for: values) == length)
    }
    #expect(throws: StatisticsError.self) { try BlockLength.fixed(0).length(for: Self.places) }
    #expect(throws: StatisticsError.self) { try BlockLength.automatic.length(for: [1, 2, 3]) }
    let rows = try GoldenFile("block-length").rows("rows")
    #expect(rows.count >= 20)
    for row in rows {
      let values = try row.numbers("values")
      let found = try PolitisWhite(values)
      #expect(agreement(found.stationary, max(1, try row.number("stationary"))) >= 10)
      #expect(agreement(found.circular, max(1, try row.number("circular"))) >= 10)
      let length = try BlockLength.automatic.length(for: values)
      #expect(Double(length) >= found.circular && Double(length) < found.circular + 1)
    }
    let flat = try PolitisWhite([Double](repeating: 2, count: 12))
    #expect(flat.stationary == 1 && flat.circular == 1)
  }

  @Test("Sums at random places: word for word those of the generators", arguments: [1, 2, 91])
  func sums(_ length: Int) {
    let rows = 7
    let table = (0..<(rows * length)).map { (Double($0) * 0.37).truncatingRemainder(dividingBy: 1) }
    for seed in [0, 20_111_218, UInt64.max] {
      for first in [0, 1_000_003] {
        for count in [0, 1, 15, 16, 17, 100] {
          let twin = (first..<(first + count)).map { replicate -> Double in
            var generator = Philox(seed: Seed(seed), stream: UInt64(replicate))
            let words = (0..<4).flatMap { _ -> [UInt32] in
              let word = generator.next()
              return [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)]
            }
            return (0..<rows).reduce(0) { sum, row in
              sum + table[row * length + Int((UInt64(words[row]) * UInt64(length)) >> 32)]
            }
          }
          var again: [Int] = []
          let found = blockSums(
            table, length: length, seed: seed, replicates: first..<(first + count)
          ) { replicate in
            again.append(replicate)
            return twin[replicate - first]
          }
          #expect(found == twin)
          #expect(again.count <= count % 16 + 1)
        }
      }
    }
  }

  @Test("A longer memory widens the error of a mean as it should")
  func memory() throws {
    var generator = SplitMix64(seed: 4)
    var last = 0.0
    let values = (0..<400).map { _ -> Double in
      // A sum of twelve uniforms is nearly normal.
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double(generator.next() >> 11) * 0x1p-53 }
      last = 0.7 * last + noise
      return last
    }
    let mean = LinearStatistic.mean(count: 400)
    let independent = try Bootstrap(replicates: 2_000).distribution(of: values, mean)
    let blocks = try Bootstrap(.movingBlock(.fixed(20)), replicates: 2_000)
      .distribution(of: values, mean)
    let ratio = try #require(blocks.standardError) / (try #require(independent.standardError))
    // √((1 + ρ)/(1 − ρ)) = 2.38 in the limit; blocks of 20 fall short of it.
    #expect(ratio > 1.8 && ratio < 2.6)
  }
}

import Distributions
import Statistics
import TestSupport
import Testing

@Suite("Replicates and permutations")
struct ResamplingTests {
  @Test("The same bits for any division of the work", arguments: [1, 2, 3, 7, 64, 1000])
  func divisions(_ pieces: Int) {
    func draws(_ pieces: Int?) -> [Double] {
      Replicates(seed: 20_111_218, pieces: pieces).map(500) { generator in
        generator.standardNormal() + generator.uniform()
      }
    }
    #expect(draws(pieces) == draws(nil))
  }

  @Test("Replicate i is stream i, alone or among others")
  func streams() {
    let all = Replicates(seed: 5).map(20) { $0.next() }
    for (index, word) in all.enumerated() {
      var generator = Philox(seed: 5, stream: UInt64(index))
      #expect(generator.next() == word)
    }
    #expect(Set(all).count == 20)
    #expect(Replicates(seed: 6).map(20) { $0.next() } != all)
    #expect(Replicates(seed: 5).map(0) { $0.next() }.isEmpty)
  }

  @Test("Enumeration in exact rationals")
  func enumerated() throws {
    for row in try GoldenFile("two-sample").rows("permutation") {
      let first = try row.numbers("a")
      let second = try row.numbers("b")
      let result = try Permutation().test(first, second)
      #expect(result.basis == .exact)
      #expect(agreement(try #require(result.pValue), try row.number("two_sided")) >= 14)
      #expect(agreement(try #require(result.detail("p_less")), try row.number("less")) >= 14)
      let greater = try #require(result.detail("p_greater"))
      #expect(agreement(greater, try row.number("greater")) >= 14)
      #expect(agreement(try #require(result.detail("p_floor")), try row.number("floor")) >= 14)
      #expect(result.detail("choices") == (try row.number("choices")))
    }
  }

  @Test("Values that are no short decimals are compared within their rounding")
  func rounding() throws {
    let decimal = try Permutation().test([0.1, 0.2, 0.3], [0.3, 0.4, 0.5, 0.6])
    // A third of them: no whole numbers of any unit.
    let thirds = try Permutation().test(
      [0.1, 0.2, 0.3].map { $0 / 3 }, [0.3, 0.4, 0.5, 0.6].map { $0 / 3 })
    #expect(decimal.pValue == thirds.pValue)
    let tiny = try Permutation().test([1e-200, 2e-200, 3e-200], [3e-200, 4e-200, 5e-200, 6e-200])
    #expect(decimal.pValue == tiny.pValue)
  }

  @Test("Too many choices are sampled, repeatably, near the exact answer")
  func sampled() throws {
    let first = (0..<14).map { Double($0 * 5 % 17) }
    let second = (0..<14).map { Double($0 * 7 % 19) + 2 }
    let result = try Permutation(replicates: 4_999, seed: 3).test(first, second)
    #expect(result.basis == .resampled(replicates: 4_999, seed: 3))
    #expect(try Permutation(replicates: 4_999, seed: 3).test(first, second) == result)
    let student = try MeanDifference(variances: .pooled).test(first, second)
    #expect(abs(try #require(result.pValue) - (try #require(student.pValue))) < 0.03)
    #expect(throws: StatisticsError.self) {
      try Permutation(replicates: 0).test([1, 2], [3, 4])
    }
  }
}

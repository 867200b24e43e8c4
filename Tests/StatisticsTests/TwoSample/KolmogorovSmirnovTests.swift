import Statistics
import TestSupport
import Testing

@Suite("Kolmogorov and Smirnov's test")
struct KolmogorovSmirnovTests {
  @Test(
    "The exact law is that of all deals, ties and all",
    arguments: [
      ([1.0, 2, 2, 5], [2.0, 3, 5]), ([1.0, 1, 1], [1.0, 1, 2, 2]), ([0.5], [1.0, 2, 3]),
      ([4.0, 4, 6, 7, 9], [1.0, 4, 4]),
    ])
  func enumeration(_ first: [Double], _ second: [Double]) throws {
    let pooled = first + second
    func distance(_ a: [Double], _ b: [Double]) -> Int {
      pooled.map { value in
        abs(a.count { $0 <= value } * b.count - b.count { $0 <= value } * a.count)
      }.max() ?? 0
    }
    let observed = distance(first, second)
    var (extreme, all) = (0, 0)
    for mask in 0..<(1 << pooled.count) where mask.nonzeroBitCount == first.count {
      let a = pooled.indices.filter { mask >> $0 & 1 == 1 }.map { pooled[$0] }
      let b = pooled.indices.filter { mask >> $0 & 1 == 0 }.map { pooled[$0] }
      all += 1
      extreme += distance(a, b) >= observed ? 1 : 0
    }
    let result = try KolmogorovSmirnov().test(first, second)
    #expect(result.basis == .exact)
    #expect(agreement(try #require(result.pValue), Double(extreme) / Double(all)) >= 13)
    let other = try KolmogorovSmirnov().test(second, first)
    #expect(agreement(try #require(other.pValue), Double(extreme) / Double(all)) >= 13)
  }

  @Test("Equal samples have p = 1; far ones the share of one deal in all, twice")
  func ends() throws {
    #expect(try KolmogorovSmirnov().test([2, 2], [2, 2, 2]).pValue == 1)
    let low = (0..<20).map(Double.init)
    let apart = try KolmogorovSmirnov().test(low, low.map { $0 + 100 })
    #expect(agreement(try #require(apart.pValue), 2 / 137_846_528_820) >= 12)
    #expect(throws: StatisticsError.self) { try KolmogorovSmirnov().test([], [1]) }
    #expect(throws: StatisticsError.self) { try KolmogorovSmirnov().test([.nan], [1]) }
  }

  @Test("Limit, one-sample and exact laws come together for large samples")
  func large() throws {
    let first = (0..<900).map { Double($0 * 7 % 900) }
    let second = first.map { $0 + 60.5 }
    let result = try KolmogorovSmirnov().test(first, second)
    let exact = try #require(result.detail("p_exact"))
    #expect(abs(try #require(result.detail("p_limit")) / exact - 1) < 0.1)
    #expect(abs(try #require(result.detail("p_one_sample")) / exact - 1) < 0.1)
  }
}

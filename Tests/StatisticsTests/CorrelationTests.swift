import Statistics
import TestSupport
import Testing

@Suite("Correlation")
struct CorrelationTests {
  @Test func correlationProperties() throws {
    let x = [1.0, 2, 4, 7, 11]
    let y = [3.0, 1, 8, 2, 9]
    let result = try Correlation().test(x, y)
    let flipped = try Correlation().test(x, y.map { -3 * $0 + 7 })
    let r = try #require(result.estimate?.value)
    #expect(agreement(try #require(flipped.estimate?.value), -r) >= 13)
    let perfect = try Correlation().test(x, x.map { 2 * $0 })
    #expect(perfect.estimate?.value == 1)
    #expect(perfect.pValue == 0)
    #expect(perfect.statistic == nil)
    let ranked = try Correlation(.spearman).test(x, x.map { $0 * $0 })
    #expect(ranked.estimate?.value == 1)
    #expect(throws: StatisticsError.noVariation) { try Correlation().test(x, x.map { _ in 1 }) }
    #expect(throws: StatisticsError.unequalLengths(5, 1)) { try Correlation().test(x, [1]) }
  }
}

import Statistics
import TestSupport
import Testing

@Suite("Quantiles, ranks and autocorrelation against R")
struct QuantilesTests {
  @Test(arguments: QuantileType.allCases)
  func everyType(_ type: QuantileType) throws {
    let golden = try GoldenFile("descriptive")
    let probabilities = try golden.numbers("probabilities")
    for sample in try golden.rows("samples") {
      let ordered = try OrderedValues(sample.numbers("values"))
      let expected = try sample.row("quantiles").numbers("\(type.rawValue)")
      let found = try probabilities.map { try ordered.quantile($0, type: type) }
      #expect(agreement(found, expected) >= 13, "\(sample.object["name"] ?? "")")
    }
  }

  @Test func ranksAndAutocorrelations() throws {
    for sample in try GoldenFile("descriptive").rows("samples") {
      let values = try sample.numbers("values")
      #expect(try Ranks(values).midranks == sample.numbers("ranks"))
      guard sample.has("acf") else { continue }
      let result = try Autocorrelation(values, lags: 3)
      #expect(agreement(result.correlations, try sample.numbers("acf")) >= 12)
      #expect(agreement(result.partial, try sample.numbers("pacf")) >= 12)
    }
  }

  @Test func medianIsTheMiddleQuantile() throws {
    for values in [[3.0], [4, 1], [9, 2, 5], [1, 1, 8, 2]] {
      let ordered = try OrderedValues(values)
      #expect(try ordered.quantile(0.5) == ordered.median)
    }
  }

  @Test func probabilitiesOutsideAreRefused() throws {
    let ordered = try OrderedValues([1, 2, 3])
    #expect(throws: StatisticsError.self) { try ordered.quantile(1.5) }
    #expect(throws: StatisticsError.self) { try ordered.quantile(.nan) }
  }

  @Test func tieGroups() throws {
    let ranks = try Ranks([5, 1, 5, 2, 5, 1])
    #expect(ranks.tieGroups == [2, 3])
    #expect(ranks.hasTies)
    #expect(try Ranks([0, -0.0]).midranks == [1.5, 1.5])
    #expect(try !Ranks([3, 1, 2]).hasTies)
  }

  @Test("A series that does not vary has no autocorrelation")
  func autocorrelationEdges() throws {
    #expect(throws: StatisticsError.noVariation) { try Autocorrelation([2, 2, 2]) }
    // A mean that rounds leaves deviations that are not quite zero.
    #expect(throws: StatisticsError.noVariation) {
      try Autocorrelation([Double](repeating: 0.1, count: 7))
    }
    #expect(throws: StatisticsError.self) { try Autocorrelation([1, 2, 3], lags: 3) }
    let tiny = try Autocorrelation([1e-200, 3e-200, 2e-200, 5e-200])
    let same = try Autocorrelation([1, 3, 2, 5])
    #expect(agreement(tiny.correlations, same.correlations) >= 14)
  }

  @Test("The bias of lag one, and its removal, are inverse to one another")
  func lagOneBias() throws {
    let values = [1.0, 4, 2, 8, 5, 7, 9, 3, 6, 10]
    let result = try Autocorrelation(values, lags: 1)
    let unbiased = try #require(result.unbiasedLagOne)
    let back = Autocorrelation.expectedLagOne(rho: unbiased, count: values.count)
    #expect(agreement(back, result.correlations[0]) >= 13)
    #expect(Autocorrelation.expectedLagOne(rho: 0, count: 20) == -0.05)
  }
}

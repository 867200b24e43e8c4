import Statistics
import TestSupport
import Testing

@Suite("Pooled estimates")
struct PoolingTests {
  let values = [0.2, 1.4, -0.3, 0.9, 2.2]
  let variances = [0.1, 0.3, 0.2, 0.15, 0.4]

  @Test("Each estimate of the variance between studies satisfies its equation")
  func equations() throws {
    func sums(_ between: Double) -> (q: Double, slope: Double) {
      let weights = variances.map { 1 / ($0 + between) }
      let total = weights.reduce(0, +)
      let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total
      let terms = zip(weights, values).map { $0 * ($1 - mean) * ($1 - mean) }
      return (
        terms.reduce(0, +),
        weights.reduce(0) { $0 + $1 * $1 } / total - total
          + zip(weights, terms).reduce(0) { $0 + $1.0 * $1.1 }
      )
    }
    let mandel = try Pooling(.pauleMandel).pool(values, variances: variances)
    #expect(agreement(sums(mandel.betweenVariance).q, 4) >= 12)
    let restricted = try Pooling(.reml).pool(values, variances: variances)
    #expect(abs(sums(restricted.betweenVariance).slope) < 1e-11)
    #expect(restricted.convergence?.reason == .converged)
    #expect(agreement(restricted.weights.reduce(0, +), 1) >= 14)
  }

  @Test("Equal variances: all methods agree with the moments")
  func balanced() throws {
    let equal = values.map { _ in 0.2 }
    let mean = values.reduce(0, +) / 5
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4
    for method in Pooling.Method.allCases where method != .fixed {
      let pooled = try Pooling(method).pool(values, variances: equal)
      #expect(agreement(pooled.mean, mean) >= 13)
      #expect(agreement(pooled.betweenVariance, spread - 0.2) >= 11)
      #expect(agreement(pooled.standardError, (spread / 5).squareRoot()) >= 11)
    }
  }

  @Test(
    "Equal or nearly equal estimates have no variance between", arguments: Pooling.Method.allCases)
  func homogeneous(_ method: Pooling.Method) throws {
    for values in [[1.0, 1, 1], [1, 1.1, 0.9]] {
      let pooled = try Pooling(method).pool(values, variances: [1, 2, 1])
      #expect(pooled.betweenVariance == 0)
      #expect(pooled.iSquared == 0)
      #expect(pooled.interval.low.isFinite && pooled.interval.low < pooled.interval.high)
    }
    let adjusted = try Pooling(method, isAdjusted: true).pool([1, 1], variances: [1, 2])
    #expect(adjusted.standardError == 0)
    #expect(adjusted.pValue == nil)
  }

  @Test("In another unit", arguments: [1e-120, 1e-3, 1e120])
  func units(_ unit: Double) throws {
    for method in Pooling.Method.allCases {
      let first = try Pooling(method).pool(values, variances: variances)
      let second = try Pooling(method).pool(
        values.map { $0 * unit }, variances: variances.map { $0 * unit * unit })
      #expect(agreement(second.mean, first.mean * unit) >= 10)
      #expect(agreement(second.standardError, first.standardError * unit) >= 10)
      #expect(agreement(second.iSquared, first.iSquared) >= 9 || first.iSquared == 0)
    }
  }

  @Test("Bad input")
  func faults() throws {
    #expect(throws: StatisticsError.self) { try Pooling().pool([1], variances: [1]) }
    #expect(throws: StatisticsError.unequalLengths(2, 1)) {
      try Pooling().pool([1, 2], variances: [1])
    }
    #expect(throws: StatisticsError.valueNotPositive(index: 1)) {
      try Pooling().pool([1, 2], variances: [1, 0])
    }
    #expect(throws: StatisticsError.notFinite(index: 0)) {
      try Pooling().pool([.nan, 2], variances: [1, 1])
    }
  }
}

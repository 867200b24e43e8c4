import Statistics
import TestSupport
import Testing

@Suite("Unit roots and stationarity")
struct UnitRootTests {
  static let noise = BreakSearchTests.noise(80, seed: 3)
  static let walk = noise.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }

  @Test("A walk keeps its unit root, noise loses it; KPSS says the reverse")
  func direction() throws {
    #expect(try #require(UnitRoot(lags: 1).test(Self.noise).pValue) < 0.01)
    #expect(try #require(UnitRoot(lags: 1).test(Self.walk).pValue) > 0.05)
    #expect(try Stationarity(lags: 3).test(Self.noise).pValue == 0.10)
    #expect(try #require(Stationarity(lags: 3).test(Self.walk).pValue) < 0.05)
  }

  @Test("In another unit and from another zero nothing changes", arguments: [1e-250, 3, 1e200])
  func units(_ unit: Double) throws {
    for kind in UnitRoot.Deterministic.allCases {
      let first = try UnitRoot(kind, lags: 2).test(Self.walk)
      let second = try UnitRoot(kind, lags: 2).test(Self.walk.map { $0 * unit })
      #expect(agreement(try #require(second.pValue), try #require(first.pValue)) >= 8)
    }
    let level = try Stationarity(.trend).test(Self.walk)
    let moved = try Stationarity(.trend).test(Self.walk.map { 5 * unit + $0 * unit })
    #expect(
      agreement(try #require(moved.statistic).value, try #require(level.statistic).value) >= 8)
  }

  @Test("Short, equal and exact series are refused or have no statistic")
  func edges() throws {
    #expect(throws: StatisticsError.noVariation) { try UnitRoot().test([2, 2, 2, 2, 2, 2, 2]) }
    #expect(throws: StatisticsError.self) { try UnitRoot(lags: 3).test([1, 2, 4, 3, 5]) }
    #expect(throws: StatisticsError.noVariation) { try Stationarity().test([2, 2, 2, 2, 2]) }
    #expect(throws: StatisticsError.noVariation) {
      try Stationarity(.trend).test([1, 2, 3, 4, 5, 6])
    }
    let halving = (0..<12).map { Double(sign: .plus, exponent: -$0, significand: 1) }
    let exact = try UnitRoot(.none, lags: 0).test(halving)
    #expect(exact.statistic == nil && exact.pValue == nil)
    #expect(throws: StatisticsError.self) { try Stationarity(lags: 5).test([1, 2, 1, 3, 2]) }
  }

  @Test("p is continuous where the two approximations meet, and ordered")
  func order() throws {
    let values = Self.walk
    var previous = 0.0
    for shift in stride(from: 0.0, through: 0.9, by: 0.1) {
      let series = zip(Self.noise, values).map { $0 * (1 - shift) + $1 * shift }
      let value = try #require(UnitRoot(lags: 0).test(series).pValue)
      #expect(value >= previous - 0.05)
      previous = value
    }
  }
}

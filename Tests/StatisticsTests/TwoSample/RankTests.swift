import Statistics
import Tables
import TestSupport
import Testing

@Suite("Ranks of two samples")
struct RankTests {
  /// All ways to choose `size` of the indices of a list.
  static func choices(_ size: Int, of count: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return (size - 1..<count).flatMap { last in
      choices(size - 1, of: last).map { $0 + [last] }
    }
  }

  @Test(
    "Shift, its ends and dominance as from all differences, with ties or none", arguments: 0..<6)
  func allDifferences(_ seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let levels: UInt64 = seed % 2 == 0 ? 12 : 1_000_000
    let first = (0..<(20 + 31 * seed)).map { _ in Double(generator.next() % levels) / 10 }
    let second = (0..<(90 - 11 * seed)).map { _ in Double(generator.next() % levels) / 10 - 0.3 }
    let differences = first.flatMap { a in second.map { a - $0 } }
    let ordered = try OrderedValues(differences)
    let shift = try HodgesLehmann().estimate(first, second)
    #expect(shift.estimate?.value == ordered.median)
    let interval = try #require(shift.interval)
    let rank = try #require(ordered.values.firstIndex { $0 >= interval.low })
    #expect(ordered.values[rank] == interval.low)
    #expect(ordered.values.contains(interval.high))
    let signs = first.flatMap { a in second.map { a > $0 ? 1.0 : (a < $0 ? -1 : 0) } }
    let dominance = try Dominance(first, second)
    #expect(agreement(dominance.delta, signs.reduce(0, +) / Double(signs.count)) >= 14)
    // Cliff's unbiased variance from its definition.
    let (n, m) = (Double(first.count), Double(second.count))
    func square(_ x: Double) -> Double { x * x }
    let rows = first.indices.map { i in
      square(second.indices.reduce(0) { $0 + signs[i * second.count + $1] } / m - dominance.delta)
    }
    let columns = second.indices.map { j in
      square(first.indices.reduce(0) { $0 + signs[$1 * second.count + j] } / n - dominance.delta)
    }
    let all = signs.reduce(0) { $0 + square($1 - dominance.delta) }
    let expected =
      (m * m * rows.reduce(0, +) + n * n * columns.reduce(0, +) - all)
      / (n * m * (n - 1) * (m - 1))
    let floor = (1 - square(dominance.delta)) / (n * m - 1)
    #expect(agreement(try #require(dominance.variance), max(expected, floor)) >= 11)
  }

  @Test("The exact law with ties is that of all choices of the midranks")
  func exactLaw() throws {
    let samples: [([Double], [Double])] = [
      ([1, 1, 2], [2, 2, 3, 1]), ([5], [1, 5, 5, 9]), ([3, 3], [3, 3, 3]),
      ([4, 8, 8, 1, 2], [8, 1]), ([0.5, 7, 3, 3], [2, 3, 6, 1, 9]),
    ]
    for (first, second) in samples {
      let midranks = try Ranks(first + second).midranks
      let observed = midranks.prefix(first.count).reduce(0, +)
      let centre = Double(first.count * (midranks.count + 1)) / 2
      let sums = Self.choices(first.count, of: midranks.count).map { chosen in
        chosen.reduce(0) { $0 + midranks[$1] }
      }
      func share(_ test: (Double) -> Bool) -> Double {
        Double(sums.count { test($0) }) / Double(sums.count)
      }
      let result = try MannWhitney().test(first, second)
      #expect(result.basis == .exact)
      let two = share { abs($0 - centre) >= abs(observed - centre) }
      #expect(agreement(try #require(result.pValue), two) >= 14)
      let less = try MannWhitney(alternative: .less).test(first, second).pValue
      #expect(agreement(try #require(less), share { $0 <= observed }) >= 14)
      let greater = try MannWhitney(alternative: .greater).test(first, second).pValue
      #expect(agreement(try #require(greater), share { $0 >= observed }) >= 14)
      let farthest = sums.map { abs($0 - centre) }.max() ?? 0
      let floor = try #require(result.detail("p_floor"))
      #expect(agreement(floor, share { abs($0 - centre) >= farthest }) >= 14)
    }
  }

  @Test("Exchanged samples: U and its complement, one p", arguments: 0..<8)
  func exchange(_ seed: Int) throws {
    var generator = Counter(seed: UInt64(seed))
    let first = (0..<(3 + seed)).map { _ in Double(generator.next() % 9) }
    let second = (0..<(12 - seed)).map { _ in Double(generator.next() % 9) }
    let result = try MannWhitney().test(first, second)
    let other = try MannWhitney().test(second, first)
    let u = try #require(result.statistic?.value)
    #expect(u + (try #require(other.statistic?.value)) == Double(first.count * second.count))
    #expect(agreement(try #require(result.pValue), try #require(other.pValue)) >= 13)
    let shift = try HodgesLehmann().estimate(first, second)
    let opposite = try HodgesLehmann().estimate(second, first)
    #expect(shift.estimate?.value == opposite.estimate.map { -$0.value })
    #expect(shift.interval?.low == opposite.interval.map { -$0.high })
    let delta = try Dominance(first, second).delta
    #expect(delta == -(try Dominance(second, first).delta))
    let chance = try #require(result.estimate?.value)
    #expect(agreement(chance, (delta + 1) / 2) >= 13)
  }

  @Test("Large samples fall back on the normal law; equal values give p = 1")
  func fallback() throws {
    let first = (0..<200).map { Double($0 * 7 % 211) }
    let second = (0..<150).map { Double($0 * 5 % 211) + 0.5 }
    let result = try MannWhitney().test(first, second)
    #expect(result.basis == .asymptotic)
    #expect(result.pValue == result.detail("p_normal"))
    #expect(try MannWhitney().test([2, 2], [2, 2, 2]).pValue == 1)
    #expect(throws: StatisticsError.self) { try MannWhitney().test([], [1]) }
  }

  @Test("No interval reaches the level with three and four values")
  func unattainable() throws {
    let result = try HodgesLehmann().estimate([1.1, 2.3, 0.7], [3.4, 2.9, 4.1, 1.8])
    #expect(result.interval?.low == -.infinity)
    #expect(agreement(try #require(result.detail("attainable_level")), 33.0 / 35) >= 14)
    #expect(result.notes.contains { $0.code == "interval-unbounded" })
  }

  @Test("Samples that do not overlap have no spread to judge by")
  func separated() throws {
    #expect(throws: StatisticsError.varianceNotPositive) {
      try BrunnerMunzel().test([1, 2, 3], [4, 5, 6])
    }
    let dominance = try Dominance([4, 5, 6], [1, 2, 3])
    #expect(dominance.delta == 1)
    #expect(dominance.interval == nil)
    #expect(dominance.estimates.rows.count == 2)
    #expect(try Dominance([4], [1, 2, 3]).variance == nil)
  }
}

@Suite("Predictive rank")
struct PredictiveRankTests {
  @Test("Chances of a rank, and of lying outside, over all orders", arguments: [2, 5, 8, 13])
  func chances(_ count: Int) throws {
    // Every rank of a new value among `count` old ones is equally likely: count them.
    let old = (1...count).map(Double.init)
    let places = try (0...count).map { rank in
      try PredictiveRank(of: [Double(rank) + 0.5], among: old).places[0]
    }
    let outside = places.count { $0.isOutside }
    let rank = try PredictiveRank(of: [0.5], among: old)
    #expect(agreement(rank.floor, Double(outside) / Double(count + 1)) >= 14)
    for place in places {
      let asExtreme = places.count {
        min($0.below, $0.above) <= min(place.below, place.above)
      }
      #expect(agreement(place.pValue(), Double(asExtreme) / Double(count + 1)) >= 14)
    }
  }

  @Test("The chance that any of several lies outside: 49 % of 3 after 8, 33 % of 3 after 14")
  func several() throws {
    let eight = try PredictiveRank(of: [1, 2, 3], among: (1...8).map(Double.init))
    #expect(agreement(eight.chanceAnyOutside, 1 - 56.0 / 110) >= 14)
    let fourteen = try PredictiveRank(of: [1, 2, 3], among: (1...14).map(Double.init))
    #expect(agreement(fourteen.chanceAnyOutside, 1 - 182.0 / 272) >= 14)
    let one = try PredictiveRank(of: [1], among: (1...8).map(Double.init))
    #expect(agreement(one.chanceAnyOutside, 2.0 / 9) >= 14)
  }

  @Test("Ties: midrank, range of ranks, the largest p")
  func ties() throws {
    let rank = try PredictiveRank(of: [3], among: [1, 3, 3, 5])
    let place = rank.places[0]
    #expect(place.midrank == 3)
    #expect(place.ranks == 2...4)
    #expect(place.pValue(.less) == 0.8)
    #expect(place.pValue(.greater) == 0.8)
    #expect(place.pValue() == 1)
    #expect(!place.isOutside)
    #expect(rank.estimates.notes.contains { $0.code == "ties" })
    #expect(try !PredictiveRank(of: [5], among: [1, 3, 5]).places[0].isOutside)
  }

  @Test func tables() throws {
    let rank = try PredictiveRank(of: [9, 0], among: [1, 3, 5, 7])
    #expect(rank.estimates.rows.count == 2)
    #expect(rank.outsideCount == 2)
    #expect(rank.estimates.cell(0, .pValue) == .number(0.4))
    #expect(rank.estimates.cell(0, .floor) == .number(0.4))
    #expect(rank.overview.cell(0, .firstCount) == .integer(4))
    #expect(throws: StatisticsError.tooFewObservations(needed: 2, have: 1)) {
      try PredictiveRank(of: [1], among: [2])
    }
  }
}

import Statistics
import TestSupport
import Testing

@Suite("Searches for breaks")
struct BreakSearchTests {
  static func noise(_ count: Int, seed: UInt64 = 7) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 - 0.5
    }
  }

  /// A level that jumps by 3 after twenty rows and back after forty.
  static let steps = noise(60).enumerated().map { index, value in
    value + (20..<40 ~= index ? 3 : 0)
  }

  @Test("F at every candidate is Chow's, times the terms")
  func chow() throws {
    let values = Self.noise(24)
    let design = Design.trend(values.indices.map(Double.init))
    let found = try StructuralChange(replicates: 0).test(values, on: design)
    for (place, value) in zip(found.candidates, found.values) {
      let chow = try Chow().test(values, on: design, from: place)
      #expect(agreement(value, 2 * (try #require(chow.statistic).value)) >= 9)
    }
    #expect(found.supremum == found.values.max())
  }

  @Test("A jump is found where it is, and simulated p-values are shares of replicates")
  func jump() throws {
    let values = Array(Self.steps[..<40])
    let design = Design.intercept(count: 40)
    let found = try StructuralChange(replicates: 199).test(values, on: design)
    #expect(found.place == 20)
    #expect(found.supremumPValue == 1.0 / 200)
    #expect(found.basis == .resampled(replicates: 199, seed: 20_111_218))
    let tail = try StructuralChange(replicates: 0).test(values, on: design)
    #expect(try #require(tail.supremumPValue) < 1e-6)
    #expect(tail.averagePValue == nil)
  }

  @Test("The tail of the limit agrees with simulation where p is small")
  func tail() throws {
    let values = Self.noise(200).enumerated().map { $1 + ($0 < 100 ? 0 : 0.17) }
    let design = Design.intercept(count: 200)
    let simulated = try #require(
      try StructuralChange(replicates: 1_999).test(values, on: design).supremumPValue)
    let limit = try #require(
      try StructuralChange(replicates: 0).test(values, on: design).supremumPValue)
    #expect(abs(simulated - limit) < 0.3 * limit + 0.004)
  }

  @Test("Bai–Perron finds both jumps, by sums that brute force confirms")
  func baiPerron() throws {
    let fit = try BaiPerron(mostBreaks: 3).fit(Self.steps, on: .intercept(count: 60))
    #expect(fit.breaks == [20, 40])
    #expect(fit.intervals.allSatisfy { $0 != nil })
    let short = Array(Self.noise(14))
    let small = try BaiPerron(trim: 0.2, mostBreaks: 2).fit(short, on: .intercept(count: 14))
    var least = Double.infinity
    for first in 2...10 {
      for second in (first + 2)...12 {
        least = min(
          least,
          [0..<first, first..<second, second..<14].reduce(0) { total, run in
            let mean = run.reduce(0) { $0 + short[$1] } / Double(run.count)
            return total + run.reduce(0) { $0 + (short[$1] - mean) * (short[$1] - mean) }
          })
      }
    }
    #expect(agreement(small.partitions[2].residualSumOfSquares, least) >= 12)
    let crowded = try BaiPerron(trim: 0.4, mostBreaks: 5).fit(short, on: .intercept(count: 14))
    #expect(crowded.partitions.count == 2)
  }

  @Test("Constant stretches and exact fits end in results or errors, never in NaN")
  func exact() throws {
    let flat = Array(repeating: 3.0, count: 20)
    let jump = (0..<20).map { $0 < 8 ? 1.1 : 4.7 }
    let mean = Design.intercept(count: 20)
    #expect(throws: StatisticsError.noVariation) { try StructuralChange().test(flat, on: mean) }
    #expect(throws: StatisticsError.varianceNotPositive) {
      try StructuralChange(replicates: 0).test(jump, on: mean)
    }
    let fit = try BaiPerron().fit(jump, on: mean)
    #expect(fit.breaks == [8])
    #expect(fit.intervals == [nil])
    #expect(fit.partitions[1].residualSumOfSquares == 0)
    #expect(try BaiPerron().fit(flat, on: mean).breaks.isEmpty)
    for kind in Fluctuation.Kind.allCases {
      #expect(throws: StatisticsError.varianceNotPositive) {
        try Fluctuation(kind).test(flat, on: mean)
      }
    }
    #expect(try Pettitt().test(flat).pValue == 1)
    for cost in SegmentCost.allCases {
      let segments = try Segmentation(cost).partition(flat, penalty: 1)
      #expect(segments.breaks.isEmpty)
      #expect(segments.totalCost.isFinite)
    }
    #expect(try Segmentation(.mean).partition(jump, penalty: 0.1).breaks == [8])
  }

  @Test("Recursive residuals are errors of prediction over their standard deviation")
  func recursive() throws {
    let values = Self.noise(15)
    let times = values.indices.map { 2000 + Double($0) }
    let found = try Fluctuation.recursiveResiduals(values, on: .trend(times))
    #expect(found.count == 13)
    for row in 5..<15 {
      let before = try LeastSquares().fit(
        Array(values[..<row]), on: .trend(Array(times[..<row])))
      let ahead = before.fitted[row - 1] + (before.fitted[row - 1] - before.fitted[row - 2])
      let middle = times[..<row].reduce(0, +) / Double(row)
      let spread = times[..<row].reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
      let variance =
        1 + 1 / Double(row) + (times[row] - middle) * (times[row] - middle) / spread
      #expect(agreement(found[row - 2], (values[row] - ahead) / variance.squareRoot()) >= 9)
    }
  }

  @Test("Fluctuation tests see a jump, and moving sums have simulated p-values")
  func fluctuation() throws {
    let jump = Array(Self.steps[..<40])
    let mean = Design.intercept(count: 40)
    // Moving sums see a short spell better than a lasting jump.
    let spell = Self.noise(40).enumerated().map { $1 + (15..<21 ~= $0 ? 3 : 0) }
    for kind in Fluctuation.Kind.allCases {
      let seen = try Fluctuation(kind, replicates: 199)
        .test(kind == .moving ? spell : jump, on: mean)
      let calm = try Fluctuation(kind, replicates: 199).test(Self.noise(40), on: mean)
      #expect(try #require(calm.pValue) > 0.05)
      // Recursive residuals about their own mean see little of a jump half-way.
      let most = kind == .recursive ? 1 : 0.01
      #expect(try #require(seen.pValue) <= most)
    }
    let silent = try Fluctuation(.moving, replicates: 0).test(jump, on: mean)
    #expect(silent.pValue == nil)
    #expect(throws: StatisticsError.self) {
      try Fluctuation(.moving, window: 0.01).test(jump, on: mean)
    }
  }

  @Test("Pettitt's K is the largest count of signs between both parts")
  func pettitt() throws {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    var largest = 0
    for place in 1..<10 {
      var count = 0
      for first in values[..<place] {
        for second in values[place...] {
          count += (first < second ? 1 : 0) - (first > second ? 1 : 0)
        }
      }
      largest = max(largest, abs(count))
    }
    let found = try Pettitt().test(values)
    #expect(found.statistic?.value == Double(largest))
    let jump = try Pettitt().test(Array(Self.steps[..<40]))
    #expect(jump.detail("place") == 20)
  }

  @Test(
    "Pruning finds what the full search finds", arguments: SegmentCost.allCases,
    [0.0, 0.4, 2, 15])
  func pruning(_ cost: SegmentCost, _ penalty: Double) throws {
    for seed in 1...6 {
      let values = Self.noise(70, seed: UInt64(seed)).enumerated().map { index, value in
        (8 * (value + 0.5) + (30..<50 ~= index ? 6 : 0)).rounded()
      }
      for least in [2, 3, 7] where least >= cost.leastRows {
        let full = try Segmentation(cost, leastRows: least, search: .full)
          .partition(values, penalty: penalty)
        let pruned = try Segmentation(cost, leastRows: least).partition(values, penalty: penalty)
        #expect(agreement(pruned.totalCost, full.totalCost) >= 12)
        #expect(pruned.segments.allSatisfy { $0.end - $0.start >= least })
        let fixed = try Segmentation(cost, leastRows: least)
          .partition(values, changes: full.breaks.count)
        let penalties = penalty * Double(full.breaks.count)
        #expect(
          abs(fixed.totalCost + penalties - full.totalCost) < 1e-9 * (1 + abs(full.totalCost)))
      }
    }
  }

  @Test("A segment's cost is the misfit of its model")
  func costs() throws {
    let line = (0..<12).map { 0.1 + 0.3 * Double($0) }
    #expect(try Segmentation(.linear).partition(line, changes: 0).totalCost < 1e-20)
    let counts = [3.0, 0, 2, 5]
    let poisson = try Segmentation(.poisson).partition(counts, changes: 0)
    #expect(agreement(poisson.totalCost, 2 * (10 - 10 * 0.916290731874155)) >= 13)
    #expect(throws: StatisticsError.notACount(index: 1)) {
      try Segmentation(.poisson).partition([1, 0.5, 2], penalty: 1)
    }
    #expect(throws: StatisticsError.self) { try Segmentation(.mean).partition([1], penalty: 1) }
    #expect(throws: StatisticsError.self) {
      try Segmentation(.mean).partition([1, 2, 3], penalty: -1)
    }
    #expect(throws: StatisticsError.self) {
      try Segmentation(.mean).partition([1, 2, 3], changes: 1)
    }
  }
}

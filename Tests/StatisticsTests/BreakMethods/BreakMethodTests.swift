import Statistics
import Tables
import TestSupport
import Testing

@Suite("Methods of breaks")
struct BreakMethodTests {
  private let steps = BreakSearchTests.steps

  private func sample(_ values: [Double]) throws -> Sample {
    try Sample(times: values.indices.map { 1960 + Double($0) }, values: values)
  }

  @Test("Each is named once, refuses below its card, and answers above it")
  func catalogue() throws {
    #expect(Set(BreakMethod.allCases.map(\.name)).count == BreakMethod.allCases.count)
    let settings = BreakSettings(replicates: 99)
    for method in BreakMethod.allCases {
      #expect(BreakMethod.named(method.name)?.name == method.name)
      #expect(method.card.advisedCount == 15)
      #expect(!method.card.references.isEmpty && !method.card.assumptions.isEmpty)
      let few = try sample(Array(steps[..<14]))
      #expect(
        throws: StatisticsError.misleadingBelow(
          observations: 15, have: 14, instead: method.card.instead)
      ) { try method(few, settings) }
      let forced = BreakSettings(replicates: 99, isForced: true)
      let answer = try method(few, forced)
      #expect(answer.notes.contains { $0.code == "forced" })
      #expect(throws: StatisticsError.self) { try method(sample([1, 2, 4]), forced) }
      let whole = try method(sample(steps), settings)
      #expect(whole.notes.contains { $0.code == "exploratory" })
      for row in whole.rows {
        for value in [row.estimate, row.standardError, row.statistic, row.pValue] {
          #expect(value?.isFinite != false)
        }
      }
    }
    #expect(BreakMethod.named("chow") == nil)
  }

  @Test("Both jumps are found, with the levels between, the fit and the criterion")
  func baiPerron() throws {
    let answer = try BreakMethod.baiPerron(sample(steps))
    #expect(answer.places == [20, 40])
    let levels = answer.rows.filter { $0.term == "level" }
    #expect(levels.map(\.rows) == [0..<20, 20..<40, 40..<60])
    for (level, run) in zip(levels, [0..<20, 20..<40, 40..<60]) {
      let mean = run.reduce(0) { $0 + steps[$1] } / 20
      #expect(agreement(try #require(level.estimate), mean) >= 13)
    }
    let fitted = try #require(answer.fitted)
    #expect(fitted[19] == fitted[0] && fitted[20] != fitted[0])
    let chosen = answer.models.filter { $0.isChosen }
    #expect(chosen.count == 1)
    #expect(chosen.first?.places == [20, 40])
    let least = answer.models.compactMap(\.bic).min()
    #expect(chosen.first?.bic == least)
    for row in answer.rows where row.term == "break" {
      let place = try #require(row.place)
      #expect(try #require(row.placeLow) <= place && place <= (try #require(row.placeHigh)))
    }
    let one = try BreakMethod.baiPerron(sample(steps), BreakSettings(breaks: 1))
    #expect(one.places.count == 1)
    #expect(throws: StatisticsError.self) {
      try BreakMethod.baiPerron(sample(steps), BreakSettings(breaks: 30))
    }
    let lines = try BreakMethod.baiPerron(sample(steps), BreakSettings(model: .trend))
    #expect(lines.rows.contains { $0.term == "slope" })
  }

  @Test("Partitions by cost find the jumps, or as many as are asked for")
  func partitions() throws {
    for method in [BreakMethod.pelt, .optimal] {
      for cost in [SegmentCost.mean, .linear] {
        let answer = try method(sample(steps), BreakSettings(cost: cost))
        #expect(answer.places == [20, 40], "\(method.name) \(cost)")
        let chosen = answer.models.filter { $0.isChosen }
        #expect(chosen.first?.penalty != nil)
      }
      #expect(try method(sample(steps), BreakSettings(penalty: 1e6)).places.isEmpty)
      let counts = steps.map { (2 * max(0, $0 + 1)).rounded() }
      let rates = try method(sample(counts), BreakSettings(cost: .poisson))
      #expect(rates.places == [20, 40])
      #expect(throws: StatisticsError.notACount(index: 0)) {
        try method(sample(steps), BreakSettings(cost: .poisson))
      }
    }
    let three = try BreakMethod.optimal(sample(steps), BreakSettings(breaks: 3))
    #expect(three.places.count == 3)
    #expect(three.models.count == 4)
    let spread = BreakSearchTests.noise(60).enumerated().map { $1 * ($0 < 30 ? 1.0 : 20.0) }
    let found = try BreakMethod.pelt(sample(spread), BreakSettings(cost: .variance))
    #expect(found.places == [30])
    #expect(found.rows.contains { $0.term == "sd" })
    let flat = try BreakMethod.pelt(sample(Array(repeating: 2, count: 20)))
    #expect(flat.places.isEmpty)
  }

  @Test("Tests give the place, the statistic and p of the procedure")
  func tests() throws {
    let jump = Array(steps[..<40])
    let chow = try BreakMethod.chow("1979", from: 1980)(sample(jump))
    let known = try Chow().test(jump, on: .intercept(count: 40), from: 20)
    #expect(chow.rows.first?.place == 20)
    #expect(chow.rows.first?.pValue == known.pValue)
    #expect(chow.rows.first?.statistic == known.statistic?.value)
    #expect(throws: StatisticsError.self) {
      try BreakMethod.chow("1900", from: 1901)(sample(jump))
    }
    let settings = BreakSettings(replicates: 199)
    #expect(try BreakMethod.supF(sample(jump), settings).places == [20])
    #expect(
      try BreakMethod.supF(sample(jump), settings).rows.map(\.term) == ["break", "ave F", "exp F"])
    #expect(try BreakMethod.pettitt(sample(jump), settings).places == [20])
    #expect(try BreakMethod.cusum(sample(jump), settings).places == [20])
    let flat = try BreakMethod.pettitt(sample(Array(repeating: 2, count: 20)))
    #expect(flat.places.isEmpty && flat.rows.first?.pValue == 1)
  }

  @Test("Long series: what the blocks pass over changes nothing")
  func blocks() throws {
    for seed in 1...2 {
      let levels = [0.0, 3, 1, 2]
      let values = BreakSearchTests.noise(400, seed: UInt64(seed)).enumerated().map {
        $1 + levels[$0 / 100]
      }
      for cost in SegmentCost.allCases {
        let series = cost == .poisson ? values.map { (4 * max(0, $0)).rounded() } : values
        let penalty = cost == .mean || cost == .linear ? 1.0 : 8
        let full = Segmentation(cost, leastRows: 3, search: .full)
        let pruned = Segmentation(cost, leastRows: 3)
        let expected = try full.partition(series, penalty: penalty)
        let found = try pruned.partition(series, penalty: penalty)
        #expect(found.breaks == expected.breaks, "\(cost)")
        #expect(agreement(found.totalCost, expected.totalCost) >= 12)
        let four = try full.partition(series, changes: 4)
        #expect(try pruned.partition(series, changes: 4).breaks == four.breaks, "\(cost)")
      }
    }
  }
}

import Statistics
import TestSupport
import Testing

@Suite("Many p-values")
struct MultipleTestingTests {
  @Test("Order kept, never below the raw p, at most 1", arguments: PValueAdjustment.allCases)
  func bounds(_ adjustment: PValueAdjustment) throws {
    let pValues = [0.04, 0.001, 0.3, 0.04, 1, 0, 0.012]
    let adjusted = try adjustment.adjusted(pValues)
    for (raw, value) in zip(pValues, adjusted) {
      #expect(value >= raw && value <= 1)
    }
    for i in pValues.indices {
      for j in pValues.indices where pValues[i] <= pValues[j] {
        #expect(adjusted[i] <= adjusted[j])
      }
    }
    #expect(try adjustment.adjusted([]).isEmpty)
    #expect(try adjustment.adjusted([0.03]) == [0.03])
    #expect(throws: StatisticsError.self) { try adjustment.adjusted([0.1, 1.2]) }
    #expect(throws: StatisticsError.self) { try adjustment.adjusted([.nan]) }
  }

  @Test("Bonferroni ≥ Holm ≥ Hochberg ≥ Hommel ≥ Benjamini–Hochberg", arguments: 0..<10)
  func strength(_ seed: Int) throws {
    var generator = Counter(seed: UInt64(seed))
    let pValues = (0..<(2 + seed)).map { _ in Double(generator.next() % 1000) / 1000 }
    let order: [PValueAdjustment] = [
      .bonferroni, .holm, .hochberg, .hommel, .benjaminiHochberg,
    ]
    let adjusted = try order.map { try $0.adjusted(pValues) }
    for (strong, weak) in zip(adjusted, adjusted.dropFirst()) {
      for (a, b) in zip(strong, weak) { #expect(a >= b - 1e-15) }
    }
  }

  @Test("As R's p.adjust: ties, zeros, ones, one value", arguments: PValueAdjustment.allCases)
  func asR(_ adjustment: PValueAdjustment) throws {
    let rows = try GoldenFile("p-adjust").rows("adjust")
    #expect(rows.count >= 20)
    for row in rows {
      let adjusted = try adjustment.adjusted(row.numbers("p"))
      let expected = try row.numbers(adjustment.rawValue)
      #expect(adjusted.count == expected.count)
      for (value, golden) in zip(adjusted, expected) {
        #expect(agreement(value, golden) >= 14, "\(adjustment)")
      }
    }
  }

  @Test("By name, and with members that have none")
  func names() throws {
    for adjustment in PValueAdjustment.allCases {
      #expect(PValueAdjustment.named(adjustment.rawValue) == adjustment)
      #expect(
        PValueAdjustment.named(adjustment.title.lowercased().replacing("–", with: "-"))
          == adjustment)
      #expect(!adjustment.summary.isEmpty)
    }
    #expect(PValueAdjustment.named("BH") == .benjaminiHochberg)
    #expect(PValueAdjustment.named("fdr") == .benjaminiHochberg)
    #expect(PValueAdjustment.named("none") == nil)
    let family = try PValueAdjustment.holm.adjusted(present: [0.02, nil, 0.01, nil])
    #expect(family == [0.02, nil, 0.02, nil])
    #expect(try PValueAdjustment.holm.adjusted(present: [nil]) == [nil])
  }
}

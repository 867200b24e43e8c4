import Comparison
import Statistics
import Tables
import Testing

@Suite("P-values adjusted over a family")
struct TableAdjustmentTests {
  private let table = Table(
    "t", columns: [.series, .method, .pValue],
    rows: [
      [.text("a"), .text("ols"), .number(0.01)], [.text("a"), .text("mk"), .number(0.2)],
      [.text("b"), .text("ols"), .number(0.04)],
      [.text("b"), .text("mk"), .absent(because: "few")],
      [.text("c"), .text("ols"), .number(0.03)], [.text("c"), .text("mk"), .number(0.1)],
    ])

  @Test("rows of one method are a family; what has no p-value is in none")
  func families() {
    let found = table.adjusted(by: .holm, family: [.method, .rho])
    #expect(found.columns == [.series, .method, .pValue, .adjustedPValue])
    // By hand: 3 × .01; then 2 × .03 and 1 × .04, of which the larger so far stands.
    let expected: [Double?] = [0.03, 0.2, 0.06, nil, 0.06, 0.2]
    for (row, value) in expected.enumerated() {
      let cell = found.rows[row][3].double
      #expect(cell.map { abs($0 - (value ?? .nan)) < 1e-15 } ?? (value == nil))
    }
    #expect(found.notes.last?.text.contains("2 families of 2 to 3 p-values") == true)
  }

  @Test(
    "every method keeps order and is at least the raw p-value", arguments: PValueAdjustment.allCases
  )
  func atLeastRaw(adjustment: PValueAdjustment) {
    let found = table.adjusted(by: adjustment, family: [.method])
    let pairs = found.rows.compactMap { row in
      row[2].double.flatMap { raw in row[3].double.map { (raw, $0) } }
    }
    #expect(pairs.count == 5)
    #expect(pairs.allSatisfy { $0.1 >= $0.0 && $0.1 <= 1 })
  }

  @Test("the worst autocorrelation of a series is no mark of a family, a declared one is")
  func worst() {
    let rows: [[Cell]] = [
      [.text("worst"), .number(0.6), .number(0.02)], [.text("worst"), .number(0), .number(0.3)],
      [.text("declared"), .number(0.6), .number(0.02)],
      [.text("declared"), .number(0), .number(0.3)],
    ]
    let found = Table("t", columns: [.variant, .rho, .pValue], rows: rows)
      .adjusted(by: .bonferroni, family: [.variant, .rho])
    #expect(found.rows.map { $0[3].double } == [0.04, 0.6, 0.02, 0.3])
  }

  @Test("a table without p-values stays as it is")
  func none() {
    let plain = Table("t", columns: [.series], rows: [[.text("a")]])
    #expect(plain.adjusted(by: .holm, family: []) == plain)
  }
}

import Foundation
import LinearAlgebra
import Statistics
import Tables
import TestSupport
import Testing

/// Regressions on a table that comes in pieces, against the same table in memory.
@Suite("Regression in pieces")
struct StreamedRegressionTests {
  private static let rows = 5_000

  /// Columns of a fixed sequence: numbers, texts, groups, counts and shares; some values missing.
  private struct Columns {
    var numbers: [String: [Double?]] = [:]
    var texts: [String: [String?]] = [:]
    var times: [Double?] = []

    init(rows: Int) {
      var random = SplitMix64(seed: 20_111_218)
      let names = ["delta", "alpha", "Ångström", "beta", "gamma"]
      var error = 0.0
      for row in 0..<rows {
        let x = 1 + 3 * random.uniform()
        let z = random.uniform() - 0.5
        let level = Int(random.uniform() * 5) % 5
        error = 0.6 * error + random.uniform() - 0.5
        let y = 2 - x / 2 + z + Double(level) / 4 + error * (0.5 + x)
        let exposure = 0.5 + random.uniform()
        let mean = exposure * (0.4 + 0.3 * x)
        var count = 0.0
        var product = random.uniform()
        let edge = exp(-mean)
        while product > edge {
          product *= random.uniform()
          count += 1
        }
        numbers["y", default: []].append(row % 611 == 17 ? nil : y)
        numbers["x", default: []].append(x)
        numbers["z", default: []].append(row % 977 == 5 ? nil : z)
        numbers["w", default: []].append(0.25 + 4 * random.uniform())
        numbers["o", default: []].append(random.uniform())
        numbers["k", default: []].append(Double(1 + row % 7))
        numbers["count", default: []].append(count)
        numbers["exposure", default: []].append(exposure)
        let trials = Double(1 + Int(random.uniform() * 6))
        numbers["trials", default: []].append(trials)
        numbers["share", default: []].append((random.uniform() * trials).rounded() / trials)
        numbers["hit", default: []].append(random.uniform() < 1 / (1 + exp(1 - x)) ? 1 : 0)
        texts["g", default: []].append(names[level])
        texts["group", default: []].append("no. \(Int(random.uniform() * 40))")
        times.append(1900 + Double(row) / 12)
      }
    }

    func table(_ range: Range<Int>) throws -> FormulaTable {
      try FormulaTable(
        numbers.sorted { $0.key < $1.key }.map { ($0.key, .numbers(Array($0.value[range]))) }
          + texts.sorted { $0.key < $1.key }.map { ($0.key, .texts(Array($0.value[range]))) },
        times: Array(times[range]))
    }
  }

  private static let columns = Columns(rows: rows)

  /// The fit to pieces cut at odd places.
  private func inPieces(_ regression: TableRegression, rows: Int) throws -> TableFit {
    var streamed = try StreamedRegression(regression)
    let lengths = [1, 699, 1, 1300, 64, 2000]
    var passes = 0
    repeat {
      var start = 0
      var turn = 0
      while start < rows {
        let end = min(rows, start + lengths[turn % lengths.count])
        try streamed.add(try Self.columns.table(start..<end))
        start = end
        turn += 1
      }
      try streamed.endPass()
      passes += 1
      try #require(passes < 60)
    } while !streamed.isSettled
    return try streamed.fit()
  }

  private static let quantities: [Column] = [
    .estimate, .standardError, .statistic, .degreesOfFreedom, .pValue, .intervalLow, .intervalHigh,
  ]

  private func numbers(_ table: Table, _ column: Column) throws -> [Double?] {
    let place = try #require(table.columns.firstIndex(of: column), "\(column.key)")
    return table.rows.map { $0[place].double }
  }

  private func texts(_ table: Table, _ column: Column) throws -> [String?] {
    let place = try #require(table.columns.firstIndex(of: column))
    return table.rows.map { row in
      if case .text(let text) = row[place] { return text }
      return nil
    }
  }

  /// What is asked for, and to how many digits pieces must agree; nil for every bit.
  struct Request: Sendable, CustomTestStringConvertible {
    let formula: String
    var family = RegressionFamily.gaussian
    var covariance = CovarianceChoice.classical
    var weights: String?
    var offset: String?
    var exposure: String?
    var rows = StreamedRegressionTests.rows
    var digits: Double?

    var testDescription: String {
      "\(formula) \(family.rawValue) \(covariance.name) \(weights ?? "") \(offset ?? "") \(rows)"
    }

    func regression() throws -> TableRegression {
      var regression = TableRegression(try Formula(formula), family: family)
      regression.covariance = covariance
      regression.weights = weights
      regression.offset = offset
      regression.exposure = exposure
      return regression
    }
  }

  static let toTheBit: [Request] = [
    Request(formula: "y ~ x + z"),
    Request(formula: "y ~ x + z", weights: "w"),
    Request(formula: "y ~ x + I(x^2) + z", weights: "w", offset: "o"),
    Request(formula: "y ~ 0 + x + z"),
    Request(formula: "y ~ 0 + g + x"),
    Request(formula: "y ~ g * x + factor(k)"),
    Request(formula: "y ~ g:x - 1", weights: "w"),
    Request(formula: "y ~ poly(x, 3, raw = TRUE) + step(2000) + ramp(2100)"),
    Request(formula: "y ~ x + g", covariance: .cluster(column: "group")),
    Request(formula: "y ~ x + z", covariance: .cluster(column: "k"), weights: "w"),
    Request(formula: "y ~ 0 + x", covariance: .cluster(column: "group"), rows: 900),
  ]

  @Test("equals the fit in memory to the bit", arguments: toTheBit)
  func bits(_ request: Request) throws {
    let regression = try request.regression()
    let whole = try regression.fit(try Self.columns.table(0..<request.rows))
    let pieces = try inPieces(regression, rows: request.rows)
    #expect(try texts(pieces.estimates, .term) == texts(whole.estimates, .term))
    for column in Self.quantities {
      let found = try numbers(pieces.estimates, column)
      #expect(try found == numbers(whole.estimates, column), "\(column.key)")
      #expect(!found.isEmpty && !found.contains(nil))
    }
    #expect(pieces.overview.columns == whole.overview.columns)
    for (column, cells) in zip(
      pieces.overview.columns, zip(pieces.overview.rows[0], whole.overview.rows[0]))
    {
      #expect(cells.0 == cells.1, "\(column.key)")
    }
    #expect(pieces.count == whole.count && pieces.missingCount == whole.missingCount)
    #expect(pieces.missingCount > 0 && pieces.observations == nil)
  }

  static let toRounding: [Request] =
    [CovarianceEstimator.hc0, .hc1, .hc2, .hc3, .hc4].flatMap { estimator in
      [
        Request(formula: "y ~ x + z + g", covariance: .plain(estimator), digits: 13),
        Request(
          formula: "y ~ 0 + x + z", covariance: .plain(estimator), weights: "w", rows: 800,
          digits: 13),
      ]
    } + [
      Request(formula: "y ~ x + z", covariance: .neweyWest(lags: nil), digits: 13),
      Request(formula: "y ~ x + z", covariance: .neweyWest(lags: 0), weights: "w", digits: 13),
      Request(formula: "y ~ x + g", covariance: .neweyWest(lags: 100), digits: 13),
      Request(formula: "y ~ 0 + x", covariance: .neweyWest(lags: 3), rows: 700, digits: 13),
      Request(
        formula: "count ~ x + g", family: .poisson, exposure: "exposure", digits: 12.5),
      Request(
        formula: "count ~ x + z", family: .quasiPoisson, covariance: .plain(.hc3), weights: "w",
        exposure: "exposure", digits: 12),
      Request(
        formula: "count ~ 0 + x", family: .poisson, covariance: .cluster(column: "group"),
        rows: 1_500, digits: 12),
      Request(formula: "share ~ x + g", family: .binomial, weights: "trials", digits: 12),
      Request(
        formula: "hit ~ x", family: .binomial, covariance: .neweyWest(lags: 4), offset: "o",
        digits: 12),
    ]

  @Test("agrees with the fit in memory but for rounding", arguments: toRounding)
  func rounding(_ request: Request) throws {
    let regression = try request.regression()
    let digits = try #require(request.digits)
    let whole = try regression.fit(try Self.columns.table(0..<request.rows))
    let pieces = try inPieces(regression, rows: request.rows)
    #expect(try texts(pieces.estimates, .term) == texts(whole.estimates, .term))
    for column in [Column.estimate, .standardError, .intervalLow, .intervalHigh] {
      let found = try numbers(pieces.estimates, column).compactMap { $0 }
      let wanted = try numbers(whole.estimates, column).compactMap { $0 }
      #expect(!found.isEmpty && found.count == wanted.count)
      let scale = try numbers(whole.estimates, .standardError).compactMap { $0 }
      for (place, pair) in zip(found, wanted).enumerated() {
        // An end of an interval may lie near zero: its error is that of what it is made of.
        let size = max(abs(pair.1), scale[place])
        #expect(
          abs(pair.0 - pair.1) <= size * pow(10, -digits),
          "\(column.key) \(place): \(pair.0), in memory \(pair.1)")
      }
    }
    #expect(
      try numbers(pieces.estimates, .degreesOfFreedom)
        == numbers(whole.estimates, .degreesOfFreedom))
    for (column, cells) in zip(
      whole.overview.columns, zip(pieces.overview.rows[0], whole.overview.rows[0]))
    where ![.iterations, .lastChange, .stopped].contains(column) {
      guard let wanted = cells.1.double else {
        #expect(cells.0 == cells.1, "\(column.key)")
        continue
      }
      #expect(agreement(cells.0.double ?? .nan, wanted) >= digits - 1, "\(column.key)")
    }
  }

  @Test("what needs the whole table says what to use")
  func refusals() throws {
    func obstacle(_ formula: String, _ change: (inout TableRegression) -> Void) throws -> String {
      var regression = TableRegression(try Formula(formula))
      change(&regression)
      let error = #expect(throws: TableRegressionError.self) {
        _ = try StreamedRegression(regression)
      }
      guard case .choice(let message, let hint)? = error else { return "" }
      #expect(message.hasPrefix("in pieces, "))
      return hint ?? ""
    }
    #expect(try obstacle("y ~ poly(x, 2)") { _ in }.contains("raw = TRUE"))
    #expect(try obstacle("y ~ x") { $0.method = .quantile(0.5) }.contains("least squares"))
    #expect(try obstacle("y ~ x") { $0.family = .negativeBinomial }.contains("quasi-poisson"))
    #expect(try obstacle("y ~ x") { $0.solver = .qr }.contains("--solver"))
    #expect(
      try obstacle("y ~ x") {
        $0.covariance = .plain(.hc2)
        $0.usesBellMcCaffrey = true
      }.contains("hc3"))
  }

  @Test("faults of the rows are told with their place")
  func faults() throws {
    // A row that alone determines a coefficient.
    var regression = TableRegression(try Formula("y ~ x"))
    regression.covariance = .plain(.hc3)
    let first = try table([1, 2, 4], [0, 0, 0])
    let second = try table([3, 7], [0, 1])
    let alone = fault(regression, [first, second])
    guard case .cell(let row, _, let message, _)? = alone else {
      Issue.record("no fault of a row: \(String(describing: alone))")
      return
    }
    #expect(row == 1 && message.contains("leverage 1"))
    // Rows out of the order of their times.
    regression.covariance = .neweyWest(lags: 1)
    let late = try table([1, 2, 4, 3], [1, 2, 3, 5], [2001, 2002, 2003, 2004])
    let early = try table([3, 7], [0, 1], [2005, 2000])
    let order = fault(regression, [late, early])
    guard case .time(let place, _, let hint)? = order else {
      Issue.record("no fault of a time: \(String(describing: order))")
      return
    }
    #expect(place == 1 && hint?.contains("sort") == true)
    // Counts that a term fits perfectly: the iteration does not end.
    var counts = TableRegression(try Formula("y ~ x"), family: .poisson)
    let zeros = try table([0, 0, 0, 3, 5, 4], [0, 0, 0, 1, 1, 1])
    guard case .statistics(.separation(let terms))? = fault(counts, [zeros]) else {
      Issue.record("no separation")
      return
    }
    #expect(terms.contains("x"))
    counts.family = .quasiPoisson
    let none = try table([0, 0, 0, 0], [1, 2, 3, 5])
    #expect(fault(counts, [none]) == .statistics(.noVariation))
    // One group, and no row at all.
    var groups = TableRegression(try Formula("y ~ 1"))
    groups.covariance = .cluster(column: "x")
    let one = try table([1, 2, 4, 3], [1, 1, 1, 1])
    #expect(
      fault(groups, [one])
        == .statistics(.invalidOption(name: "clusters", found: "1", needed: "two at least")))
    let empty = fault(TableRegression(try Formula("y ~ x")), [try table([nil, nil], [1, 2])])
    #expect(empty?.description.contains("no row") == true)
  }

  @Test("rows that change between two passes are noticed")
  func change() throws {
    var regression = TableRegression(try Formula("y ~ x"))
    regression.covariance = .plain(.hc0)
    let first = try table([1, 2, 4, 3], [1, 2, 3, 5])
    var streamed = try StreamedRegression(regression)
    try streamed.add(first)
    try streamed.endPass()
    #expect(!streamed.isSettled)
    try streamed.add(try table([1, 2, 4], [1, 2, 3]))
    do {
      try streamed.endPass()
      Issue.record("not noticed")
    } catch {
      #expect("\(error)".contains("not those of the pass before"))
    }
  }

  private func table(
    _ y: [Double?], _ x: [Double?], _ times: [Double?]? = nil
  ) throws -> FormulaTable {
    try FormulaTable([("y", .numbers(y)), ("x", .numbers(x))], times: times)
  }

  /// Why a regression of pieces has no answer.
  private func fault(
    _ regression: TableRegression, _ pieces: [FormulaTable]
  ) -> TableRegressionError? {
    do throws(TableRegressionError) {
      var streamed = try StreamedRegression(regression)
      repeat {
        for piece in pieces { try streamed.add(piece) }
        try streamed.endPass()
      } while !streamed.isSettled
      _ = try streamed.fit()
      return nil
    } catch {
      return error
    }
  }
}

extension SplitMix64 {
  /// A number from 0 to below 1.
  fileprivate mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

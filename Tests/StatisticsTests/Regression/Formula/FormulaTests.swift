import Statistics
import Tables
import TestSupport
import Testing

@Suite struct FormulaTests {
  private struct File: Decodable {
    struct Data: Decodable {
      let y, x, t, k: [Double]
      let g, h: [String]
    }
    struct Case: Decodable {
      let formula: [String]
      let names: [String]
      let columns: [[Double]]
    }
    let data: Data
    let cases: [Case]
  }

  private static func table(_ data: File.Data) throws -> FormulaTable {
    try FormulaTable(
      [
        ("y", .numbers(data.y)), ("x", .numbers(data.x)), ("t", .numbers(data.t)),
        ("g", .texts(data.g)), ("h", .texts(data.h)), ("k", .numbers(data.k)),
      ], times: data.t)
  }

  @Test func designsAreThoseOfR() throws {
    let file = try regressionFile("Golden", "formula", as: File.self)
    let table = try Self.table(file.data)
    for example in file.cases {
      let result = try Formula(example.formula[0]).design(on: table)
      let names = example.names.map { $0 == "(Intercept)" ? "(intercept)" : $0 }
      #expect(result.design.terms == names, "\(example.formula[0])")
      guard result.design.terms == names else { continue }
      for (found, wanted) in zip(result.design.columns, example.columns) {
        for (a, b) in zip(found, wanted) {
          #expect(abs(a - b) <= 2e-13 * max(1, abs(b)), "\(example.formula[0]) \(a) \(b)")
        }
      }
    }
  }

  private static func small() throws -> FormulaTable {
    let numbers: [Double?] = [1, 2, nil, 4, 5]
    return try FormulaTable(
      [
        ("y", .numbers([2, 4, 6, 8, 11])), ("x", .numbers(numbers)),
        ("my share", .numbers([0.1, 0.4, 0.2, 0.3, 0.9])),
        ("side", .texts(["left", "right", "left", nil, "right"])),
        ("flat", .numbers([1, 1, 1, 1, 1])),
        ("one", .texts(["a", "a", "a", "a", "a"])),
      ], times: [2010, 2011, 2012, 2013, 2014])
  }

  @Test func missingRowsAreLeftOutAndCounted() throws {
    let result = try Formula("log(y) ~ x").design(on: Self.small())
    #expect(result.rows == [0, 1, 3, 4])
    #expect(result.missingCount == 1)
    #expect(result.notes.map(\.code) == ["missing-rows"])
    #expect(result.response?.count == 4)
    let both = try Formula("y ~ x + side").design(on: Self.small())
    #expect(both.rows == [0, 1, 4])
    #expect(both.design.terms == ["(intercept)", "x", "sideright"])
    let none = try Formula("y ~ flat - flat").design(on: Self.small())
    #expect(none.missingCount == 0)
    let flagged = try Formula("y ~ 1").design(
      on: Self.small(), whereComplete: [true, false, true, true, true])
    #expect(flagged.rows == [0, 2, 3, 4])
  }

  @Test func stepsAndRampsBeginAfterTheYear() throws {
    let result = try Formula("y ~ step(2011) + ramp(2011)").design(on: Self.small())
    #expect(result.design["step(2011)"] == [0, 0, 1, 1, 1])
    #expect(result.design["ramp(2011)"] == [0, 0, 1, 2, 3])
    let quarters = try FormulaTable(
      [("y", .numbers([1, 2, 3, 4]))], times: [2011.5, 2011.75, 2012, 2012.25])
    #expect(
      try Formula("y ~ step(2011)").design(on: quarters).design["step(2011)"] == [0, 0, 1, 1])
    #expect(
      try Formula("y ~ step(2011.75)").design(on: quarters).design["step(2011.75)"] == [0, 1, 1, 1])
    #expect(Formula.reads(try Formula("y ~ step(2011)")))
  }

  @Test func namesInBackticksAreColumns() throws {
    let result = try Formula("y ~ `my share` + I(`my share`^2) + x:`my share`").design(
      on: Self.small())
    #expect(
      result.design.terms
        == ["(intercept)", "my share", "I(`my share`^2)", "my share:x"])
  }

  @Test func powersKeepAllTheirDigits() throws {
    // x¹⁰ rounded to a double is another polynomial: the remainder is carried along.
    let x = (0..<20).map { 1.0 + Double($0) / 7 }
    let table = try FormulaTable([("x", .numbers(x)), ("y", .numbers(x))])
    let raw = try Formula("y ~ poly(x, 10, raw = TRUE)").design(on: table)
    let powers = Design.intercept(count: 20).adding(powersOf: x, upTo: 10, term: "x")
    #expect(raw.design.columns == powers.columns)
    let noise = x.enumerated().map { Double($0.offset * 7919 % 31) }
    let first = try LeastSquares().fit(noise, on: raw.design)
    let second = try LeastSquares().fit(noise, on: powers)
    let written = try Formula(
      "y ~ x + " + (2...10).map { "I(x^\($0))" }.joined(separator: " + ")
    ).design(on: table)
    let third = try LeastSquares().fit(noise, on: written.design)
    #expect(
      try first.coefficients().map(\.estimate) == (try second.coefficients().map(\.estimate)))
    #expect(
      agreement(
        try third.coefficients().map(\.estimate), try second.coefficients().map(\.estimate)) > 12)
  }

  @Test func orthogonalPolynomialsAreOrthonormal() throws {
    let x = (1950...2020).map(Double.init)
    let table = try FormulaTable([("x", .numbers(x)), ("y", .numbers(x))])
    let design = try Formula("y ~ poly(x, 12)").design(on: table).design
    for i in 1...12 {
      for j in 1...i {
        let product = zip(design.columns[i], design.columns[j]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-14)
      }
      #expect(try #require(design.columns[i].last) > 0)
    }
  }

  static let faults: [(formula: String, column: Int)] = [
    ("y", 2), ("y ~", 4), ("~", 2), ("y ~ x +", 8), ("y ~ x + + ", 9), ("y ~ (x", 7),
    ("y ~ x)", 6), ("y ~ x y", 7), ("y ~ 2", 5), ("y ~ x + 3 + t", 9), ("y ~ sin(x)", 5),
    ("y ~ x $ z", 7), ("y ~ `x", 5), ("y ~ ``", 5), ("y ~ x^y", 7), ("y ~ x^2.5", 7),
    ("y ~ x/z", 6),
    ("y ~ 2x", 5), ("y ~ (x - 1)", 10), ("y ~ log(x", 10), ("y ~ y ~ x", 7),
    ("y ~ zzz", 5), ("y ~ x + I(zzz^2)", 11), ("y ~ log(side)", 9), ("y ~ poly(x)", 5),
    ("y ~ poly(x, 0)", 5), ("y ~ poly(x, 9)", 5), ("y ~ poly(x, 2, raw = maybe)", 22),
    ("y ~ poly(x, 2, mode = 1)", 23), ("y ~ step()", 5), ("y ~ step(x)", 5), ("y ~ log(x, 2)", 5),
    ("y ~ one", 5), ("side ~ x", 1), ("y ~ I(poly(x, 2))", 7), ("y ~ 0", 1),
    ("log(flat - 1) ~ x", 1),
    ("y ~ exp(x * 1000)", 5), ("y ~ 1e999", 5), ("é ~ ü + $", 9),
  ]

  @Test(arguments: faults)
  func faultsHaveTheirPlace(_ fault: (formula: String, column: Int)) throws {
    let table = try Self.small()
    do {
      _ = try Formula(fault.formula).design(on: table)
      Issue.record("\(fault.formula) was read")
    } catch {
      #expect(error.column == fault.column, "\(fault.formula): \(error)")
      #expect(!error.description.isEmpty)
    }
  }

  @Test func aPowerOfAColumnIsRemarked() throws {
    let result = try Formula("y ~ x^2").design(on: Self.small())
    #expect(result.design.terms == ["(intercept)", "x"])
    #expect(result.notes.contains { $0.code == "formula" })
  }

  @Test func labelsAndNamesAreThoseWritten() throws {
    let formula = try Formula("log(y)~x*z+I(x^2/3)-x:z+poly(x,3)")
    #expect(formula.responseLabel == "log(y)")
    #expect(formula.termLabels == ["x", "z", "I(x^2/3)", "poly(x, 3)"])
    #expect(formula.names == ["y", "x", "z"])
    #expect(formula.hasIntercept)
    #expect(!(try Formula("y ~ x + 0").hasIntercept))
    #expect(try Formula("y ~ x - 1 + 1").hasIntercept)
    #expect(try Formula("~ x").responseLabel == nil)
    #expect(try Formula("~ x").design(on: Self.small()).response == nil)
  }

  /// Whatever the text, it is read or refused with a place inside it.
  @Test func noTextStopsTheReader() throws {
    var random = SplitMix64(seed: 17)
    let pieces = [
      "y", "x", "~", "+", "-", "*", ":", "^", "(", ")", "2", "1", "0", "log(", "poly(x, 2)", "I(",
      "`",
      ",", "=", " ", "step(2011)", "side", "factor(", "é", "/", "1e", ".", "raw",
    ]
    let table = try Self.small()
    for _ in 0..<3000 {
      let text =
        (Bool.random(using: &random) ? "y ~ " : "")
        + (0..<Int.random(in: 0...9, using: &random)).map { _ in random.pick(pieces) }.joined()
      do {
        _ = try Formula(text).design(on: table)
      } catch {
        #expect(error.column >= 1 && error.column <= text.count + 1, "\(text): \(error)")
      }
    }
  }
}

extension Formula {
  fileprivate static func reads(_ formula: Formula) -> Bool { formula.readsTime }
}

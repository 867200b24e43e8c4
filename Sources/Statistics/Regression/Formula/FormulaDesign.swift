import LinearAlgebra
public import Tables

/// A formula that has met a table: a response and a design on its complete rows.
public struct FormulaDesign: Sendable {
  /// The response on the rows used; nil where the formula has none.
  public let response: [Double]?
  /// The columns, the constant first.
  public let design: Design
  /// The rows of the table used, from 0.
  public let rows: [Int]
  /// The number of rows left out because a value they need is missing.
  public let missingCount: Int
  /// The columns of each term, by its label, in the order of the design; the constant is not a term.
  public let terms: [(label: String, columns: [String])]
  /// What was left out, and what a reader may have meant otherwise.
  public let notes: [Note]

  static func missingNote(_ missing: Int, of count: Int) -> Note {
    Note(
      .exclusion, "missing-rows",
      "\(missing) of \(count) rows have a missing value and were left out.")
  }
}

extension Formula {
  /// The response and the design of this formula on a table; rows with a missing value in a column
  /// the formula reads are left out and counted in a note.
  ///
  /// - Parameter needed: further columns whose missing values leave a row out, weights for instance,
  ///   as flags by row.
  /// - Throws: ``FormulaError`` with the place of the fault in the formula.
  public func design(
    on table: FormulaTable, whereComplete needed: [Bool]? = nil
  ) throws(FormulaError) -> FormulaDesign {
    let rows = completeRows(table, needed)
    guard !rows.isEmpty else { throw Formula.noRows }
    return try design(on: table, rows: rows)
  }

  /// What is told of a table without a complete row.
  static let noRows = FormulaError(
    1, "no row of the table has all the values the formula reads", isOfData: true)

  /// The response and the design on rows that are complete.
  ///
  /// - Parameter levels: those of the factors, where the table is a part of a longer one.
  func design(
    on table: FormulaTable, rows: [Int], levels: FormulaLevels? = nil
  ) throws(FormulaError) -> FormulaDesign {
    let evaluator = FormulaEvaluator(table: table, rows: rows)
    var parts: [Int: FormulaEvaluator.Variable] = [:]
    for place in used {
      parts[place] = try evaluator.variable(variables[place], levels: levels?.list(place))
    }
    var values: [Double]?
    if let response { values = try evaluator.values(response).map(\.high) }

    var design = hasIntercept ? Design.intercept(count: rows.count) : Design()
    var columns: [(label: String, columns: [String])] = []
    var isFullFactorTaken = hasIntercept
    for term in terms {
      var product: [(name: String, values: [DoubleDouble])]?
      for place in term {
        guard let part = parts[place] else { continue }
        let label = Formula.label(variables[place])
        var isFull = isFull(place, in: term, parts)
        if term.count == 1, case .factor = part, !isFullFactorTaken {
          isFull = true
          isFullFactorTaken = true
        }
        product = Self.crossed(product, Self.coded(part, label, isFull: isFull))
      }
      guard let product, !product.isEmpty else {
        throw FormulaError(
          variables[term[0]].column, "\(label(of: term)) has one level alone",
          hint: "leave the term out", isOfData: true)
      }
      for (name, values) in product { design.add(name, values) }
      columns.append((label(of: term), product.map(\.name)))
    }
    guard !design.terms.isEmpty else {
      throw FormulaError(1, "the formula has no terms", hint: "write y ~ 1 for a constant")
    }
    let missing = table.count - rows.count
    var notes = remarks.map { Note(.caveat, "formula", $0) }
    if missing > 0 {
      notes.insert(FormulaDesign.missingNote(missing, of: table.count), at: 0)
    }
    return FormulaDesign(
      response: values, design: design, rows: rows, missingCount: missing, terms: columns,
      notes: notes)
  }

  /// The rows in which nothing that is read is missing, from 0.
  func completeRows(_ table: FormulaTable, _ needed: [Bool]? = nil) -> [Int] {
    // Unknown names are faults of the formula, found by the evaluator with their places.
    let read = names.compactMap { table.column($0) }
    let times = readsTime ? table.times : nil
    return (0..<table.count).filter { row in
      !read.contains { $0.isMissing(row) } && (times.map { $0[row]?.isFinite ?? false } ?? true)
        && (needed?[row] ?? true)
    }
  }

  /// Whether a factor has a column for each level in a term: where what the term is without it is not
  /// in the model.
  private func isFull(
    _ place: Int, in term: [Int], _ parts: [Int: FormulaEvaluator.Variable]
  ) -> Bool {
    let rest = term.filter { $0 != place }
    return !rest.isEmpty && !terms.contains(rest)
  }

  private static func coded(
    _ part: FormulaEvaluator.Variable, _ label: String, isFull: Bool
  ) -> [(name: String, values: [DoubleDouble])] {
    switch part {
    case .numbers(let columns): return columns.map { (label + $0.suffix, $0.values) }
    case .factor(let levels, let places):
      return levels.indices.dropFirst(isFull ? 0 : 1).map { level in
        (label + levels[level], places.map { $0 == level ? .one : .zero })
      }
    }
  }

  /// The products of columns, those of the first fastest.
  private static func crossed(
    _ first: [(name: String, values: [DoubleDouble])]?,
    _ second: [(name: String, values: [DoubleDouble])]
  ) -> [(name: String, values: [DoubleDouble])] {
    guard let first else { return second }
    return second.flatMap { right in
      first.map { left in
        (left.name + ":" + right.name, zip(left.values, right.values).map { $0 * $1 })
      }
    }
  }
}

extension Design {
  /// Adds a column with what its rounding to doubles leaves out.
  mutating func add(_ term: String, _ values: [DoubleDouble]) {
    let place = terms.count
    self = adding(term, values.map(\.high))
    if values.contains(where: { $0.low != 0 }) {
      remainders[place] = values.map { $0.low.isFinite ? $0.low : 0 }
    }
  }
}

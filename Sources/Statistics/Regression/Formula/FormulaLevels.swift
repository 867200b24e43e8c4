/// The levels of the factors of a formula, gathered from the parts of a table: the same, in the same
/// order, as those of the whole.
struct FormulaLevels {
  private enum Values {
    case texts(Set<String>)
    case numbers(Set<Double>)

    var count: Int {
      switch self {
      case .texts(let values): values.count
      case .numbers(let values): values.count
      }
    }
  }

  private var values: [Int: Values] = [:]

  /// The most levels of a factor whose rows come in parts: their columns are all held at once.
  static let most = 2000

  /// Adds the levels of complete rows.
  mutating func add(
    _ formula: Formula, _ table: FormulaTable, rows: [Int]
  ) throws(FormulaError) {
    let evaluator = FormulaEvaluator(table: table, rows: rows)
    for place in formula.used {
      let expression = formula.variables[place]
      switch (try evaluator.factorValues(expression), values[place]) {
      case (.texts(let found), .texts(let known)?):
        values[place] = .texts(known.union(found))
      case (.numbers(let found), .numbers(let known)?):
        values[place] = .numbers(known.union(found))
      case (.texts(let found), _): values[place] = .texts(Set(found))
      case (.numbers(let found), _): values[place] = .numbers(Set(found))
      case (nil, _): continue
      }
      guard let count = values[place]?.count, count <= FormulaLevels.most else {
        throw FormulaError(
          expression.column,
          "\(Formula.label(expression)) has more than \(FormulaLevels.most) levels",
          hint: "take it as a number, or join levels", isOfData: true)
      }
    }
  }

  /// The levels of a variable in their order; nil for one that is no factor.
  func list(_ place: Int) -> [String]? {
    switch values[place] {
    case .texts(let values): values.sorted()
    case .numbers(let values): values.sorted().map(FormulaExpression.text)
    case nil: nil
    }
  }
}

extension Formula {
  /// Whether one of its variables is a factor on a table.
  func hasFactors(on table: FormulaTable) -> Bool {
    used.contains { place in
      switch variables[place] {
      case .call("factor", _, _): return true
      case .name(let name, _):
        if case .texts? = table.column(name) { return true }
        return false
      default: return false
      }
    }
  }
}

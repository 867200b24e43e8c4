/// A model formula of Wilkinson and Rogers, as in R: `y ~ x + poly(t, 2) + step(2012) + a:b - 1`.
///
/// A formula is a text until it meets a table: then it is a response and a ``Design`` whose columns
/// are named as R names them, the constant being `(intercept)`.
///
/// - `+` joins terms, `-` takes off, `a:b` is a product, `a * b` is `a + b + a:b`, `(a + b)^2` all
///   products of up to two; `0 +` or `- 1` takes off the constant.
/// - `log() exp() sqrt()` and, inside `I()`, arithmetic `+ - * / ^`.
/// - `poly(x, d)`: orthogonal polynomials, as R; `poly(x, d, raw = TRUE)`: powers.
/// - `step(2012)`: 1 at times after the year 2012, 0 before; `step(2012.5)` from that time on.
///   `ramp(2012)`: 0 up to 2012, then the years since.
/// - `factor(x)`: a column for each level but the first, the levels sorted; columns of texts are
///   factors of themselves. Names with blanks stand in backticks.
///
/// - References: Wilkinson & Rogers 1973, doi:10.2307/2346786; Chambers & Hastie 1992, *Statistical
///   Models in S*, chapter 2.
/// - Checked against: R 4.2 `model.matrix` (`Golden/formula.json`).
public struct Formula: Hashable, Sendable, CustomStringConvertible {
  /// The text, as given.
  public let text: String
  /// What is modelled; nil for a formula that begins with ~.
  let response: FormulaExpression?
  let variables: [FormulaExpression]
  /// Terms as sets of variables, those of fewer first, the constant not among them.
  let terms: [[Int]]
  /// Whether there is a constant.
  public let hasIntercept: Bool
  /// What a reader may have meant otherwise.
  let remarks: [String]

  /// A formula.
  ///
  /// - Throws: ``FormulaError`` with the place of the fault.
  public init(_ text: String) throws(FormulaError) {
    var parser = try FormulaParser(text)
    let (response, terms) = try parser.parse()
    self.text = text
    self.response = response
    variables = parser.variables
    hasIntercept = terms.contains([])
    remarks = parser.remarks
    let proper = terms.filter { !$0.isEmpty }
    let orders = Set(proper.map(\.count)).sorted()
    self.terms = orders.flatMap { order in proper.filter { $0.count == order } }
  }

  /// A formula without its left side.
  init(withoutResponseOf other: Formula) {
    text = other.text
    response = nil
    variables = other.variables
    terms = other.terms
    hasIntercept = other.hasIntercept
    remarks = other.remarks
  }

  /// The text, as given.
  public var description: String { text }

  /// The response as R writes it: `log(y)`; nil where there is none.
  public var responseLabel: String? { response.map { Formula.label($0) } }

  /// The terms as R labels them, without the constant.
  public var termLabels: [String] { terms.map { label(of: $0) } }

  /// The names of the columns it reads, each once, the response's first.
  public var names: [String] {
    var result: [String] = []
    let read = (response?.names ?? []) + used.flatMap { variables[$0].names }
    for name in read where !result.contains(name) { result.append(name) }
    return result
  }

  /// Whether it reads the times of the rows, by `step` or `ramp`.
  public var readsTime: Bool {
    used.contains { variables[$0].readsTime } || (response?.readsTime ?? false)
  }

  /// Whether the columns of a row hang on that row and the levels of factors alone, as those of
  /// orthogonal polynomials do not.
  public var isRowwise: Bool { used.allSatisfy { variables[$0].isRowwise } }

  /// The variables of the terms that are left.
  var used: [Int] { Set(terms.flatMap { $0 }).sorted() }

  func label(of term: [Int]) -> String {
    term.map { Formula.label(variables[$0]) }.joined(separator: ":")
  }

  /// The name of a variable in tables: a column's own name as it is, other expressions as R writes
  /// them.
  static func label(_ expression: FormulaExpression) -> String {
    if case .name(let name, _) = expression { return name }
    return expression.text
  }
}

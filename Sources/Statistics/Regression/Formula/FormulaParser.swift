/// Tokens to a response and a list of terms.
struct FormulaParser {
  private let tokens: [FormulaToken]
  private var place = 0
  private var depth = 0
  /// The expressions that terms are made of, each once, in the order they are written.
  private(set) var variables: [FormulaExpression] = []
  private var places: [String: Int] = [:]
  /// What a reader may have meant otherwise.
  private(set) var remarks: [String] = []

  /// Terms as sets of variables, each ascending; the constant is the empty set.
  typealias Terms = [[Int]]

  static let functions = ["log", "exp", "sqrt", "I", "poly", "step", "ramp", "factor"]

  init(_ text: String) throws(FormulaError) { tokens = try FormulaLexer.tokens(text) }

  mutating func parse() throws(FormulaError) -> (response: FormulaExpression?, terms: Terms) {
    guard tokens.contains(where: { $0.kind == .symbol("~") }) else {
      throw FormulaError(
        tokens[tokens.count - 1].column, "there is no ~",
        hint: "write the response, ~, and the terms: y ~ x + poly(t, 2)")
    }
    var response: FormulaExpression?
    if current.kind != .symbol("~") { response = try arithmetic() }
    try expect("~")
    if current.kind == .end {
      throw FormulaError(
        current.column, "nothing comes after ~", hint: "write y ~ 1 for a constant")
    }
    let terms = try sum(isTop: true)
    guard current.kind == .end else {
      throw FormulaError(
        current.column, "'\(current.text)' does not belong here",
        hint: "join terms by + - : * and powers by ^")
    }
    return (response, terms)
  }

  private var current: FormulaToken { tokens[place] }

  private mutating func advance() { place = min(place + 1, tokens.count - 1) }

  private mutating func take(_ symbol: Character) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ symbol: Character) throws(FormulaError) {
    guard take(symbol) else {
      throw FormulaError(
        current.column, "'\(symbol)' is missing before \(current.text)",
        hint: symbol == ")" ? "close the bracket" : nil)
    }
  }

  // MARK: Terms

  /// Summands added and taken off; at the top the constant is there unless 0 or −1 takes it off.
  private mutating func sum(isTop: Bool) throws(FormulaError) -> Terms {
    var terms: Terms = isTop ? [[]] : []
    var isFirst = true
    while true {
      var adds = true
      if current.kind == .symbol("+") || current.kind == .symbol("-") {
        adds = current.kind == .symbol("+")
        advance()
      } else if !isFirst {
        return terms
      }
      isFirst = false
      if case .number(let value) = current.kind, !isPowerNext {
        try literal(value, adds, isTop, &terms)
        continue
      }
      let summand = try product()
      terms = adds ? union(terms, summand) : terms.filter { !summand.contains($0) }
    }
  }

  private var isPowerNext: Bool {
    guard place + 1 < tokens.count else { return false }
    switch tokens[place + 1].kind {
    case .symbol("+"), .symbol("-"), .symbol(")"), .end: return false
    default: return true
    }
  }

  private mutating func literal(
    _ value: Double, _ adds: Bool, _ isTop: Bool, _ terms: inout Terms
  ) throws(FormulaError) {
    guard value == 0 || value == 1 else {
      throw FormulaError(
        current.column, "\(current.text) is not a term",
        hint: "only 0 and 1, for the constant, stand alone; write I(…) for arithmetic")
    }
    guard isTop || (value == 1 && adds) else {
      throw FormulaError(
        current.column, "the constant is taken off inside brackets", hint: "write - 1 outside them")
    }
    advance()
    let has = (value == 1) == adds
    terms = has ? union(terms, [[]]) : terms.filter { !$0.isEmpty }
  }

  /// a * b is a + b + a:b.
  private mutating func product() throws(FormulaError) -> Terms {
    var terms = try interaction()
    while true {
      if current.kind == .symbol("/") {
        throw FormulaError(
          current.column, "nesting by / is not read here", hint: "write a + a:b, or I(a/b)")
      }
      guard take("*") else { return terms }
      let right = try interaction()
      terms = union(union(terms, right), try crossed(terms, right))
    }
  }

  private mutating func interaction() throws(FormulaError) -> Terms {
    var terms = try power()
    while take(":") { terms = try crossed(terms, try power()) }
    return terms
  }

  /// (a + b)^2 is a + b + a:b; a^2 is a.
  private mutating func power() throws(FormulaError) -> Terms {
    let column = current.column
    let base = try atom()
    guard take("^") else { return base }
    guard case .number(let exponent) = current.kind, exponent >= 1, exponent == exponent.rounded(),
      exponent <= 10
    else {
      throw FormulaError(
        current.column, "'\(current.text)' is not a power of terms",
        hint: "write a whole number from 1 to 10, or I(x^2) for arithmetic")
    }
    advance()
    if base.count == 1, exponent > 1 {
      remarks.append(
        "At column \(column) a term to a power is the term itself: write I(x^2) for the square.")
    }
    var terms = base
    for _ in stride(from: 1, to: exponent, by: 1) {
      terms = union(terms, try crossed(terms, base))
    }
    return terms
  }

  private mutating func atom() throws(FormulaError) -> Terms {
    switch current.kind {
    case .symbol("("):
      advance()
      let terms = try nested { (parser) throws(FormulaError) in try parser.sum(isTop: false) }
      try expect(")")
      return terms
    case .number(1):
      advance()
      return [[]]
    case .name: return [[variable(try primary())]]
    default:
      throw FormulaError(
        current.column, "a term is missing before \(current.text)",
        hint: "a term is a column's name, a function of columns, or a bracket of terms")
    }
  }

  private mutating func variable(_ expression: FormulaExpression) -> Int {
    let label = expression.text
    if let place = places[label] { return place }
    places[label] = variables.count
    variables.append(expression)
    return variables.count - 1
  }

  private func union(_ first: Terms, _ second: Terms) -> Terms {
    var result = first
    var seen = Set(first)
    for term in second where seen.insert(term).inserted { result.append(term) }
    return result
  }

  private func crossed(_ first: Terms, _ second: Terms) throws(FormulaError) -> Terms {
    var result: Terms = []
    var seen: Set<[Int]> = []
    for left in first {
      for right in second {
        let term = Set(left).union(right).sorted()
        guard seen.insert(term).inserted else { continue }
        result.append(term)
        // No table has rows for so many; a power of a long sum would make millions.
        guard result.count <= Self.mostTerms else {
          throw FormulaError(
            current.column, "this makes more than \(Self.mostTerms) terms",
            hint: "write out the interactions that are meant")
        }
      }
    }
    return result
  }

  /// The most terms a product or power of terms may make.
  private static let mostTerms = 2000
  /// How deep brackets and signs may be nested.
  private static let mostNested = 100

  /// Reads what stands within a bracket or behind a sign, so deep and no deeper.
  private mutating func nested<Value>(
    _ body: (inout FormulaParser) throws(FormulaError) -> Value
  ) throws(FormulaError) -> Value {
    guard depth < Self.mostNested else {
      throw FormulaError(
        current.column, "brackets and signs are nested more than \(Self.mostNested) deep")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  // MARK: Arithmetic

  private mutating func arithmetic() throws(FormulaError) -> FormulaExpression {
    var left = try scaled()
    while case .symbol(let symbol) = current.kind, symbol == "+" || symbol == "-" {
      let column = current.column
      advance()
      left = .binary(symbol, left, try scaled(), column: column)
    }
    return left
  }

  private mutating func scaled() throws(FormulaError) -> FormulaExpression {
    var left = try signed()
    while case .symbol(let symbol) = current.kind, symbol == "*" || symbol == "/" {
      let column = current.column
      advance()
      left = .binary(symbol, left, try signed(), column: column)
    }
    return left
  }

  private mutating func signed() throws(FormulaError) -> FormulaExpression {
    let column = current.column
    if take("-") {
      let inner = try nested { (parser) throws(FormulaError) in try parser.signed() }
      return .negative(inner, column: column)
    }
    if take("+") { return try nested { (parser) throws(FormulaError) in try parser.signed() } }
    return try raised()
  }

  private mutating func raised() throws(FormulaError) -> FormulaExpression {
    let base = try primary()
    let column = current.column
    guard take("^") else { return base }
    let exponent = try nested { (parser) throws(FormulaError) in try parser.signed() }
    return .binary("^", base, exponent, column: column)
  }

  private mutating func primary() throws(FormulaError) -> FormulaExpression {
    let token = current
    switch token.kind {
    case .number(let value):
      advance()
      return .number(value, column: token.column)
    case .symbol("("):
      advance()
      let inner = try nested { (parser) throws(FormulaError) in try parser.arithmetic() }
      try expect(")")
      return .group(inner, column: token.column)
    case .name(let name):
      advance()
      guard current.kind == .symbol("(") else { return .name(name, column: token.column) }
      return try call(name, token.column)
    default:
      throw FormulaError(token.column, "a value is missing before \(token.text)")
    }
  }

  private mutating func call(
    _ name: String, _ column: Int
  ) throws(FormulaError) -> FormulaExpression {
    guard Self.functions.contains(name) else {
      throw FormulaError(
        column, "there is no function \(name)",
        hint: "there are \(Self.functions.map { $0 + "()" }.joined(separator: ", "))")
    }
    advance()
    var arguments: [FormulaExpression.Argument] = []
    while current.kind != .symbol(")") {
      var label: String?
      if case .name(let word) = current.kind, place + 1 < tokens.count,
        tokens[place + 1].kind == .symbol("=")
      {
        label = word
        advance()
        advance()
      }
      let value = try nested { (parser) throws(FormulaError) in try parser.arithmetic() }
      arguments.append(FormulaExpression.Argument(name: label, value: value))
      guard take(",") else { break }
    }
    try expect(")")
    return .call(name, arguments, column: column)
  }
}

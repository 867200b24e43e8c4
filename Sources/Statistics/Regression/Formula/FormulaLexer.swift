/// A piece of a formula and where it begins, in characters from 1.
struct FormulaToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(Double)
    case name(String)
    case symbol(Character)
    case end
  }

  let kind: Kind
  let column: Int

  /// The piece as an error names it.
  var text: String {
    switch kind {
    case .number(let value): FormulaExpression.text(value)
    case .name(let name): name
    case .symbol(let symbol): String(symbol)
    case .end: "the end"
    }
  }
}

/// Characters to tokens.
struct FormulaLexer {
  private let characters: [Character]
  private var place = 0

  init(_ text: String) { characters = Array(text) }

  /// The longest formula that is read.
  private static let mostTokens = 4000

  /// All tokens, the end last.
  static func tokens(_ text: String) throws(FormulaError) -> [FormulaToken] {
    var lexer = FormulaLexer(text)
    var tokens: [FormulaToken] = []
    repeat {
      tokens.append(try lexer.next())
      guard tokens.count <= mostTokens else {
        throw FormulaError(
          lexer.place, "the formula has more than \(mostTokens) words and signs",
          hint: "name fewer columns")
      }
    } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws(FormulaError) -> FormulaToken {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    let column = place + 1
    guard place < characters.count else { return FormulaToken(kind: .end, column: column) }
    let first = characters[place]
    if first.isASCII, first.isNumber || (first == "." && isDigit(place + 1)) {
      return FormulaToken(kind: .number(try number()), column: column)
    }
    if first == "`" { return FormulaToken(kind: .name(try quoted()), column: column) }
    if isNameStart(first) {
      let start = place
      while place < characters.count, isNamePart(characters[place]) { place += 1 }
      return FormulaToken(kind: .name(String(characters[start..<place])), column: column)
    }
    guard "~+-*:^(),=/".contains(first) else {
      throw FormulaError(
        column, "'\(printable(first))' has no meaning in a formula",
        hint: "write a name with such characters in backticks: `my column`")
    }
    place += 1
    return FormulaToken(kind: .symbol(first), column: column)
  }

  private func isDigit(_ place: Int) -> Bool {
    place < characters.count && characters[place].isASCII && characters[place].isNumber
  }

  private func isNameStart(_ character: Character) -> Bool {
    character.isLetter || character == "." || character == "_"
  }

  private func isNamePart(_ character: Character) -> Bool {
    isNameStart(character) || character.isNumber
  }

  private func printable(_ character: Character) -> String {
    character.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
      ? String(character) : "a control character"
  }

  private mutating func quoted() throws(FormulaError) -> String {
    let start = place
    place += 1
    while place < characters.count, characters[place] != "`" { place += 1 }
    guard place < characters.count else {
      throw FormulaError(start + 1, "the backtick is not closed", hint: "write `a name` with both")
    }
    let name = String(characters[(start + 1)..<place])
    place += 1
    guard !name.isEmpty else { throw FormulaError(start + 1, "there is no name in the backticks") }
    return name
  }

  private mutating func number() throws(FormulaError) -> Double {
    let start = place
    while isDigit(place) { place += 1 }
    if place < characters.count, characters[place] == "." {
      place += 1
      while isDigit(place) { place += 1 }
    }
    if place < characters.count, "eE".contains(characters[place]) {
      let hasSign = place + 1 < characters.count && "+-".contains(characters[place + 1])
      if isDigit(place + (hasSign ? 2 : 1)) {
        place += hasSign ? 2 : 1
        while isDigit(place) { place += 1 }
      }
    }
    let text = String(characters[start..<place])
    if place < characters.count, isNamePart(characters[place]) {
      throw FormulaError(
        start + 1, "'\(text)\(characters[place])' is neither a number nor a name",
        hint: "put an operator between them, or write the name in backticks")
    }
    let complete = text.hasSuffix(".") ? text + "0" : text
    guard let value = Double(complete.hasPrefix(".") ? "0" + complete : complete), value.isFinite
    else { throw FormulaError(start + 1, "'\(text)' is not a number that can be held") }
    return value
  }
}

/// An arithmetic expression of a formula: a name, a number, a call, or one made of such.
indirect enum FormulaExpression: Hashable, Sendable {
  struct Argument: Hashable, Sendable {
    let name: String?
    let value: FormulaExpression
  }

  case number(Double, column: Int)
  case name(String, column: Int)
  case call(String, [Argument], column: Int)
  case binary(Character, FormulaExpression, FormulaExpression, column: Int)
  case negative(FormulaExpression, column: Int)
  case group(FormulaExpression, column: Int)

  /// Where it stands in the formula.
  var column: Int {
    switch self {
    case .number(_, let column), .name(_, let column), .call(_, _, let column),
      .binary(_, _, _, let column), .negative(_, let column), .group(_, let column):
      column
    }
  }

  /// The expression as R writes it: blanks about + - * and after commas, none about ^ and /.
  var text: String {
    switch self {
    case .number(let value, _): return Self.text(value)
    case .name(let name, _): return Self.quoted(name)
    case .call(let name, let arguments, _):
      let list = arguments.map { argument in
        (argument.name.map { "\($0) = " } ?? "") + argument.value.text
      }
      return "\(name)(\(list.joined(separator: ", ")))"
    case .binary(let symbol, let left, let right, _):
      let gap = "+-*".contains(symbol) ? " " : ""
      return left.text + gap + String(symbol) + gap + right.text
    case .negative(let inner, _): return "-" + inner.text
    case .group(let inner, _): return "(\(inner.text))"
    }
  }

  /// The names of the columns it reads, in the order they are written.
  var names: [String] {
    switch self {
    case .number: return []
    case .name(let name, _): return [name]
    case .call(let name, let arguments, _):
      // T and F stand for true and false after `raw =`; other words are no arguments of poly().
      let read = arguments.filter { name != "poly" || [nil, "x", "degree"].contains($0.name) }
      return read.flatMap(\.value.names)
    case .binary(_, let left, let right, _): return left.names + right.names
    case .negative(let inner, _), .group(let inner, _): return inner.names
    }
  }

  /// Whether a call reads the times of the rows.
  var readsTime: Bool {
    switch self {
    case .number, .name: return false
    case .call(let name, let arguments, _):
      return ((name == "step" || name == "ramp") && arguments.count == 1)
        || arguments.contains { $0.value.readsTime }
    case .binary(_, let left, let right, _): return left.readsTime || right.readsTime
    case .negative(let inner, _), .group(let inner, _): return inner.readsTime
    }
  }

  /// Whether the columns of a row hang on that row, and the levels of factors, alone.
  var isRowwise: Bool {
    switch self {
    case .number, .name: return true
    case .call("poly", let arguments, _):
      return arguments.contains { argument in
        guard argument.name == "raw", case .name(let word, _) = argument.value else { return false }
        return word.hasPrefix("T")
      } && arguments.allSatisfy(\.value.isRowwise)
    case .call(_, let arguments, _): return arguments.allSatisfy(\.value.isRowwise)
    case .binary(_, let left, let right, _): return left.isRowwise && right.isRowwise
    case .negative(let inner, _), .group(let inner, _): return inner.isRowwise
    }
  }

  /// A number as it is written: whole ones without a decimal point.
  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// A name, in backticks where it could not be read without.
  static func quoted(_ name: String) -> String {
    let isPlain =
      !(name.first?.isNumber ?? true)
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    return isPlain ? name : "`\(name)`"
  }
}

import LinearAlgebra

/// Expressions to columns, on the rows of a table that are complete.
struct FormulaEvaluator {
  let table: FormulaTable
  /// The rows used, from 0.
  let rows: [Int]

  /// What a variable of a term is: columns of numbers with what is added to its name, or the places of
  /// the rows among the levels of a factor.
  enum Variable {
    case numbers([(suffix: String, values: [DoubleDouble])])
    case factor(levels: [String], places: [Int])
  }

  /// - Parameter levels: those of a factor, in order; nil for those of the rows.
  func variable(
    _ expression: FormulaExpression, levels: [String]? = nil
  ) throws(FormulaError) -> Variable {
    switch try factorValues(expression) {
    case .texts(let values):
      return try placed(values, among: levels ?? Set(values).sorted(), expression.column)
    case .numbers(let values):
      return try placed(
        values.map(FormulaExpression.text),
        among: levels ?? Set(values).sorted().map(FormulaExpression.text), expression.column)
    case nil: break
    }
    switch expression {
    case .call("poly", let arguments, let column): return .numbers(try poly(arguments, column))
    default: break
    }
    return .numbers([("", try values(expression))])
  }

  /// The numbers of an expression, to twice the digits of a double where it is arithmetic.
  func values(_ expression: FormulaExpression) throws(FormulaError) -> [DoubleDouble] {
    switch expression {
    case .number(let value, _): return rows.map { _ in DoubleDouble(value) }
    case .group(let inner, _): return try values(inner)
    case .negative(let inner, _): return try values(inner).map { -$0 }
    case .name(let name, let column):
      guard case .numbers(let numbers) = try self.column(name, column) else {
        throw FormulaError(
          column, "\(name) holds texts, which are not computed with",
          hint: "write the column alone, as a factor", isOfData: true)
      }
      return rows.map { DoubleDouble(numbers[$0] ?? .nan) }
    case .binary(let symbol, let left, let right, let column):
      return try combine(symbol, try values(left), try values(right), column)
    case .call(let name, let arguments, let column): return try call(name, arguments, column)
    }
  }

  private func column(_ name: String, _ place: Int) throws(FormulaError) -> FormulaTable.Column {
    guard let column = table.column(name) else {
      let known = table.columns.map { FormulaExpression.quoted($0.name) }
      throw FormulaError(
        place, "there is no column \(name)",
        hint: known.isEmpty ? nil : "there are \(known.joined(separator: ", "))", isOfData: true)
    }
    return column
  }

  private func combine(
    _ symbol: Character, _ left: [DoubleDouble], _ right: [DoubleDouble], _ column: Int
  ) throws(FormulaError) -> [DoubleDouble] {
    var result: [DoubleDouble] = []
    for index in left.indices {
      let value: DoubleDouble
      switch symbol {
      case "+": value = left[index] + right[index]
      case "-": value = left[index] - right[index]
      case "*": value = left[index] * right[index]
      case "/": value = left[index] / right[index]
      default: value = Self.power(left[index], right[index].high)
      }
      try check(value, index, column, "\(symbol)")
      result.append(DoubleDouble(high: value.high, low: value.low.isFinite ? value.low : 0))
    }
    return result
  }

  private static func power(_ base: DoubleDouble, _ exponent: Double) -> DoubleDouble {
    guard exponent == exponent.rounded(), abs(exponent) <= 64 else {
      return DoubleDouble(base.high < 0 ? .nan : Elementary.power(base.high, exponent))
    }
    var result = DoubleDouble.one
    for _ in stride(from: 0, to: abs(exponent), by: 1) { result = result * base }
    return exponent < 0 ? DoubleDouble.one / result : result
  }

  private func check(
    _ value: DoubleDouble, _ index: Int, _ column: Int, _ name: String
  ) throws(FormulaError) {
    guard value.high.isFinite else {
      throw FormulaError(
        column, "\(name) gives no finite number there", hint: "leave the row out, or the term",
        row: rows[index] + 1)
    }
  }

  private func call(
    _ name: String, _ arguments: [FormulaExpression.Argument], _ column: Int
  ) throws(FormulaError) -> [DoubleDouble] {
    if name == "step" || name == "ramp" { return try afterYear(name, arguments, column) }
    if name == "poly" || name == "factor" {
      throw FormulaError(
        column, "\(name)() is several columns, which are not computed with",
        hint: "write it as a term of its own")
    }
    guard arguments.count == 1, arguments[0].name == nil else {
      throw FormulaError(column, "\(name)() takes one value", hint: "write \(name)(x)")
    }
    let inner = try values(arguments[0].value)
    if name == "I" { return inner }
    var result: [DoubleDouble] = []
    for (index, value) in inner.enumerated() {
      let x = value.high
      let image: Double
      switch name {
      case "log": image = x > 0 ? Elementary.log(x) : .nan
      case "exp": image = Elementary.exp(x)
      default: image = x >= 0 ? x.squareRoot() : .nan
      }
      guard image.isFinite else {
        throw FormulaError(
          column, "\(name)(\(FormulaExpression.text(x))) is not a finite number",
          hint: "leave the row out, or take another scale", row: rows[index] + 1)
      }
      result.append(DoubleDouble(image))
    }
    return result
  }

  /// 1, or the years since, after a year.
  private func afterYear(
    _ name: String, _ arguments: [FormulaExpression.Argument], _ column: Int
  ) throws(FormulaError) -> [DoubleDouble] {
    guard arguments.count == 1, arguments[0].name == nil,
      let year = Self.constant(arguments[0].value)
    else {
      throw FormulaError(column, "\(name)() takes a year", hint: "write \(name)(2012)")
    }
    guard let times = table.times else {
      throw FormulaError(
        column, "\(name)() needs the times of the rows, and the table has none",
        hint: "name the column of times")
    }
    // After a year means from the next one on; a time inside a year means from that time on.
    let start = year == year.rounded() ? year + 1 : year
    return rows.map { row in
      let time = times[row] ?? .nan
      if name == "step" { return DoubleDouble(time >= start ? 1 : 0) }
      return time > year ? DoubleDouble.sum(time, -year) : .zero
    }
  }

  private static func constant(_ expression: FormulaExpression) -> Double? {
    switch expression {
    case .number(let value, _): value
    case .negative(let inner, _): constant(inner).map { -$0 }
    case .group(let inner, _): constant(inner)
    default: nil
    }
  }

  // MARK: Factors and polynomials

  /// What the levels of a factor are made of.
  enum FactorValues {
    case texts([String])
    case numbers([Double])
  }

  /// The values of a factor on the rows; nil for an expression that is none.
  func factorValues(_ expression: FormulaExpression) throws(FormulaError) -> FactorValues? {
    switch expression {
    case .name(let name, let column):
      guard case .texts(let values) = try self.column(name, column) else { return nil }
      return .texts(rows.map { values[$0] ?? "" })
    case .call("factor", let arguments, let column):
      guard arguments.count == 1, arguments[0].name == nil else {
        throw FormulaError(column, "factor() takes one column", hint: "write factor(x)")
      }
      if case .name(let name, let place) = arguments[0].value,
        case .texts(let values) = try self.column(name, place)
      {
        return .texts(rows.map { values[$0] ?? "" })
      }
      return .numbers(try values(arguments[0].value).map(\.high))
    default: return nil
    }
  }

  private func placed(
    _ values: [String], among levels: [String], _ column: Int
  ) throws(FormulaError) -> Variable {
    var known: [String: Int] = [:]
    for (place, level) in levels.enumerated() { known[level] = place }
    var places: [Int] = []
    places.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let place = known[value] else {
        throw FormulaError(
          column, "the level \(value) was not there when the levels were read",
          row: rows[index] + 1)
      }
      places.append(place)
    }
    return .factor(levels: levels, places: places)
  }

  private func poly(
    _ arguments: [FormulaExpression.Argument], _ column: Int
  ) throws(FormulaError) -> [(suffix: String, values: [DoubleDouble])] {
    var positional: [FormulaExpression] = []
    var degree: FormulaExpression?
    var isRaw = false
    for argument in arguments {
      switch argument.name {
      case nil, "x": positional.append(argument.value)
      case "degree": degree = argument.value
      case "raw":
        guard case .name(let word, _) = argument.value, ["TRUE", "FALSE", "T", "F"].contains(word)
        else {
          throw FormulaError(
            argument.value.column, "raw is TRUE or FALSE", hint: "write raw = TRUE")
        }
        isRaw = word.hasPrefix("T")
      case .some(let name):
        throw FormulaError(
          argument.value.column, "poly() has no \(name)", hint: "write poly(x, 2, raw = TRUE)")
      }
    }
    if degree == nil, positional.count == 2 { degree = positional.removeLast() }
    guard positional.count == 1, let degree, let order = Self.constant(degree),
      order >= 1, order == order.rounded(), order <= 100
    else {
      throw FormulaError(
        column, "poly() takes a column and a whole degree from 1", hint: "write poly(x, 2)")
    }
    let x = try values(positional[0])
    let columns: [[DoubleDouble]]
    if isRaw {
      columns = (1...Int(order)).map { power in x.map { Self.power($0, Double(power)) } }
      for values in columns {
        for (index, value) in values.enumerated() { try check(value, index, column, "poly()") }
      }
    } else {
      guard Int(order) < Set(x.map(\.high)).count else {
        throw FormulaError(
          column,
          "degree \(Int(order)) needs more distinct values than there are "
            + "(\(Set(x.map(\.high)).count))", hint: "take a lower degree", isOfData: true)
      }
      columns = OrthogonalPolynomials.columns(x, degree: Int(order))
    }
    if columns.count == 1 { return [("", columns[0])] }
    return columns.enumerated().map { ("\($0.offset + 1)", $0.element) }
  }
}

/// Polynomials orthonormal over given values, leading coefficients positive, by their recurrence.
///
/// - References: Forsythe 1957, doi:10.1137/0105007; Kennedy & Gentle 1980, *Statistical Computing*,
///   section 8.2.
enum OrthogonalPolynomials {
  static func columns(_ values: [DoubleDouble], degree: Int) -> [[DoubleDouble]] {
    // A power of two and a shift change no polynomial but for its scale.
    let largest = values.reduce(0) { max($0, abs($1.high)) }
    let exponent = largest > 0 ? Int(largest.exponent) : 0
    let scaled = values.map { $0.scaled(byPowerOfTwo: -exponent) }
    let count = DoubleDouble(Double(values.count))
    let mean = scaled.reduce(.zero, +) / count
    let x = scaled.map { $0 - mean }
    var before = [DoubleDouble](repeating: .zero, count: x.count)
    var now = [DoubleDouble](repeating: .one / count.squareRoot, count: x.count)
    var result: [[DoubleDouble]] = []
    var link = DoubleDouble.zero
    for _ in 0..<degree {
      let moved = zip(x, now).map { $0 * $1 }
      let centre = LinearSystem.dot(moved, now)
      var next = moved.indices.map { moved[$0] - centre * now[$0] - link * before[$0] }
      // Once more, against what rounding left of those before.
      for other in result + [[DoubleDouble](repeating: .one / count.squareRoot, count: x.count)] {
        let share = LinearSystem.dot(next, other)
        next = zip(next, other).map { $0 - share * $1 }
      }
      let length = LinearSystem.dot(next, next).squareRoot
      before = now
      now = next.map { $0 / length }
      link = length
      result.append(now)
    }
    return result
  }
}

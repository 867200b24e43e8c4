import Foundation

/// The values computed for a case, by key.
struct Answers {
  private(set) var values: [String: [Double]] = [:]
  private var scalars: Set<String> = []

  /// Sets a number; nil leaves the key out.
  subscript(_ key: String) -> Double? {
    get { values[key]?.first }
    set {
      values[key] = newValue.map { [$0] }
      if newValue != nil { scalars.insert(key) }
    }
  }

  /// Sets a list.
  mutating func set(_ key: String, _ list: [Double]) { values[key] = list }

  /// Values as JSON can carry them: infinities as words.
  var object: [String: Any] {
    var object: [String: Any] = [:]
    for (key, list) in values {
      let plain = list.map(Self.plain)
      object[key] = scalars.contains(key) ? plain[0] : plain
    }
    return object
  }

  private static func plain(_ value: Double) -> Any {
    if value.isFinite { return value }
    return value.isNaN ? "NaN" : (value > 0 ? "Infinity" : "-Infinity")
  }
}

/// A method of the reference cases, and how the library answers it.
struct AnswerMethod {
  let name: String
  let answer: (ReferenceCase) throws -> Answers

  init(_ name: String, _ answer: @escaping (ReferenceCase, inout Answers) throws -> Void) {
    self.name = name
    self.answer = { reference in
      var answers = Answers()
      try answer(reference, &answers)
      return answers
    }
  }

  /// Every method there is an answer for.
  static var catalog: [AnswerMethod] {
    regressionMethods + countRegressionMethods + serialCorrelationMethods + diagnosticMethods
      + quantileMethods + censoredMethods + trendMethods + rateMethods + twoSampleMethods
      + descriptiveMethods + autocorrelatedTrendMethods + breakMethods
      + seriesMethods
  }
}

/// The answers to a list of cases.
struct AnswerSheet {
  private var objects: [String: Any] = [:]
  private(set) var answers: [String: Answers] = [:]
  private var unknown: [String: Int] = [:]
  private var refused: [String] = []

  init(_ cases: [ReferenceCase]) {
    var methods: [String: AnswerMethod] = [:]
    for method in AnswerMethod.catalog { methods[method.name] = method }
    for reference in cases {
      guard let method = methods[reference.method] else {
        unknown[reference.method, default: 0] += 1
        continue
      }
      do {
        let values = try method.answer(reference)
        answers[reference.id] = values
        objects[reference.id] = values.object
      } catch {
        refused.append("\(reference.id): \(error)")
      }
    }
  }

  func json() throws -> Data {
    try JSONSerialization.data(withJSONObject: objects, options: [.sortedKeys])
  }

  /// How many cases were answered, refused or of methods unknown.
  var summary: [String] {
    let left = unknown.values.reduce(0, +)
    let methods = unknown.keys.sorted().joined(separator: ", ")
    var lines = ["\(answers.count) cases answered"]
    if left > 0 { lines.append("\(left) cases left out, methods unknown: \(methods)") }
    return lines + refused.map { "refused: \($0)" }
  }
}

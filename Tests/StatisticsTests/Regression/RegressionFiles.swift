import Foundation
import Statistics

/// A file of this target's resources, decoded.
func regressionFile<Value: Decodable>(
  _ folder: String, _ name: String, as type: Value.Type
) throws -> Value {
  let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: folder)
  guard let url else { throw CocoaError(.fileNoSuchFile) }
  return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
}

/// One case of a public reference file: its data, its options, what is expected and how closely.
struct RegressionCase: Decodable {
  struct Input: Decodable {
    let t: [Double]
    let y: [Double]
    let x1: [Double]?
    let x2: [Double]?
    let w: [Double]?
  }

  struct Options: Decodable {
    let type: String?
    let lags: Int?
  }

  struct Tolerance: Decodable {
    let rel: Double
    let abs: Double
  }

  /// A number or a list of numbers.
  struct Values: Decodable {
    let values: [Double]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Double].self) {
        values = list
      } else {
        values = [try container.decode(Double.self)]
      }
    }
  }

  let id: String
  let input: Input
  let options: Options
  let expected: [String: Values]
  let tolerance: [String: Tolerance]

  static func all(_ method: String) throws -> [RegressionCase] {
    struct File: Decodable { let cases: [RegressionCase] }
    return try regressionFile("ReferenceCases", method, as: File.self).cases
  }

  /// Intercept, time, and the two further columns where the case has them.
  var design: Design {
    var result = Design.trend(input.t, term: "t")
    if let x1 = input.x1 { result = result.adding("x1", x1) }
    if let x2 = input.x2 { result = result.adding("x2", x2) }
    return result
  }

  /// The names of the expected values that an answer does not meet, or does not have.
  func misses(_ answer: [String: [Double?]]) -> [String] {
    expected.keys.sorted().filter { key in
      guard let found = answer[key], let wanted = expected[key]?.values,
        let tolerance = tolerance[key], found.count == wanted.count
      else { return true }
      return zip(found, wanted).contains { found, wanted in
        guard let found, found.isFinite else { return true }
        return Swift.abs(found - wanted) > tolerance.abs + tolerance.rel * Swift.abs(wanted)
      }
    }
  }
}

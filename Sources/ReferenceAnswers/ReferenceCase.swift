import Foundation

/// One case of a reference file: a method, its input and its options.
struct ReferenceCase {
  let id: String
  let method: String
  private let input: [String: Any]
  private let options: [String: Any]

  /// What is wrong with a case, or with a file of them.
  enum Fault: Error, CustomStringConvertible {
    case noFiles
    case notCases(String)
    case missing(String)

    var description: String {
      switch self {
      case .noFiles: "no *.json in it or in its folder cases"
      case .notCases(let file): "\(file) holds no list of cases"
      case .missing(let name): "the case has no \(name)"
      }
    }
  }

  init?(_ object: [String: Any]) {
    guard let id = object["id"] as? String, let method = object["method"] as? String else {
      return nil
    }
    self.id = id
    self.method = method
    input = object["input"] as? [String: Any] ?? [:]
    options = object["options"] as? [String: Any] ?? [:]
  }

  /// The cases of all files of a folder, or of its folder `cases`, in the order of their names.
  static func all(in folder: URL) throws -> [ReferenceCase] {
    let nested = folder.appendingPathComponent("cases", isDirectory: true)
    let manager = FileManager.default
    let place = manager.fileExists(atPath: nested.path) ? nested : folder
    let names = try manager.contentsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    guard !names.isEmpty else { throw Fault.noFiles }
    var cases: [ReferenceCase] = []
    for name in names {
      let data = try Data(contentsOf: place.appendingPathComponent(name))
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      guard let list = object?["cases"] as? [[String: Any]] else { throw Fault.notCases(name) }
      cases += list.compactMap(ReferenceCase.init)
    }
    return cases
  }

  /// A list of numbers of the input.
  func numbers(_ name: String) throws -> [Double] {
    guard let list = input[name] as? [Any] else { throw Fault.missing(name) }
    return try list.map { element in
      guard let number = Self.number(element) else { throw Fault.missing("number in \(name)") }
      return number
    }
  }

  /// Whether the input has a list or number of this name.
  func has(_ name: String) -> Bool { input[name] != nil }

  /// A number of the input.
  func number(_ name: String) throws -> Double {
    guard let number = input[name].flatMap(Self.number) else { throw Fault.missing(name) }
    return number
  }

  /// Times and values, without the years that have no value.
  func series() throws -> (times: [Double], values: [Double]) {
    guard let values = input["y"] as? [Any] else { throw Fault.missing("y") }
    let times = try numbers("t")
    guard times.count == values.count else { throw Fault.missing("value for each time") }
    let pairs = zip(times, values).compactMap { time, value in
      Self.number(value).map { (time, $0) }
    }
    return (pairs.map(\.0), pairs.map(\.1))
  }

  /// A number among the options.
  func option(_ name: String) throws -> Double {
    guard let number = options[name].flatMap(Self.number) else { throw Fault.missing(name) }
    return number
  }

  /// A list of numbers among the options; a lone number is a list of one.
  func options(_ name: String) throws -> [Double] {
    guard let list = options[name] as? [Any] else { return [try option(name)] }
    return list.compactMap(Self.number)
  }

  /// A list of numbers of the input in which some may be missing.
  func optionalNumbers(_ name: String) throws -> [Double?] {
    guard let list = input[name] as? [Any] else { throw Fault.missing(name) }
    return list.map(Self.number)
  }

  /// A word among the options.
  func word(_ name: String) throws -> String {
    guard let word = options[name] as? String else { throw Fault.missing(name) }
    return word
  }

  /// The confidence level: the option `conf`, 0.95 where it is not there.
  var level: Double { options["conf"].flatMap(Self.number) ?? 0.95 }

  private static func number(_ element: Any) -> Double? {
    switch element {
    case let number as NSNumber: number.doubleValue
    case "Infinity" as String: .infinity
    case "-Infinity" as String: -.infinity
    case let text as String: Double(text)
    default: nil
    }
  }
}

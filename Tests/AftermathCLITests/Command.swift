import Foundation
import Testing

/// The built command, run as users run it.
enum Command {
  /// How a run ended and what it wrote.
  struct Run {
    let exit: Int32
    let out: String
    let err: String

    /// Standard output as JSON.
    func json() throws -> JSON {
      try JSONDecoder().decode(JSON.self, from: Data(out.utf8))
    }
  }

  /// The command beside the test bundle.
  static let path = Bundle.module.bundleURL.deletingLastPathComponent()
    .appendingPathComponent("aftermath").path

  /// Runs the command with arguments, in a folder, with a text on standard input.
  static func run(
    _ arguments: [String], in folder: URL? = nil, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    try launch(path, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs a line of shell in which `$A` is the command.
  static func shell(_ line: String, in folder: URL) throws -> Run {
    try launch("/bin/bash", ["-c", line], in: folder, input: nil, environment: ["A": path])
  }

  private static func launch(
    _ program: String, _ arguments: [String], in folder: URL?, input: String?,
    environment: [String: String]
  ) throws -> Run {
    let scratch = try Folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? scratch.url
    var variables = ProcessInfo.processInfo.environment
    variables["COLUMNS"] = "100"
    variables.merge(environment) { $1 }
    process.environment = variables
    // Files, not pipes: nothing can wait for a reader.
    let out = try scratch.write("out", "")
    let err = try scratch.write("err", "")
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    process.standardInput = try FileHandle(forReadingFrom: scratch.write("in", input ?? ""))
    try process.run()
    process.waitUntilExit()
    return Run(
      exit: process.terminationReason == .exit ? process.terminationStatus : -1,
      out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }
}

/// A folder that is gone when it is let go of.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("aftermath-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and gives its place.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }
}

/// A JSON value, as much of it as tests ask for.
enum JSON: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let found = try? value.decode(Bool.self) {
      self = .bool(found)
    } else if let found = try? value.decode(Double.self) {
      self = .number(found)
    } else if let found = try? value.decode(String.self) {
      self = .text(found)
    } else if let found = try? value.decode([JSON].self) {
      self = .array(found)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  var rows: [JSON] {
    if case .array(let values) = self { return values }
    return []
  }

  var keys: Set<String> {
    if case .object(let members) = self { return Set(members.keys) }
    return []
  }

  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  var text: String? {
    if case .text(let value) = self { return value }
    return nil
  }

  var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The first row of a table in which a column has a text.
  func row(_ table: String, where column: String, is text: String) -> JSON? {
    self[table]?.rows.first { $0[column]?.text == text }
  }
}

/// Whether an error reads as it should: one line, a hint at most, nothing raw in it.
func expectPresentable(_ run: Command.Run, sourceLocation: SourceLocation = #_sourceLocation) {
  let lines = run.err.split(separator: "\n")
  #expect(!lines.isEmpty && lines.count <= 2, "\(run.err)", sourceLocation: sourceLocation)
  #expect(lines.first?.contains("error: ") == true, "\(run.err)", sourceLocation: sourceLocation)
  #expect(lines.first.map { $0.utf8.count <= 320 } == true, sourceLocation: sourceLocation)
  #expect(lines.count < 2 || lines[1].hasPrefix("  "), sourceLocation: sourceLocation)
  #expect(
    !run.err.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" },
    sourceLocation: sourceLocation)
  #expect(run.out.isEmpty, "\(run.out.prefix(200))", sourceLocation: sourceLocation)
}

import Foundation
import Testing

/// The help of every verb, compared with the file of that name in `Help`.
///
/// After a change that is meant, rewrite the files and read the difference:
///
///     AFTERMATH_RECORD_SNAPSHOTS=1 swift test --filter AftermathCLITests
@Suite("Help")
struct HelpTests {
  static let verbs = [
    "list", "show", "describe", "trend", "fit", "its", "breaks", "forecast", "compare", "report",
    "export",
    "check",
    "cite",
    "doctor",
  ]

  @Test(arguments: verbs + ["aftermath"])
  func snapshot(_ verb: String) throws {
    let run = try Command.run(verb == "aftermath" ? ["--help"] : [verb, "--help"])
    #expect(run.exit == 0)
    #expect(run.err.isEmpty)
    // The list of verbs is a test of its own.
    let text = run.out.components(separatedBy: "SUBCOMMANDS:")[0]
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Help/\(verb).txt")
    if ProcessInfo.processInfo.environment["AFTERMATH_RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(verb)")
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected)
  }

  static let selection = [
    "--package", "--from", "--to", "--as-of", "--resolve", "--reading", "--scale", "--hedges",
  ]
  static let file = [
    "--time", "--value", "--low", "--high", "--kind", "--exposure", "--unit", "--source",
    "--accrual",
  ]
  static let output = [
    "--format", "--output", "--digits", "--table", "--observations", "--quiet", "--progress",
  ]
  static let promised: [(verb: String, options: [String])] = [
    ("list", output), ("show", selection + file + output + ["--claims", "--breaks", "--events"]),
    ("describe", selection + file + output),
    (
      "trend",
      selection + file + output + [
        "--method", "--covariance", "--lags", "--rho", "--level", "--alternative", "--seed",
        "--replicates", "--force", "--period", "--threads", "--plot",
      ]
    ),
    ("its", selection + file + output + ["--event", "--impact", "--transition", "--plot"]),
    (
      "fit",
      output + [
        "--family", "--weights", "--offset", "--exposure", "--covariance", "--lags", "--method",
        "--rho", "--df", "--solver", "--level", "--alternative", "--force", "--time", "--low",
        "--high", "--chunked/--no-chunked", "--delimiter", "--decimal", "--threads",
      ]
    ),
    (
      "breaks",
      selection + file + output + [
        "--method", "--model", "--cost", "--penalty", "--breaks", "--max-breaks", "--trim",
        "--bandwidth", "--level", "--replicates", "--seed", "--force", "--adjust", "--by",
        "--plot",
      ]
    ),
    (
      "forecast",
      selection + file + output + ["--method", "--horizon", "--level", "--force", "--plot"]
    ),
    ("check", file + output + ["--max-errors"]),
    ("cite", output + ["--style", "--package", "--as-of"]), ("doctor", output),
  ]

  @Test("every option is in the help", arguments: promised)
  func options(_ promise: (verb: String, options: [String])) throws {
    let help = try Command.run([promise.verb, "--help"]).out
    let words = Set(help.split { " ,\n[]".contains($0) })
    for option in promise.options { #expect(words.contains(Substring(option)), "\(option)") }
  }

  @Test func versionAndVerbs() throws {
    let version = try Command.run(["--version"])
    #expect(version.exit == 0)
    #expect(version.out.split(separator: ".").count == 3)
    let help = try Command.run(["--help"]).out
    for verb in Self.verbs { #expect(help.contains("  \(verb) "), "\(verb)") }
  }
}

import ArgumentParser
import Aftermath

/// `check`: is a file or a data package sound.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Is this file or data package sound; every fault with its line.",
    discussion: """
      Faults go to standard error as compilers write them, and as rows to standard output in any \
      format but the console's. Exit 0 where there is none, 1 where there are faults.
      """)

  @Argument(help: "A file, or the folder of a data package.")
  var path: String

  @Option(name: .customLong("max-errors"), help: "The most faults listed.")
  var maxErrors: Int = 100

  @OptionGroup var file: FileOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(maxErrors) else {
      throw ValidationError("--max-errors \(maxErrors) is not from 1 to 1000000")
    }
  }

  func run() throws {
    let check = try file.check(path, limit: maxErrors)
    for fault in check.faults { Terminal.complain(fault.description) }
    let isSound = check.faults.isEmpty
    if try output.chosenFormat.name == "console" {
      // There is nothing to lay out: the faults stand on standard error.
      let lines = [check.table.title + "."] + check.found.map(\.text)
      if isSound {
        try CommandOutput.write(
          Array(lines.map { $0 + "\n" }.joined().utf8), to: output.output, inputs: [path])
      }
    } else {
      try output.write(
        ResultDocument(
          verb: "check", inputs: [ResultDocument.Input(file: path)], rows: check.table),
        inputs: InputPath.isFolder(path) ? [] : [path])
    }
    guard isSound else {
      let count = check.faults.count
      throw CommandFailure.answerIsNo(
        check.isCut
          ? "more than \(count) faults; --max-errors lists more"
          : count == 1 ? "1 fault" : "\(count) faults")
    }
  }
}

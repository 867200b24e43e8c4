import ArgumentParser
import Aftermath
import Glibc

/// How the command ends: the codes scripts rely on, and the one place that prints errors.
enum ExitStatus {
  static let answerIsNo: Int32 = 1
  static let usage: Int32 = 64
  static let data: Int32 = 65
  static let noInput: Int32 = 66
  static let internalFault: Int32 = 70
  static let cannotCreate: Int32 = 73
  static let failedMidway: Int32 = 74
  static let readerWentAway: Int32 = 141

  /// Prints an error as its kind asks for and gives the exit code.
  static func report(_ error: any Error) -> Int32 {
    switch error {
    case let failure as CommandFailure:
      failure.message.map(Terminal.complain)
      return failure.code
    case let error as DatasetError:
      Terminal.complain(error.description)
      return code(of: error)
    case let error as DelimitedTextError:
      Terminal.complain(error.description)
      return error.exitCode
    case let error as OutputError:
      if error.exitCode != readerWentAway { Terminal.complain(error.description) }
      return error.exitCode
    case let error as SeriesError:
      Terminal.complain("error: \(error)")
      return data
    case let error as StatisticsError:
      Terminal.complain("error: \(error)")
      return data
    default:
      return reportArguments(error)
    }
  }

  private static func code(of error: DatasetError) -> Int32 {
    switch error {
    case .file(let error): error.exitCode
    case .noSuchSeries, .noPackage, .noBundledPackage: noInput
    case .noSuchEvent: usage
    case .descriptor: data
    }
  }

  /// Help goes to standard output and ends well; a wrong argument is one line and a hint.
  private static func reportArguments(_ error: any Error) -> Int32 {
    let code = AftermathCommand.exitCode(for: error)
    if code == .success {
      let text = AftermathCommand.fullMessage(for: error) + "\n"
      do {
        try OutputFile.writeToDescriptor(1, Array(text.utf8))
      } catch {
        return report(error)
      }
      return 0
    }
    let message = AftermathCommand.message(for: error)
    let line = message.split(separator: "\n").first.map(String.init) ?? "wrong arguments"
    Terminal.complain(
      "aftermath: error: \(VisibleText.shortened(line, to: 240))\n"
        + "  " + hint)
    return usage
  }

  /// Where the right options are listed.
  private static var hint: String {
    let verbs = AftermathCommand.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    if let verb = CommandLine.arguments.dropFirst().first, verbs.contains(verb) {
      return "`aftermath \(verb) --help` lists its options"
    }
    return "`aftermath --help` lists the verbs, `aftermath VERB --help` their options"
  }
}

/// An end of the command that is not success.
struct CommandFailure: Error {
  let code: Int32
  let message: String?

  static func usage(_ message: String, hint: String? = nil) -> CommandFailure {
    CommandFailure(
      code: ExitStatus.usage,
      message: "aftermath: error: \(message)" + (hint.map { "\n  \($0)" } ?? ""))
  }

  static func data(_ message: String, hint: String? = nil) -> CommandFailure {
    CommandFailure(
      code: ExitStatus.data, message: "\(message)" + (hint.map { "\n  \($0)" } ?? ""))
  }

  static func answerIsNo(_ message: String?) -> CommandFailure {
    CommandFailure(code: ExitStatus.answerIsNo, message: message)
  }
}

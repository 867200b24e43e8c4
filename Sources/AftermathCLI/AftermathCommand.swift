import ArgumentParser

/// The root of the command: verbs and nothing else.
struct AftermathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aftermath",
    abstract: "Sets the years after one event beside the years after another.",
    discussion: """
      SERIES is an id of the data package (`aftermath list` names them; 'attacks.*' matches \
      several). FILE is a CSV, TSV or JSON file of your own; - is standard input.
      Results go to standard output, everything else to standard error. The network is never used.
      """,
    version: Program.version,
    subcommands: [
      ListCommand.self, ShowCommand.self, DescribeCommand.self, TrendCommand.self,
      FitCommand.self, ItsCommand.self, BreaksCommand.self, ForecastCommand.self,
      CompareCommand.self, ReportCommand.self, ExportCommand.self, CheckCommand.self,
      CiteCommand.self, DoctorCommand.self,
    ])
}

/// What the program says of itself.
enum Program {
  static let version = "0.1.0"
}

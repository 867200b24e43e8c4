import ArgumentParser

/// How many threads a calculation may use; shared by the verbs that calculate.
struct ThreadOptions: ParsableArguments {
  @Option(help: "The most threads used; results do not depend on it (default: one a processor).")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...4096).contains(threads) {
      throw ValidationError("--threads \(threads) is not from 1 to 4096")
    }
  }
}

/// A verb that calculates, under a cap of threads where one is given: the launcher sees to it.
protocol ThreadedCommand: ParsableCommand {
  var threads: ThreadOptions { get }
}

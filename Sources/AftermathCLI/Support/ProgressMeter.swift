import Aftermath
import ArgumentParser

/// Whether work that takes long says how far it is; shared by the verbs that may take long.
struct ProgressOptions: ParsableArguments {
  @Option(help: "Progress on standard error: auto, always or never.")
  var progress: ProgressChoice = .auto
}

/// When progress is shown.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// Whether progress is shown.
  var isShown: Bool {
    switch self {
    case .auto: Terminal.errorIsTerminal
    case .always: true
    case .never: false
    }
  }
}

/// One line on standard error that says what is being done, and how far it is.
struct ProgressMeter {
  let name: String
  let isShown: Bool

  init(_ name: String, _ choice: ProgressChoice) {
    self.name = name
    isShown = choice.isShown
  }

  /// Says what begins now, in place of what was said before where that is a terminal.
  func step(_ text: String) {
    guard isShown else { return }
    if Terminal.errorIsTerminal {
      Terminal.write("\r\u{1B}[K\(name): \(text) …")
    } else {
      Terminal.complain("\(name): \(text) …")
    }
  }

  /// Takes the line away.
  func end() {
    guard isShown, Terminal.errorIsTerminal else { return }
    Terminal.write("\r\u{1B}[K")
  }

  /// What becomes of each of many inputs, in their order, with a bar that grows; for few there is
  /// nothing to wait for, and nothing is shown.
  func map<Input, Output>(
    _ inputs: some RandomAccessCollection<Input>, of what: String,
    _ body: (Input) throws -> Output
  ) rethrows -> [Output] {
    guard isShown, inputs.count >= ProgressMeter.leastShown else { return try inputs.map(body) }
    var results: [Output] = []
    results.reserveCapacity(inputs.count)
    defer { end() }
    var shown = -1
    for input in inputs {
      show(results.count, of: inputs.count, what, shown: &shown)
      results.append(try body(input))
    }
    return results
  }

  /// What work makes of many inputs that says by itself how many are done; as ``map(_:of:_:)`` shows
  /// it.
  func follow<Output>(
    _ count: Int, of what: String, _ work: (_ done: ((Int) -> Void)?) throws -> Output
  ) rethrows -> Output {
    guard isShown, count >= ProgressMeter.leastShown else { return try work(nil) }
    defer { end() }
    var shown = -1
    show(0, of: count, what, shown: &shown)
    return try work { done in
      if done < count { show(done, of: count, what, shown: &shown) }
    }
  }

  /// Fewer inputs than this are done before a bar could be read.
  private static let leastShown = 100
  private static let barWidth = 30

  /// The bar on a terminal, where it has grown; elsewhere a line for every tenth that was reached.
  private func show(_ done: Int, of count: Int, _ what: String, shown: inout Int) {
    let percent = 100 * done / count
    let isTerminal = Terminal.errorIsTerminal
    guard shown < 0 || (isTerminal ? percent > shown : percent / 10 > shown / 10) else { return }
    shown = percent
    let text = "\(done) of \(count) \(what)"
    guard isTerminal else {
      Terminal.complain("\(name): \(text) (\(percent) %)")
      return
    }
    let filled = percent * ProgressMeter.barWidth / 100
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "·", count: ProgressMeter.barWidth - filled)
    Terminal.write("\r\u{1B}[K\(name): \(bar) \(text)")
  }
}

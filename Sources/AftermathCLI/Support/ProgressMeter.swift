import Aftermath
import ArgumentParser

/// Whether work that takes long says how far it is; shared by the verbs that may take long.
struct ProgressOptions: ParsableArguments {
  @Option(help: "Progress on standard error: auto, always or never.")
  var progress: ProgressChoice = .auto

  enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  /// Whether progress is shown.
  var isShown: Bool {
    switch progress {
    case .auto: Terminal.errorIsTerminal
    case .always: true
    case .never: false
    }
  }
}

/// One line on standard error that says what is being done.
struct ProgressMeter {
  let name: String
  let isShown: Bool

  init(_ name: String, isShown: Bool) {
    self.name = name
    self.isShown = isShown
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
}

import ArgumentParser
import Aftermath
import Glibc

/// Starts the command: descriptors first, then arguments, then the one place where errors become
/// exit codes.
@main
enum Launcher {
  static func main() {
    StandardDescriptors.openMissing()
    Runtime.stopIdleThreads()
    // A reader that went away shows as an error of write, not as a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try AftermathCommand.parseAsRoot()
      if let most = (command as? any ThreadedCommand)?.threads.threads {
        try Threads.atMost(most) { try command.run() }
      } else {
        try command.run()
      }
    } catch {
      exit(ExitStatus.report(error))
    }
  }
}

/// What is wrong with an input file, where, and what to do about it.
///
/// It prints as compilers write it, with nothing raw from the file:
///
///     attacks.csv:14:6: error: 'about 20k' is not a number
///       write 20000 and put 'approximate' in the column kind
public struct DelimitedTextError: Error, Hashable, Sendable {
  /// What sort of fault it is, as exit codes tell them apart.
  public enum Kind: Hashable, Sendable {
    /// There is no such file, or it may not be read.
    case unreadable
    /// Reading failed after it had begun.
    case failedMidway
    /// The content is not what it should be.
    case malformed
    /// The content is beyond a limit of ``ReadingLimits``.
    case tooLarge
    /// A column that was asked for is not there.
    case unknownColumn
  }

  /// What sort of fault it is.
  public let kind: Kind
  /// The file, as the user named it.
  public let file: String
  /// Where in the file, if the fault has a place.
  public let position: Position?
  /// What was found and what was needed; one line.
  public let message: String
  /// What to do about it; one line.
  public let hint: String?

  /// A fault of a file. Text from the file goes into `message` through ``VisibleText``.
  public init(
    kind: Kind = .malformed, file: String, position: Position? = nil, message: String,
    hint: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.position = position
    self.message = message
    self.hint = hint
  }

  /// The exit code of a command that stops here: 65, 66 or 74, as in `sysexits.h`.
  public var exitCode: Int32 {
    switch kind {
    case .unreadable: 66
    case .failedMidway: 74
    case .malformed, .tooLarge, .unknownColumn: 65
    }
  }
}

extension DelimitedTextError: CustomStringConvertible {
  /// The error in one line, and the advice in a second.
  public var description: String {
    let place = position.map { ":\($0)" } ?? ""
    let rest = place + ": error: " + message
    // The name gives way first, at its front, so that the line stays below 300 bytes.
    let path = VisibleText.path(file, to: max(64, 296 - rest.utf8.count))
    return path + rest + (hint.map { "\n  " + $0 } ?? "")
  }
}

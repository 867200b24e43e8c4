/// Why results could not be written. Codes are the system's error numbers.
public enum OutputError: Error, Hashable, Sendable {
  /// Nothing could be created at the path.
  case cannotCreate(path: String, code: Int32)
  /// The path is that of a folder.
  case isDirectory(path: String)
  /// The path is that of an input, as ``OutputFile/isSameFile(_:_:)`` tells.
  case isInput(path: String)
  /// The path is that of a folder with a file in it that this program did not write.
  case isForeign(path: String, file: String)
  /// A file within a folder cannot have this path.
  case unusableName(path: String, reason: String)
  /// Writing began and failed; what was at the path before is still there.
  case failed(path: String, code: Int32)
  /// The reader of a pipe went away.
  case closedPipe

  /// The exit code of a command that stops here: 73, 74, or 141 as a shell shows a broken pipe.
  public var exitCode: Int32 {
    switch self {
    case .cannotCreate, .isDirectory, .isInput, .isForeign, .unusableName: 73
    case .failed: 74
    case .closedPipe: 141
    }
  }
}

extension OutputError: CustomStringConvertible {
  /// The error in one line, with one of advice where there is any; nothing is to be said of a closed pipe but for the record.
  public var description: String {
    switch self {
    case .cannotCreate(let path, let code):
      VisibleText.path(path) + ": error: cannot be written: " + SystemFault.words(code)
    case .isDirectory(let path):
      VisibleText.path(path) + ": error: cannot be written: it is a folder"
    case .isInput(let path):
      VisibleText.path(path) + ": error: cannot be written: it is also an input"
    case .isForeign(let path, let file):
      VisibleText.path(path) + ": error: cannot be written: it is a folder with a file of another "
        + "origin, \(VisibleText.path(file))\n  name a new folder, or move that file away"
    case .unusableName(let path, let reason):
      VisibleText.path(path) + ": error: cannot be the name of a file: " + reason
    case .failed(let path, let code):
      VisibleText.path(path) + ": error: writing failed: " + SystemFault.words(code)
    case .closedPipe: "the reader of the output went away"
    }
  }
}

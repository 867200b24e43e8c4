import Aftermath

/// The last step of every verb: bytes to standard output or, whole, to a file.
enum CommandOutput {
  /// Writes bytes; a file that was also read is left as it is.
  ///
  /// - Parameter option: the option that named the file.
  static func write(
    _ bytes: [UInt8], to path: String?, inputs: [String], option: String = "-o"
  ) throws {
    guard let path, path != "-" else {
      try OutputFile.writeToDescriptor(1, bytes)
      return
    }
    try refuse(path, inputs: inputs, option: option)
    try OutputFile.writeWhole(bytes, to: path)
  }

  /// Refuses to write over an input.
  static func refuse(_ path: String, inputs: [String], option: String = "-o") throws {
    for input in inputs where input != "-" && OutputFile.isSameFile(input, path) {
      throw CommandFailure(
        code: ExitStatus.cannotCreate,
        message: "\(VisibleText.path(path)): error: the output is also an input\n"
          + "  name another file with \(option)")
    }
  }
}

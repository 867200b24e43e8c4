import Glibc

/// What is at a path, for those who look before they read.
public enum InputPath {
  /// Whether there is a file or a folder.
  public static func exists(_ path: String) -> Bool { information(path) != nil }

  /// Whether there is a folder.
  public static func isFolder(_ path: String) -> Bool {
    information(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// The size of a file in bytes; nil where there is none.
  public static func size(_ path: String) -> Int? { information(path).map { Int($0.st_size) } }

  /// The bytes of a file, up to a limit.
  ///
  /// - Throws: ``DelimitedTextError`` where there is no such file, it may not be read, or it is
  ///   beyond the limits.
  public static func bytes(
    _ path: String, limits: ReadingLimits = ReadingLimits()
  ) throws(DelimitedTextError) -> [UInt8] {
    try InputFile.bytes(path: path, name: path, limits: limits)
  }

  private static func information(_ path: String) -> stat? {
    // A NUL would end the path early, and another file would be looked at.
    guard !path.utf8.contains(0) else { return nil }
    var information = stat()
    return stat(path, &information) == 0 ? information : nil
  }
}

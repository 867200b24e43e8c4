extension RecordFile {
  /// Reads a table from a file, or from standard input for `-`.
  ///
  /// The file is read with `read`, never mapped, so that pipes work and another program may cut
  /// it short meanwhile. Names that end in `.tsv` or `.tab` are tabs, in `.json` JSON.
  ///
  /// - Throws: ``DelimitedTextError``: `unreadable` where there is no such file, it is a folder,
  ///   or permission is denied; otherwise as ``init(bytes:name:options:)``.
  public static func read(
    path: String, options: ReadingOptions = ReadingOptions()
  ) throws(DelimitedTextError) -> RecordFile {
    let name = path == "-" ? "<standard input>" : path
    let bytes = try InputFile.bytes(path: path, name: name, limits: options.limits)
    return try RecordFile(bytes: bytes, name: name, options: options)
  }
}

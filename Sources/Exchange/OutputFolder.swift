public import DelimitedText
import Reporting
public import Tables

/// Files that are written as one folder, whole or not at all.
///
/// ```swift
/// var folder = OutputFolder()
/// try folder.add("report.md", markdown)
/// try folder.add("tables/estimates.csv", comparison.estimates)
/// try folder.write(manifest, to: "report")
/// ```
public struct OutputFolder: Hashable, Sendable {
  /// A file of the folder.
  public struct File: Hashable, Sendable {
    /// Its path within the folder, with `/` between its parts.
    public let path: String
    /// Its content.
    public let bytes: [UInt8]
  }

  /// The files, in the order they were added.
  public private(set) var files: [File] = []
  /// The places that are taken, by files and by the folders above them.
  private var taken: [String: Kind] = [Manifest.fileName: .file]

  private enum Kind { case file, folder }

  /// A folder without files.
  public init() {}

  /// Adds a file.
  ///
  /// - Parameter path: where in the folder, as `tables/estimates.csv`.
  /// - Throws: ``OutputError/unusableName(path:reason:)`` for a path that is absolute, leaves the
  ///   folder, is taken already (`manifest.json` always is), or would be a file and a folder.
  public mutating func add(_ path: String, _ bytes: [UInt8]) throws(OutputError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for part in parts where part.isEmpty || part == "." || part == ".." || part.utf8.contains(0) {
      throw .unusableName(path: path, reason: "it leaves its folder, or is no name of a file")
    }
    for count in 1..<parts.count where count < parts.count {
      let above = parts[..<count].joined(separator: "/")
      if taken[above] == .file {
        throw .unusableName(path: path, reason: "\(above) is a file of the same folder")
      }
    }
    guard taken[path] == nil else {
      throw .unusableName(path: path, reason: "the folder has that already")
    }
    for count in parts.indices.dropFirst() {
      taken[parts[..<count].joined(separator: "/")] = .folder
    }
    taken[path] = .file
    files.append(File(path: path, bytes: bytes))
  }

  /// Adds a file of text, in UTF-8.
  ///
  /// - Throws: as ``add(_:_:)-(String,[UInt8])``.
  public mutating func add(_ path: String, _ text: String) throws(OutputError) {
    try add(path, Array(text.utf8))
  }

  /// Adds a table at full precision as comma-separated values.
  ///
  /// - Throws: as ``add(_:_:)-(String,[UInt8])``.
  public mutating func add(
    _ path: String, _ table: Table, _ dialect: Dialect = .standard
  ) throws(OutputError) {
    try add(path, table.formatted(.csv(dialect)))
  }

  /// Writes the folder and its manifest, which lists size and SHA-256 of every file.
  ///
  /// Everything goes into a new folder beside the place, down to the disk, and then takes the place
  /// in one step; where any of that fails the new folder is removed and what was there stays as it
  /// was. A folder that an earlier run wrote (its manifest says so) is replaced, if it holds
  /// nothing but the files of that run and what Jupyter keeps beside a notebook. Any other folder
  /// that is not empty is refused. A symbolic link is followed. The folder above must be there.
  ///
  /// - Parameters:
  ///   - manifest: what made the files; its outputs are filled in.
  ///   - path: the folder.
  ///   - inputs: files and folders that were read; the folder may not be or hold one of them.
  /// - Throws: ``DelimitedText/OutputError``: exit code 73 where nothing can be created there, 74 where writing
  ///   failed midway.
  public func write(
    _ manifest: Manifest, to path: String, inputs: [String] = []
  ) throws(OutputError) {
    var manifest = manifest
    manifest.outputs =
      files.map { FileRecord($0.path, $0.bytes) }.sorted { $0.path < $1.path }
    let listing = File(path: Manifest.fileName, bytes: Array((manifest.json.text() + "\n").utf8))
    try FolderReplacement(path, inputs: inputs).run(files + [listing])
  }
}

/// The folder of the bundled data, as the package manager laid it out for this build.
public enum DatasetFiles {
  /// The name of the folder beside the programs of a build.
  public static let bundleName = "aftermath-toolkit_DatasetFiles.resources"

  /// The folder these lines were compiled in, which is the data's own. It is the last place to
  /// look: a program that was installed or moved finds its data relative to itself.
  public static var folder: String {
    let file = #filePath
    return file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
  }
}

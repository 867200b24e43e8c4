import Foundation

/// The folder of the bundled data, as the package manager laid it out for this build.
public enum DatasetFiles {
  /// The name of the folder beside the programs of a build.
  public static let bundleName = "aftermath-toolkit_DatasetFiles.resources"

  /// The folder in the build that made this program. It is the last place to look: a program that
  /// was installed or moved finds its data relative to itself.
  public static var folder: String { Bundle.module.bundlePath }
}

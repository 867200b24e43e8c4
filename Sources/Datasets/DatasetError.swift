public import DelimitedText

/// Why data cannot be used.
public enum DatasetError: Error, Hashable, Sendable {
  /// A fault of a file, with its place.
  case file(DelimitedTextError)
  /// No series of that id, with the nearest that there is.
  case noSuchSeries(String, nearest: String?)
  /// No event of that id, with the nearest that there is.
  case noSuchEvent(String, nearest: String?)
  /// No data package in a folder.
  case noPackage(folder: String, reason: String)
  /// The bundled data package is not where the program is.
  case noBundledPackage(searched: [String])
  /// A descriptor that cannot be read.
  case descriptor(path: String, reason: String)
}

extension DatasetError: CustomStringConvertible {
  /// What was found and what to do, on at most two lines.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .noSuchSeries(let id, let nearest):
      "error: there is no series \(VisibleText.quoted(id))\n  "
        + (nearest.map { "did you mean '\($0)'? " } ?? "")
        + "`aftermath list` names them all; a file is given by its path"
    case .noSuchEvent(let id, let nearest):
      "error: there is no event \(VisibleText.quoted(id))\n  "
        + (nearest.map { "did you mean '\($0)'? " } ?? "")
        + "give a year, a date, or an event of `aftermath list --events`"
    case .noPackage(let folder, let reason):
      "\(VisibleText.path(folder)): error: no data package here: \(reason)\n  "
        + "a package is a folder with datapackage.json, series.csv, claims.csv and sources.csv"
    case .noBundledPackage(let searched):
      "error: the bundled data are not beside the program\n  looked in "
        + searched.map { VisibleText.path($0) }.joined(separator: ", ")
        + "; name the folder with --package"
    case .descriptor(let path, let reason):
      "\(VisibleText.path(path)): error: \(reason)"
    }
  }
}

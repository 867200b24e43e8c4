public import Datasets
public import DelimitedText

extension Manifest.Package {
  /// What a manifest says of a data package.
  public init(_ package: DataPackage) {
    self.init(name: package.name, version: package.version, asOf: package.asOf)
  }
}

extension DataPackage {
  /// The files of the package, `datapackage.json` first and then its tables by name: size and
  /// SHA-256 of each, as they are on the disk now.
  ///
  /// - Throws: ``DelimitedText/DelimitedTextError`` where one cannot be read.
  public func fileRecords() throws(DelimitedTextError) -> [FileRecord] {
    var records: [FileRecord] = []
    for name in fileNames {
      records.append(try FileRecord(reading: folder + "/" + name, as: name))
    }
    return records
  }

  /// The names of the package's files: `datapackage.json` and every CSV beside it.
  public var fileNames: [String] {
    let tables = (FolderContents.entries(folder) ?? []).filter { $0.hasSuffix(".csv") }
    return ["datapackage.json"] + tables.sorted()
  }
}
